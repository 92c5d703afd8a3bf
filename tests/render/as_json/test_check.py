"""The answer of ``check`` as JSON: the shape of the contract, exact sums, nothing left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from aidnum.catalogue.catalogue import Catalogue
from aidnum.catalogue.load import load_catalogue
from aidnum.model.profile import read_profile
from aidnum.render.as_json import render
from aidnum.render.wording import CAVEAT
from aidnum.report.check import check
from tests.render.samples import DAY, HOSTILE_TEXTS, answer, hostile_catalogue, matches_snapshot, small_catalogue, small_check


def _checked(folder: Path) -> Any:
    return json.loads(render(small_check(folder)))


def _of(whole: Any, scheme: str) -> Any:
    return next(assessment for assessment in whole["assessments"] if assessment["scheme"] == scheme)


def test_the_whole_answer_is_the_stored_one(tmp_path: Path) -> None:
    assert matches_snapshot("check.json", render(small_check(tmp_path)))


def test_the_keys_of_the_contract_come_first_and_in_its_order(tmp_path: Path) -> None:
    whole = _checked(tmp_path)
    assert list(whole)[:6] == ["schema_version", "date", "catalogue", "profile", "assessments", "missing"]
    assessment = _of(whole, "demarches-en-ligne")
    expected = ["scheme", "title", "verdict", "window", "criteria", "missing", "conditions", "advice", "funding"]
    assert list(assessment)[: len(expected)] == expected
    assert list(assessment["window"])[:5] == ["state", "name", "opens", "closes", "days_left"]
    assert list(assessment["funding"])[:7] == [
        *("kind", "rate_min", "rate_max", "eligible_base", "amount_min", "amount_max", "steps"),
    ]
    assert [list(criterion) for criterion in assessment["criteria"]] == [
        ["outcome", "text", "fact", "source", "note", "supposed"]
    ] * 5


def test_sums_and_rates_are_decimal_strings(tmp_path: Path) -> None:
    funding = _of(_checked(tmp_path), "demarches-en-ligne")["funding"]
    assert (funding["rate_min"], funding["rate_max"]) == ("0.50", "0.50")
    assert (funding["eligible_base"], funding["amount_min"], funding["amount_max"]) == ("60000.00", "30000.00", "30000.00")


def test_the_profile_holds_what_was_given_and_the_costs(tmp_path: Path) -> None:
    assert _checked(tmp_path)["profile"] == {
        "population": 520000,
        "type": ["dematerialisation"],
        "costs": {"personnel": "40000.00", "prestations": "60000.00"},
        "costs_basis": "ht",
    }


def test_the_profile_has_no_costs_when_none_were_given(tmp_path: Path) -> None:
    whole = json.loads(render(answer(small_catalogue(tmp_path), {"mutualise": "oui", "collectivite": "commune"})))
    assert whole["profile"] == {"mutualise": True, "collectivite": "commune"}


def test_what_cannot_be_computed_is_null(tmp_path: Path) -> None:
    whole = _checked(tmp_path)
    funding = _of(whole, "petites-communes")["funding"]
    assert funding["amount_min"] is None
    assert _of(whole, "accompagnement")["window"] == {
        "state": "rolling",
        "name": None,
        "opens": None,
        "closes": None,
        "days_left": None,
        "last_closed": None,
        "note": "Toute l'année.",
        "source": None,
    }


def test_criteria_have_outcomes_in_lower_case_and_the_address_of_their_source(tmp_path: Path) -> None:
    criteria = _of(_checked(tmp_path), "demarches-en-ligne")["criteria"]
    assert [criterion["outcome"] for criterion in criteria] == ["yes", "yes", "unknown", "yes", "condition"]
    assert [criterion["source"] for criterion in criteria][:2] == [None, "https://exemple.fr/article"]


def test_a_caution_stands_only_where_it_caps_the_verdict(tmp_path: Path) -> None:
    whole = _checked(tmp_path)
    assert _of(whole, "guichet-local")["caution"]["from"] == "2021-01-01"
    assert _of(whole, "demarches-en-ligne")["caution"] is None


def test_every_scheme_of_the_shipped_catalogue_is_there() -> None:
    catalogue = load_catalogue()
    whole = json.loads(render(answer(catalogue)))
    assert {assessment["scheme"] for assessment in whole["assessments"]} == {scheme.id for scheme in catalogue.schemes}
    assert whole["catalogue"]["schemes"] == len(catalogue.schemes)
    assert whole["caveat"] == CAVEAT


def test_hostile_text_comes_back_as_it_was(tmp_path: Path) -> None:
    whole = json.loads(render(answer(hostile_catalogue(tmp_path))))
    assert sorted(entry["title"] for entry in whole["assessments"]) == sorted(text.strip() for text in HOSTILE_TEXTS)


def test_the_same_report_gives_the_same_text(tmp_path: Path) -> None:
    assert render(small_check(tmp_path)) == render(small_check(tmp_path))


def test_text_ends_with_one_newline_and_keeps_its_accents(tmp_path: Path) -> None:
    text = render(small_check(tmp_path))
    assert text.endswith("}\n")
    assert "Démarches en ligne" in text


def test_a_scheme_left_out_is_counted(tmp_path: Path) -> None:
    catalogue = small_catalogue(tmp_path)._replace(left_out=2)
    whole = json.loads(render(check(catalogue, read_profile(catalogue.vocabulary, {}), DAY)))
    assert whole["left_out"] == 2


def test_a_brief_answer_is_one_short_line_of_what_may_still_be_asked_for(shipped: Catalogue) -> None:
    profile = read_profile(shipped.vocabulary, {"population": "520000", "type": "dematerialisation"})
    text = render(check(shipped, profile, DAY, brief=True))
    answer = json.loads(text)
    assert text.count("\n") == 1
    assert len(text.encode()) <= 6000
    assert {each["group"] for each in answer["assessments"]} <= {"now", "next", "ask"}
    assert answer["assessments"][0] == {
        "scheme": "france-relance-dematerialisation", "verdict": "eligible", "group": "now", "state": "open",
        "closes": "2021-05-28", "amount_min": None, "amount_max": None, "ask": [],
    }  # fmt: skip


def test_an_answer_says_the_group_and_what_would_tell_the_amount(small: Catalogue) -> None:
    answer_ = json.loads(render(answer(small, {})))
    by_id = {each["scheme"]: each for each in answer_["assessments"]}
    assert [each["group"] for each in answer_["assessments"]] == sorted(
        (each["group"] for each in answer_["assessments"]), key=["now", "next", "ask", "closed", "ineligible"].index
    )
    assert "accord" in [question["fact"] for question in by_id["petites-communes"]["missing_for_amount"]]
