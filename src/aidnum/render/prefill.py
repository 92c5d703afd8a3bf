"""The address that opens a form with its boxes filled. It is written, never fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aidnum.model.form import Box
    from aidnum.report.form import Answer, Entry, FilledForm


class Prefilled(NamedTuple):
    """An address that fills boxes, and those that had to be left out of it for their length."""

    url: str
    left_out: tuple[Box, ...]


def prefilled(filled: FilledForm, address: str) -> Prefilled:
    """The address of a form with what the project says in it; the last optional boxes are left out of one that is too long.

    A box goes with those that are shown for the aids that it counts, and with those that speak of its own.
    """
    form, fitting = filled.form, [entry for entry in filled.entries if entry.can_be_filled]
    entries = fitting
    while len(url := _written(address, form.prefix, entries)) > form.longest and entries:
        last = next((entry for entry in reversed(entries) if entry.box.optional), entries[-1])
        entries = [entry for entry in entries if entry is not last and not _goes_with(entry.box, last.box)]
    return Prefilled(url, tuple(entry.box for entry in fitting if entry not in entries))


def _goes_with(box: Box, lost: Box) -> bool:
    """Whether a box says nothing without another: it opens with a choice there, or is its other half."""
    chosen = lost.of if lost.says == "aids" else ()
    return bool(box.shown_with) and (box.shown_with == lost.shown_with or set(box.shown_with) <= set(chosen))


def bare(address: str) -> str | None:
    """An https address without what follows its path, which may fill boxes too; None for what is no such address."""
    try:
        parts = urlsplit(address.strip())
        is_plain = parts.port is None and parts.username is None and bool(parts.hostname)
    except ValueError:
        return None
    if parts.scheme != "https" or not is_plain or not parts.netloc.isascii():
        return None
    return f"https://{parts.netloc.lower()}{quote(parts.path, safe='/%-_.~')}"


def _written(address: str, prefix: str, entries: Sequence[Entry]) -> str:
    pairs = [pair for entry in entries for pair in _pairs(prefix, entry)]
    return f"{address}?{'&'.join(pairs)}" if pairs else address


def _pairs(prefix: str, entry: Entry) -> Iterator[str]:
    """A box and its answer; each choice of a list that takes several, as a list of the address."""
    key = quote(f"{prefix}{entry.box.id}", safe="")
    if isinstance(entry.answer, tuple):
        for choice in entry.answer:
            yield f"{key}%5B%5D={_value(choice)}"
    elif entry.answer is not None:
        yield f"{key}={_value(entry.answer)}"


def _value(answer: Answer) -> str:
    return quote(str(answer), safe="")
