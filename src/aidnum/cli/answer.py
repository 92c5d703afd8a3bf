"""Put a report in the format asked for and deliver it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aidnum.cli.output import chosen_format, deliver
from aidnum.cli.screen import screen

if TYPE_CHECKING:
    from aidnum.cli.options import AnswerOptions

PRINTED = ("terminal", "markdown", "json", "csv")
EXPORTED = ("markdown", "json", "csv", "ics")
FOR_PROGRAMS = ("json", "csv", "ics")


def answer(report: Any, options: AnswerOptions, *, detail: bool = False, unfold: bool = False) -> None:
    """Render a report and give it, on standard output or in a file."""
    name = chosen_format(options, PRINTED)
    if name == "terminal":
        from aidnum.render.terminal import render

        deliver(render(report, screen(to_file=options.output is not None, detail=detail, unfold=unfold)), options)
    else:
        deliver(rendered(report, name), options, as_utf8=name in FOR_PROGRAMS)


def rendered(report: Any, name: str) -> str:
    """A report in one of the formats that need no screen. A format is one module in ``render`` and one line here."""
    from importlib import import_module

    modules = {"markdown": "markdown", "json": "as_json", "csv": "as_csv", "ics": "ics"}
    return str(import_module(f"aidnum.render.{modules[name]}").render(report))
