"""The answer of ``plan``: one screen, what must be said first, and text that can't hurt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.budget import CostLine
from aidnum.model.plan import Warned
from aidnum.model.rule import AllOf, Leaf, OneOf
from aidnum.model.scheme import Scheme
from aidnum.model.wishes import Other, Wishes
from aidnum.render.cash_wording import ahead_text
from aidnum.render.document import View
from aidnum.render.plan_wording import EXACT, marks, own_share_text, resource_text, warning_text
from aidnum.report.plan import PlanReport, plan
from aidnum.territory.tables import by_key
from tests.engine.plan_samples import DAY, grant, line, planned, profile_of
from tests.render.samples import BRIEF, WHOLE, drawn, matches_snapshot, squeezed, too_wide

COSTS = [line("logiciel", 10_000), line("prestations", 30_000)]
DOUBT = {"caution": {"from": date(2020, 1, 1), "text": "La loi a pu changer.", "source": "page"}}
OFFICE = {"organisations": ["prefectures"]}


def said(report: PlanReport, view: View = BRIEF) -> str:
    """What a screen says, whatever its lines and its spaces."""
    return squeezed(drawn(report, 120, view).replace("\u00a0", " "))


def window(**days: date) -> dict[str, Any]:
    """A calendar of one window."""
    return {"calendar": {"windows": [days]}}


@pytest.fixture(scope="module")
def hoped(shipped: Catalogue) -> PlanReport:
    """A project that only an aid to be confirmed could help."""
    rate = {"rate": {"from": "20%", "up_to": "50%"}, "payer": "detr"}
    return planned(shipped, [grant("peut-etre", rate, shipped, **DOUBT, **OFFICE)], COSTS)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_page_at_any_width(network: PlanReport, cut: PlanReport, hoped: PlanReport, width: int) -> None:
    for name, report in (("network", network), ("cut", cut), ("hoped", hoped)):
        text = drawn(report, width)
        assert too_wide(text, width) == []
        assert matches_snapshot(f"plan-{name}-{width}.txt", text)


@pytest.mark.parametrize(("width", "height", "hopes"), [(80, 40, 1), (120, 36, 1), (80, 30, 0), (120, 30, 0)])
def test_an_ordinary_project_stands_on_one_screen(shipped: Catalogue, width: int, height: int, hopes: int) -> None:
    sure = [grant(f"aide-{place}", {"rate": {"from": "5%", "up_to": "10%"}, "payer": "etat"}, shipped) for place in range(3)]
    costs = [line("logiciel", amount) for amount in range(10_000, 16_000, 1_000)]
    report = planned(shipped, [*sure, *[grant("peut-etre", {"rate": "10%"}, shipped, **DOUBT)] * hopes], costs)
    assert len((report.with_unsure or report.plans)[0].resources) == 3 + hopes
    assert len(drawn(report, width).splitlines()) <= height


def test_where_only_aids_to_be_confirmed_could_pay_the_head_says_it_and_their_plans_stand_whole(hoped: PlanReport) -> None:
    text = said(hoped)
    head, table = text.split("Montant HT")
    assert "Aucune aide n'est sûre à ce jour : sans celles qui restent à confirmer, 40 000,00 € à votre charge" in head
    assert "avec elles, de 20 000,00 € à 32 000,00 €." in head
    assert "8 000,00 € 20,00 % 20 000,00 € 50,00 % A État \u2013 peut-etre (à confirmer)" in table
    assert "À confirmer par : préfecture du Puy-de-Dôme (peut-etre)" in table
    assert text.count("Plan bas Part Plan haut") == 1


def test_an_aid_that_hangs_on_an_unsaid_field_stands_beside_the_question_that_decides_it(shipped: Catalogue) -> None:
    members = shipped.vocabulary.members("domaine", "bibliotheque")
    field = Leaf(fact="domaine", test=OneOf(values=("bibliotheque",), members=members))
    library = grant("biblio", {"rate": "20%"}, shipped, eligibility=AllOf(parts=(field,)))
    text = said(planned(shipped, [library, grant("sure", {"rate": "10%"}, shipped)], COSTS))
    assert "biblio (à confirmer)" in text
    assert "biblio : Dans quel domaine le projet se place-t-il ? --domaine DOMAINE" in text
    assert "À confirmer par : l'organisme payeur (biblio)" in text


def test_costs_with_tax_alone_ask_for_the_rate_of_vat_and_promise_nothing(shipped: Catalogue) -> None:
    lines = [CostLine("Logiciel", "logiciel", ttc=Decimal(12_000))]
    profile = profile_of([])
    profile = type(profile)(facts=profile.facts, costs={"logiciel": Decimal(12_000)}, costs_basis="ttc")
    catalogue = shipped._replace(schemes=(grant("aide", {"rate": "50%"}, shipped),))
    report = plan(catalogue, profile, lines, DAY)
    text = said(report)
    lacking = "Non comptée faute du taux de TVA, car elle se calcule hors taxes : aide."
    assert f"{lacking} - Quel est le taux de TVA du projet ? --tva 20%" in text
    assert "à votre charge" not in text
    assert "Part du porteur" not in text
    assert "Non comptées" not in text


def test_an_aid_to_be_confirmed_that_waits_for_vat_is_told_after_the_plan(shipped: Catalogue) -> None:
    schemes = [grant("sure", {"rate": "10%"}, shipped), grant("taxee", {"rate": "10%", "basis": "ttc"}, shipped, **DOUBT)]
    head, rest = said(planned(shipped, schemes, COSTS)).split("Montant HT")
    assert "TVA" not in head
    assert "Non comptée faute du taux de TVA, car elle se calcule TTC : taxee. --tva 20%" in rest


def test_an_imposed_aid_that_its_marks_tell_of_is_not_told_of_again_but_in_detail(shipped: Catalogue) -> None:
    report = planned(shipped, [grant("aide", {"rate": "10%"}, shipped, **DOUBT)], COSTS, wishes=Wishes(("aide",)))
    assert "aide (imposée, à confirmer)" in said(report)
    assert "son verdict est" not in said(report)
    assert "son verdict est : à confirmer" in said(report, WHOLE)


def test_of_aids_without_a_known_amount_those_that_are_sure_are_named_and_the_others_counted(shipped: Catalogue) -> None:
    unknown = {"rate": "unknown"}
    schemes = [grant("sure", unknown, shipped), *(grant(f"doute-{place}", unknown, shipped, **DOUBT) for place in range(2))]
    text = said(planned(shipped, schemes, COSTS))
    assert "Non comptées, leur montant n'est pas connu : sure, 2 aides à confirmer" in text


def test_the_title_of_a_project_heads_its_plan(network: PlanReport) -> None:
    titled = said(network._replace(title="Un portail [pour] tous"))
    head, _ = titled.split("Plan de financement au")
    assert head.strip().endswith(": Un portail [pour] tous")
    what = network.heading_words[1]
    assert f" ; {what}" in titled.split("Montant HT")[0]


@pytest.mark.parametrize(
    ("pays", "text"),
    [
        ({"rate": "50%", "costs": {"only": ["travaux"]}}, "n'est pas dans le plan : aucune dépense du projet n'est de celles"),
        ({"rate": {"up_to": "50%"}}, "n'est pas dans le plan bas : le bas de sa fourchette est nul ou non connu."),
        ({"rate": "50%", "costs": {"only": ["logiciel"], "uncertain": ["logiciel"]}}, "n'est pas dans le plan bas : il est à"),
        ({"flat": 5, "minimum_cost": 50_000}, "son verdict est : non éligible. --sans aide"),
        ({"rate": "unknown"}, "son montant n'est pas calculable : le donner s'il est connu. --attendu aide=EUROS"),
    ],
)
def test_an_imposed_aid_that_is_not_had_is_told_at_the_head_alone(shipped: Catalogue, pays: dict[str, Any], text: str) -> None:
    head, rest = said(planned(shipped, [grant("aide", pays, shipped)], COSTS, wishes=Wishes(("aide",)))).split("Montant HT")
    assert text in head
    assert text not in rest


def test_what_is_illegal_is_said_before_any_sum(cut: PlanReport) -> None:
    head, _ = said(cut).split("Montant HT")
    assert head.endswith("Plan illégal : acquise et rivale ne se cumulent pas. ")


def test_what_is_illegal_in_one_plan_names_it(network: PlanReport) -> None:
    low, high = network.plans
    head, _ = said(network._replace(plans=(low, high._replace(illegal=("trop d'aides",))))).split("Montant HT")
    assert head.endswith("Plan haut illégal : trop d'aides. ")


def test_a_plan_that_is_not_proven_the_best_says_what_none_leaves_less_than(network: PlanReport) -> None:
    low, high = network.plans
    report = network._replace(plans=(low._replace(least_share=Decimal("1234.5")), high))
    told = "Plan bas : optimalité non prouvée, aucun plan ne peut laisser moins de 1 234,50 €."
    assert told in said(report)
    assert EXACT not in said(report, WHOLE)
    assert EXACT in said(network, WHOLE)


def test_that_money_is_not_of_right_and_when_to_start_are_said_once(shipped: Catalogue) -> None:
    after = {"apply": {"start_before_decision": "yes", "start_after": "receipt"}}
    schemes = [grant("une", {"rate": "10%"}, shipped, **OFFICE, **after), grant("deux", {"rate": "10%"}, shipped, **OFFICE)]
    text = said(planned(shipped, schemes, COSTS))
    assert text.count("Rien n'est de droit ; qui décide : préfecture du Puy-de-Dôme (une, deux)") == 1
    started = "après l'accusé de réception de la demande (une)"
    assert f"Commencement du projet : {started} ; à demander d'abord (deux)" in text


def test_what_is_over_is_counted_and_named_in_detail_when_it_closed_within_a_year(shipped: Catalogue) -> None:
    schemes = [
        grant("vieille", {"rate": "10%"}, shipped, **window(closes=date(2021, 5, 28))),
        grant("recente", {"rate": "10%"}, shipped, **window(closes=date(2025, 1, 31))),
        grant("epuisee", {"rate": "10%"}, shipped, calendar={"state": "exhausted"}),
    ]
    report = planned(shipped, schemes, COSTS)
    assert [name for name in ("vieille", "recente", "epuisee") if name in said(report)] == []
    text = said(report, WHOLE)
    assert "recente : fermé depuis le 31 janvier 2025" in text
    assert "epuisee : fermé : enveloppe épuisée" in text
    assert "Fermées depuis plus d'un an : 1 aide" in text
    assert "vieille" not in text


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"calendar": {"state": "recurring"}}, ["revient chaque année"]),
        (window(opens=date(2026, 1, 5), closes=date(2026, 3, 1)), ["ouvre le 5\u00a0janvier\u00a02026"]),
        ({}, []),
    ],
)
def test_an_aid_bears_the_mark_of_its_window(shipped: Catalogue, more: dict[str, Any], told: Sequence[str]) -> None:
    (only,) = planned(shipped, [grant("aide", {"rate": "10%"}, shipped, **more)], COSTS).plans
    assert marks(only.resources[0]) == told


def test_what_is_had_imposed_or_unsure_is_marked(shipped: Catalogue) -> None:
    schemes: list[Scheme] = [
        grant("acquise", {"rate": "10%"}, shipped, calendar={"state": "recurring"}),
        grant("analogue", {"rate": "10%", "probable": "oui"}, shipped),
        grant("imposee", {"rate": "10%"}, shipped, **DOUBT),
    ]
    (only,) = planned(shipped, schemes, COSTS, wishes=Wishes(("imposee",), {"acquise": Decimal(300)})).plans
    assert {one.name: marks(one) for one in only.resources} == {
        "acquise": ["acquise"],
        "analogue": ["probable"],
        "imposee": ["imposée", "à confirmer"],
    }


@pytest.mark.parametrize(
    ("name", "payer", "told"),
    [
        ("Région", "region-payeuse", "Région Auvergne-Rhône-Alpes"),
        ("Contrat de territoire", "departement-payeur", "Département du Puy-de-Dôme \u2013 Contrat de territoire"),
        ("Puy-de-Dôme", "departement-payeur", "Département du Puy-de-Dôme"),
        ("CAF du Puy-de-Dôme", "caf", "CAF du Puy-de-Dôme"),
        ("Fondation", "prive", "Fondation"),
    ],
)
def test_an_aid_of_another_bears_the_name_of_its_payer_once(shipped: Catalogue, name: str, payer: str, told: str) -> None:
    facts = {"collectivite": "commune", "departement": "63", "region": "84"}
    report = planned(shipped, [grant("aide", {"rate": "10%"}, shipped)], COSTS, facts)
    (known,) = report.plans[0].resources
    other = known._replace(origin="other", assessment=None, other=Other(name, Decimal(100), payer))
    assert resource_text(other, report.situation) == told
    assert marks(other) == ["hors catalogue"]
    assert marks(known._replace(origin="expected")) == ["attendue"]


@pytest.mark.parametrize(
    ("towns", "told"),
    [
        (("56165",), "Ploërmel (autofinancement)"),
        (("56165", "56091"), "Ploërmel et Josselin (autofinancement)"),
        (("56165", "56091", "56117"), "Part du porteur"),
    ],
)
def test_the_own_share_bears_the_name_of_who_pays_it(hoped: PlanReport, towns: Sequence[str], told: str) -> None:
    authorities = tuple(filter(None, map(by_key, towns)))
    assert len(authorities) == len(towns)
    report = hoped._replace(profile=replace(hoped.profile, authorities=authorities))
    assert own_share_text(report, report.plans) == told


def test_an_id_stands_in_detail_alone_beside_what_to_type(network: PlanReport) -> None:
    assert "dgd-bibliotheques" not in said(network)
    assert "aidnum show dgd-bibliotheques" in said(network, WHOLE)


def test_detail_says_how_each_aid_is_laid(network: PlanReport) -> None:
    assert "réparti : 28 950,00 € en investissement" in said(network, WHOLE)
    assert "réparti" not in said(network)


def test_plans_that_do_the_same_with_an_aid_are_told_together(shipped: Catalogue) -> None:
    schemes = [grant("sure", {"rate": "10%"}, shipped), grant("peut-etre", {"rate": "10%"}, shipped, **DOUBT)]
    text = said(planned(shipped, schemes, COSTS), WHOLE)
    assert "Plan et plan si confirmé : compté dans ce plan : 4 000 € ; réparti : 4 000,00 € en investissement" in text


def test_on_paper_a_long_list_of_expenses_stands_once(shipped: Catalogue) -> None:
    aid = grant("aide", {"rate": {"from": "5%", "up_to": "10%"}}, shipped)
    for many, told in ((12, 2), (13, 1)):
        report = planned(shipped, [aid], [line("logiciel", 1_000 + place) for place in range(many)])
        assert said(report, View(paper=True)).count("1 007,00 €") == told


def test_on_paper_plans_that_hang_on_confirmations_have_their_two_sides(hoped: PlanReport) -> None:
    assert said(hoped, View(paper=True)).count("Total des recettes") == 2


def test_the_most_that_is_to_be_paid_ahead_is_told_once_and_the_rest_in_detail(network: PlanReport) -> None:
    told = [ahead_text(plan.cash).replace("\u00a0", " ") for plan in network.plans if plan.cash]
    assert [text for text in told if text in said(network)] == told[:1]
    assert [text for text in told if text in said(network, WHOLE)] == told


def test_what_is_borrowed_stands_beside_the_own_share(shipped: Catalogue) -> None:
    report = planned(shipped, [grant("aide", {"rate": "10%"}, shipped)], COSTS, wishes=Wishes(loan=Decimal(2_000)))
    assert "Part du porteur, dont emprunt 2 000,00 €" in said(report)


def test_hostile_text_is_shown_as_it_is_on_a_terminal(hostile_plan: PlanReport) -> None:
    text = drawn(hostile_plan, 120, colour=True)
    assert "[publiques]" in text
    assert ":sos:" in text


def test_a_rule_against_what_was_granted_has_nothing_to_ask(network: PlanReport) -> None:
    (law,) = (one for one in network.catalogue.laws if one.id == "plancher-detr")
    assert warning_text(Warned(law, "Vérifier la décision")) == "Plancher de 20 % de la DETR. Vérifier la décision."
