"""Laws, other rules and payers in a catalogue file: checked at their place, written back, never silently left out."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
import yaml

from aidnum.catalogue.catalogue import Catalogue
from aidnum.catalogue.dump import dump_catalogue
from aidnum.catalogue.lint import validate
from aidnum.catalogue.load import load_catalogue
from aidnum.catalogue.rulings import RULINGS
from aidnum.catalogue.schema import catalogue_schema
from aidnum.errors import CatalogueUnreadable
from aidnum.model.funding import Rate
from tests.catalogue.samples import FILE, expected, faults
from tests.conftest import ROOT

LAW = """\
laws:
  - id: loi
    title: "La loi"
    text: "Ce qu'elle dit."
    sources: [{id: page, title: "La page", url: "https://exemple.fr", checked: 2026-11-24, confidence: high}]
    when: {population: {at_least: 3500}}
    with: [etat]
    limit: {aids: [public], share: 80%, of: base, source: page}
    at_least: 20%
payments:
  - id: versement
    title: "Le versement"
    text: "Quand elle est versée."
    sources: [{id: page, title: "La page", url: "https://exemple.fr", checked: 2026-11-24, confidence: high}]
    when: {population: {at_least: 3500}}
    with: [etat]
    advance: 30%
    instalments: {from: 50%, up_to: 80%}
    usual: oui
recoveries:
  - id: fonds
    title: "Le fonds"
    text: "Ce qui revient."
    sources: [{id: page, title: "La page", url: "https://exemple.fr", checked: 2026-11-24, confidence: high}]
    rate: "16.404%"
    costs: {nature: investment}
    delays:
      - {when: {population: {at_least: 3500}}, until: 2025-12-31, years: 0, source: page}
      - {years: 2, note: "Deux ans.", caution: {from: 2026-01-01, text: "À revoir.", source: page}}
councils:
  - {id: conseil, assembly: "le conseil", head: "le maire", members: "les conseillers", when: {population: {at_least: 3500}}}
visas:
  - id: visa
    text: "le code"
    with: [etat]
    costs: {only: [prestations]}
    sources: [{id: lue, title: "La page", url: "https://exemple.fr", checked: 2026-11-24, confidence: medium}]
mentions:
  - {id: mention, of: after, text: "À publier", basis: "L.1", until: 2025-12-31}
pieces:
  - {id: piece, title: "Plan", state: done, how: "Relire."}
forms:
  - id: formulaire
    title: "Le formulaire"
    text: "Où l'aide se demande."
    sources: [{id: page, title: "La page", url: "https://exemple.fr", checked: 2026-11-24, confidence: high}]
    with: [etat]
    caution: "Lu dans une copie."
    prefix: "champ_"
    longest: 2000
    aids: {etat: [etat]}
    boxes:
      - {id: Q2hhbXAtMQ, label: "Le coût", takes: whole, says: cost}
      - {id: Q2hhbXAtMg, label: "L'aide", takes: several, says: aids, of: [etat], options: {etat: "État"}, optional: oui}
delays:
  - id: convocation
    step: convocation
    title: "Convoquer"
    who: executive
    short: "L'article"
    text: "Cinq jours francs."
    confidence: high
    sources: [{id: page, title: "La page", url: "https://exemple.fr", checked: 2026-11-24, confidence: high}]
    when: {population: {at_least: 4000}}
    with: [public]
    delay: {clear_days: 5, before: council}
    caution: {from: 2026-01-01, text: "À relire.", source: page}
"""
PAYERS = """\
  payers:
    public: {label: personne publique, members: [etat]}
    etat: {label: État}
  aliases:
