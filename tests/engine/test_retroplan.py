"""The steps of an application on their days, by the delays of the shipped catalogue and by hand-made ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from aidnum.catalogue.catalogue import Catalogue
from aidnum.catalogue.models import read
from aidnum.engine.retroplan import STEPS, moved, retroplan
from aidnum.engine.situation import Situation
from aidnum.model.law import Milestone, Span
from aidnum.model.profile import read_profile
from aidnum.model.retroplan import Days, Filing, Step
from aidnum.model.rule import AnyOf, Bounds, Leaf, OneOf
from aidnum.model.scheme import Start
from tests.engine.samples import SOURCE

TODAY = date(2026, 11, 29)
COUNCIL, CLOSING = date(2027, 1, 25), date(2027, 1, 29)
TOWN = {"collectivite": "commune", "population": "12000"}
DETR = Filing("detr", "DETR", "detr")
DAYS = st.dates()
NEAR = st.dates(date(2026, 1, 1), date(2030, 12, 31))


def steps_of(catalogue: Catalogue, facts: Mapping[str, Any], days: Days, *filings: Filing) -> dict[str, Step]:
    """The steps by their name; of a step that several aids take apart, the last."""
    situation = Situation(read_profile(catalogue.vocabulary, facts), catalogue.vocabulary)
    return {step.rule.step: step for step in retroplan(catalogue.delays, filings, days, situation)}


def span(unit: str, count: int, **anchor: Any) -> Span:
    """A delay of a count of one unit."""
    return read(Span, {unit: count, **anchor})


def milestone(name: str, step: str, **more: Any) -> Milestone:
    """A milestone of a catalogue of one's own."""
    stated = {"title": "Faire", "who": "office", "short": "Texte", "text": "Ce qu'il dit.", "confidence": "high"}
    return read(Milestone, {"id": name, "step": step, **stated, "sources": [SOURCE], **more})


def own_steps(catalogue: Catalogue, rules: Sequence[Milestone], days: Days, *filings: Filing) -> list[Step]:
    """The steps of a commune by rules of one's own."""
    situation = Situation(read_profile(catalogue.vocabulary, {"collectivite": "commune"}), catalogue.vocabulary)
    return list(retroplan(rules, filings, days, situation))


def closing(day: date | None, **more: Any) -> Filing:
    """The DETR with a closing date."""
    return DETR._replace(closes=day, **more)


def test_a_town_of_five_days_gets_its_whole_sequence_from_a_council_and_a_closing_date(shipped: Catalogue) -> None:
    found = steps_of(shipped, TOWN, Days(TODAY, COUNCIL, decision=date(2027, 6, 15)), closing(CLOSING))
    assert {name: (step.day, step.latest) for name, step in found.items()} == {
        "convocation": (None, date(2027, 1, 19)),
        "council": (COUNCIL, None),
        "transmission": (COUNCIL, date(2027, 1, 26)),
        "list": (None, date(2027, 2, 1)),
        "deposit": (date(2027, 1, 26), CLOSING),
        "receipt": (date(2027, 1, 26), CLOSING),
        "first-act": (date(2027, 1, 27), None),
        "complete": (None, date(2027, 4, 26)),
        "refusal": (None, date(2028, 12, 31)),
        "decision": (date(2027, 6, 15), None),
        "start-extension": (None, date(2029, 4, 15)),
        "start": (None, date(2029, 6, 15)),
        "publication": (None, None),
        "end-extension": (None, None),
        "end": (None, None),
    }
    assert not any(step.problem for step in found.values())


def test_from_the_declared_start_the_plan_is_published_and_the_end_is_known(shipped: Catalogue) -> None:
    found = steps_of(shipped, TOWN, Days(TODAY, start=date(2028, 2, 29)), DETR)
    assert found["publication"].latest == date(2028, 3, 15)
    assert found["end"].latest == date(2032, 2, 29)
    assert found["end-extension"].latest == date(2032, 2, 28)


