"""A report as Markdown to paste into a note: headings and lists, wrapped at 80 columns, no table.

The text passes markdownlint with its default rules, whatever the catalogue says: titles stand in bold text and never in a
heading (they may be long, alike, or end in a full stop), all text from outside is escaped, and an address is written whole
between angle brackets, which stays readable on paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from aidnum.french import NBSP, capital, listed, long_date, plural, visible
from aidnum.model.assessment import WindowOn
from aidnum.model.calendar import OtherDates, Stage, Window
from aidnum.model.funding import Terms
from aidnum.model.scheme import Scheme, Source
from aidnum.model.vocabulary import Fact, Term, Vocabulary
from aidnum.render.asking import what_next
from aidnum.render.words import (
    BASES,
    CAVEAT,
    GROUPS,
    KINDS,
    VERDICTS,
    aid_text,
    apply_rows,
    bonus_text,
    costs_text,
    source_text,
    stacking_rows,
    terms_rows,
    window_text,
)
from aidnum.report.check import OVER, CheckReport, Entry, Question
from aidnum.report.deadlines import Deadline, DeadlinesReport
from aidnum.report.listing import BonusLines, FactsReport, Listed, ListReport, RuleLine, ShowReport
from aidnum.report.partners import CAVEAT as PARTNERS_CAVEAT
from aidnum.report.partners import PartnersReport, partners_heading, partners_summary, way_heading, way_total
from aidnum.report.territory import (
    TerritoryReport,
    belonging_rows,
    brief,
    identity_rows,
    member_text,
    origin_text,
)
from aidnum.territory.search import heading

COLUMNS = 80

_ADDRESS = re.compile(r"(https?://[^\s<>\"\\^`{|}]*[^\s<>\"\\^`{|}.,;:!?()'\]»])", re.IGNORECASE)
_SPACE = re.compile(r"[^\S\u00a0\u202f]+")
_NEVER_BREAK_AT = re.compile(
    r" (?=[:;?!»%€])|(?<=«) "  # French punctuation
    r"|(?<=[0-9]) (?=[0-9]{3}(?![0-9]))"  # thousands
    r"| (?=(?:[0-9]{1,9}[.)]|[-+])(?:\s|$))"  # words that begin a list at the start of a line
)
_MARKUP = re.compile(r"[\\`*_<>\[\]#|~&$@]")
_LINKED_BARE = re.compile(r"(?i)\b(https?|www)([:.])")
_STARTS_A_LIST = re.compile(r"\A([0-9]{0,9})([-+.)])(?=\s|\Z)")
_UNDERLINES = re.compile(r"[-=:\s]+")


class _Item(NamedTuple):
    """One item of a list, already Markdown, with the items below it."""

    text: str
    below: tuple[_Item, ...] = ()


Report: TypeAlias = CheckReport | DeadlinesReport | ListReport | ShowReport | FactsReport | TerritoryReport | PartnersReport


def render(report: Report) -> str:
    """A report as a Markdown document with one heading of the first level."""
    match report:
        case CheckReport():
            blocks = _check(report)
        case DeadlinesReport():
            blocks = _deadlines(report)
        case ListReport():
            blocks = _list(report)
        case ShowReport():
            blocks = _show(report)
        case FactsReport():
            blocks = _facts(report)
        case TerritoryReport():
            blocks = _territory(report)
        case PartnersReport():
            blocks = _partners(report)
    return "\n\n".join(filter(None, blocks)) + "\n"


def escape(text: str) -> str:
    """Text from outside as inline Markdown on one line: no markup works in it but whole http(s) addresses."""
    plain = _NEVER_BREAK_AT.sub(NBSP, visible(_SPACE.sub(" ", text)).strip())
    parts = _ADDRESS.split(plain)
    return "".join(f"<{part}>" if index % 2 else _escaped(part) for index, part in enumerate(parts))


def _escaped(text: str) -> str:
    return _LINKED_BARE.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", text))


def wrapped(text: str, first: str = "", rest: str = "") -> str:
    """Inline Markdown folded between words at 80 columns; no line of it can be read as a list, a rule or a heading."""
    lines: list[str] = []
    for word in _words(text, COLUMNS - len(rest)):
        if lines and _width(lines[-1]) + _width(word) + len(rest) + 2 <= COLUMNS:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "\n".join((rest if index else first) + _harmless(line) for index, line in enumerate(lines))


def _words(text: str, room: int) -> Iterator[str]:
    """The words to fold; one that is too long for a line is cut at its no-break spaces."""
    for word in text.split(" "):
        yield from (re.split("[\u00a0\u202f]", word) if _width(word) >= room else (word,))


def _width(text: str) -> int:
    """Columns as markdownlint counts them: UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _harmless(line: str) -> str:
    if _UNDERLINES.fullmatch(line):
        return f"\\{line}"
    return _STARTS_A_LIST.sub(r"\1\\\2", line)


