"""Anything that an applicant may say of a project, drawn from the shipped vocabulary."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from aidnum.catalogue.load import load_catalogue
from aidnum.model.wishes import MAX_NAME
from aidnum.project.said import Said
from aidnum.project.statement import MAX_TITLE

CATALOGUE = load_catalogue()
_WORDS = CATALOGUE.vocabulary
_SCHEMES = sorted(sketch.id for sketch in CATALOGUE.overview.sketches)
_ODD = st.sampled_from(
    ["oui", "non", "null", "~", "01004", "2A", "1e3", "a: b", "a #b", "- a", "« é »", 'dit "oui"', "l'été", "$x`y\\"]
)
_TEXTS = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=40).map(str.strip).filter(bool)
NAMES = _ODD | _TEXTS
_SUMS = st.decimals(min_value=1, max_value=10**9, places=2) | st.integers(1, 10**9).map(Decimal)
_RATES = st.integers(1, 10_000).map(lambda points: f"{Decimal(points) / 100}%")


def _value(name: str) -> st.SearchStrategy[Any]:
    fact = _WORDS.facts[name]
    if fact.kind == "number":
        return st.integers(0, fact.maximum or 10**9)
    if fact.kind == "flag":
        return st.booleans()
    word = st.sampled_from(sorted(_WORDS.values(name)) or ["01004", "2A004", "243500139"])
    return word if fact.kind == "choice" else st.lists(word, min_size=1, max_size=3, unique=True).map(tuple)


_DERIVED = ("population_projet", "region", "outre_mer")
FACTS = st.fixed_dictionaries({}, optional={name: _value(name) for name in _WORDS.facts if name not in _DERIVED})


@st.composite
def said(draw: st.DrawFn) -> Said:
    """What may be said on a command line, without a file: names aside, that no one need bear."""
    imposed, left_out, granted, expected = (draw(st.sets(st.sampled_from(_SCHEMES), max_size=2)) for _ in range(4))
    costs = draw(st.none() | st.dictionaries(st.sampled_from(sorted(_WORDS.cost_categories)), _SUMS, min_size=1))
    others = draw(st.lists(st.tuples(NAMES, _SUMS, st.none() | st.sampled_from(sorted(_WORDS.payers))), max_size=2))
    return Said(
        facts=draw(FACTS),
        costs=costs,
        sheet=draw(st.none() | NAMES),
        basis=draw(st.sampled_from(["ht", "ttc"])) if costs else "ht",
        vat=draw(st.none() | _RATES),
        title=draw(st.none() | NAMES.map(lambda text: text[:MAX_TITLE])),
        imposed=sorted(imposed - left_out),
        left_out=sorted(left_out),
        granted={name: draw(_SUMS) for name in sorted(granted - left_out)},
        expected={name: draw(_SUMS.map(str) | _RATES) for name in sorted(expected - left_out - granted)},
        others=[(name[:MAX_NAME], amount, payer) for name, amount, payer in others[: 1 if _same(others) else 2]],
        loan=draw(st.none() | _SUMS),
        council=draw(st.none() | st.dates()),
    )


def _same(others: list[tuple[str, Decimal, str | None]]) -> bool:
    from aidnum.french import fold

    return len({fold(name) for name, _, _ in others}) < len(others)
