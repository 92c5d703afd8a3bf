"""The answer of ``deadlines``: a table by closing date, the windows that have none below it, then each in full."""

from collections.abc import Iterator, Sequence

from aidnum.french import capital, long_date, plural, short_date
from aidnum.render import document as doc
from aidnum.render.pages.sources import sources
from aidnum.render.scheme_wording import apply_rows, dates_texts
from aidnum.render.wording import CAVEAT, STATES, VERDICTS, window_text
from aidnum.report.deadlines import Deadline, DeadlinesReport


def page(report: DeadlinesReport, view: doc.View) -> doc.Page:
    """The windows by closing date."""
    lasting = (doc.Item(_lasting(row)) for row in report.deadlines if not _is_dated(row))
    return (
        doc.Title(_title(report), "Aides numériques : périodes de dépôt"),
        *_table(report, [row for row in report.deadlines if _is_dated(row)]),
        *doc.listing("Sans date de clôture", lasting),
        *(_details(report.deadlines) if view.detail else ()),
        *_hints(report, view),
    )


def _is_dated(row: Deadline) -> bool:
    return row.window.state != "rolling" and not (row.window.closes is None and row.window.opens is None)


def _title(report: DeadlinesReport) -> str:
    if report.everything:
        return f"Toutes les périodes de dépôt, vues le {long_date(report.day)}"
    if report.within is not None:
        days = plural(report.within, "jour", "jours")
        return f"Périodes de dépôt qui se ferment dans les {days} après le {long_date(report.day)}"
    return f"Périodes de dépôt ouvertes le {long_date(report.day)}"


def _table(report: DeadlinesReport, rows: Sequence[Deadline]) -> Iterator[doc.Block]:
    if not rows:
        none = "Aucune ne se ferme dans ce délai." if report.within is not None else "Aucune n'a de date de clôture."
        yield doc.Paragraph(none, apart=True)
        return
    with_verdict = any(row.verdict for row in rows)
    yield doc.Table(
        caption="Périodes de dépôt par date de clôture",
        headers=("Clôture", "Reste", *(("Verdict",) if with_verdict else ()), "Dispositif"),
        rows=tuple(_cells(row, with_verdict=with_verdict) for row in rows),
        timeline=doc.Timeline(report.day, tuple(row.window for row in rows), column=2),
    )


def _cells(row: Deadline, *, with_verdict: bool) -> tuple[str, ...]:
    window = row.window
    closes = short_date(window.closes) if window.closes else "non connue"
    left = f"{window.days_left} j" if window.days_left is not None else STATES[window.state]
    verdict = (VERDICTS[row.verdict] if row.verdict else "",) if with_verdict else ()
    name = f" — {window.name}" if window.name else ""
    return (closes, left, *verdict, f"{row.scheme.id}{name}")


def _lasting(row: Deadline) -> str:
    verdict = f" — {VERDICTS[row.verdict]}" if row.verdict else ""
    return f"{row.scheme.title} : {window_text(row.window)}{verdict} ({row.scheme.id})"


def _details(rows: Sequence[Deadline]) -> Iterator[doc.Block]:
    """Each scheme once, with its windows, how to apply and its sources."""
    if rows:
        yield doc.Heading("Dispositifs")
    by_scheme: dict[str, list[Deadline]] = {}
    for row in rows:
        by_scheme.setdefault(row.scheme.id, []).append(row)
    for same in by_scheme.values():
        scheme, verdict = same[0].scheme, same[0].verdict
        yield doc.Heading(scheme.title, 3)
        told = [doc.Row("Fiche", scheme.id), *([doc.Row("Verdict", VERDICTS[verdict])] if verdict else [])]
        told += [doc.Row("Quand", window_text(row.window)) for row in same]
        told += [doc.Row("Sur les dates", text) for text in dates_texts(scheme)]
        yield doc.Rows((*told, *(doc.Row(capital(label), value) for label, value in apply_rows(scheme, same[0].offices))))
        if scheme.url:
            yield doc.Link(scheme.url)
        yield doc.Heading("Sources", 4)
        yield sources(scheme.sources)


def _hints(report: DeadlinesReport, view: doc.View) -> Iterator[doc.Block]:
    if not report.everything:
        yield doc.Paragraph("Toutes les périodes, passées et à venir : aidnum deadlines --all", "hint", apart=True)
    if view.detail or any(row.verdict for row in report.deadlines):
        yield doc.Paragraph(CAVEAT, "caveat", apart=True)
