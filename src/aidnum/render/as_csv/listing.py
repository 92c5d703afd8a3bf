"""The answers of ``list``, ``show`` and ``facts`` as tables."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from aidnum.french import short_date
from aidnum.model.assessment import WindowOn
from aidnum.model.funding import Terms
from aidnum.model.scheme import Scheme, Source
from aidnum.model.vocabulary import Term, Vocabulary
from aidnum.render.as_csv.table import APPLY, WHOM, WINDOW, Row, apply_cells, joined, sources, table, window_cells
from aidnum.render.local_wording import place_text
from aidnum.render.scheme_wording import (
    BASES,
    also_texts,
    apply_rows,
    bonus_text,
    bonus_word,
    source_text,
    stacked,
    stacking_rows,
    stage_text,
    terms_rows,
)
from aidnum.render.wording import CAVEAT, KINDS, window_text
from aidnum.report.listing import BonusLines, FactsReport, FundingLines, Listed, ListReport, RuleLine, ShowReport

_LIST = ("dispositif", "titre", "résumé", "organismes", "nature", *WINDOW, *APPLY, "sources", "date", "avertissement", *WHOM)
_SHOW = ("dispositif", "rubrique", "texte", "source", "vérifiée le", "date", "avertissement")
_FACTS = ("genre", "nom", "libellé", "question", "unité", "valeurs", "autres noms")
_KINDS_OF_FACT = {"number": "nombre", "choice": "choix", "tags": "liste", "flag": "oui ou non"}
_Line: TypeAlias = tuple[str, str, Source | None]


def answer(report: ListReport | ShowReport | FactsReport) -> str:
    """The schemes, one of them whole, or the vocabulary."""
    if report.kind == "list":
        return table(_LIST, (_listed_row(report, row) for row in report.schemes))
    return table(_SHOW, _show_rows(report)) if report.kind == "show" else table(_FACTS, _facts_rows(report))


def _listed_row(report: ListReport, row: Listed) -> Row:
    return {
        "dispositif": row.scheme.id, "titre": row.scheme.title, "résumé": row.scheme.summary,
        "organismes": joined(map(report.vocabulary.organisation, row.scheme.organisations)),
        "nature": KINDS[row.scheme.funding.kind], **window_cells(row.window), **apply_cells(row.scheme, row.offices),
        "sources": sources(row.scheme.sources), "date": report.day, "avertissement": CAVEAT,
    }  # fmt: skip


def _show_rows(report: ShowReport) -> Iterator[Row]:
    for heading, text, source in _show_lines(report):
        read: Row = {"source": source.url, "vérifiée le": source.checked} if source else {}
        said: Row = {"dispositif": report.scheme.id, "rubrique": heading, "texte": text, **read}
        yield {**said, "date": report.day, "avertissement": CAVEAT}


def _show_lines(report: ShowReport) -> Iterator[_Line]:
    scheme = report.scheme
    yield "titre", scheme.title, None
    if scheme.summary:
        yield "résumé", scheme.summary, None
    yield from _rule_lines("règle", report.rule, scheme)
    yield from (("condition", text, None) for text in scheme.conditions)
    caution = scheme.caution
    if caution:
        yield "prudence", f"à partir du {short_date(caution.from_)} : {caution.text}", scheme.source(caution.source)
    yield from _funding_lines(report)
    yield from (("calendrier", _window_words(window), scheme.source(window.source)) for window in report.windows)
    yield from (("dépôt", f"{label} : {value}", None) for label, value in apply_rows(scheme, report.offices))
    if scheme.url:
        yield "adresse", scheme.url, None
    yield from (("note", text, None) for text in scheme.notes)
    yield from (("source", source_text(source), source) for source in scheme.sources)
    yield from _other_lines(report)


def _other_lines(report: ShowReport) -> Iterator[_Line]:
    """What else the fiche says: steps without application, dates of other sources, notes on them, related schemes."""
    scheme, calendar = report.scheme, report.scheme.calendar
    for stage in calendar.stages:
        yield "étape", joined(filter(None, (stage_text(stage), stage.note))), scheme.source(stage.source)
    for dates in (*calendar.windows, *calendar.stages):
        for other, text in zip(dates.also, also_texts(dates), strict=True):
            yield "autre date", text, scheme.source(other.source)
    if calendar.windows and calendar.note:
        yield "calendrier", calendar.note, scheme.source(calendar.source)
    yield from (("cumul", f"{words} : {report.titled(other)}", source) for words, other, source in stacked(scheme))
    if scheme.successor:
        yield "suite", report.titled(scheme.successor), None
    for lists in scheme.lists:
        places, source = report.vocabulary.values(lists.by), scheme.source(lists.source)
        if lists.caution:
            yield f"liste {lists.year}", lists.caution, source
        for code, one in lists.places.items():
            yield f"liste {lists.year}", f"{places[code].label} : {place_text(one)}", source


def _window_words(window: WindowOn) -> str:
    return joined(filter(None, (window_text(window), window.note)))


def _rule_lines(heading: str, lines: Iterable[RuleLine], scheme: Scheme) -> Iterator[_Line]:
    for line in lines:
        source = scheme.source(line.leaf.source) if line.leaf else None
        yield heading, "\u2003" * line.depth + line.text, source
        if line.leaf and line.leaf.note:
            yield f"{heading} : précision", line.leaf.note, source


def _funding_lines(report: ShowReport) -> Iterator[_Line]:
    scheme = report.scheme
    yield from (("cumul", f"{label} : {value}", None) for label, value in stacking_rows(scheme, report.vocabulary))
    for lines in report.fundings:
        yield from _help_lines(lines, report)


def _help_lines(lines: FundingLines, report: ShowReport) -> Iterator[_Line]:
    scheme, funding = report.scheme, lines.funding
    yield "financement", f"{KINDS[funding.kind]} ; {BASES[funding.basis]}", scheme.source(funding.source)
    yield from _terms_lines("financement", funding, report)
    yield from _bonus_lines("", lines.bonuses, report)
    for band in lines.bands:
        yield from _rule_lines("tranche : si", band.rule, scheme)
        yield from _terms_lines("tranche : alors", band.band, report)
        yield from _bonus_lines("tranche : ", band.bonuses, report)


def _bonus_lines(where: str, bonuses: Iterable[BonusLines], report: ShowReport) -> Iterator[_Line]:
    for bonus in bonuses:
        heading = f"{where}{bonus_word(bonus.bonus)}"
        yield from _rule_lines(f"{heading} si", bonus.rule, report.scheme)
        yield f"{heading} alors", bonus_text(bonus.bonus, report.vocabulary), None


def _terms_lines(heading: str, terms: Terms, report: ShowReport) -> Iterator[_Line]:
    source = report.scheme.source(terms.source)
    return ((heading, f"{label} : {value}", source) for label, value in terms_rows(terms, report.vocabulary, report.titled))


def _facts_rows(report: FactsReport) -> Iterator[Row]:
    words = report.vocabulary
    facts = words.facts if report.name is None else {report.name: words.facts[report.name]}
    for name, fact in facts.items():
        unit = fact.unit or _KINDS_OF_FACT[fact.kind]
        row = _word_row("fait", name, words.label(name), words)
        yield {**row, "question": fact.question, "unité": unit, "valeurs": joined(words.values(name))}
    if report.name is not None:
        yield from _term_rows("valeur", report.values, words)
        return
    yield from _term_rows("type de projet", words.types, words)
    yield from _term_rows("domaine", words.fields, words)
    yield from _term_rows("porteur", words.kinds, words)
    yield from _term_rows("dépense", words.cost_categories, words)
    yield from _term_rows("payeur", words.payers, words)


def _term_rows(sort: str, terms: Mapping[str, Term], words: Vocabulary) -> Iterator[Row]:
    for name, term in terms.items():
        yield {**_word_row(sort, name, term.label, words), "valeurs": joined(term.members)}


def _word_row(sort: str, name: str, label: str, words: Vocabulary) -> Row:
    return {"genre": sort, "nom": name, "libellé": label, "autres noms": joined(words.aliases.get(name, ()))}