def _heading(text: str) -> str:
    return f"## {text}"


def _paragraph(text: str) -> str:
    return wrapped(escape(text))


def _bullets(items: Iterable[_Item], depth: int = 0) -> str:
    margin = "  " * depth
    lines = []
    for item in items:
        lines.append(wrapped(item.text, f"{margin}- ", f"{margin}  "))
        if item.below:
            lines.append(_bullets(item.below, depth + 1))
    return "\n".join(lines)


def _section(heading: str, items: Iterable[_Item]) -> Iterator[str]:
    known = tuple(items)
    if known:
        yield _heading(heading)
        yield _bullets(known)


def _row(label: str, value: str) -> _Item:
    return _Item(escape(f"{capital(label)} : {value}"))


def _rows(label: str, values: Iterable[str]) -> list[_Item]:
    """A label with its values below; one value stands beside it."""
    known = list(values)
    if len(known) <= 1:
        return [_row(label, value) for value in known]
    return [_Item(escape(f"{capital(label)} :"), tuple(_Item(escape(capital(value))) for value in known))]


def _strong(title: str) -> str:
    return f"**{escape(title)}**"


def _caveat() -> Iterator[str]:
    yield _heading("Avertissement")
    yield _paragraph(CAVEAT)


def _address(scheme: Scheme) -> list[_Item]:
    return [_row("adresse", scheme.url)] if scheme.url else []


def _sources(sources: Sequence[Source]) -> list[_Item]:
    label = "Source" if len(sources) == 1 else "Sources"
    return _rows(label, [_source(source) for source in sources])


def _source(source: Source) -> str:
    return f"{source_text(source)} {source.url}"


def _named(scheme: Scheme) -> str:
    return f"{_strong(scheme.title)} ({scheme.id})"


def _check(report: CheckReport) -> Iterator[str]:
    yield f"# Aides numériques : simulation du {long_date(report.day)}"
    yield _bullets(_about(report))
    yield from (_paragraph(step) for step in report.next_steps)
    for group in ("eligible", "to_confirm"):
        yield from _entries(report, group)
    yield from _section(_counted("closed", report), (_closed(entry) for entry in report.group("closed")))
    yield from _section(_counted("ineligible", report), (_ineligible(entry) for entry in report.group("ineligible")))
    yield from _section("Pour préciser la réponse", map(_asked, report.missing))
    yield from _caveat()


def _about(report: CheckReport) -> Iterator[_Item]:
    catalogue = report.catalogue
    yield _row("date", long_date(report.day))
    yield from _rows("profil", (*report.profile_words, *report.data_words) or ("aucun fait donné",))
    examined = plural(len(report.entries), "dispositif examiné", "dispositifs examinés")
    yield _row("catalogue", f"{examined} ({', '.join(catalogue.sources)})")
    if catalogue.left_out:
        left_out = plural(catalogue.left_out, "dispositif", "dispositifs")
        yield _row("laissé de côté", f"{left_out} du catalogue, à cause d'une erreur dans sa fiche")


def _counted(group: str, report: CheckReport) -> str:
    return f"{GROUPS[group]} ({len(report.group(group))})"


