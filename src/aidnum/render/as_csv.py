"""A report as one table that a French spreadsheet opens by double click.

UTF-8 with a byte order mark, semicolons, CRLF, decimal comma, days as ``dd/mm/yyyy``. A cell is written by its type: only text
can be taken for a formula, so only text is guarded, with an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from aidnum.french import short_date
from aidnum.model.assessment import Amounts, WindowOn
from aidnum.model.authority import Authority
from aidnum.model.funding import Terms
from aidnum.model.scheme import Scheme, Source
from aidnum.model.vocabulary import Term, Vocabulary
from aidnum.render.words import (
    BASES,
    CAVEAT,
    KINDS,
    OUTCOMES,
    STATES,
    VERDICTS,
    apply_rows,
    bonus_text,
    source_text,
    stacking_rows,
    terms_rows,
    window_text,
)
from aidnum.report.check import CheckReport, CriterionLine, Entry
from aidnum.report.deadlines import Deadline, DeadlinesReport
from aidnum.report.listing import BonusLines, FactsReport, Listed, ListReport, RuleLine, ShowReport
from aidnum.report.partners import CAVEAT as PARTNERS_CAVEAT
from aidnum.report.partners import WAYS, PartnersReport
from aidnum.report.territory import TerritoryReport, code_text, kinds_text
from aidnum.territory.search import heading as match_heading

BYTE_ORDER_MARK = "\ufeff"
_RUNS_AS_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # noqa: RUF001
_LEADS_TO_ONE = ("\t", "\r", "\n", "\0")
_CENT = Decimal("0.01")

Cell: TypeAlias = str | int | Decimal | date | None
Row: TypeAlias = dict[str, Cell]


Report: TypeAlias = CheckReport | DeadlinesReport | ListReport | ShowReport | FactsReport | TerritoryReport | PartnersReport


def render(report: Report) -> str:
    """A report as a table with one header row; the byte order mark is the first character."""
    header, rows = _TABLES[type(report)]
    return table(header, rows(report))


def cell(value: Cell) -> str:
    """One cell as text: numbers with a comma, days the French way, text that could run as a formula made harmless."""
    match value:
        case None:
            return ""
        case str():
            return f"'{value}" if _may_run(value) else value
        case date():
            return short_date(value)
        case int() | Decimal():
            return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else str(value)


def _may_run(text: str) -> bool:
    return text.startswith(_LEADS_TO_ONE) or text.lstrip().startswith(_RUNS_AS_FORMULA)


def table(header: Sequence[str], rows: Iterable[Row]) -> str:
    """A table as a French spreadsheet writes it; a column that a row lacks is empty."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([cell(row.get(column)) for column in header] for row in rows)
    return BYTE_ORDER_MARK + text.getvalue()


_WINDOW = ("état", "période", "ouvre", "ferme", "jours restants", "calendrier")
_AMOUNTS = (
    *("nature", "taux min (%)", "taux max (%)", "assiette min (€)", "assiette max (€)"),
    *("montant min (€)", "montant max (€)", "calcul"),
)
_APPLY = ("où déposer", "contact", "pièces à fournir", "commencer avant la décision", "adresse")
_CHECK = (
    *("dispositif", "titre", "verdict", *_WINDOW, *_AMOUNTS),
    *("conditions", "à préciser", "pourquoi", "critères", "prudence", "conseil", "suite"),
    *(*_APPLY, "sources", "date", "profil", "avertissement"),
)
_DEADLINES = ("dispositif", "titre", "verdict", *_WINDOW, *_APPLY, "sources", "date", "avertissement")
_LIST = ("dispositif", "titre", "résumé", "organismes", "nature", *_WINDOW, *_APPLY, "sources", "date", "avertissement")
_SHOW = ("dispositif", "rubrique", "texte", "source", "vérifiée le", "date", "avertissement")
_FACTS = ("genre", "nom", "libellé", "question", "unité", "valeurs", "autres noms")
_TERRITORY = (
    *("demande", "lien", "code", "siren", "nom", "sorte", "départements", "région"),
    *("population municipale", "population totale (estimée)", "année"),
)
_PARTNERS = ("collectivité", "seuil", "façon", "population atteinte", *_TERRITORY[2:], "avertissement")
_KINDS_OF_FACT = {"number": "nombre", "choice": "choix", "tags": "liste", "flag": "oui ou non"}


def _joined(texts: Iterable[str]) -> str:
    return " ; ".join(texts)