@pytest.mark.parametrize(
    ("facts", "rule", "days_before"),
    [
        ({"collectivite": "commune", "population": "3499"}, "convocation-petite-commune", 4),
        ({"collectivite": "commune", "population": "3500"}, "convocation-commune", 6),
        ({"collectivite": "cc", "population_commune_centre": "3499"}, "convocation-petit-groupement", 4),
        ({"collectivite": "ca", "population": "50000", "population_commune_centre": "3500"}, "convocation-groupement", 6),
        ({"collectivite": "sivu", "population": "3499"}, "convocation-petit-groupement", 4),
        ({"collectivite": "sivu", "population_commune_centre": "900"}, "convocation-petit-groupement", 4),
        ({"collectivite": "departement"}, "rapport-departement", 13),
        ({"collectivite": "region"}, "rapport-region", 13),
    ],
)
def test_the_convocation_leaves_by_the_size_and_the_kind(
    facts: dict[str, str], rule: str, days_before: int, shipped: Catalogue
) -> None:
    step = steps_of(shipped, facts, Days(TODAY, COUNCIL))["convocation"]
    assert (step.rule.id, step.latest, step.unsure) == (rule, COUNCIL - timedelta(days=days_before), ())


@pytest.mark.parametrize(
    ("facts", "rule", "unsure"),
    [
        ({"collectivite": "cc"}, "convocation-groupement", ("population", "population_commune_centre")),
        ({"collectivite": "sivu", "population": "3500"}, "convocation-groupement", ("population_commune_centre",)),
        ({"collectivite": "commune"}, "convocation-commune", ("population",)),
        ({}, "rapport-departement", ("collectivite",)),
    ],
)
def test_what_is_not_known_takes_the_longest_delay_and_says_what_to_ask(
    facts: dict[str, str], rule: str, unsure: tuple[str, ...], shipped: Catalogue
) -> None:
    step = steps_of(shipped, facts, Days(TODAY, COUNCIL))["convocation"]
    assert (step.rule.id, step.unsure) == (rule, unsure)


@pytest.mark.parametrize(
    ("start", "day"), [(None, date(2027, 1, 27)), ("receipt", date(2027, 1, 27)), ("no", None), ("yes", None)]
)
def test_the_sheet_of_an_aid_wins_over_the_text_on_its_payer(start: Start | None, day: date | None, shipped: Catalogue) -> None:
    found = steps_of(shipped, TOWN, Days(TODAY, COUNCIL), DETR._replace(start=start))
    assert ("first-act" in found, found["first-act"].day if day else None) == (day is not None, day)


@pytest.mark.parametrize("kind", ["commune", "cc", "sivu", "smf", "departement", "region"])
def test_a_vote_rests_on_a_text_that_was_read(kind: str, shipped: Catalogue) -> None:
    step = steps_of(shipped, {"collectivite": kind}, Days(TODAY, COUNCIL))["council"]
    assert step.rule.sources
    assert step.rule.confidence == "high"


def test_where_statutes_alone_say_the_delay_it_is_asked_and_no_day_is_given(shipped: Catalogue) -> None:
    step = steps_of(shipped, {"collectivite": "smo"}, Days(TODAY, COUNCIL))["convocation"]
    assert (step.rule.ask is not None, step.due) == (True, None)


def test_a_closing_date_alone_bounds_the_council_and_what_comes_before(shipped: Catalogue) -> None:
    found = steps_of(shipped, TOWN, Days(TODAY), closing(CLOSING))
    assert [found[name].due for name in ("convocation", "council", "deposit")] == [date(2027, 1, 23), CLOSING, CLOSING]
    assert (found["council"].day, found["first-act"].day) == (None, date(2027, 1, 30))


def test_the_earliest_closing_date_bounds_the_council_and_each_aid_keeps_its_own(shipped: Catalogue) -> None:
    situation = Situation(read_profile(shipped.vocabulary, TOWN), shipped.vocabulary)
    later = Filing("dsil", "DSIL", "dsil", closes=date(2027, 3, 31))
    told = retroplan(shipped.delays, (later, closing(CLOSING)), Days(TODAY), situation)
    assert [step.latest for step in told if step.rule.step == "council"] == [CLOSING]
    assert [(step.latest, step.aids) for step in told if step.rule.step == "deposit"] == [
        (CLOSING, (closing(CLOSING),)),
        (date(2027, 3, 31), (later,)),
    ]


def test_aids_of_the_same_rule_and_days_are_one_step(shipped: Catalogue) -> None:
    situation = Situation(read_profile(shipped.vocabulary, TOWN), shipped.vocabulary)
    both = (DETR, Filing("dsil", "DSIL", "dsil"))
    told = retroplan(shipped.delays, both, Days(TODAY, COUNCIL), situation)
    assert [step.aids for step in told if step.rule.step == "complete"] == [both]


