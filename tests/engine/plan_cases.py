"""Random plans to be asked for: mixed budgets with odd cents; aids that are equal, exclusive, floored, granted, follow others.

A case is plain words, so that one that fails can be read; :func:`asked` makes values of the catalogue of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import compress
from typing import Any, NamedTuple

from hypothesis import strategies as st
from msgspec.structs import replace

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.budget import CostLine
from aidnum.model.law import Law
from aidnum.model.wishes import Expected, Other, Wishes
from aidnum.report.plan import PlanReport, plan
from tests.conftest import FULL
from tests.engine.plan_samples import CATEGORIES, DAY, grant, law, profile_of
from tests.engine.plan_second_reading import Asked

BEFORE = date(2021, 3, 1)
PAYERS = ("etat", "detr", "detr", "dsil", "dsil", "region-payeuse", "epci-payeur", "europe", "prive", "public", None)
RATES = (1, 19, 20, 20, 30, 40, 50, 50, 66, 80, 80, 100)
OTHER_PAYERS = ("autre-public", "departement-payeur", "epci-payeur", "detr", "europe", "prive")
WISHES = st.sampled_from(["nothing"] * 6 + ["imposed", "granted", "expected"])
MOST = 10 if FULL else 7


class Case(NamedTuple):
    """What a plan is asked of: what each grant pays and what it stands beside, which laws of each day, the lines and wishes."""

    grants: Sequence[tuple[dict[str, Any], dict[str, Any]]]
    shipped_laws: Sequence[bool]
    own_law: dict[str, Any] | None
    lines: Sequence[CostLine]
    day: date
    wishes: Wishes


def asked(case: Case, shipped: Catalogue) -> Asked:
    """The same, read as values of the catalogue."""
    schemes = [grant(_name(place), pays, shipped, **stacking) for place, (pays, stacking) in enumerate(case.grants)]
    laws = [on_everyone(one) for one in compress(shipped.laws, case.shipped_laws)]
    if case.own_law is not None:
        laws.append(law(**case.own_law))
    return Asked(schemes, laws, case.lines, shipped.vocabulary, case.day, case.wishes)


def answered(of: Asked, catalogue: Catalogue) -> PlanReport:
    """The plans that are answered."""
    own = catalogue._replace(schemes=tuple(of.schemes), laws=tuple(of.laws))
    return plan(own, profile_of(of.lines), of.lines, of.day, of.wishes)


def on_everyone(one: Law) -> Law:
    """A law, and each of its wordings, whoever the applicant is."""
    return replace(one, when=None, wordings=tuple(replace(wording, when=None) for wording in one.wordings))


def _name(place: int) -> str:
    return f"aide-{place}"


@st.composite
def cases(draw: st.DrawFn, most: int = MOST) -> Case:
    """Mixed budgets with odd cents, and aids that are equal, exclusive, floored, granted or follow others."""
    lines, told = draw(budgets())
    total = int(sum((line.ht or Decimal(0) for line in lines), Decimal(0)) * 100)
    ids = [_name(place) for place in range(draw(st.integers(1, most)))]
    asks_nothing = draw(st.booleans())
    wishes, grants = Wishes(), []
    for name in ids:
        wish = "nothing" if asks_nothing else draw(WISHES)
        pays = draw(paying(told=told, sure=wish in {"granted", "expected"}))
        if wish == "expected":
            pays = {key: said for key, said in pays.items() if "floor" not in key and "ceiling" not in key}
        grants.append((pays, draw(stacking([each for each in ids if each != name]))))
        wishes = wishing(wishes, wish, name, pays, Decimal(draw(st.integers(1, total))) / 100)
    if not asks_nothing and draw(st.integers(0, 3)) == 0:
        other = Other("Autre", Decimal(draw(st.integers(1, total))) / 100, draw(st.sampled_from(OTHER_PAYERS)))
        wishes = wishes._replace(others=(other,))
    laws = draw(st.lists(st.sampled_from([True, True, False]), min_size=20, max_size=20))
    day = draw(st.sampled_from([DAY, DAY, BEFORE]))
    own_law = draw(own_laws()) if draw(st.integers(0, 2)) == 0 else None
    if own_law is not None and day == BEFORE and "at_least" in own_law:
        own_law["at_least_yields"] = "non"  # the DETR's yields by then: of two that do, an aid is freed where both are reached
    return Case(grants, laws, own_law, lines, day, wishes)


def wishing(wishes: Wishes, wish: str, name: str, pays: dict[str, Any], sum_: Decimal) -> Wishes:
    """What is wished, and of one grant more; a rate or a sum is expected that it may give."""
    if wish == "imposed":
        return wishes._replace(imposed=(*wishes.imposed, name))
    if wish == "granted":
        return wishes._replace(granted={**wishes.granted, name: sum_})
    if wish == "expected" and "rate" in pays:
        rate = pays["rate"]["from"] if isinstance(pays["rate"], dict) else pays["rate"]
        return wishes._replace(expected={**wishes.expected, name: Expected(rate=Decimal(rate.removesuffix("%")) / 100)})
    if wish == "expected" and "flat" in pays:
        return wishes._replace(expected={**wishes.expected, name: Expected(min(sum_, Decimal(pays["flat"])))})
    return wishes


@st.composite
def budgets(draw: st.DrawFn) -> tuple[list[CostLine], bool]:
    """Lines, and whether the nature of each is told."""
    told = draw(st.integers(0, 5)) > 0
    natures = st.sampled_from(["investment", "investment", "running"] if told else ["investment", "running", None])
    cents = st.one_of(
        st.integers(1, 30),
        st.integers(1, 3_000_000),
        st.builds(int.__add__, st.sampled_from([100_000, 500_000]), st.integers(-2, 2)),
    )
    one = st.builds(
        lambda category, amount, nature: CostLine(category, category, Decimal(amount) / 100, nature=nature),
        st.sampled_from(CATEGORIES),
        cents,
        natures,
    )
    return draw(st.lists(one, min_size=1, max_size=4)), told


@st.composite
def paying(draw: st.DrawFn, *, told: bool, sure: bool) -> dict[str, Any]:
    """What a grant pays; uncertain costs only where a rate bears on them, and a nature only where that of each line is told."""
    low, high = sorted(draw(st.tuples(st.sampled_from(RATES), st.sampled_from(RATES))))
    cents = draw(st.integers(1, 4_000_000))
    slices = [{"up_to": draw(st.integers(1, 9_000)), "rate": f"{high}%"}, {"rate": f"{low}%"}]
    forms: list[dict[str, Any]] = [
        {"rate": f"{low}%"},
        {"rate": f"{low}%"},
        {"rate": {"from": f"{low}%", "up_to": f"{high}%"}},
        {"slices": slices},
        {"flat": f"{Decimal(cents) / 100}"},
        {"flat": draw(st.sampled_from([1_000, 5_000, 5_000]))},
    ]
    pays = dict(draw(st.sampled_from(forms)))
    if payer := draw(st.sampled_from(PAYERS)):
        pays["payer"] = payer
    if costs := draw(_costs(told=told, sure=sure or "flat" in pays)):
        pays["costs"] = costs
    for key in ("floor", "ceiling", "base_ceiling"):
        if draw(st.integers(0, 4)) == 0 and (key, "flat" in pays) != ("base_ceiling", True):
            pays[key] = draw(st.integers(1, 12_000))
    if draw(st.integers(0, 9)) == 0:
        pays["at_most_aid_of"] = draw(st.sampled_from(["region-payeuse", "prive"]))
    return pays


@st.composite
def _costs(draw: st.DrawFn, *, told: bool, sure: bool) -> dict[str, Any]:
    some = st.lists(st.sampled_from(CATEGORIES), min_size=1, max_size=2, unique=True)
    costs: dict[str, Any] = draw(st.sampled_from([{}, {}, {"except": draw(some)}, {"only": draw(some)}]))
    if not sure and draw(st.integers(0, 4)) == 0:
        costs = {**costs, "uncertain": draw(some)}
    if told and draw(st.integers(0, 2)) == 0:
        costs = {**costs, "nature": draw(st.sampled_from(["investment", "investment", "running"]))}
    return costs


@st.composite
def stacking(draw: st.DrawFn, others: Sequence[str]) -> dict[str, Any]:
    """What a grant can't be had with, and what its text limits."""
    said: dict[str, Any] = {}
    if others and draw(st.integers(0, 3)) == 0:
        said["excludes"] = draw(st.lists(st.sampled_from(others), min_size=1, max_size=2, unique=True))
    if draw(st.integers(0, 5)) == 0:
        said["one_of"] = ["groupe"]
    if draw(st.integers(0, 5)) == 0:
        aids = draw(st.sampled_from([{}, {"aids": ["public"]}]))
        said["limits"] = [{**aids, "share": f"{draw(st.integers(10, 100))}%", "of": draw(st.sampled_from(["base", "cost"]))}]
    return {"stacking": said} if said else {}


@st.composite
def own_laws(draw: st.DrawFn) -> dict[str, Any]:
    """What a law says that no text holds, of every form."""
    said: dict[str, Any] = dict(
        draw(st.sampled_from([{}, {"with_": ["etat"]}, {"with_": ["public"]}, {"with_": ["detr", "dsil"]}]))
    )
    if draw(st.booleans()) and said:
        said |= {"at_least": f"{draw(st.sampled_from(RATES))}%", "at_least_yields": draw(st.sampled_from(["oui", "non"]))}
    of = ["cost", "financing", "base"] if said else ["cost", "financing"]
    said |= draw(st.sampled_from([{}, {"aids": ["public"]}, {"aids": ["prive"]}]))
    said |= {"share": f"{draw(st.sampled_from(RATES))}%", "of": draw(st.sampled_from(of))}
    if said["of"] != "base" and draw(st.booleans()):
        said["costs"] = "investment"
    return said
