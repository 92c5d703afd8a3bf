"""The answer of ``show``: one scheme whole: rule in words, funding, calendar, conditions, how to apply, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from aidnum.french import capital, long_date
from aidnum.render.document import Block, Heading, Item, Items, Link, Page, Paragraph, Row, Rows, Title, View, listing
from aidnum.render.pages.sources import sources
from aidnum.render.wording import (
    BASES,
    KINDS,
    also_texts,
    apply_rows,
    bonus_text,
    excluded,
    stacking_rows,
    stage_text,
    terms_rows,
    window_text,
)

if TYPE_CHECKING:
    from aidnum.model.funding import Terms
    from aidnum.report.listing import BonusLines, RuleLine, ShowReport

TRUST = "Cette fiche suit les sources citées, à leur date ; seul l'organisme qui instruit la demande se prononce."


def page(report: ShowReport, _: View) -> Page:
    """Everything the catalogue says of a scheme."""
    scheme = report.scheme
    return (
        Title(scheme.title, "Fiche d'un dispositif d'aide numérique"),
        Rows(tuple(_identity(report))),
        *([Paragraph(scheme.summary, apart=True)] if scheme.summary else []),
        Heading("Qui peut l'avoir"),
        Items(_rule(report.rule)),
        *_caution(report),
        *listing("À vérifier", list(map(capital, scheme.conditions))),
        *_funding(report),
        Heading("Quand"),
        Items(tuple(_calendar(report))),
        *listing("À savoir", list(map(capital, scheme.notes))),
        *_how_to_apply(report),
        Heading("Sources"),
        sources(scheme.sources),
        Paragraph(TRUST, "caveat", apart=True),
    )


def _identity(report: ShowReport) -> Iterator[Row]:
    scheme = report.scheme
    yield Row("Fiche", scheme.id)
    if scheme.programme:
        yield Row("Programme", scheme.programme)
    if scheme.organisations:
        yield Row("Porté par", ", ".join(map(report.vocabulary.organisation, scheme.organisations)))


def _rule(lines: Sequence[RuleLine]) -> tuple[Item, ...]:
    """The lines of a rule as nested items; each line is followed by the deeper ones that belong to it."""
    items: list[Item] = []
    index = 0
    while index < len(lines):
        end = index + 1
        while end < len(lines) and lines[end].depth > lines[index].depth:
            end += 1
        items.append(Item(_rule_line(lines[index]), _rule(lines[index + 1 : end])))
        index = end
    return tuple(items)


def _rule_line(line: RuleLine) -> str:
    source = f" [{line.leaf.source}]" if line.leaf and line.leaf.source else ""
    note = f". {line.leaf.note}" if line.leaf and line.leaf.note else ""
    return f"{capital(line.text)}{source}{note}"


def _caution(report: ShowReport) -> Iterator[Block]:
    caution = report.scheme.caution
    if caution:
        yield Paragraph(f"Prudence, à partir du {long_date(caution.from_)} : {caution.text}", "caution")


def _funding(report: ShowReport) -> Iterator[Block]:
    funding = report.scheme.funding
    basis = [Row("Montants", BASES[funding.basis])] if funding.kind in ("grant", "loan", "advance") else []
    yield Heading("Combien")
    yield Rows((Row("Nature", KINDS[funding.kind]), *basis, *_terms(funding, report)))
    yield Items((*_bonuses(report.bonuses, report), *_bands(report)))


def _bands(report: ShowReport) -> Iterator[Item]:
    for band, rule, bonuses in report.bands:
        terms = [f"{row.label.lower()} : {row.value.removesuffix('.')}" for row in _terms(band, report)]
        said = capital(" ; ".join(terms) or "conditions générales")
        yield Item(f"{said}, dans ce cas :", (*_rule(rule), *_bonuses(bonuses, report)))


def _terms(terms: Terms, report: ShowReport) -> list[Row]:
    return [Row(capital(label), value) for label, value in terms_rows(terms, report.vocabulary)]


def _bonuses(bonuses: Iterable[BonusLines], report: ShowReport) -> Iterator[Item]:
    for bonus, rule in bonuses:
        yield Item(f"Majoration de {bonus_text(bonus, report.vocabulary)}, dans ce cas :", _rule(rule))


def _calendar(report: ShowReport) -> Iterator[Item]:
    calendar = report.scheme.calendar
    notes = [window.note for window in calendar.windows] or [None]  # the note of a state is the calendar's
    for window, note in zip(report.windows, notes, strict=True):
        yield Item(capital(window_text(window)), (Item(note),) if note else ())
    for stage in calendar.stages:
        yield Item(stage_text(stage), (Item(stage.note),) if stage.note else ())
    for dates in (*calendar.windows, *calendar.stages):
        yield from map(Item, also_texts(dates))
    if calendar.note:
        yield Item(capital(calendar.note))


def _how_to_apply(report: ShowReport) -> Iterator[Block]:
    scheme = report.scheme
    rows = (*apply_rows(scheme), *stacking_rows(scheme, report.vocabulary), *_related(report))
    yield Heading("Comment faire")
    yield Rows(tuple(Row(capital(label), value) for label, value in rows))
    if not rows:
        yield Paragraph("Démarche non connue : la demander à l'organisme qui porte le dispositif.")
    if scheme.url:
        yield Link(scheme.url)


def _related(report: ShowReport) -> Iterator[tuple[str, str]]:
    scheme = report.scheme
    yield from (("ne se cumule pas avec", report.titled(other)) for other in excluded(scheme))
    if scheme.successor:
        yield "suite", report.titled(scheme.successor)