def test_an_aid_waits_for_its_window_to_open(shipped: Catalogue) -> None:
    found = steps_of(shipped, TOWN, Days(TODAY, COUNCIL), closing(date(2027, 3, 31), opens=date(2027, 3, 1)))
    assert found["deposit"].day == date(2027, 3, 1)


def test_with_nothing_known_no_step_has_a_day_and_all_are_told(shipped: Catalogue) -> None:
    found = steps_of(shipped, TOWN, Days(TODAY), DETR)
    assert set(found) == set(STEPS)
    assert {step.due for step in found.values()} == {None}


def test_a_granted_aid_is_asked_for_no_more(shipped: Catalogue) -> None:
    found = steps_of(shipped, TOWN, Days(TODAY, COUNCIL), closing(date(2026, 1, 29), granted=True))
    assert not {"deposit", "receipt", "complete", "first-act", "refusal"} & set(found)
    assert {"decision", "start", "end"} <= set(found)
    assert found["council"].problem is None


def test_the_law_of_an_aid_is_that_of_its_payer_and_what_no_law_says_is_asked(shipped: Catalogue) -> None:
    ministry = steps_of(shipped, TOWN, Days(TODAY, COUNCIL), Filing("appel", "Appel", "autre-etat"))
    assert (ministry["complete"].rule.id, ministry["complete"].latest) == ("recevable-etat", date(2027, 3, 26))
    region = steps_of(shipped, TOWN, Days(TODAY, COUNCIL), Filing("region", "Région", "region-payeuse"))
    assert (region["first-act"].rule.ask is not None, region["first-act"].due) == (True, None)
    assert not {"complete", "refusal", "start", "end"} & set(region)
    assert steps_of(shipped, TOWN, Days(TODAY, COUNCIL), Filing("x", "X", None))["deposit"].day == date(2027, 1, 26)


def test_a_council_after_the_closing_date_is_told(shipped: Catalogue) -> None:
    found = steps_of(shipped, TOWN, Days(TODAY, CLOSING + timedelta(days=1)), closing(CLOSING))
    assert {name: step.problem for name, step in found.items() if step.problem} == {"council": "after-closing"}
    assert (found["deposit"].due, found["transmission"].latest) == (CLOSING, None)
    assert steps_of(shipped, TOWN, Days(TODAY, CLOSING), closing(CLOSING))["council"].problem is None


@pytest.mark.parametrize(("council", "late"), [(TODAY + timedelta(days=5), True), (TODAY + timedelta(days=6), False)])
def test_a_convocation_already_past_is_told_with_the_first_council_left(
    council: date, *, late: bool, shipped: Catalogue
) -> None:
    step = steps_of(shipped, TOWN, Days(TODAY, council))["convocation"]
    assert (step.problem, step.possible) == (("past", TODAY + timedelta(days=6)) if late else (None, None))


def test_of_what_is_past_the_last_cause_alone_is_told(shipped: Catalogue) -> None:
    gone = steps_of(shipped, TOWN, Days(TODAY, TODAY - timedelta(days=1)))
    assert {name for name, step in gone.items() if step.problem} == {"council"}
    closed = steps_of(shipped, TOWN, Days(TODAY), closing(TODAY - timedelta(days=1)))
    assert {name for name, step in closed.items() if step.problem} == {"deposit"}
    short = steps_of(shipped, TOWN, Days(TODAY), closing(TODAY + timedelta(days=2)))
    assert {name for name, step in short.items() if step.problem} == {"convocation"}


def test_only_the_delays_of_the_day_are_kept_to(shipped: Catalogue) -> None:
    assert "list" not in steps_of(shipped, TOWN, Days(date(2022, 6, 30), COUNCIL))
    assert "list" in steps_of(shipped, TOWN, Days(date(2022, 7, 1), COUNCIL))