"""
WHOLE = FILE.replace("  aliases:\n", PAYERS, 1).replace("rate: 50%", "rate: 50%\n      payer: etat") + LAW


def test_a_file_with_laws_is_sound(tmp_path: Path) -> None:
    assert faults(WHOLE, tmp_path) == []


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("share: 80%", "share: ¤80", "M001"),
        ("of: base", "of: ¤total", "M001"),
        ("share: 80%, ", "", "M002"),
        ("with: [etat]", "with: [¤etats]", "V007"),
        ("aids: [public]", "aids: ¤publics", "V007"),
        ("payer: etat", "payer: ¤Etat", "V007"),
        ("at_least: 20%", "at_least: 20%\n    ¤at_most: 3", "M003"),
        ("when: {population", "when: {¤populaton", "V001"),
        ("source: page}\n    at_least", "source: ¤pgae}\n    at_least", "R001"),
        ("members: [etat]}", "members: [¤etats]}", "V006"),
        ("costs: {nature: investment}", "costs: {nature: ¤mixte}", "M001"),
        ("id: fonds", "id: ¤loi", "R003"),
        ("of: base, source", "of: base, source: page}\n    level: warning\n    x-reste: {source", "M001"),
        ("    limit: {aids: [public], share: 80%, of: base, source: page}\n    at_least: 20%\n", "", "M001"),
        ("with: [etat]\n", "x-with: [etat]\n", "M001"),
        ("at_least: 20%", "at_least: 20%\n    wordings: [{at_least: 10%, ¤at_most: 3}]", "M003"),
        ("at_least: 20%", "at_least: 20%\n    wordings: [{when: {¤populaton: {at_least: 3}}}]", "V001"),
        ("at_least: 20%", "at_least: 20%\n    wordings: [{with: [¤etats]}]", "V007"),
        ("at_least: 20%", "at_least: 20%\n    wordings: [{limit: {share: 50%, of: cost, source: ¤pgae}}]", "R001"),
        ("at_least: 20%", "at_least: 20%\n    wordings: [{level: ¤conseil}]", "M001"),
        ("at_least: 20%", "at_least: 20%\n    wordings: [{level: warning}]", "M001"),
        ("at_least: 20%", "at_least: 20%\n    wordings: [¤{from: 2021-10-06, until: 2021-10-05}]", "C001"),
        (
            "at_least: 20%",
            "at_least: 20%\n    wordings: [{until: 2021-10-05}, {from: 2021-10-06}, ¤{from: 2022-01-01}]",
            "C003",
        ),
        (
            "at_least: 20%",
            "at_least: 20%\n    until: 2022-01-01\n    wordings: [{from: 2021-10-06}, ¤{from: 2022-01-01}]",
            "C003",
        ),
        ('    rate: "16', '    until: 2014-12-31\n    from: 2015-01-01\n    rate: "16', "C001"),
        ('    rate: "16', '    caution: {from: 2026-01-01, text: x, source: ¤pgae}\n    rate: "16', "R001"),
        ("recoveries:\n", "recoveries: ¤non\nx-recoveries:\n", "M001"),
        ("payments:\n", "payments: ¤non\nx-payments:\n", "M001"),
        ("advance: 30%", "advance: ¤30", "M001"),
        ("advance: 30%", "¤avance: 30%", "M003"),
        ("    advance: 30%\n    instalments: {from: 50%, up_to: 80%}\n", "", "M001"),
        ("advance: 30%", "advance: unknown", "M001"),
        ("from: 50%", "from: 20%", "M001"),
        (
            "when: {population: {at_least: 3500}}\n    with: [etat]\n    advance",
            "when: {¤populaton: {at_least: 3}}\n    with: [etat]\n    advance",
            "V001",
        ),
        ("with: [etat]\n    advance", "x-with: [etat]\n    advance", "M002"),
        ("with: [etat]\n    advance", "with: [¤etats]\n    advance", "V007"),
        ("usual: oui", "usual: ¤parfois", "M001"),
        ("id: versement", "id: ¤loi", "R003"),
        ("id: fonds", "id: ¤versement", "R003"),
        ("years: 0", "years: ¤zéro", "M001"),
        ("years: 0, source: page", "years: 0, source: ¤pgae", "R001"),
        ("{years: 2,", "¤{", "M002"),
        ("{when: {population: {at_least: 3500}}, until", "¤{from: 2026-01-01, until", "C001"),
        ('text: "À revoir.", source: page', 'text: "À revoir.", source: ¤pgae', "R001"),
        ("councils:\n", "councils: ¤non\nx-councils:\n", "M001"),
        ('head: "le maire", ', "", "M002"),
        ('head: "le maire"', 'head: "le maire", ¤tete: x', "M003"),
        ("id: visa", "id: ¤loi", "R003"),
        ("    with: [etat]\n    costs", "    with: [¤etats]\n    costs", "V007"),
        ("only: [prestations]}\n    sources", "only: [¤travail]}\n    sources", "V005"),
        ("of: after", "of: ¤apres", "M001"),
        ("state: done", "state: ¤fait", "M001"),
        ("forms:\n", "forms: ¤non\nx-forms:\n", "M001"),
        ("id: formulaire", "id: ¤fonds", "R003"),
        ("with: [etat]\n    caution", "with: [¤etats]\n    caution", "V007"),
        ("takes: whole", "takes: ¤entier", "M001"),
        ("says: cost", "says: ¤coût", "M001"),
        ("says: cost", "¤dit: cost", "M003"),
        ("id: Q2hhbXAtMQ,", "id: ¤Q2hhbXAtMQ==,", "M001"),
        ("id: Q2hhbXAtMg", "id: Q2hhbXAtMQ", "M001"),
        ("says: aids, of: [etat]", "says: aids, of: [dsil]", "M001"),
        ("optional: oui", "shown_with: [dsil]", "M001"),
        ("longest: 2000", "longest: ¤beaucoup", "M001"),
        ("delays:\n  - id", "delays: ¤non\nx-delays:\n  - id", "M001"),
        ("step: convocation", "step: ¤convocations", "M001"),
        ("who: executive", "who: ¤maire", "M001"),
        ("before: council", "before: ¤conseil", "M001"),
        ("clear_days: 5", "clear_days: ¤cinq", "M001"),
        ("delay: {clear_days: 5, before: council}", "¤delay: {clear_days: 5}", "M001"),
        ("delay: {clear_days: 5, before: council}", "¤delay: {before: council}", "M001"),
        ("delay: {clear_days: 5, before: council}", "¤delay: {clear_days: 5, before: council, after: receipt}", "M001"),
        ("delay: {clear_days: 5, before: council}", "¤delay: {clear_days: 5, days: 2, before: council}", "M001"),
        ("delay: {clear_days: 5, before: council}", "¤delay: {year_ends: 1, before: council}", "M001"),
        ("delay: {clear_days: 5, before: council}", "¤delay: {days: 1, before: council, at_earliest: oui}", "M001"),
        ("{population: {at_least: 4000}}", "{¤populaton: {at_least: 4000}}", "V001"),
        ("with: [public]", "with: [¤publics]", "V007"),
        ("id: convocation", "id: ¤versement", "R003"),
        ('text: "À relire.", source: page', 'text: "À relire.", source: ¤pgae', "R001"),
    ],
)
def test_a_fault_is_told_where_it_stands(before: str, after: str, code: str, tmp_path: Path) -> None:
    assert before in WHOLE
    spoilt = WHOLE.replace(before, after, 1)
    if "¤" in spoilt:
        assert faults(spoilt, tmp_path) == expected(spoilt, code)
    else:
        assert [fault[0] for fault in faults(spoilt, tmp_path)] == [code]


def test_a_law_says_what_its_wording_of_the_day_says_and_its_own_keys_for_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    wordings = """
    until: 2030-12-31
    notes: [Toujours.]
    wordings:
      - {from: 2011-05-13, until: 2021-10-05, note: "Alors."}
      - from: 2021-10-06
        text: "Ce qu'elle dit depuis."
        at_least_yields: non
        sources: {id: autre, title: "L'autre page", url: "https://exemple.fr/2", checked: 2026-11-24, confidence: low}
        limit: {aids: [etat], share: 70%, of: base, source: autre}