def _check_row(report: CheckReport, entry: Entry) -> Row:
    scheme = entry.scheme
    return {
        "dispositif": scheme.id,
        "titre": scheme.title,
        "verdict": VERDICTS[entry.assessment.verdict],
        **_window_cells(entry.window),
        **_amount_cells(entry.assessment.amounts),
        "conditions": _joined(entry.conditions),
        "à préciser": _joined(question.question for question in entry.missing),
        "pourquoi": _joined(entry.why),
        "critères": _joined(_criterion(line) for line in entry.criteria),
        "prudence": scheme.caution.text if entry.assessment.cautioned and scheme.caution else None,
        "conseil": _joined(entry.advice),
        "suite": entry.successor.scheme.title if entry.successor else scheme.successor,
        **_apply_cells(scheme),
        "sources": _sources(scheme.sources),
        "date": report.day,
        "profil": _joined((*report.profile_words, *report.data_words)),
        "avertissement": CAVEAT,
    }


def _window_cells(window: WindowOn) -> Row:
    return {
        "état": STATES[window.state],
        "période": window.name,
        "ouvre": window.opens,
        "ferme": window.closes,
        "jours restants": window.days_left,
        "calendrier": _joined(filter(None, (window_text(window), window.note))),
    }


def _amount_cells(amounts: Amounts) -> Row:
    return {
        "nature": KINDS[amounts.kind],
        "taux min (%)": _percentage(amounts.rate_min),
        "taux max (%)": _percentage(amounts.rate_max),
        "assiette min (€)": _cents(amounts.base_min),
        "assiette max (€)": _cents(amounts.base_max),
        "montant min (€)": _cents(amounts.amount_min),
        "montant max (€)": _cents(amounts.amount_max),
        "calcul": _joined(amounts.steps),
    }


def _percentage(fraction: Decimal | None) -> Decimal | None:
    return None if fraction is None else (fraction * 100).normalize()