def test_of_equal_delays_the_one_that_surely_applies_wins_and_asks_nothing(shipped: Catalogue) -> None:
    in_town = Leaf(fact="collectivite", test=OneOf(values=("commune",), members=frozenset({"commune"})))
    large = Leaf(fact="population", test=Bounds(at_least=3500))
    perhaps = replace(milestone("large", "list"), when=large)
    surely = replace(milestone("ville", "list"), when=AnyOf(parts=(large, in_town)))
    assert [(step.rule.id, step.unsure) for step in own_steps(shipped, [perhaps, surely], Days(TODAY))] == [("ville", ())]


def test_a_delay_and_a_closing_date_bound_a_step_together(shipped: Catalogue) -> None:
    rule = milestone("depot", "deposit", delay={"days": 2, "after": "council"})
    for closes, latest in ((CLOSING, date(2027, 1, 27)), (date(2027, 1, 26), date(2027, 1, 26)), (None, date(2027, 1, 27))):
        (step,) = own_steps(shipped, [rule], Days(TODAY, COUNCIL), closing(closes))
        assert (step.day, step.latest) == (date(2027, 1, 26), latest)


@given(today=NEAR, council=st.none() | NEAR, closes=st.lists(st.none() | NEAR, max_size=3), population=st.integers(0, 9000))
def test_steps_follow_one_another_whatever_the_dates(
    today: date, council: date | None, closes: Sequence[date | None], population: int, shipped: Catalogue
) -> None:
    filings = [Filing(f"aide-{place}", "Aide", "detr", closes=day) for place, day in enumerate(closes)]
    facts = {"collectivite": "commune", "population": str(population)}
    situation = Situation(read_profile(shipped.vocabulary, facts), shipped.vocabulary)
    told = retroplan(shipped.delays, filings, Days(today, council), situation)
    assert [STEPS.index(step.rule.step) for step in told] == sorted(STEPS.index(step.rule.step) for step in told)
    by_name = {step.rule.step: step for step in told[:4]}
    held = by_name["council"].due
    if held is not None:
        called = by_name["convocation"].latest
        assert called is not None
        clear = [held - timedelta(days=1) - timedelta(days=n) for n in range((held - called).days - 1)]
        assert len(clear) == (3 if population < 3500 else 5)
        assert called not in clear
    for filing in filings:
        mine = {step.rule.step: step for step in told if filing in step.aids}
        assert filing.closes is None or (mine["deposit"].due == filing.closes)
        sent, first = mine["deposit"].day, mine["first-act"].day
        assert (sent is None) == (first is None) == (council is None and filing.closes is None)
        if sent and first:
            assert first == sent + timedelta(days=1)
            assert filing.closes is None or sent <= filing.closes
            assert council is None or sent > council or sent == filing.closes
        assert (mine["deposit"].problem == "past") == (filing.closes is not None and filing.closes < today)
    first_closing = min((day for day in closes if day), default=None)
    is_after = council is not None and first_closing is not None and today <= council > first_closing
    assert (by_name["council"].problem == "after-closing") == is_after


@given(day=DAYS, count=st.integers(0, 4000))
def test_a_delay_leads_the_way_it_is_told_and_never_out_of_the_calendar(day: date, count: int) -> None:
    for unit in ("clear_days", "days", "months", "years"):
        before = moved(day, span(unit, count, before="council"))
        after = moved(day, span(unit, count, after="council"))
        assert before <= day <= after
        if unit == "days" and date.min < before:
            assert before == day - timedelta(days=count)
        if unit in ("months", "years") and after < date.max:
            months = count * (12 if unit == "years" else 1)
            assert (after.year - day.year) * 12 + after.month - day.month == months
            assert after.day == day.day or (after + timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("day", "span", "expected"),
    [
        ("2026-11-30", Span(after="receipt", months=3), "2027-02-28"),
        ("2028-02-29", Span(after="decision", years=2), "2030-02-28"),
        ("2027-01-26", Span(after="receipt", year_ends=1), "2028-12-31"),
        ("2027-03-31", Span(before="start", months=1), "2027-02-28"),
        ("9999-12-31", Span(after="receipt", months=3), "9999-12-31"),
        ("0001-01-02", Span(before="council", clear_days=5), "0001-01-01"),
        ("9999-01-01", Span(after="receipt", year_ends=1), "9999-12-31"),
    ],
)
def test_months_end_where_the_month_ends_and_years_at_their_last_day(day: str, span: Span, expected: str) -> None:
    assert moved(date.fromisoformat(day), span) == date.fromisoformat(expected)
