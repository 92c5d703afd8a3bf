"""The answer of ``deadlines`` on a terminal: a line of time, and the windows that have no closing date below it."""

from aidnum.french import long_date, plural, short_date
from aidnum.render.terminal.page import Page
from aidnum.render.terminal.timeline import timeline
from aidnum.render.words import CAVEAT, STATES, VERDICTS, window_text
from aidnum.report.deadlines import Deadline, DeadlinesReport

_BAR, _WIDE_BAR, _WIDE = 26, 40, 110


def draw_deadlines(report: DeadlinesReport, page: Page) -> None:
    """The windows by closing date."""
    page.line(_title(report), "bold")
    dated = [row for row in report.deadlines if row.window.closes is not None or row.window.opens is not None]
    dated = [row for row in dated if row.window.state != "rolling"]
    page.line()
    if dated:
        _draw_dated(report, dated, page)
    else:
        page.line("Aucune ne se ferme dans ce délai." if report.within is not None else "Aucune n'a de date de clôture.")
    lasting = [row for row in report.deadlines if row not in dated]
    if lasting:
        page.heading("SANS DATE DE CLÔTURE")
    for row in lasting:
        verdict = f" — {VERDICTS[row.verdict]}" if row.verdict else ""
        page.item(f"{row.scheme.title} : {window_text(row.window)}{verdict} ({row.scheme.id})")
    if not report.everything:
        page.line()
        page.line("Toutes les périodes, passées et à venir : aidnum deadlines --all", "dim")
    if any(row.verdict for row in report.deadlines):
        page.line()
        page.line(CAVEAT, "italic")


def _title(report: DeadlinesReport) -> str:
    if report.everything:
        return f"Toutes les périodes de dépôt, vues le {long_date(report.day)}"
    if report.within is not None:
        days = plural(report.within, "jour", "jours")
        return f"Périodes de dépôt qui se ferment dans les {days} après le {long_date(report.day)}"
    return f"Périodes de dépôt ouvertes le {long_date(report.day)}"


def _draw_dated(report: DeadlinesReport, rows: list[Deadline], page: Page) -> None:
    line = timeline((row.window for row in rows), report.day, _WIDE_BAR if page.width >= _WIDE else _BAR)
    with_verdict = any(row.verdict for row in rows)
    headers = ["Clôture", "Reste", line.scale(), *(["Verdict"] if with_verdict else []), "Dispositif"]
    if page.is_narrow:
        headers[2] = "Ligne du temps"
    page.table(headers, [_cells(row, line.bar(row.window), with_verdict=with_verdict) for row in rows])
    page.line()
    page.line(f"= période de dépôt ; | le {long_date(report.day)} ; < et > hors de ces dates, ou date non connue", "dim")


def _cells(row: Deadline, bar: str, *, with_verdict: bool) -> list[str]:
    window = row.window
    closes = short_date(window.closes) if window.closes else "non connue"
    left = f"{window.days_left} j" if window.days_left is not None else STATES[window.state]
    verdict = [VERDICTS[row.verdict] if row.verdict else ""] if with_verdict else []
    name = f" — {window.name}" if window.name else ""
    return [closes, left, bar, *verdict, f"{row.scheme.id}{name}"]