def _cents(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else amount.quantize(_CENT)


def _criterion(line: CriterionLine) -> str:
    return f"{OUTCOMES[line.outcome]} : {line.text}"


def _apply_cells(scheme: Scheme) -> Row:
    cells: Row = dict.fromkeys(_APPLY)
    return {**cells, **dict(apply_rows(scheme)), "adresse": scheme.url}


def _sources(sources: Iterable[Source]) -> str:
    return _joined(f"{source_text(source)} {source.url}" for source in sources)


def _deadline_row(report: DeadlinesReport, row: Deadline) -> Row:
    return {
        "dispositif": row.scheme.id,
        "titre": row.scheme.title,
        "verdict": None if row.verdict is None else VERDICTS[row.verdict],
        **_window_cells(row.window),
        **_apply_cells(row.scheme),
        "sources": _sources(row.scheme.sources),
        "date": report.day,
        "avertissement": CAVEAT,
    }


def _listed_row(report: ListReport, row: Listed) -> Row:
    return {
        "dispositif": row.scheme.id,
        "titre": row.scheme.title,
        "résumé": row.scheme.summary,
        "organismes": _joined(map(report.vocabulary.organisation, row.scheme.organisations)),
        "nature": KINDS[row.scheme.funding.kind],
        **_window_cells(row.window),
        **_apply_cells(row.scheme),
        "sources": _sources(row.scheme.sources),
        "date": report.day,
        "avertissement": CAVEAT,
    }


def _show_rows(report: ShowReport) -> Iterator[Row]:
    for heading, text, source in _show_lines(report):
        yield {
            "dispositif": report.scheme.id,
            "rubrique": heading,
            "texte": text,
            "source": source.url if source else None,
            "vérifiée le": source.checked if source else None,
            "date": report.day,
            "avertissement": CAVEAT,
        }


def _show_lines(report: ShowReport) -> Iterator[tuple[str, str, Source | None]]:
    scheme = report.scheme
    yield "titre", scheme.title, None
    if scheme.summary:
        yield "résumé", scheme.summary, None
    yield from _rule_lines("règle", report.rule, scheme)
    yield from (("condition", text, None) for text in scheme.conditions)
    if scheme.caution:
        yield (
            "prudence",
            f"à partir du {short_date(scheme.caution.from_)} : {scheme.caution.text}",
            scheme.source(scheme.caution.source),
        )
    yield from _funding_lines(report)
    yield from (("calendrier", _window_words(window), scheme.source(window.source)) for window in report.windows)
    yield from (("dépôt", f"{label} : {value}", None) for label, value in apply_rows(scheme))
    if scheme.url:
        yield "adresse", scheme.url, None
    yield from (("note", text, None) for text in scheme.notes)
    yield from (("source", source_text(source), source) for source in scheme.sources)


def _window_words(window: WindowOn) -> str:
    return _joined(filter(None, (window_text(window), window.note)))


def _rule_lines(heading: str, lines: Iterable[RuleLine], scheme: Scheme) -> Iterator[tuple[str, str, Source | None]]:
    for line in lines:
        source = scheme.source(line.leaf.source) if line.leaf else None
        yield heading, "\u2003" * line.depth + line.text, source


def _funding_lines(report: ShowReport) -> Iterator[tuple[str, str, Source | None]]:
    scheme = report.scheme
    funding = scheme.funding
    yield from (("cumul", f"{label} : {value}", None) for label, value in stacking_rows(scheme, report.vocabulary))
    yield "financement", f"{KINDS[funding.kind]} ; {BASES[funding.basis]}", scheme.source(funding.source)
    yield from _terms_lines("financement", funding, report)
    yield from _bonus_lines("majoration", report.bonuses, report)
    for band in report.bands:
        yield from _rule_lines("tranche : si", band.rule, scheme)
        yield from _terms_lines("tranche : alors", band.band, report)
        yield from _bonus_lines("tranche : majoration", band.bonuses, report)


def _bonus_lines(heading: str, bonuses: Iterable[BonusLines], report: ShowReport) -> Iterator[tuple[str, str, Source | None]]:
    for bonus in bonuses:
        yield from _rule_lines(f"{heading} si", bonus.rule, report.scheme)
        yield f"{heading} alors", bonus_text(bonus.bonus, report.vocabulary), None


def _terms_lines(heading: str, terms: Terms, report: ShowReport) -> Iterator[tuple[str, str, Source | None]]:
    source = report.scheme.source(terms.source)
    return ((heading, f"{label} : {value}", source) for label, value in terms_rows(terms, report.vocabulary))


def _facts_rows(report: FactsReport) -> Iterator[Row]:
    words = report.vocabulary
    facts = words.facts if report.name is None else {report.name: words.facts[report.name]}
    for name, fact in facts.items():
        row = _word_row("fait", name, words.label(name), words)
        yield {
            **row,
            "question": fact.question,
            "unité": fact.unit or _KINDS_OF_FACT[fact.kind],
            "valeurs": _joined(words.values(name)),
        }
    if report.name is not None:
        yield from _term_rows("valeur", report.values, words)
        return
    yield from _term_rows("type de projet", words.types, words)
    yield from _term_rows("porteur", words.kinds, words)
    yield from _term_rows("dépense", words.cost_categories, words)


def _term_rows(sort: str, terms: dict[str, Term], words: Vocabulary) -> Iterator[Row]:
    for name, term in terms.items():
        yield {**_word_row(sort, name, term.label, words), "valeurs": _joined(term.members)}


def _word_row(sort: str, name: str, label: str, words: Vocabulary) -> Row:
    row: Row = dict.fromkeys(_FACTS)
    return {**row, "genre": sort, "nom": name, "libellé": label, "autres noms": _joined(words.aliases.get(name, ()))}


def _territory_rows(report: TerritoryReport) -> Iterator[Row]:
    link = "collectivité" if report.authority else match_heading(report.match)
    related = [*((link, known) for known in report.match.authorities), *(("fait partie de", known) for known in report.above)]
    for said, known in (*related, *(("regroupe", member) for member in report.members)):
        yield {"demande": report.query, "lien": said, **_authority_cells(known)}


def _authority_cells(authority: Authority) -> Row:
    return {
        "code": code_text(authority),
        "siren": authority.siren,
        "nom": authority.name,
        "sorte": kinds_text(authority),
        "départements": ", ".join(authority.departements),
        "région": ", ".join(authority.regions),
        "population municipale": authority.municipale,
        "population totale (estimée)": authority.totale,
        "année": authority.year,
    }


def _partners_rows(report: PartnersReport) -> Iterator[Row]:
    for way in report.ways:
        for partner in way.partners:
            yield {
                "collectivité": report.authority.name,
                "seuil": report.threshold,
                "façon": WAYS[way.name],
                "population atteinte": way.municipale,
                **_authority_cells(partner),
                "avertissement": PARTNERS_CAVEAT,
            }


_TABLES: dict[type, tuple[Sequence[str], Callable[[Any], Iterable[Row]]]] = {
    CheckReport: (_CHECK, lambda report: (_check_row(report, entry) for entry in report.entries)),
    DeadlinesReport: (_DEADLINES, lambda report: (_deadline_row(report, row) for row in report.deadlines)),
    ListReport: (_LIST, lambda report: (_listed_row(report, row) for row in report.schemes)),
    ShowReport: (_SHOW, _show_rows),
    FactsReport: (_FACTS, _facts_rows),
    TerritoryReport: (_TERRITORY, _territory_rows),
    PartnersReport: (_PARTNERS, _partners_rows),
}
