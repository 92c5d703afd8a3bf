"""``aidnum territory``."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Exit, Option

from aidnum.cli.answer import answer
from aidnum.cli.options import ANSWER, AnswerOptions
from aidnum.errors import BadUsage


class Options(AnswerOptions):
    """The options of ``territory``."""

    names: Annotated[
        list[str] | None,
        Argument(metavar="NOM", help="Un nom, un code Insee ou postal, un numéro SIREN.", show_default=False),
    ] = None
    tout: Annotated[bool, Option("--tout", help="Tous les membres.", rich_help_panel=ANSWER)] = False


def run(options: Options) -> None:
    """Show one authority; the exit status is 1 when the name doesn't mean exactly one."""
    if not options.names or not "".join(options.names).strip():
        raise BadUsage("indiquer la collectivité", 'Par exemple : aidnum territory "Rennes Métropole"')

    from aidnum.render.document import View
    from aidnum.report.territory import territory

    report = territory(" ".join(options.names))
    answer(report, options, View(unfold=options.tout))
    if report.authority is None:
        raise Exit(1)
