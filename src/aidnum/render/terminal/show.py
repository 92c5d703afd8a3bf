"""The answer of ``show`` on a terminal: one scheme whole."""

from collections.abc import Iterable, Sequence

from aidnum.french import capital, long_date
from aidnum.model.calendar import Stage, Window
from aidnum.model.funding import Terms
from aidnum.model.scheme import Scheme
from aidnum.render.terminal.check import draw_sources
from aidnum.render.terminal.page import Page
from aidnum.render.words import BASES, KINDS, apply_rows, bonus_text, stacking_rows, terms_rows, window_text
from aidnum.report.listing import BonusLines, RuleLine, ShowReport

TRUST = "Cette fiche suit les sources citées, à leur date ; seul l'organisme qui instruit la demande se prononce."


def draw_show(report: ShowReport, page: Page) -> None:
    """Rule in words, funding, calendar, conditions, how to apply, sources."""
    scheme = report.scheme
    page.line(scheme.title, "bold")
    page.rows(_identity(report))
    if scheme.summary:
        page.line()
        page.line(scheme.summary)
    page.heading("QUI PEUT L'AVOIR")
    _draw_rule(report.rule, page)
    if scheme.caution:
        page.line(f"Prudence, à partir du {long_date(scheme.caution.from_)} : {scheme.caution.text}", "bold", indent=2)
    _draw_list("À VÉRIFIER", scheme.conditions, page)
    _draw_funding(report, page)
    _draw_calendar(report, page)
    _draw_list("À SAVOIR", scheme.notes, page)
    _draw_apply(report, page)
    _draw_sources(scheme, page)
    page.line()
    page.line(TRUST, "italic")


def _identity(report: ShowReport) -> list[tuple[str, str]]:
    scheme = report.scheme
    rows = [("Fiche", scheme.id)]
    if scheme.programme:
        rows.append(("Programme", scheme.programme))
    if scheme.organisations:
        rows.append(("Porté par", ", ".join(map(report.vocabulary.organisation, scheme.organisations))))
    return rows


def _draw_rule(lines: Sequence[RuleLine], page: Page, indent: int = 2) -> None:
    for line in lines:
        source = f" [{line.leaf.source}]" if line.leaf and line.leaf.source else ""
        note = f". {line.leaf.note}" if line.leaf and line.leaf.note else ""
        page.item(f"{capital(line.text)}{source}{note}", indent=indent + 2 * line.depth)


def _draw_list(title: str, sentences: Iterable[str], page: Page) -> None:
    known = list(sentences)
    if known:
        page.heading(title)
    for sentence in known:
        page.item(capital(sentence))


def _draw_funding(report: ShowReport, page: Page) -> None:
    funding = report.scheme.funding
    page.heading("COMBIEN")
    basis = [("Montants", BASES[funding.basis])] if funding.kind in ("grant", "loan", "advance") else []
    page.rows([("Nature", KINDS[funding.kind]), *basis, *_terms(funding, report)])
    _draw_bonuses(report.bonuses, report, page)
    for band, rule, bonuses in report.bands:
        terms = [f"{label.lower()} : {value.removesuffix('.')}" for label, value in _terms(band, report)]
        page.item(f"{capital(' ; '.join(terms) or 'conditions générales')}, dans ce cas :")
        _draw_rule(rule, page, indent=4)
        _draw_bonuses(bonuses, report, page, indent=4)


def _terms(terms: Terms, report: ShowReport) -> list[tuple[str, str]]:
    return [(capital(label), value) for label, value in terms_rows(terms, report.vocabulary)]


def _draw_bonuses(bonuses: Sequence[BonusLines], report: ShowReport, page: Page, indent: int = 2) -> None:
    for bonus, rule in bonuses:
        page.item(f"Majoration de {bonus_text(bonus, report.vocabulary)}, dans ce cas :", indent)
        _draw_rule(rule, page, indent + 2)


def _draw_calendar(report: ShowReport, page: Page) -> None:
    page.heading("QUAND")
    for window in report.windows:
        page.item(capital(window_text(window)))
    calendar = report.scheme.calendar
    for stage in calendar.stages:
        page.item(_stage(stage))
    for dates in (*calendar.windows, *calendar.stages):
        for line in _also(dates):
            page.item(line)
    if calendar.note:
        page.item(capital(calendar.note))


def _stage(stage: Stage) -> str:
    dates = []
    if stage.opens:
        dates.append(f"à partir du {long_date(stage.opens)}")
    if stage.closes:
        dates.append(f"jusqu'au {long_date(stage.closes)}")
    return f"{capital(stage.name or 'étape')}, {' et '.join(dates) or 'date non connue'} (étape sans dépôt)"


def _also(dates: Window) -> list[str]:
    lines = []
    for other in dates.also:
        opens = f"ouverture le {long_date(other.opens)}" if other.opens else ""
        closes = f"clôture le {long_date(other.closes)}" if other.closes else ""
        said = " et ".join(text for text in (opens, closes) if text)
        note = f" ({other.note})" if other.note else ""
        lines.append(
            f"{capital(dates.name or 'période')}, selon une autre source [{other.source or 'non précisée'}] : {said}{note}"
        )
    return lines


def _draw_apply(report: ShowReport, page: Page) -> None:
    scheme = report.scheme
    page.heading("COMMENT FAIRE")
    steps = _steps(report)
    page.rows(steps)
    if not steps:
        page.line("Démarche non connue : la demander à l'organisme qui porte le dispositif.", indent=2)
    if scheme.url:
        page.link(scheme.url, indent=2)


def _steps(report: ShowReport) -> list[tuple[str, str]]:
    scheme = report.scheme
    excluded = scheme.stacking.excludes if scheme.stacking else ()
    rows = [(capital(label), value) for label, value in apply_rows(scheme)]
    rows += [(capital(label), value) for label, value in stacking_rows(scheme, report.vocabulary)]
    rows += [("Ne se cumule pas avec", name) for name in _named(report, excluded)]
    return rows + [("Suite", name) for name in _named(report, (scheme.successor,) if scheme.successor else ())]


def _named(report: ShowReport, ids: Sequence[str]) -> list[str]:
    return [f"{report.titles[known]} ({known})" if known in report.titles else known for known in ids]


def _draw_sources(scheme: Scheme, page: Page) -> None:
    page.heading("SOURCES")
    draw_sources(scheme.sources, page, indent=2)
