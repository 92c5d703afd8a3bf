"""Sources to read again: read too long ago, or written before what they are trusted to tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from aidnum.catalogue.assemble import ReadFile
from aidnum.catalogue.diagnostics import Mark
from aidnum.catalogue.lint import read_asked
from aidnum.catalogue.nodes import Fields, Items
from aidnum.catalogue.rulings import AnyRuling
from aidnum.engine.freshness import within_a_year
from aidnum.engine.window import OVER, window_on
from aidnum.model.calendar import Calendar
from aidnum.model.law import Law
from aidnum.model.reading import last_day
from aidnum.model.scheme import Scheme, Source


class StaleSource(NamedTuple):
    """A source to read again, the place of the date at fault, and whose source it is: a scheme, or a rule of law.

    It was read more than twelve months ago when `is_old`; its page is dated more than twelve months ago, for an aid that still
    runs, when `is_aged`; when `opens` is given, its page is dated before that opening, the latest that it supports.
    """

    path: str
    mark: Mark
    owner: Scheme | AnyRuling
    source: Source
    is_old: bool
    is_aged: bool
    opens: date | None


class Rereading(NamedTuple):
    """The sources to read again in file order, and how many schemes or rules could not be read."""

    sources: tuple[StaleSource, ...]
    left_out: int


def stale_sources(paths: Sequence[str | Path], day: date) -> Rereading:
    """The sources to read again on a day in catalogue files; without paths, in the shipped ones.

    Raises:
        CatalogueUnreadable: for a path that can't be read at all.
    """
    files = read_asked(paths).files
    owners = [(file, node, owner) for file in files for node, owner in _owners(file)]
    found = [stale for file, node, owner in owners if owner for stale in _stale(file.path, node, owner, day)]
    found.sort(key=lambda stale: (stale.path, stale.mark))
    return Rereading(tuple(found), sum(owner is None for *_, owner in owners))


def _owners(file: ReadFile) -> Iterator[tuple[Fields, Scheme | AnyRuling | None]]:
    yield from file.schemes
    yield from file.rules


def _stale(path: str, node: Fields, owner: Scheme | AnyRuling, day: date) -> Iterator[StaleSource]:
    supported = _supported(owner.calendar, day) if isinstance(owner, Scheme) else {}
    runs = isinstance(owner, Scheme) and window_on(owner.calendar, day).state not in OVER
    for written, source in _sources(node, owner):
        is_old = not within_a_year(source.checked, day)
        dated = last_day(source.dated) if source.dated else None
        is_aged = runs and dated is not None and not within_a_year(dated, day)
        opens = _opens_after(dated, supported.get(source.id))
        if is_old or is_aged or opens:
            mark = written["checked" if is_old else "dated"].mark
            yield StaleSource(path, mark, owner, source, is_old, is_aged, opens)


def _sources(node: Fields, owner: Scheme | AnyRuling) -> Iterator[tuple[Fields, Source]]:
    """The sources of a scheme or a rule, those of each wording of a law included, with the nodes they were read from."""
    yield from zip(_groups(node, "sources"), owner.sources, strict=True)
    wordings = owner.wordings if isinstance(owner, Law) else ()
    for written, wording in zip(_groups(node, "wordings"), wordings, strict=True):
        yield from zip(_groups(written, "sources"), wording.sources, strict=True)


def _groups(node: Fields, key: str) -> list[Fields]:
    """The groups of keys of a list, which one of them may stand for."""
    value = node.get(key)
    return [one for one in (value if isinstance(value, Items) else [value]) if isinstance(one, Fields)]


def _supported(calendar: Calendar, day: date) -> dict[str | None, date]:
    """By source, the latest opening not after the day that it supports: a page can't tell beforehand how a window went."""
    told = [(window.source or calendar.source, window.opens) for window in calendar.windows]
    told += [(other.source, other.opens) for window in calendar.windows for other in window.also]
    return {source: opens for source, opens in sorted(told, key=lambda pair: pair[1] or day) if opens and opens <= day}


def _opens_after(dated: date | None, opens: date | None) -> date | None:
    """The opening, when the page is surely dated before it: a month or a year is so when its last day is."""
    return opens if opens and dated and dated < opens else None