"""
    path.write_text(WHOLE.replace("at_least: 20%", f"at_least: 20%{wordings}"), encoding="utf-8")
    (law,) = (one for one in load_catalogue([path], shipped=False).laws if one.id == "loi")
    days = [date(2011, 5, 12), date(2021, 10, 5), date(2021, 10, 6), date(2030, 12, 31), date(2031, 1, 1)]
    none, then, now, last, over = map(law.on, days)
    assert (none, over, last) == (None, None, now)
    assert then is not None
    assert now is not None
    assert (then.text, then.at_least_yields, then.limit, then.sources) == (law.text, True, law.limit, law.sources)
    assert (then.notes, now.notes) == (("Toujours.", "Alors."), ("Toujours.",))
    assert (now.text, now.at_least_yields, now.at_least, now.when) == ("Ce qu'elle dit depuis.", False, law.at_least, law.when)
    assert (now.limit and now.limit.aids, [source.id for source in now.sources]) == (("etat",), ["autre"])
    assert (now.from_, now.until, now.with_, now.wordings) == (date(2021, 10, 6), date(2030, 12, 31), ("etat",), ())


@pytest.mark.parametrize(
    ("stacking", "column", "code", "said"),
    [
        ("{excludes: [aide]}", 27, "R002", "un dispositif ne s'exclut pas lui-même"),
        ("{with: [aide], source: page}", 23, "R002", "un dispositif ne se cumule pas avec lui-même"),
        ("{with: [aidez], source: page}", 23, "R002", "dispositif inconnu « aidez » — vouliez-vous dire « aide » ?"),
        ("{with: [detr], source: pgae}", 38, "R001", "source inconnue « pgae » : elle n'est pas dans « sources »"),
        ("{with: [detr]}", 5, "M001", "« with » demande « source » : où il est dit que ces aides se cumulent"),
        (
            "{with: [dsil, detr], excludes: [detr], source: page}",
            5,
            "M001",
            "« detr » est à la fois dans « with » et dans « excludes » : garder l'un des deux",
        ),
    ],
)
def test_what_a_scheme_says_of_stacking_is_checked(stacking: str, column: int, code: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(f"{FILE}    stacking: {stacking}\n", encoding="utf-8")
    found = [(one.line, one.column, one.code) for one in validate([path]).diagnostics if one.message.startswith(said)]
    assert found == [(FILE.count("\n") + 1, column, code)]


def test_a_law_at_fault_stops_the_reading_instead_of_being_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(WHOLE.replace("share: 80%", "share: 80"), encoding="utf-8")
    with pytest.raises(CatalogueUnreadable, match="taux"):
        load_catalogue([path], shipped=False)


def test_a_file_may_hold_laws_alone(tmp_path: Path) -> None:
    path = tmp_path / "loi.yaml"
    path.write_text(
        "version: 1\n" + LAW.split("recoveries:", maxsplit=1)[0].replace("id: loi", "id: loi-locale"), encoding="utf-8"
    )
    catalogue = load_catalogue([path])
    assert catalogue.laws[-1].id == "loi-locale"
    assert catalogue.sources == load_catalogue().sources


def test_what_is_dumped_is_read_as_it_was(shipped: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(dump_catalogue(shipped.schemes, {key: shipped.rulings(key) for key in RULINGS}), encoding="utf-8")
    again = load_catalogue([path], shipped=False)
    assert again.schemes == tuple(shipped.schemes)
    assert {key: again.rulings(key) for key in RULINGS} == {key: shipped.rulings(key) for key in RULINGS}


def test_a_delay_is_trusted_half_at_most_from_the_day_when_the_law_may_have_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(WHOLE, encoding="utf-8")
    delay = load_catalogue([path], shipped=False).delays[-1]
    assert [delay.trust_on(date.fromisoformat(day)) for day in ("2025-12-31", "2026-01-01")] == ["high", "medium"]
    path.write_text(
        WHOLE.replace('text: "Cinq jours francs."\n    confidence: high', 'text: "x"\n    confidence: low'), encoding="utf-8"
    )
    delay = load_catalogue([path], shipped=False).delays[-1]
    assert delay.trust_on(date(2026, 1, 1)) == "low"


def test_what_no_source_states_may_only_ask(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    head = LAW[LAW.index("\ndelays:") + 1 :].partition("    sources:")[0]
    asking = f'version: 1\n{head}    ask: "Quel délai ?"\n'
    path.write_text(asking, encoding="utf-8")
    assert [one.id for one in load_catalogue([path]).delays][-1] == "convocation"
    for unsound in (asking + "    delay: {clear_days: 5, before: council}\n", f"version: 1\n{head}"):
        path.write_text(unsound, encoding="utf-8")
        (fault,) = validate([path]).diagnostics
        assert (fault.code, fault.line, fault.column) == ("M001", 3, 5)
        assert fault.message.startswith("un délai a ses sources")


def test_a_file_of_ones_own_adds_a_delay_to_the_shipped_ones(tmp_path: Path, shipped: Catalogue) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("version: 1" + LAW[LAW.index("\ndelays:") :], encoding="utf-8")
    assert [one.id for one in load_catalogue([path]).delays] == [*(one.id for one in shipped.delays), "convocation"]


def test_a_rule_of_payment_is_read_with_its_shares_and_a_recovery_with_its_delays(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(WHOLE, encoding="utf-8")
    catalogue = load_catalogue([path], shipped=False)
    payment, fund = catalogue.payments[-1], catalogue.recoveries[-1]
    assert payment.advance == Rate(low=Decimal("0.3"), high=Decimal("0.3"))
    assert payment.instalments == Rate(low=Decimal("0.5"), high=Decimal("0.8"))
    assert (payment.with_, payment.usual) == (("etat",), True)
    assert [(delay.years, delay.until, delay.note) for delay in fund.delays] == [
        (0, date(2025, 12, 31), None),
        (2, None, "Deux ans."),
    ]


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        ("", "une avance « advance » ou des acomptes « instalments » sont attendus"),
        ("advance: 30%\n    instalments: 20%", "« instalments » compte l'avance"),
        ("advance: {up_to: 30%}\n    instalments: {from: 10%, up_to: 20%}", "« instalments » compte l'avance"),
        ("instalments: unknown", "un taux d'avance ou d'acomptes non connu ne se dit pas"),
    ],
)
def test_a_rule_of_payment_that_pays_nothing_early_or_less_and_less_is_refused(shares: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    both = "advance: 30%\n    instalments: {from: 50%, up_to: 80%}"
    path.write_text(WHOLE.replace(both, shares), encoding="utf-8")
    (fault,) = (one for one in validate([path]).diagnostics if one.code == "M001")
    line = 1 + path.read_text(encoding="utf-8").splitlines().index("  - id: versement")
    assert (fault.line, fault.column, fault.message.startswith(said)) == (line, 5, True)


@pytest.mark.parametrize(("shares", "read"), [("advance: 30%", "advance"), ("instalments: 80%", "instalments")])
def test_a_rule_of_payment_may_say_one_share_alone(shares: str, read: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    both = "advance: 30%\n    instalments: {from: 50%, up_to: 80%}"
    path.write_text(WHOLE.replace(both, shares), encoding="utf-8")
    payment = load_catalogue([path], shipped=False).payments[-1]
    assert [name for name in ("advance", "instalments") if getattr(payment, name)] == [read]


def test_a_file_of_ones_own_adds_a_rule_of_payment_to_the_shipped_ones(tmp_path: Path, shipped: Catalogue) -> None:
    path = tmp_path / "a.yaml"
    own = LAW[LAW.index("payments:") : LAW.index("recoveries:")]
    path.write_text(f"version: 1\n{own}", encoding="utf-8")
    assert [one.id for one in load_catalogue([path]).payments] == [*(one.id for one in shipped.payments), "versement"]


def test_what_a_text_says_of_acts_is_trusted_as_far_as_its_best_source(tmp_path: Path, shipped: Catalogue) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(WHOLE, encoding="utf-8")
    catalogue = load_catalogue([path], shipped=False)
    read = (catalogue.councils[-1], catalogue.visas[-1], catalogue.mentions[-1], catalogue.pieces[-1])
    assert [one.confidence for one in read] == ["unverified", "medium", "unverified", "unverified"]
    assert [one.title for one in read] == ["le conseil", "le code", "À publier", "Plan"]
    assert [(one.holds_on(date(2026, 1, 1))) for one in read] == [True, True, False, True]
    assert {one.confidence for one in shipped.visas} == {"high", "medium", "unverified"}


def test_a_form_of_ones_own_stands_beside_the_shipped_ones(tmp_path: Path, shipped: Catalogue) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(f"version: 1\n{LAW[LAW.index('forms:') :]}", encoding="utf-8")
    *before, own = load_catalogue([path]).forms
    assert tuple(before) == shipped.forms
    read = [(box.says, box.optional, box.options) for box in own.boxes]
    assert read == [("cost", False, {}), ("aids", True, {"etat": "État"})]


def test_the_schema_takes_the_shipped_forms(shipped: Catalogue) -> None:
    schema = json.loads(json.dumps(catalogue_schema(shipped.vocabulary)))
    document = json.loads(json.dumps(yaml.safe_load((ROOT / "data/dossier.yaml").read_text(encoding="utf-8")), default=str))
    jsonschema.validate(document, schema)
    document["forms"][0]["boxes"][0]["takes"] = "list"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, schema)


def test_the_schema_takes_the_shipped_laws_and_refuses_others(shipped: Catalogue) -> None:
    schema = json.loads(json.dumps(catalogue_schema(shipped.vocabulary)))
    text = (ROOT / "data/laws.yaml").read_text(encoding="utf-8")
    document = json.loads(json.dumps(yaml.safe_load(text), default=str))
    jsonschema.validate(document, schema)
    document["laws"][0]["limit"]["of"] = "total"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, schema)


def test_every_shipped_grant_says_who_pays_and_every_law_has_a_source(shipped: Catalogue) -> None:
    assert [one.id for one in shipped.schemes if one.funding.kind == "grant" and one.funding.payer is None] == []
    assert {law.id for law in shipped.laws} >= {"cgct-l1111-10", "cgct-r2334-27", "decret-2018-514"}
    for law in shipped.laws:
        for version in law.versions:
            assert version.limit is None or version.limit.source in {source.id for source in version.sources}
