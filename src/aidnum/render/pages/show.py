"""The answer of ``show``: one scheme whole: rule in words, funding, calendar, conditions, how to apply, sources."""

from collections.abc import Iterable, Iterator, Sequence

from aidnum.french import capital, long_date
from aidnum.model.funding import Terms
from aidnum.render import document as doc
from aidnum.render.local_wording import places_by_kind
from aidnum.render.pages.sources import sources
from aidnum.render.scheme_wording import (
    BASES,
    also_texts,
    apply_rows,
    bonus_text,
    bonus_word,
    stacked,
    stacking_rows,
    stage_text,
    terms_rows,
)
from aidnum.render.wording import KINDS, window_text
from aidnum.report.listing import BonusLines, FundingLines, RuleLine, ShowReport

_HOW_TO_READ = "Les lignes de votre liste : aidnum check, avec votre collectivité et --detail."
TRUST = "Cette fiche suit les sources citées, à leur date ; seul l'organisme qui instruit la demande se prononce."


def page(report: ShowReport, _: doc.View) -> doc.Page:
    """Everything the catalogue says of a scheme."""
    scheme = report.scheme
    return (
        doc.Title(scheme.title, "Fiche d'un dispositif d'aide numérique"),
        doc.Rows(tuple(_identity(report))),
        *([doc.Paragraph(scheme.summary, apart=True)] if scheme.summary else []),
        doc.Heading("Qui peut l'avoir"),
        doc.Items(_rule(report.rule)),
        *_caution(report),
        *doc.listing("À vérifier", map(doc.Item, map(capital, scheme.conditions))),
        *_fundings(report),
        doc.Heading("Quand"),
        doc.Items(tuple(_calendar(report))),
        *doc.listing("À savoir", map(doc.Item, map(capital, scheme.notes))),
        *_how_to_apply(report),
        *_lists(report),
        doc.Heading("Sources"),
        sources(scheme.sources),
        doc.Paragraph(TRUST, "caveat", apart=True),
    )


def _identity(report: ShowReport) -> Iterator[doc.Row]:
    scheme = report.scheme
    yield doc.Row("Fiche", scheme.id)
    if scheme.programme:
        yield doc.Row("Programme", scheme.programme)
    if scheme.organisations:
        yield doc.Row("Porté par", ", ".join(map(report.vocabulary.organisation, scheme.organisations)))


def _rule(lines: Sequence[RuleLine]) -> tuple[doc.Item, ...]:
    """The lines of a rule as nested items; each line is followed by the deeper ones that belong to it."""
    items: list[doc.Item] = []
    index = 0
    while index < len(lines):
        end = index + 1
        while end < len(lines) and lines[end].depth > lines[index].depth:
            end += 1
        items.append(doc.Item(_rule_line(lines[index]), _rule(lines[index + 1 : end])))
        index = end
    return tuple(items)


def _rule_line(line: RuleLine) -> str:
    source = f" [{line.leaf.source}]" if line.leaf and line.leaf.source else ""
    note = f". {line.leaf.note}" if line.leaf and line.leaf.note else ""
    return f"{capital(line.text)}{source}{note}"


def _caution(report: ShowReport) -> Iterator[doc.Block]:
    caution = report.scheme.caution
    if caution:
        yield doc.Paragraph(f"Prudence, à partir du {long_date(caution.from_)} : {caution.text}", "caution")


def _fundings(report: ShowReport) -> Iterator[doc.Block]:
    """Each kind of help with its terms."""
    yield doc.Heading("Combien")
    for lines in report.fundings:
        funding = lines.funding
        basis = [doc.Row("Montants", BASES[funding.basis])] if funding.kind in ("grant", "loan", "advance") else []
        yield doc.Rows((doc.Row("Nature", KINDS[funding.kind]), *basis, *_terms(funding, report)))
        yield doc.Items((*_bonuses(lines.bonuses, report), *_bands(lines, report)))


def _bands(lines: FundingLines, report: ShowReport) -> Iterator[doc.Item]:
    for band, rule, bonuses in lines.bands:
        terms = [f"{row.label.lower()} : {row.value.removesuffix('.')}" for row in _terms(band, report)]
        said = capital(" ; ".join(terms) or "conditions générales")
        yield doc.Item(f"{said}, dans ce cas :", (*_rule(rule), *_bonuses(bonuses, report)))


def _terms(terms: Terms, report: ShowReport) -> list[doc.Row]:
    return [doc.Row(capital(label), value) for label, value in terms_rows(terms, report.vocabulary, report.titled)]


def _bonuses(bonuses: Iterable[BonusLines], report: ShowReport) -> Iterator[doc.Item]:
    for bonus, rule in bonuses:
        said = capital(f"{bonus_word(bonus)} de {bonus_text(bonus, report.vocabulary)}")
        yield doc.Item(f"{said}, dans ce cas :", _rule(rule))


def _calendar(report: ShowReport) -> Iterator[doc.Item]:
    calendar = report.scheme.calendar
    notes = [window.note for window in calendar.windows] or [None]  # the note of a state is the calendar's
    for window, note in zip(report.windows, notes, strict=True):
        yield doc.Item(capital(window_text(window)), (doc.Item(note),) if note else ())
    for stage in calendar.stages:
        yield doc.Item(stage_text(stage), (doc.Item(stage.note),) if stage.note else ())
    for dates in (*calendar.windows, *calendar.stages):
        yield from map(doc.Item, also_texts(dates))
    if calendar.note:
        yield doc.Item(capital(calendar.note))


def _how_to_apply(report: ShowReport) -> Iterator[doc.Block]:
    scheme = report.scheme
    rows = (*apply_rows(scheme, report.offices), *stacking_rows(scheme, report.vocabulary), *_related(report))
    yield doc.Heading("Comment faire")
    yield doc.Rows(tuple(doc.Row(capital(label), value) for label, value in rows))
    if scheme.apply is None:
        yield doc.Paragraph("Démarche non connue : la demander à l'organisme qui porte le dispositif.")
    if scheme.url:
        yield doc.Link(scheme.url)


def _lists(report: ShowReport) -> Iterator[doc.Block]:
    """What the lists of the places name, in short: each is told where the applicant is known."""
    for lists in report.scheme.lists:
        yield doc.Heading(f"Listes {lists.year} par {report.vocabulary.label(lists.by)}")
        told = places_by_kind(lists, report.vocabulary)
        yield doc.Items(
            tuple(doc.Item(f"{capital(said)} ({len(places)}) : {', '.join(places)}") for said, places in told.items())
        )
        yield doc.Paragraph(" ".join(filter(None, (lists.caution, _HOW_TO_READ))))


def _related(report: ShowReport) -> Iterator[tuple[str, str]]:
    scheme = report.scheme
    for words, other, source in stacked(scheme):
        yield words, f"{report.titled(other)} [{source.id}]" if source else report.titled(other)
    if scheme.successor:
        yield "suite", report.titled(scheme.successor)
