"""Reports of the small catalogue, of the shipped one and of one meant to hurt, on screens of any width."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.profile import read_profile
from aidnum.render.terminal import render
from aidnum.render.terminal.page import Screen
from aidnum.report.deadlines import deadlines
from aidnum.report.listing import facts, list_schemes, show
from tests.render.samples import DAY, answer, hostile_catalogue, small_catalogue

SNAPSHOTS = Path(__file__).parent / "snapshots"
WHOLE = re.compile(r"https?://|--[a-z]")


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return small_catalogue(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return hostile_catalogue(tmp_path_factory.mktemp("hostile"))


def outputs(catalogue: Catalogue, width: int, *, schemes: int = 5) -> Iterator[tuple[str, str]]:
    """Every report that a terminal shows, by name."""
    nothing = read_profile(catalogue.vocabulary, {})
    plain = Screen(width)
    yield "check", render(answer(catalogue), plain)
    yield "check-whole", render(answer(catalogue, {}), Screen(width, detail=True, unfold=True))
    yield "deadlines", render(deadlines(catalogue, DAY), plain)
    yield "deadlines-whole", render(deadlines(catalogue, DAY, nothing, everything=True), plain)
    yield "deadlines-none", render(deadlines(catalogue, DAY, within=0), plain)
    yield "list", render(list_schemes(catalogue, DAY, nothing), plain)
    yield "facts", render(facts(catalogue), plain)
    yield "fact", render(facts(catalogue, "collectivite"), plain)
    for scheme in catalogue.schemes[:schemes]:
        yield f"show-{scheme.id}", render(show(catalogue, scheme.id, DAY), plain)


def too_wide(text: str, width: int) -> list[str]:
    """The lines wider than the screen, but for what is copied whole: a URL or an option."""
    return [line for line in text.split("\n") if len(line) > width and not WHOLE.match(line.strip())]


def matches_snapshot(name: str, text: str) -> bool:
    """Whether a whole output is the stored one; ``AIDNUM_SNAPSHOTS=write`` stores it anew."""
    path = SNAPSHOTS / name
    if os.environ.get("AIDNUM_SNAPSHOTS") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    return path.read_bytes() == text.encode()
