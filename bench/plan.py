"""``plan`` beside ``check``, told whole, on the same catalogue: sixty grants that may all enter the plan, of several makes.

Prints how many times longer the plan takes, whole report included: both ends of the ranges, solved exactly and explained.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

from aidnum import check, load_catalogue
from aidnum.catalogue.catalogue import Catalogue
from aidnum.catalogue.models import read
from aidnum.model.budget import CostLine, costs_of, natures_of
from aidnum.model.profile import FactValue, Profile
from aidnum.model.rule import AllOf, AnyOf, Bounds, Leaf, OneOf, Rule
from aidnum.model.scheme import Scheme
from aidnum.render.document import View
from aidnum.render.pages.check import page
from aidnum.report.plan import plan

DAY = date(2025, 11, 24)
WHOLE = View(detail=True, unfold=True)
COUNT = 60
SEEDS = range(7)
PAYERS = ("etat", "dotation-investissement", "region-payeuse", "departement-payeur", "europe", "prive")
COSTS = {"logiciel": 38000, "prestations": 27500, "materiel": 21400, "etudes": 9600, "hebergement": 5500}
LINES = [
    CostLine(name, name, Decimal(amount), nature="running" if name == "hebergement" else "investment")
    for name, amount in COSTS.items()
]
FACTS: dict[str, FactValue] = {
    "collectivite": "cc",
    "population": 32000,
    "domaine": ("bibliotheque",),
    "departement": "77",
    "investissement": True,
}


def _rates(random: Random) -> dict[str, Any]:
    low = random.randint(5, 60)
    return {
        "rate": {"from": f"{low}%", "up_to": f"{min(100, low + random.randint(0, 40))}%"},
        "costs": {"only": random.sample(sorted(COSTS), random.randint(1, len(COSTS)))},
    }


def _small(random: Random) -> dict[str, Any]:
    return {"flat": random.randint(300, 2_500)}


def _floored(random: Random) -> dict[str, Any]:
    return {**_rates(random), "floor": random.randint(2_000, 30_000)}


MAKES: dict[str, tuple[Callable[[Random], dict[str, Any]], float]] = {
    "taux, peu d'exclusions": (_rates, 0.02),
    "taux, beaucoup d'exclusions": (_rates, 0.3),
    "petites sommes, peu d'exclusions": (_small, 0.02),
    "petites sommes, beaucoup d'exclusions": (_small, 0.3),
    "planchers": (_floored, 0.1),
}


def _eligibility(shipped: Catalogue) -> Rule:
    """A rule as long as those of the shipped schemes, which the project meets."""

    def one_of(fact: str, *words: str) -> Leaf:
        members = frozenset().union(*(shipped.vocabulary.members(fact, word) for word in words))
        return Leaf(fact=fact, test=OneOf(values=words, members=members))

    size = AnyOf(parts=(Leaf(fact="population", test=Bounds(at_least=20_000)), one_of("collectivite", "departement", "region")))
    length = Leaf(fact="duree_mois", test=Bounds(at_most=18))
    return AllOf(parts=(one_of("collectivite", "collectivites"), one_of("domaine", "bibliotheque", "culture"), size, length))


def catalogue(shipped: Catalogue, make: str, seed: int) -> Catalogue:
    """Sixty grants of one make, with the shipped vocabulary and laws."""
    random = Random(seed)  # noqa: S311 - the same catalogue every time
    pays, density = MAKES[make]
    ids = [f"aide-{number:02d}" for number in range(COUNT)]
    applicant = _eligibility(shipped)
    model = shipped.schemes[0]
    schemes = []
    for index, name in enumerate(ids):
        excludes = [other for other in ids[:index] if random.random() < density]
        funding = {"kind": "grant", "basis": "ht", "payer": random.choice(PAYERS), **pays(random)}
        schemes.append(
            read(
                Scheme,
                {
                    "id": name,
                    "title": name,
                    "sources": model.sources,
                    "eligibility": applicant,
                    "funding": funding,
                    "calendar": {"state": "rolling"},
                    "examples": model.examples,
                    **({"stacking": {"excludes": excludes}} if excludes else {}),
                },
            )
        )
    return shipped._replace(schemes=tuple(schemes))


def _seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def ratio(some: Catalogue) -> tuple[float, float]:
    """The seconds of ``check`` and of ``plan``, each the median of three."""
    profile = Profile(facts=FACTS, costs=costs_of(LINES, "ht"), natures=natures_of(LINES, "ht"))
    checks = median(_seconds(lambda: page(check(some, profile, DAY), WHOLE)) for _ in range(3))
    return checks, median(_seconds(lambda: plan(some, profile, LINES, DAY)) for _ in range(3))


def main() -> None:
    """Time each make on several catalogues, and print the middle and the worst."""
    shipped = load_catalogue()
    print("| 60 aides | check (ms) | plan (ms) | rapport | au pire |")
    print("|---|---:|---:|---:|---:|")
    for make in MAKES:
        times = [ratio(catalogue(shipped, make, seed)) for seed in SEEDS]
        ratios = [spent / base for base, spent in times]
        base, spent = (1000 * median(pair[side] for pair in times) for side in (0, 1))
        print(f"| {make} | {base:.1f} | {spent:.1f} | {median(ratios):.1f} × | {max(ratios):.1f} × |")


if __name__ == "__main__":
    main()
