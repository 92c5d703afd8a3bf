"""The French words for what the list of a place names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from aidnum.french import capital

if TYPE_CHECKING:
    from aidnum.model.local_list import ListLine, LocalList, YearOfLists
    from aidnum.model.vocabulary import Vocabulary
    from aidnum.report.entry import Entry
    from aidnum.report.local_list import OwnList

SAYS = {
    "digital": "nomment du numérique", "wide": "ne nomment rien de numérique, mais ont des intitulés larges",
    "nothing": "ne nomment rien de numérique", "unpublished": "liste non publiée dans la copie lue",
}  # fmt: skip


def own_list_texts(entry: Entry, vocabulary: Vocabulary) -> list[str]:
    """What the list of the applicant's place says, what to ask of whom, and what to beware of; nothing where there is none."""
    own = entry.own_list
    if own is None:
        return []
    asked = [vocabulary.label(one.fact) for one in entry.missing if vocabulary.facts[one.fact].asked_of_office]
    whom = next(iter(entry.offices()), None)
    ask = f"à demander{f' ({whom})' if whom else ''} : {', '.join(asked)}" if asked else None
    return [capital(text) for text in (*_said(own), *_more(own.list), ask, own.caution) if text]


def _said(own: OwnList) -> Iterator[str]:
    which = f"la liste {own.year} {own.of}"
    if own.year != own.asked_year:
        which += f" (celle de {own.asked_year} n'est pas connue)"
    if own.list.says == "unpublished":
        yield f"{which} n'était pas publiée dans la copie lue"
    elif own.fitting:
        yield f"{which} nomme, pour ce projet : {_lines(own.fitting)}"
        if own.others:
            yield f"elle nomme aussi : {_lines(own.others)}"
    elif own.list.says == "digital":
        yield f"{which} nomme : {_lines(own.others)}"
    else:
        wide = ", mais ses intitulés larges pourraient convenir" if own.list.says == "wide" else ""
        yield f"{which} ne nomme rien de numérique{wide}{f' : {_lines(own.others)}' if own.others else ''}"


def _more(one: LocalList) -> Iterator[str]:
    if one.rate:
        yield f"taux dits par cette liste : {one.rate}"
    if one.note:
        yield one.note


def _lines(lines: Iterable[ListLine]) -> str:
    return " ; ".join(line.text for line in lines)


def place_text(one: LocalList) -> str:
    """The list of a place, whole, in one text."""
    return " ; ".join((SAYS[one.says], *(line.text for line in one.lines), *_more(one)))


def places_by_kind(lists: YearOfLists, vocabulary: Vocabulary) -> dict[str, list[str]]:
    """The names of the places by what their lists say, those that name something digital first."""
    terms = vocabulary.values(lists.by)
    found: dict[str, list[str]] = {said: [] for said in SAYS.values()}
    for code, one in lists.places.items():
        found[SAYS[one.says]].append(terms[code].label)
    return {said: places for said, places in found.items() if places}
