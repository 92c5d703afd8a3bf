"""Laws, recoveries and payers in a catalogue file: read, checked at their place, written back, never left out in silence."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml

from aidnum.catalogue.catalogue import Catalogue
from aidnum.catalogue.dump import dump_catalogue
from aidnum.catalogue.lint import validate
from aidnum.catalogue.load import load_catalogue
from aidnum.catalogue.schema import catalogue_schema
from aidnum.errors import CatalogueUnreadable
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
recoveries:
  - id: fonds
    title: "Le fonds"
    text: "Ce qui revient."
    sources: [{id: page, title: "La page", url: "https://exemple.fr", checked: 2026-11-24, confidence: high}]
    rate: "16.404%"
    costs: {nature: investment}
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
    path.write_text(dump_catalogue(shipped.schemes, shipped.laws, shipped.recoveries), encoding="utf-8")
    again = load_catalogue([path], shipped=False)
    assert (again.schemes, again.laws, again.recoveries) == (tuple(shipped.schemes), shipped.laws, shipped.recoveries)


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
