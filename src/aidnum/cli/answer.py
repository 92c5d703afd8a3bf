"""Put a report in the format asked for and deliver it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, assert_never

from msgspec.structs import replace

from aidnum.cli.output import chosen_format, deliver, warn
from aidnum.cli.pager import paged
from aidnum.cli.screen import screen
from aidnum.render.document import View
from aidnum.render.pages import page_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aidnum.cli.options import AnswerOptions
    from aidnum.render.document import Page
    from aidnum.render.formats import Command, ForPeople, Name, Report
    from aidnum.render.terminal import Screen


def answer(report: Report, options: AnswerOptions, view: View | None = None, *, command: Command | None = None) -> None:
    """Write a report and give it, on standard output or in a file.

    Without a `view`, what is not for a screen is told whole.
    """
    chosen = chosen_format(options, command or report.kind)
    on_screen = chosen.name == "terminal"
    seen = view or View(detail=not on_screen, unfold=not on_screen)
    shown_on = screen(to_file=options.output is not None)
    seen = replace(seen, paper=not on_screen, width=shown_on.width)
    content = in_pieces(report, chosen.name) or written(report, chosen.name, seen, shown_on)
    if on_screen and options.output is None and not options.no_pager and paged(str(content)):
        return
    deliver(content, options, as_utf8=chosen.content == "utf-8")
    if chosen.name == "ics":
        _warn_empty(report)


def _warn_empty(report: Report) -> None:
    from aidnum.render.ics import events

    if not events(report):
        warn("aucune date de dépôt à venir n'est connue : le calendrier est vide")


def in_pieces(report: Report, name: Name) -> Iterator[str] | None:
    """The pairs of a long list, piece by piece, in the formats that hold each."""
    if report.kind == "batch" and name == "json":
        from aidnum.render import as_json

        return as_json.pieces(report)
    if report.kind == "batch" and name == "csv":
        from aidnum.render.as_csv import batch

        return batch.pieces(report)
    return None


def written(report: Report, name: Name, view: View, screen: Screen) -> str | bytes:
    """A report in a format.

    Raises:
        ValueError: for a workbook, or columns, of what makes none.
    """
    content: str | bytes
    match name:
        case "terminal" | "docx" | "odt" | "markdown" | "html":
            content = laid_out(page_of(report, view), name, screen)
        case "json":
            from aidnum.render import as_json

            content = as_json.render(report)
        case "csv":
            from aidnum.render import as_csv

            content = as_csv.render(report)
        case "ics":
            from aidnum.render import ics

            content = ics.render(report)
        case "xlsx" | "ods":
            content = _workbook(report, name)
        case "parquet":
            content = _columns(report)
        case _:
            assert_never(name)
    return content


def _workbook(report: Report, name: Literal["xlsx", "ods"]) -> bytes:
    if report.kind not in ("plan", "batch"):
        raise ValueError(f"a {report.kind} report makes no workbook")
    from aidnum.cli.progress import progress
    from aidnum.render.workbook import book_for

    if name == "ods":
        from aidnum.render.ods import written
    else:
        from aidnum.render.xlsx import written
    book = book_for(report)
    with progress("écriture", book.length) as step:
        return written(book, step)


def _columns(report: Report) -> bytes:
    if report.kind != "reach":
        raise ValueError(f"a {report.kind} report makes no columns")
    from aidnum.render import parquet

    return parquet.render(report)


def laid_out(page: Page, name: ForPeople, screen: Screen) -> str | bytes:
    """A page in a format for people.

    Raises:
        AidnumError: for a document whose writer isn't installed.
    """
    content: str | bytes
    match name:
        case "terminal":
            from aidnum.render import terminal

            content = terminal.render(page, screen)
        case "docx":
            from aidnum.render import docx

            content = docx.render(page)
        case "odt":
            from aidnum.render import odt

            content = odt.render(page)
        case "markdown":
            from aidnum.render import markdown

            content = markdown.render(page)
        case "html":
            from aidnum.render import html

            content = html.render(page)
        case _:
            assert_never(name)
    return content
