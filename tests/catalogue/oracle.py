"""What a scheme's own text says of a project on a day: a second reading of the format, which knows nothing of the engine.

Rules, words and calendars are taken from the YAML as it is written; every value that an absent fact may have is tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from tests.conftest import ROOT

NO, UNKNOWN, CONDITION, YES = range(4)
COST = "cout_retenu"
Facts: TypeAlias = Mapping[str, Any]
_AREAS = {"departements": "departement", "regions": "region", "epci": "epci", "communes": "commune"}
_BEYOND = 10**13  # above any bound: what a number that isn't known may be


def documents() -> Iterator[Any]:
    """The shipped files, every scalar as text."""
    for path in sorted(Path(ROOT / "data").glob("*.yaml")):
        yield yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - makes text alone


@cache
def vocabulary() -> Any:
    """The words of the shipped files."""
    return next(document["vocabulary"] for document in documents() if "vocabulary" in document)


@cache
def schemes() -> dict[str, Any]:
    """The shipped schemes by their ids."""
    return {scheme["id"]: scheme for document in documents() for scheme in document.get("schemes", ())}


def many(value: Any) -> list[Any]:
    """A list that may be written without its brackets."""
    return value if isinstance(value, list) else [value]


def rule_of(scheme: Any) -> Any:
    """The whole rule of a scheme, its territory included."""
    area = scheme.get("territoire")
    if area is None:
        return scheme["eligibility"]
    return {"all": [scheme["eligibility"], {"any": [{_AREAS[key]: codes} for key, codes in area.items() if key in _AREAS]}]}


def leaves(rule: Any, *, turned: bool = False) -> Iterator[tuple[str, Any, bool]]:
    """The tests of a rule: the fact, what is asked of it, and whether under an odd number of *not*."""
    key, inner = _only(rule)
    if key == "not":
        yield from leaves(inner, turned=not turned)
    elif key in ("all", "any"):
        for part in inner:
            yield from leaves(part, turned=turned)
    else:
        yield key, inner, turned


def _only(rule: Any) -> tuple[str, Any]:
    ((key, inner),) = ((key, inner) for key, inner in rule.items() if key not in ("source", "note") and key[:2] != "x-")
    return key, inner


def words(fact: str) -> dict[str, Any]:
    """The words that a fact may take."""
    values = vocabulary()["facts"][fact].get("values", {})
    return {} if values == "codes" else vocabulary()[values] if isinstance(values, str) else values


def opened(fact: str, word: str) -> frozenset[str]:
    """The plain words that a word means, families opened."""
    members = words(fact).get(word, {}).get("members", ())
    return frozenset().union(*(opened(fact, member) for member in many(members))) if members else frozenset({word})


def meant(fact: str, facts: Facts) -> str:
    """The fact that is looked at: another where this one equals it."""
    declared = vocabulary()["facts"].get(fact, {})
    stands = fact not in facts and "equals" in declared and facts.get(declared["unless"]) is not True
    return str(declared["equals"]) if stands else fact


def outcome(rule: Any, facts: Facts, *, turned: bool = False, firm: bool = False) -> int:
    """The outcome of a rule, the *not* pushed to its leaves; when `firm`, a commitment that isn't given counts as *no*."""
    key, inner = _only(rule)
    if key == "not":
        return outcome(inner, facts, turned=not turned, firm=firm)
    if key in ("all", "any"):
        parts = [outcome(part, facts, turned=turned, firm=firm) for part in inner]
        return min(parts, default=YES) if (key == "all") is not turned else max(parts)
    return _leaf(meant(key, facts), inner, facts, turned=turned, firm=firm)


def _leaf(fact: str, test: Any, facts: Facts, *, turned: bool, firm: bool) -> int:
    if fact not in facts and (fact == COST or _is_commitment(fact, facts)):
        return NO if firm else CONDITION
    fared = {_fares(fact, value, test) for value in _possible(fact, test, facts)}
    found = YES if fared == {YES} else NO if fared == {NO} else UNKNOWN
    return found if not turned or found == UNKNOWN else YES - found