def _entries(report: CheckReport, group: str) -> Iterator[str]:
    entries = report.group(group)
    if entries:
        yield _heading(_counted(group, report))
    for entry in entries:
        yield wrapped(f"{_strong(entry.scheme.title)} — {escape(window_text(entry.window))}")
        yield _bullets(_entry(report, entry))


def _entry(report: CheckReport, entry: Entry) -> Iterator[_Item]:
    scheme, assessment = entry.scheme, entry.assessment
    yield _row("fiche", scheme.id)
    yield from _rows("pourquoi", entry.why)
    yield _row("aide", aid_text(assessment.amounts))
    yield from _rows("calcul", assessment.amounts.steps)
    kept = None if assessment.amounts.base_max is not None else costs_text(scheme.funding, report.catalogue.vocabulary)
    if kept:
        yield _row("dépenses", kept)
    yield from _dates_note(entry.window)
    yield from _cautioned(entry)
    yield from _rows("à préciser", (question.question for question in entry.missing))
    yield from _rows("sous réserve", entry.conditions)
    yield from _rows("ce qui changerait la réponse", entry.advice)
    yield from _how_to_apply(scheme)
    yield from _sources(scheme.sources)


def _dates_note(window: WindowOn) -> Iterator[_Item]:
    if window.note:
        yield _row("sur les dates", window.note)


def _cautioned(entry: Entry) -> Iterator[_Item]:
    if entry.assessment.cautioned and entry.scheme.caution:
        yield _row("prudence", entry.scheme.caution.text)


def _how_to_apply(scheme: Scheme) -> Iterator[_Item]:
    yield from (_row(label, value) for label, value in apply_rows(scheme))
    yield from _address(scheme)


def _closed(entry: Entry) -> _Item:
    after = f" ; suite : {entry.successor.scheme.id}" if entry.successor else ""
    said = f"{VERDICTS[entry.assessment.verdict]}, mais {window_text(entry.window)}{after}"
    return _Item(f"{_named(entry.scheme)} — {escape(said)}")


def _ineligible(entry: Entry) -> _Item:
    below = _rows("ce qui changerait la réponse", entry.advice) if entry.window.state not in OVER else []
    return _Item(f"{_named(entry.scheme)} — {escape(entry.why[0])}", tuple(below))


def _asked(question: Question) -> _Item:
    unlocks = plural(question.unlocks, "dispositif", "dispositifs")
    return _Item(escape(f"{question.question} (utile pour {unlocks})"))


def _deadlines(report: DeadlinesReport) -> Iterator[str]:
    yield f"# Aides numériques : dates de clôture au {long_date(report.day)}"
    if not report.deadlines:
        yield _paragraph("Aucune période de dépôt ne correspond.")
    yield _bullets(_deadline(row) for row in report.deadlines)
    yield from _caveat()


def _deadline(row: Deadline) -> _Item:
    verdict = [] if row.verdict is None else [_row("verdict", VERDICTS[row.verdict])]
    below = (*verdict, *_dates_note(row.window), *_how_to_apply(row.scheme), *_sources(row.scheme.sources))
    return _Item(f"{_named(row.scheme)} — {escape(window_text(row.window))}", below)


def _list(report: ListReport) -> Iterator[str]:
    yield f"# Aides numériques : dispositifs au {long_date(report.day)}"
    yield _paragraph(f"{plural(len(report.schemes), 'dispositif', 'dispositifs')} sur {report.total}.")
    yield _bullets(_listed(row) for row in report.schemes)
    yield from _caveat()


def _listed(row: Listed) -> _Item:
    scheme = row.scheme
    summary = [] if scheme.summary is None else [_Item(escape(scheme.summary))]
    below = (*summary, _row("nature", KINDS[scheme.funding.kind]), *_address(scheme))
    return _Item(f"{_named(scheme)} — {escape(window_text(row.window))}", below)


