"""Plans that are hard to choose, told whole: the effort is bounded, so each is answered in seconds and little memory.

Prints the time and the memory of each, in a process of its own, and what is proven of its worst plan.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import count, cycle
from random import Random
from time import perf_counter
from typing import Any, NamedTuple

from aidnum import load_catalogue
from aidnum.catalogue.catalogue import Catalogue
from aidnum.catalogue.models import read
from aidnum.model.budget import CostLine, costs_of, natures_of
from aidnum.model.profile import FactValue, Profile
from aidnum.model.rule import AllOf, Leaf, OneOf
from aidnum.model.scheme import Scheme
from aidnum.model.wishes import NO_WISH, Wishes
from aidnum.report.plan import PlanReport, plan

DAY = date(2025, 11, 24)
PAYERS = ("etat", "detr", "dsil", "region-payeuse", "departement-payeur", "epci-payeur", "europe", "prive")
CATEGORIES = ("logiciel", "materiel", "prestations", "etudes", "hebergement", "formation", "personnel", "mobilier")
Pays = dict[str, Any]


class Grant(NamedTuple):
    """A grant of a hard catalogue: what it pays, and the numbers of those that it excludes."""

    pays: Pays
    excludes: Sequence[int] = ()


class Case(NamedTuple):
    """Grants, the cost of each line, and what the applicant wishes."""

    grants: Sequence[Grant]
    costs: Sequence[int | str]
    wishes: Wishes = NO_WISH


def _random(seed: object) -> Random:
    return Random(str(seed))  # noqa: S311 - the same catalogue every time


def _flat(amount: int, payer: str = "prive") -> Pays:
    return {"flat": amount, "payer": payer}


def rings(amounts: Iterable[int], cost: int) -> Case:
    """Sixty grants in rings of five, each of which excludes the one before and the one after."""
    grants = [
        Grant(_flat(amount), (place - 1 if place % 5 else place + 4,))
        for place, amount in zip(range(60), amounts, strict=False)
    ]
    return Case(grants, (cost,))


def all_or_nothing(amounts: Iterable[int], cost: int) -> Case:
    """Forty sums paid whole or not at all."""
    grants = [Grant({**_flat(amount), "floor": amount}) for _, amount in zip(range(40), amounts, strict=False)]
    return Case(grants, (cost,))


def _draws(seed: object, low: int, high: int) -> Iterable[int]:
    random = _random(seed)
    return (random.randint(low, high) for _ in count())


def _equal(amount: int) -> Iterable[int]:
    return (amount for _ in count())


def many(pays: Callable[[Random], Pays], size: int, density: float = 0, costs: Sequence[int | str] = (80_000, 20_000)) -> Case:
    """Many grants of one make, some pairs of which exclude one another."""
    random = _random(size)
    return Case(
        [Grant(pays(random), [other for other in range(one) if random.random() < density]) for one in range(size)], costs
    )


def _rate(random: Random) -> Pays:
    low = random.randint(5, 60)
    kept = random.sample(CATEGORIES, random.randint(2, 7))
    return {
        "rate": {"from": f"{low}%", "up_to": f"{min(100, low + random.randint(0, 40))}%"},
        "payer": random.choice(PAYERS),
        "costs": {"only": kept},
    }


def _small_rate(random: Random) -> Pays:
    return {**_rate(random), "rate": f"{random.randint(1, 3)}%"}


def _floored(random: Random) -> Pays:
    return {**_rate(random), "floor": random.randint(2_000, 30_000)}


def _sum(random: Random) -> Pays:
    return _flat(random.randint(200, 9_000), random.choice(PAYERS))


def _huge(_: Random) -> Pays:
    return {"rate": "50%", "payer": "etat"}


EIGHT = (38_000, 21_400, "27500.37", 9_600, 5_500, 3_200, 18_000, 7_777)
CASES: dict[str, Callable[[], Case]] = {
    "anneaux, sommes égales, coût large": lambda: rings(_equal(100), 100_000),
    "anneaux, sommes égales, coût serré": lambda: rings(_equal(100), 1_000),
    "anneaux, sommes tirées, coût large": lambda: rings(_draws("larges", 100, 999), 100_000),
    "anneaux, sommes tirées, coût serré": lambda: rings(_draws("serrées", 100, 999), 9_000),
    "tout ou rien, sommes tirées": lambda: all_or_nothing(_draws("tirées", 1_000, 9_999), 100_003),
    "tout ou rien, sommes égales": lambda: all_or_nothing(_equal(3_001), 50_000),
    "tout ou rien, sommes presque égales": lambda: all_or_nothing(_draws("presque", 3_001, 3_040), 50_000),
    "200 aides égales, sans loi propre": lambda: many(lambda _: _flat(1_000), 200),
    "200 aides égales, DETR": lambda: many(lambda _: {"rate": "30%", "payer": "detr"}, 200),
    "200 aides égales, DSIL": lambda: many(lambda _: _flat(1_000, "dsil"), 200),
    "une aide acquise énorme": lambda: many(_huge, 30)._replace(wishes=Wishes(granted={"aide-0000": Decimal(99_999)})),
    "60 taux, 8 lignes": lambda: many(_rate, 60, costs=EIGHT),
    "60 taux, 8 lignes, exclusions": lambda: many(_rate, 60, 0.3, EIGHT),
    "60 taux petits, 8 lignes, exclusions": lambda: many(_small_rate, 60, 0.3, EIGHT),
    "60 taux à plancher, 8 lignes": lambda: many(_floored, 60, 0.1, EIGHT),
    "60 taux, remises": lambda: many(_rate, 60, 0.05, (*EIGHT, -4_000, "-1234.56")),
    "1 000 aides, sommes": lambda: many(_sum, 1_000),
    "1 000 aides, taux": lambda: many(_rate, 1_000, costs=EIGHT),
    "1 000 aides, exclusions": lambda: many(_sum, 1_000, 0.01),
}


def _schemes(shipped: Catalogue, case: Case) -> Iterable[Scheme]:
    model = shipped.schemes[0]
    members = shipped.vocabulary.members("collectivite", "collectivites")
    applicant = Leaf(fact="collectivite", test=OneOf(values=("collectivites",), members=members))
    for number, grant in enumerate(case.grants):
        excludes = [_name(other) for other in grant.excludes]
        yield read(
            Scheme,
            {
                "id": _name(number),
                "title": _name(number),
                "sources": model.sources,
                "eligibility": AllOf(parts=(applicant,)),
                "funding": {"kind": "grant", "basis": "ht", **grant.pays},
                "calendar": {"state": "rolling"},
                "examples": model.examples,
                **({"stacking": {"excludes": excludes}} if excludes else {}),
            },
        )


def _name(number: int) -> str:
    return f"aide-{number:04d}"


def _lines(costs: Sequence[int | str]) -> list[CostLine]:
    return [
        CostLine(name, name, Decimal(cost), nature="running" if name in ("hebergement", "formation") else "investment")
        for name, cost in zip(cycle(CATEGORIES), costs, strict=False)
    ]


def asked(shipped: Catalogue, case: Case) -> Callable[[], PlanReport]:
    """The plan of a case, ready to be worked out."""
    lines = _lines(case.costs)
    some = shipped._replace(schemes=tuple(_schemes(shipped, case)))
    facts: dict[str, FactValue] = {"collectivite": "commune", "departement": "63", "outre_mer": False, "investissement": True}
    profile = Profile(facts=facts, costs=costs_of(lines, "ht"), natures=natures_of(lines, "ht"))
    return lambda: plan(some, profile, lines, DAY, case.wishes)


def told(name: str) -> str:
    """The line of one case: seconds, memory, and what is proven."""
    work = asked(load_catalogue(), CASES[name]())
    start = perf_counter()
    report = work()
    spent = perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    gaps = [each.own_share - each.least_share for each in report.plans if each.least_share is not None]
    proven = f"à {max(gaps)} € près" if gaps else "oui"
    return f"| {name} | {spent:.2f} | {memory:.0f} | {proven} |"


def main() -> None:
    """Tell each case from a process of its own."""
    if len(sys.argv) > 1:
        print(told(sys.argv[1]))
        return
    print("| plan | secondes | Mo | prouvé |")
    print("|---|---:|---:|---|")
    for name in CASES:
        subprocess.run([sys.executable, __file__, name], check=True)


if __name__ == "__main__":
    main()