def _is_commitment(fact: str, facts: Facts) -> bool:
    marked = vocabulary()["facts"][fact].get("commitment", "non")
    return outcome(marked, facts) == YES if isinstance(marked, dict) else marked in ("true", "oui")


def _possible(fact: str, test: Any, facts: Facts) -> list[Any]:
    """Every value that a fact may have, as what is held at once: a set of words, a number, yes or no."""
    if fact == COST:
        low, high = facts[COST]
        return [low, high, *(value for value in near(test) if low < value < high)]
    declared, value = vocabulary()["facts"][fact], facts.get(fact)
    match declared["kind"]:
        case "flag":
            return [value] if value is not None else _flags(declared, facts)
        case "number":
            return [value] if value is not None else [*near(test), 0, _BEYOND]
        case "tags" if value is not None:
            return [frozenset().union(*(opened(fact, word) for word in value))]
    if declared.get("values") == "codes":
        return [frozenset({value})] if value is not None else [frozenset(many(test)), frozenset()]
    given = [value] if value is not None else many(declared.get("assumed", list(words(fact))))
    plain = frozenset().union(*(opened(fact, word) for word in given))
    return [frozenset({word}) for word in sorted(plain - (frozenset() if value is not None else _denied(fact, facts)))]


def _flags(declared: Any, facts: Facts) -> list[bool]:
    """Yes and no; what is supposed alone, while nothing speaks against it."""
    if "supposed" in declared and outcome(declared["unless"], facts, firm=True) == NO:
        return [declared["supposed"] in ("oui", "true")]
    return [True, False]


def _denied(fact: str, facts: Facts) -> frozenset[str]:
    """What a flag answered by no excludes."""
    flags = ((name, one["means"]) for name, one in vocabulary()["facts"].items() if "means" in one)
    return frozenset().union(
        *(opened(fact, it["value"]) for name, it in flags if it["fact"] == fact and facts.get(name) is False)
    )


def _fares(fact: str, value: Any, test: Any) -> int:
    if isinstance(value, bool):
        return YES if value == (test in ("oui", "true")) else NO
    if isinstance(value, frozenset):
        return YES if any(value & opened(fact, word) for word in many(test)) else NO
    slack = about(test)
    return YES if _within(value, test, Fraction(0)) else UNKNOWN if slack and _within(value, test, slack) else NO


def about(test: Any) -> Fraction:
    """How far a bound is softened."""
    return Fraction(test.get("about", "0%").replace(",", ".").removesuffix("%").strip()) / 100


def bounds(test: Any) -> dict[str, Fraction]:
    """The bounds of a test of a number."""
    kept = ("at_least", "above", "at_most", "below")
    return {key: Fraction("".join(text.split()).replace(",", ".")) for key, text in test.items() if key in kept}


def _within(value: Any, test: Any, slack: Fraction) -> bool:
    number, given = Fraction(value), bounds(test)
    return (
        ("at_least" not in given or number >= given["at_least"] * (1 - slack))
        and ("above" not in given or number > given["above"] * (1 - slack))
        and ("at_most" not in given or number <= given["at_most"] * (1 + slack))
        and ("below" not in given or number < given["below"] * (1 + slack))
    )


def near(test: Any) -> list[int]:
    """The whole numbers at each bound of a test and on either side of it, the edges of what is softened included."""
    edges = {bound * factor for bound in bounds(test).values() for factor in (1 - about(test), Fraction(1), 1 + about(test))}
    return sorted({max(int(edge) + step, 0) for edge in edges for step in (-1, 0, 1, 2)})


def with_cost(funding: Any, facts: Facts, costs: Mapping[str, Decimal] | None) -> Facts:
    """Facts with the costs that a funding keeps, once costs are told: those to be confirmed may count or not."""
    if costs is None:
        return facts
    uncertain = many(funding.get("costs", {}).get("uncertain", []))
    certain = sum((costs[name] for name in kept(funding, costs) if name not in uncertain), Decimal(0))
    return {**facts, COST: (certain, sum((costs[name] for name in kept(funding, costs)), Decimal(0)))}


