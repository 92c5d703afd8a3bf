"""What changed in a scheme, in words: what its sheet said, and what it says now."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from aidnum.french import capital, long_date
from aidnum.model.reading import first_day
from aidnum.model.scheme import Scheme
from aidnum.render import document as doc
from aidnum.render.pages import show
from aidnum.render.scheme_wording import page_date_text
from aidnum.render.wording import VERDICTS
from aidnum.report.listing import ShowReport
from aidnum.report.news import Change

FIELDS = {
    "title": "titre", "short": "nom court", "programme": "programme", "organisations": "organismes", "summary": "résumé",
    "url": "adresse", "sources": "sources", "eligibility": "qui peut l'avoir", "territoire": "territoire",
    "conditions": "à vérifier", "notes": "à savoir", "caution": "prudence", "funding": "combien", "calendar": "quand",
    "apply": "comment faire", "lists": "listes locales", "stacking": "cumul", "successor": "suite",
    "checked": "relecture", "dated": "pages nouvelles", "verdict": "verdict",
}  # fmt: skip
_SHEET = "Fiche"


class Rewritten(NamedTuple):
    """A place of a sheet, the lines that are gone from it, and those that are new."""

    where: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def field_words(change: Change) -> tuple[str, ...]:
    """The fields that changed, by their names in French."""
    return tuple(FIELDS[field] for field in change.fields)


def told(change: Change) -> Iterator[str]:
    """What changed in a scheme, a sentence a thing."""
    if change.shown is not None:
        yield from (text for one in rewritten(*change.shown) for text in rewritten_texts(one))
    for field, day in change.days:
        yield from _dated_texts(change.scheme, field, day)
    if change.turned is not None:
        former, present = change.turned
        yield f"Verdict : était {VERDICTS[former]}, est maintenant {VERDICTS[present]}"


def _dated_texts(scheme: Scheme, field: str, day: date) -> Iterator[str]:
    """What a scheme says of a day."""
    if field == "checked":
        yield f"Fiche relue le {long_date(day)}"
    elif field == "calendar":
        yield f"Vue ouverte le {long_date(day)}"
    elif field == "caution" and scheme.caution is not None:
        yield f"Prudence, à partir du {long_date(day)} : {scheme.caution.text}"
    elif field == "dated":
        pages = (page for page in scheme.sources if page.dated is not None and first_day(page.dated) == day)
        yield from (f"{capital(page_date_text(page.dated or ''))} : {page.title}" for page in pages)


def rewritten_texts(one: Rewritten) -> Iterator[str]:
    """What a place said and says, a sentence a line, or both in one where each is a line."""
    if len(one.before) == len(one.after) == 1:
        yield f"{one.where} : {one.before[0]} → {one.after[0]}"
        return
    yield from (f"{one.where}, retiré : {line}" for line in one.before)
    yield from (f"{one.where}, ajouté : {line}" for line in one.after)


def rewritten(former: ShowReport, present: ShowReport) -> tuple[Rewritten, ...]:
    """The places where two states of a sheet don't say the same, in the order of the sheet."""
    before, after = _places(former), _places(present)
    pairs = ((where, before.get(where, ()), after.get(where, ())) for where in {**after, **before})
    every = (Rewritten(where, without(old, new), without(new, old)) for where, old, new in pairs)
    return tuple(one for one in every if one.before or one.after)


def without(lines: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """The lines that don't stand among others, as often as they stand there too few times."""
    return tuple((Counter(lines) - Counter(others)).elements())


def _places(report: ShowReport) -> dict[str, list[str]]:
    """The lines of a sheet by their place: the heading above them, and their label."""
    places: dict[str, list[str]] = {}
    section = _SHEET
    for block in show.page(report, doc.View(detail=True)):
        if isinstance(block, doc.Heading):
            section = block.text
        for label, line in _lines(block):
            places.setdefault(f"{section}, {label.lower()}" if label else section, []).append(line)
    return places


def _lines(block: doc.Block) -> Iterator[tuple[str, str]]:
    """The lines of a block of a sheet, each with its label."""
    match block:
        case doc.Title():
            yield "titre", block.text
        case doc.Paragraph():
            yield "", block.text
        case doc.Rows():
            yield from ((row.label, row.value) for row in block.rows)
        case doc.Items():
            yield from (("", line) for item in block.items for line in _item_lines(item))
        case doc.Link():
            yield "adresse", block.url
        case _:
            return


def _item_lines(item: doc.Item) -> Iterator[str]:
    yield f"{item.text} {item.url}" if item.url else item.text
    for below in item.below:
        yield from _item_lines(below)
