"""Put a report in the format asked for and deliver it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aidnum.cli.output import chosen_format, deliver
from aidnum.cli.screen import screen
from aidnum.render.document import View
from aidnum.render.formats import written

if TYPE_CHECKING:
    from aidnum.cli.options import AnswerOptions
    from aidnum.render.formats import Command, Report

_WHOLE = View(detail=True, unfold=True)


def answer(
    report: Report, options: AnswerOptions, *, command: Command | None = None, detail: bool = False, unfold: bool = False
) -> None:
    """Write a report and give it, on standard output or in a file; what is not for a screen is told whole."""
    chosen = chosen_format(options, command or report.kind)
    view = View(detail, unfold) if chosen.name == "terminal" else _WHOLE
    content = written(report, chosen.name, view, screen(to_file=options.output is not None))
    deliver(content, options, as_utf8=chosen.content == "utf-8")