def least_cost(funding: Any) -> Any:
    """The test that a funding makes of its costs, if any; a sum by unit is not judged here."""
    least = funding.get("minimum_cost")
    return {COST: {"at_least": least}} if isinstance(least, str) else {"all": []}


def sole_funding(scheme: Any) -> Any:
    """The terms of a scheme that helps in one way; nothing for one that helps in several, of which none is necessary."""
    ways = many(scheme["funding"])
    return ways[0] if len(ways) == 1 else {}


def kept(funding: Any, categories: Iterable[str]) -> list[str]:
    """The cost categories that a funding keeps."""
    said = funding.get("costs", {})
    only, without = many(said.get("only", list(categories))), many(said.get("except", []))
    return [name for name in categories if name in only and name not in without]


def _is_out_of_bands(funding: Any, facts: Facts) -> bool:
    """Whether the aid differs by rule, and none of the rules holds."""
    whens = [band["when"] for band in many(funding.get("bands", []))]
    return bool(whens) and all(outcome(when, facts) == NO for when in whens)


def day_of(text: str | None) -> date | None:
    """A day of the file."""
    return None if text is None else date.fromisoformat(text)


def state_on(calendar: Any, day: date) -> str:
    """The state of a calendar on a day."""
    if "state" in calendar:
        return _standing_state(calendar, day)
    states = [window_state(window, day) for window in many(calendar["windows"])]
    return next(state for state in ("open", "upcoming", "unknown", "closed") if state in states)


def _standing_state(calendar: Any, day: date) -> str:
    since, seen = day_of(calendar.get("since")), day_of(calendar.get("seen_open"))
    if calendar["state"] == "rolling" and since is not None and day < since:
        return "upcoming"
    return "unknown" if seen is not None and since is None and day < seen else str(calendar["state"])


def window_state(window: Any, day: date) -> str:
    """The state of one period on a day, both its days included."""
    opens, closes, seen_open, seen_closed = (day_of(window.get(key)) for key in ("opens", "closes", "seen_open", "seen_closed"))
    if opens is not None and day < opens:
        return "upcoming"
    if closes is not None:
        return "open" if day <= closes else "closed"
    if seen_closed is not None and day >= seen_closed:
        return "closed"
    last_open = seen_open or opens
    return "open" if last_open is not None and day <= last_open else "unknown"


def days(scheme: Any) -> list[date]:
    """Each date that changes something for a scheme, with the day before and the day after."""
    calendar = scheme["calendar"]
    dated: Sequence[Any] = (*many(calendar.get("windows", [])), calendar, {"since": scheme.get("caution", {}).get("from")})
    keys = ("opens", "closes", "seen_open", "seen_closed", "since")
    found = {day_of(one.get(key)) for one in dated for key in keys} - {None}
    return sorted({date.fromordinal(day.toordinal() + step) for day in found if day for step in (-1, 0, 1)})


def with_given(facts: Facts) -> Facts:
    """Facts with those that the words of others give: a région, the sea."""
    told = dict(facts)
    for fact in ("departement", "region"):
        given = words(fact)[told[fact]].get("gives", {}) if fact in told else {}
        for name, word in given.items():
            told.setdefault(name, word in ("oui", "true") if vocabulary()["facts"][name]["kind"] == "flag" else word)
    return told


def verdicts(scheme: Any, facts: Facts, costs: Mapping[str, Decimal] | None, day: date) -> set[str]:
    """The verdicts that the text of a scheme allows; how long ago it was seen alive is judged elsewhere."""
    funding = sole_funding(scheme)
    known = with_cost(funding, with_given(facts), costs)
    found = outcome({"all": [rule_of(scheme), least_cost(funding)]}, known)
    begins = day_of(scheme.get("caution", {}).get("from"))
    if found == NO:
        return {"ineligible"}
    if found == UNKNOWN or (begins is not None and day >= begins) or _is_out_of_bands(funding, known):
        return {"to_confirm"}
    return {"eligible", "to_confirm"} if state_on(scheme["calendar"], day) == "unknown" else {"eligible"}