def _show(report: ShowReport) -> Iterator[str]:
    scheme = report.scheme
    yield "# Fiche d'un dispositif d'aide numérique"
    yield wrapped(f"{_named(scheme)} — {escape(f'{window_text(report.window)}, au {long_date(report.day)}')}")
    if scheme.summary:
        yield _paragraph(scheme.summary)
    yield _bullets(_carried_by(report))
    yield from _section("Qui peut l'avoir", (*_rule(report.rule, scheme), *_caution_from(scheme)))
    yield from _section("À vérifier", (_Item(escape(text)) for text in scheme.conditions))
    yield from _section("Combien", _funding(report))
    yield from _section("Quand", _calendar(report))
    yield from _section("À savoir", (_Item(escape(text)) for text in scheme.notes))
    yield from _section("Comment faire", (*_how_to_apply(scheme), *_related(report)))
    yield from _section("Sources", (_Item(escape(_source(source))) for source in scheme.sources))
    yield from _caveat()


def _carried_by(report: ShowReport) -> Iterator[_Item]:
    scheme = report.scheme
    if scheme.programme:
        yield _row("programme", scheme.programme)
    if scheme.organisations:
        yield _row("porté par", ", ".join(map(report.vocabulary.organisation, scheme.organisations)))


def _rule(lines: Sequence[RuleLine], scheme: Scheme) -> tuple[_Item, ...]:
    """The lines of a rule as nested items; each line is followed by the deeper ones that belong to it."""
    items: list[_Item] = []
    index = 0
    while index < len(lines):
        end = index + 1
        while end < len(lines) and lines[end].depth > lines[index].depth:
            end += 1
        items.append(_Item(_rule_line(lines[index], scheme), _rule(lines[index + 1 : end], scheme)))
        index = end
    return tuple(items)


def _rule_line(line: RuleLine, scheme: Scheme) -> str:
    source = scheme.source(line.leaf.source) if line.leaf else None
    said = [text for text in (line.leaf.note if line.leaf else None, f"source : {source.title}" if source else None) if text]
    return escape(f"{capital(line.text)} ({' ; '.join(said)})" if said else capital(line.text))


def _caution_from(scheme: Scheme) -> Iterator[_Item]:
    if scheme.caution:
        yield _row(f"prudence, à partir du {long_date(scheme.caution.from_)}", scheme.caution.text)


def _funding(report: ShowReport) -> Iterator[_Item]:
    funding = report.scheme.funding
    yield _row("nature", KINDS[funding.kind])
    if funding.kind in ("grant", "loan", "advance"):
        yield _row("montants", BASES[funding.basis])
    yield from _terms(funding, report)
    yield from (_bonus(bonus, report) for bonus in report.bonuses)
    for number, band in enumerate(report.bands, 1):
        cases = _Item(escape("Dans ce cas :"), _rule(band.rule, report.scheme))
        bonuses = (_bonus(bonus, report) for bonus in band.bonuses)
        yield _Item(f"Tranche {number}", (*_terms(band.band, report), cases, *bonuses))


def _terms(terms: Terms, report: ShowReport) -> Iterator[_Item]:
    yield from (_row(label, value) for label, value in terms_rows(terms, report.vocabulary))


def _bonus(bonus: BonusLines, report: ShowReport) -> _Item:
    added = bonus_text(bonus.bonus, report.vocabulary)
    return _Item(escape(f"Majoration : {added}, dans ce cas :"), _rule(bonus.rule, report.scheme))


def _calendar(report: ShowReport) -> Iterator[_Item]:
    calendar = report.scheme.calendar
    others = [window.also for window in calendar.windows] or [()]
    for window, also in zip(report.windows, others, strict=True):
        yield _Item(escape(capital(window_text(window))), (*_window_note(window), *_also(also, report.scheme)))
    for stage in calendar.stages:
        yield _Item(escape(_stage(stage)), _also(stage.also, report.scheme))


def _window_note(window: WindowOn) -> Iterator[_Item]:
    if window.note:
        yield _Item(escape(window.note))


def _stage(stage: Stage) -> str:
    name = f"{capital(stage.name or 'étape')} (étape, sans dépôt)"
    dates = _dates(stage)
    return f"{name} : {dates}" if dates else name


