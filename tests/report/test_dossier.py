"""What ``dossier`` writes: the plan laid, who votes it, the texts it rests on, and what is refused with a question."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.errors import (
    AidnumError,
    NoPlan,
    NothingToFund,
    NotInPlan,
    UnknownTax,
    UnlawfulPlan,
    WhoDecides,
    WhoPays,
)
from aidnum.project.merge import read_project
from aidnum.project.said import Said
from aidnum.render.document import BLANK
from aidnum.report.dossier import dossier
from aidnum.report.plan import plan
from tests.engine.plan_samples import grant
from tests.report.dossiers import COMMUNE, DAY, DEPARTEMENT, EPCI, INVESTED, POOLED, written


@pytest.mark.parametrize(
    ("kind", "assembly"),
    [
        ("commune", "le conseil municipal"),
        ("epci", "le conseil communautaire"),
        ("cc", "le conseil communautaire"),
        ("metropole", "le conseil métropolitain"),
        ("sivu", "le comité syndical"),
        ("smo", "le comité syndical"),
        ("departement", "le conseil départemental"),
        ("region", "le conseil régional"),
        ("petr", "le comité syndical"),
        ("statut_particulier", "l'assemblée délibérante"),
    ],
)
def test_each_kind_of_authority_has_its_assembly(shipped: Catalogue, kind: str, assembly: str) -> None:
    said: dict[str, Any] = {
        "facts": {**INVESTED, "collectivite": kind},
        "costs": {"logiciel": 9_000},
        "others": [("Aide", 900, None)],
    }
    assert written(shipped, **said).council.assembly == assembly


def test_the_plan_laid_is_that_of_the_wishes_at_the_low_end_or_at_the_high_end_asked_for(shipped: Catalogue) -> None:
    project = read_project(shipped, Said(**EPCI))
    plans = plan(shipped, project.profile, project.lines, DAY, project.wishes).plans
    assert [dossier(shipped, project, DAY).plan, dossier(shipped, project, DAY, "high").plan] == list(plans)


def test_visas_are_those_of_the_authority_and_of_the_aids_of_the_plan(shipped: Catalogue) -> None:
    low, high = ({visa.id for visa in written(shipped, case, **EPCI).visas} for case in ("low", "high"))
    common = {"visa-cgct-epci", "visa-cgct-l1111-10", "visa-statuts", "visa-budget"}
    assert low == common | {"visa-dotation-dsil", "visa-dotation-bibliotheques"}
    assert high == common | {"visa-dotation-detr", "visa-categories-detr"}
    departement = {visa.id: visa.confidence for visa in written(shipped, **DEPARTEMENT).visas}
    assert departement["visa-cgct-departement"] == "high"
    assert departement["visa-fonds-europeens"] == "unverified"


def test_a_mention_holds_from_its_day_on_and_for_the_costs_it_speaks_of(shipped: Catalogue) -> None:
    def told(day: date, costs: dict[str, Any]) -> set[str]:
        made = dossier(shipped, read_project(shipped, Said(**{**COMMUNE, "granted": {}, "costs": costs})), day)
        return {one.id for one in (*made.mentions, *(piece for request in made.requests for piece in request.pieces))}

    works = {"travaux": 37_000}
    assert "mention-signatures" in told(date(2022, 7, 1), works)
    assert "mention-signatures" not in told(date(2022, 6, 30), works)
    assert "piece-terrain-dotations" in told(DAY, works)
    assert "piece-terrain-dotations" not in told(DAY, {"logiciel": 37_000})


def test_an_aid_already_had_is_not_asked_for(shipped: Catalogue) -> None:
    made = written(shipped, **COMMUNE)
    assert [one.name for one in made.granted] == ["dsil"]
    assert [one.resource.name for one in made.requests] == ["FNADT"]
    assert (made.plan.loan, made.total("ttc")) == (Decimal(5_000), Decimal("44400.00"))


def test_a_request_has_the_pieces_of_its_aid_or_those_that_its_scheme_names(shipped: Catalogue) -> None:
    library, investment = written(shipped, **EPCI).requests
    assert {piece.with_ for piece in library.pieces} == {("dotation-bibliotheques",)}
    assert {piece.with_ for piece in investment.pieces} == {("detr", "dsil", "dpv")}
    assert investment.documents == ()
    assert investment._replace(pieces=()).documents[0] == "note de présentation"
    assert investment.entry is not None


def test_who_asks_for_a_pooled_project_is_the_first_named_and_a_member_pays_the_aid_of_its_name(shipped: Catalogue) -> None:
    made = written(shipped, **POOLED, others=[("Commune de Roscoff", 2_000, "commune")])
    assert [authority.name for authority in made.report.profile.authorities] == ["Saint-Pol-de-Léon"]
    assert [(one.authority.name, one.paid and one.paid.amount) for one in made.members] == [("Roscoff", Decimal(2_000))]
    assert "Commune de Roscoff" not in [one.resource.name for one in made.requests]


def test_a_pooled_project_may_be_paid_by_its_leader_alone(shipped: Catalogue) -> None:
    made = written(shipped, **{**POOLED, "facts": {**INVESTED, "paie_seul": True}})
    assert [one.paid for one in made.members] == [None]


LONE = {"facts": {**INVESTED, "mutualise": True, "collectivite": "commune", "departement": "29", "region": "53"}}


@pytest.mark.parametrize(
    ("said", "leader", "members"),
    [
        (POOLED, "Saint-Pol-de-Léon est maître d'ouvrage", " (Roscoff)"),
        ({**COMMUNE, "facts": {**INVESTED, "mutualise": True}}, "Saint-Pol-de-Léon est maître d'ouvrage", ""),
        ({**LONE, "costs": {"logiciel": 30_000}}, "qui est maître d'ouvrage", ""),
    ],
)
def test_a_pooled_project_that_says_no_shares_is_refused_with_that_question(
    shipped: Catalogue, said: dict[str, Any], leader: str, members: str
) -> None:
    with pytest.raises(WhoPays) as refused:
        written(shipped, **said)
    assert refused.value.message == f"projet à plusieurs : {leader}, et quelle part paie chaque autre membre{members} ?"


@pytest.mark.parametrize(
    ("said", "error", "words"),
    [
        ({**COMMUNE, "costs": None}, NothingToFund, "aucun coût n'est donné"),
        ({**COMMUNE, "granted": {}, "others": [], "vat": None, "basis": "ttc"}, UnknownTax, "sans le taux de TVA.* : .*DSIL"),
        ({"names": ("Saint-Pol-de-Léon",), "costs": {"personnel": 100}}, NoPlan, "aucune aide n'est sûre"),
        ({**COMMUNE, "granted": {"dsil": 36_000}, "loan": None}, UnlawfulPlan, "un plan illégal ne se vote pas"),
        ({"facts": INVESTED, "costs": {"logiciel": 9_000}, "others": [("A", 9, None)]}, WhoDecides, "Qui porte le projet ?"),
        (
            {"facts": {"collectivite": "association"}, "costs": {"logiciel": 9_000}, "others": [("A", 9, None)]},
            WhoDecides,
            "seuls les collectivités",
        ),
    ],
)
def test_what_no_council_can_vote_is_refused(
    shipped: Catalogue, said: dict[str, Any], error: type[AidnumError], words: str
) -> None:
    with pytest.raises(error, match=words.replace("?", "[?]")) as refused:
        written(shipped, **said)
    assert refused.value.exit_status == 1


def test_an_aid_imposed_to_which_the_plan_gives_nothing_is_refused(shipped: Catalogue) -> None:
    aids = [grant("vague", {"rate": {"up_to": "50%"}, "payer": "etat"}, shipped), grant("sure", {"rate": "10%"}, shipped)]
    catalogue = shipped._replace(schemes=aids)
    with pytest.raises(NotInPlan, match="vague n'a aucun montant au plan"):
        written(catalogue, **{**POOLED, "names": ("Roscoff",), "imposed": ("vague",)})
    assert written(catalogue, "high", **{**POOLED, "names": ("Roscoff",), "imposed": ("vague",)}).plan.resources


def test_paris_which_is_two_authorities_has_no_council_of_either(shipped: Catalogue) -> None:
    paris = written(shipped, names=("Paris",), facts=INVESTED, costs={"logiciel": 30_000}, others=[("Aide", 900, None)])
    assert paris.council.assembly == "l'assemblée délibérante"
    assert paris.visas[0].id == "visa-cgct-autres"
    assert [visa.id for visa in paris.visas].count("visa-cgct-commune") == 0


def test_every_kind_of_authority_has_an_assembly_and_a_code_to_be_founded_on(shipped: Catalogue) -> None:
    for kind in sorted(shipped.vocabulary.members("collectivite", "collectivites")):
        facts = {**INVESTED, "collectivite": kind}
        made = written(shipped, facts=facts, costs={"logiciel": 9_000}, others=[("Aide", 900, None)])
        assert made.council.assembly
        assert made.visas[0].text.startswith("le code général des collectivités territoriales")
        assert [visa.id for visa in made.visas if visa.id.startswith("visa-cgct-") and "l1111" not in visa.id][1:] == []


def test_a_blank_of_the_catalogue_is_the_mark_of_a_blank(shipped: Catalogue) -> None:
    texts = [visa.text for visa in shipped.visas] + [one.article or "" for one in shipped.mentions]
    assert {found for text in texts for found in re.findall("…+", text)} == {BLANK}


SMALL: dict[str, Any] = {"costs": {"logiciel": 9_000}, "others": [("Aide", 900, None)]}


@pytest.mark.parametrize(
    "named", ["Paris", "reg:94", "Nouvelle-Calédonie", "Métropole de Lyon", "Collectivité européenne d'Alsace"]
)
def test_of_an_authority_with_rules_of_its_own_none_of_another_is_told(shipped: Catalogue, named: str) -> None:
    made = written(shipped, names=(named,), facts=INVESTED, **SMALL)
    general = {"mention-recours", "mention-part-minimale", "mention-publication-du-plan"}
    trusted = {one.id for one in made.mentions if not one.with_ and one.confidence != "unverified"} - made.unsure
    assert trusted <= general
    texts = [one.text for one in made.mentions_of("after")]
    assert len(texts) == len(set(texts)) == 1


@pytest.mark.parametrize("kind", ["commune", "epci", "smo", "petr", "departement", "region", "com", "syndicat"])
def test_every_kind_of_authority_has_something_to_do_after_the_vote(shipped: Catalogue, kind: str) -> None:
    assert written(shipped, facts={**INVESTED, "collectivite": kind}, **SMALL).mentions_of("after")


def test_an_open_syndicat_may_not_be_held_to_the_own_share(shipped: Catalogue) -> None:
    opened, closed = (
        written(shipped, facts={**INVESTED, "collectivite": kind, "departement": "29"}, **SMALL) for kind in ("smo", "smf")
    )
    assert opened.unsure == {"visa-cgct-l1111-10", "mention-part-minimale"}
    assert closed.unsure == set()


def test_of_a_syndicat_whose_sort_is_not_said_each_code_is_to_be_chosen(shipped: Catalogue) -> None:
    syndicats = {"visa-cgct-epci", "visa-cgct-syndicat-mixte-ferme", "visa-cgct-syndicat-mixte-ouvert"}
    made = written(shipped, facts={**INVESTED, "collectivite": "syndicat"}, **SMALL)
    assert syndicats <= made.unsure
    for kind in ("sivu", "smf", "smo"):
        told = written(shipped, facts={**INVESTED, "collectivite": kind}, **SMALL)
        assert len(syndicats & {one.id for one in told.visas}) == 1
        assert not syndicats & told.unsure


def test_a_gift_is_not_asked_for(shipped: Catalogue) -> None:
    made = written(shipped, **{**COMMUNE, "others": [("Rotary", 900, "prive")]})
    assert ([one.name for one in made.given], made.requests) == (["Rotary"], ())
    assert made.mentions_of("attestation") == ()
