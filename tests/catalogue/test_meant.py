"""A natural French word in place of a key or a value is told the right one."""

# ruff: noqa: E501 - a case and its sentence stand on one line

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

from aidnum.catalogue import models
from aidnum.catalogue.key_places import _places
from aidnum.catalogue.meant import _ANYWHERE, KEYS, VALUES, key_meant, value_meant
from aidnum.french import fold
from aidnum.model.marks import Value
from tests.catalogue.samples import FILE, LAW, expected, faults, spoilt, unmarked, validated

PERIODS = "    calendar:\n      windows:\n        - {opens: 2021-01-25, closes: 2021-05-28}\n"
APPLY = "    examples:\n"


def _calendar(text: str) -> str:
    return spoilt(PERIODS, f"    calendar: {{{text}}}\n").replace(", state: open", "")


WRITTEN = {
    **{f"kind: {word}": (spoilt("kind: grant", f"kind: ¤{word}"), right) for word, right in {
        "subvention": "grant", "prêt": "loan", "avance": "advance", "ingénierie": "engineering", "accompagnement": "engineering",
        "Service": "service", "lown": "loan"}.items()},
    **{f"confidence: {word}": (spoilt("confidence: high", f"confidence: ¤{word}"), right) for word, right in {
        "haute": "high", "Élevée": "high", "moyenne": "medium", "faible": "low", "hihg": "high"}.items()},
    **{f"basis: {word}": (spoilt("basis: ht", f"basis: ¤{word}"), right) for word, right in {
        "HT": "ht", "TTC": "ttc", "hors taxes": "ht", "inconnu": "unknown"}.items()},
    **{f"state: {word}": (_calendar(f'state: ¤"{word}"'), right) for word, right in {
        "ouvert": "rolling", "permanent": "rolling", "annuel": "recurring", "épuisé": "exhausted", "inconnu": "unknown",
        "clos": "windows: [{closes: 2026-06-30}]", "open": "rolling"}.items()},
    **{f"expect: {word}": (spoilt("state: open", f'state: ¤"{word}"'), right) for word, right in {
        "ouvert": "open", "clos": "closed", "à venir": "upcoming"}.items()},
    **{f"verdict: {word}": (spoilt("verdict: eligible", f'verdict: ¤"{word}"'), right) for word, right in {
        "à confirmer": "to_confirm", "non éligible": "ineligible", "éligible": "eligible"}.items()},
    **{f"start_before_decision: {word}": (
        spoilt(APPLY, f"    apply: {{start_before_decision: ¤{word}}}\n{APPLY}"), right) for word, right in {
        "oui": "yes", "non": "no", "inconnu": "unknown"}.items()},
    **{f"free: {word}": (spoilt("rate: 50%", f"free: ¤{word}"), right) for word, right in {
        "vrai": "oui", "y": "oui", "faux": "non", "0": "non"}.items()},
    **{f"level: {word}": (FILE + LAW.replace("limit:", f"level: ¤{word}\n    limit:"), right) for word, right in {
        "règle": "rule", "avertissement": "warning"}.items()},
    "rate: inconnu": (spoilt("rate: 50%", "rate: ¤inconnu"), "unknown"),
    "dated: inconnue": (spoilt("checked: 2026-11-24", "checked: 2026-11-24, dated: ¤inconnue"), "unknown"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRITTEN)
def test_a_value_in_french_is_told_the_right_one(name: str, tmp_path: Path) -> None:
    text, right = WRITTEN[name]
    assert faults(text, tmp_path) == expected(text, "M001")
    (found,) = validated(unmarked(text), tmp_path).diagnostics
    assert found.message.endswith(f" — vouliez-vous dire « {right} » ?")


def test_the_words_that_were_possible_stand_before_the_one_meant(tmp_path: Path) -> None:
    (found,) = validated(spoilt("kind: grant", "kind: subvention"), tmp_path).diagnostics
    assert found.message == (
        "« subvention » n'est pas l'une des valeurs possibles (grant, loan, advance, engineering, service)"
        " — vouliez-vous dire « grant » ?"
    )


def test_a_flag_of_a_rule_in_another_language_is_told_oui_or_non(tmp_path: Path) -> None:
    text = spoilt("- population: {at_least: 3500}", "- mutualise: ¤vrai")
    assert [fault for fault in faults(text, tmp_path) if fault[0] == "V003"] == expected(text, "V003")
    assert any(found.message.endswith("« oui » ?") for found in validated(unmarked(text), tmp_path).diagnostics)


SCHEME_KEYS = {
    "titre": "title", "résumé": "summary", "organismes": "organisations", "eligibilite": "eligibility", "Financement": "funding",
    "calendrier": "calendar", "exemples": "examples", "déposer": "apply", "lien": "url", "sources_": "sources", "source": "sources",
    "condition": "conditions",
}  # fmt: skip
FUNDING_KEYS = {"taux": "rate", "plafond": "ceiling", "plancher": "floor", "assiette": "base", "coûts": "costs"}
WINDOW_KEYS = {"ouvre": "opens", "ouverture": "opens", "ferme": "closes", "clôture": "closes", "date_limite": "closes"}


@pytest.mark.parametrize(
    ("text", "right"),
    [
        *((FILE + f"    ¤{word}: x\n", right) for word, right in SCHEME_KEYS.items()),
        *((spoilt("rate: 50%", f"rate: 50%\n      ¤{word}: x"), right) for word, right in FUNDING_KEYS.items()),
        *((spoilt("opens: 2021-01-25", f"¤{word}: 2021-01-25"), right) for word, right in WINDOW_KEYS.items()),
        (spoilt("date: 2021-03-01", "date: 2021-03-01\n        ¤profil: {}"), "profile"),
        (spoilt("date: 2021-03-01", "date: 2021-03-01\n        ¤attendu: {}"), "expect"),
        (spoilt(APPLY, f"    apply: {{¤pièces: [x]}}\n{APPLY}"), "documents"),
        (spoilt("{at_least: 3500}", "{¤au_moins: 3500}"), "at_least"),
        (spoilt("version: 1\n", "version: 1\n¤dispositifs: []\n"), "schemes"),
        (spoilt("postes: {kind", "postes: {¤unité: x, kind"), "unit"),
    ],
)
def test_a_key_in_french_is_told_the_right_one(text: str, right: str, tmp_path: Path) -> None:
    line, column = expected(text, "M003")[0][1:]
    (found,) = (found for found in validated(unmarked(text), tmp_path).diagnostics if found.code == "M003")
    assert (found.line, found.column) == (line, column)
    assert found.message.endswith(f"vouliez-vous dire « {right} » ?")


@pytest.mark.parametrize(
    ("old", "word"),
    [("date: 2021-03-01", "jour"), ("kind: grant", "sorte"), ("date: 2021-03-01", "Date"), ("id: page", "code")],
)
def test_a_key_that_a_french_word_means_is_not_missing_too(old: str, word: str, tmp_path: Path) -> None:
    text = spoilt(old, f"{word}: {old.partition(': ')[2]}")
    assert [fault[0] for fault in faults(text, tmp_path) if fault[0] != "R001"] == ["M003"]


def test_schemes_under_a_french_word_are_not_missing_too(tmp_path: Path) -> None:
    assert [fault[0] for fault in faults("version: 1\ndispositifs: []\n", tmp_path)] == ["M003"]


@pytest.mark.parametrize("word", ["HT", "ttc", "hors taxes"])
def test_a_base_before_tax_is_led_to_basis(word: str, tmp_path: Path) -> None:
    text = spoilt("rate: 50%", f"base: ¤{word}")
    assert faults(text, tmp_path) == expected(text, "V001")
    assert validated(unmarked(text), tmp_path).diagnostics[0].message.endswith("se dit par « basis »")


def test_a_payer_is_found_by_what_people_call_it(tmp_path: Path) -> None:
    text = FILE.replace("  aliases:", "  payers: {caisse: {label: caisse d'allocations}}\n  aliases:")
    text = spoilt("rate: 50%", "rate: 50%\n      payer: ¤allocations", text)
    assert faults(text, tmp_path) == expected(text, "V007")
    assert validated(unmarked(text), tmp_path).diagnostics[0].message.endswith("vouliez-vous dire « caisse » ?")


def test_a_group_of_a_rule_in_french_is_told_the_right_one(tmp_path: Path) -> None:
    text = spoilt("      all:\n", "      ¤tous:\n")
    assert faults(text, tmp_path) == expected(text, "V001")
    assert validated(unmarked(text), tmp_path).diagnostics[0].message.endswith("vouliez-vous dire « all » ?")


def test_the_tables_are_folded_and_lead_to_keys_and_values_that_exist() -> None:
    tables = (KEYS, _ANYWHERE, *VALUES.values())
    assert [word for table in tables for word in table if word != fold(word)] == []
    assert [key for right in KEYS.values() for key in right if key not in _places()] == []
    words = {*_choices(), "oui", "non"}
    assert [
        one for table in tables[1:] for right in table.values() for one in right if one not in words and ":" not in one
    ] == []


def _choices() -> Iterator[str]:
    for name in vars(models):
        value = getattr(getattr(models, name), "value", None)
        if isinstance(value, type) and issubclass(value, Value):
            for hint in get_type_hints(value, include_extras=True).values():
                yield from _literals(hint)


def _literals(hint: Any) -> Iterator[str]:
    if get_origin(hint) is Literal:
        yield from get_args(hint)
    for argument in get_args(hint):
        yield from _literals(argument)


@pytest.mark.parametrize("word", ["zzz", "", "été"])
def test_a_word_that_means_nothing_is_told_nothing(word: str) -> None:
    assert key_meant(word, ("title", "url")) is None
    assert value_meant("kind", word, ("grant", "loan")) == []