def _dates(dates: Window | OtherDates) -> str:
    opens = [f"à partir du {long_date(dates.opens)}"] if dates.opens else []
    closes = [f"jusqu'au {long_date(dates.closes)}"] if dates.closes else []
    return ", ".join([*opens, *closes])


def _also(others: Iterable[OtherDates], scheme: Scheme) -> tuple[_Item, ...]:
    return tuple(_other_dates(other, scheme.source(other.source)) for other in others)


def _other_dates(other: OtherDates, source: Source | None) -> _Item:
    said = f"Selon {source.title if source else 'une autre source'} : {_dates(other)}"
    return _Item(escape(f"{said} ({other.note})" if other.note else said))


def _related(report: ShowReport) -> Iterator[_Item]:
    scheme = report.scheme
    yield from (_row(label, value) for label, value in stacking_rows(scheme, report.vocabulary))
    if scheme.stacking and scheme.stacking.excludes:
        yield _row("ne se cumule pas avec", listed([_titled(report, known) for known in scheme.stacking.excludes]))
    if scheme.successor:
        yield _row("suite", _titled(report, scheme.successor))


def _titled(report: ShowReport, scheme_id: str) -> str:
    title = report.titles.get(scheme_id)
    return f"{title} ({scheme_id})" if title else scheme_id


def _facts(report: FactsReport) -> Iterator[str]:
    words = report.vocabulary
    if report.name is not None and report.fact is not None:
        yield "# Vocabulaire : un fait"
        yield _bullets([_fact(report.name, report.fact, words)])
        yield from _section("Valeurs", (_term(name, term, words) for name, term in report.values.items()))
        return
    yield "# Vocabulaire : faits, types de projet, porteurs et dépenses"
    yield from _section("Faits", (_fact(name, fact, words) for name, fact in words.facts.items()))
    yield from _section("Types de projet", (_term(name, term, words) for name, term in words.types.items()))
    yield from _section("Porteurs", (_term(name, term, words) for name, term in words.kinds.items()))
    yield from _section("Dépenses", (_term(name, term, words) for name, term in words.cost_categories.items()))


def _fact(name: str, fact: Fact, words: Vocabulary) -> _Item:
    unit = [_row("unité", fact.unit)] if fact.unit else []
    return _Item(
        f"{_strong(name)} — {escape(words.label(name))}", (_Item(escape(fact.question)), *unit, *_aliases(name, words))
    )


def _term(name: str, term: Term, words: Vocabulary) -> _Item:
    members = [_row("comprend", ", ".join(term.members))] if term.members else []
    return _Item(f"{_strong(name)} — {escape(term.label)}", (*members, *_aliases(name, words)))


def _aliases(name: str, words: Vocabulary) -> Iterator[_Item]:
    aliases = words.aliases.get(name, ())
    if aliases:
        yield _row("autres noms", ", ".join(aliases))


def _territory(report: TerritoryReport) -> Iterator[str]:
    authority = report.authority
    if authority is None:
        yield f"# {escape(capital(heading(report.match)))}"
        yield _bullets(_Item(brief(known)) for known in report.match.authorities)
        yield from (_paragraph(line) for line in what_next(report.match))
        return
    yield f"# {escape(authority.name)}"
    yield _bullets(_Item(f"{label} : {value}") for label, value in identity_rows(authority))
    yield from _section("Fait partie de", (_Item(f"{kind} : {name}") for kind, name in belonging_rows(report.above)))
    yield from _section("Regroupe", (_Item(member_text(member)) for member in report.members))
    yield _paragraph(f"Données : {origin_text()}.")


def _partners(report: PartnersReport) -> Iterator[str]:
    yield f"# {escape(partners_heading(report))}"
    yield from (_paragraph(line) for line in partners_summary(report))
    for way in report.ways:
        yield from _section(way_heading(way), (_Item(member_text(partner)) for partner in way.partners))
        yield _paragraph(f"{way_total(way)}.")
    yield _paragraph(PARTNERS_CAVEAT)
