"""``aidnum facts``."""

from __future__ import annotations

from typing import Annotated

from typer import Argument

from aidnum.cli.answer import answer
from aidnum.cli.inputs import read_catalogue, read_day
from aidnum.cli.options import AnswerOptions, CatalogueOptions


class Options(AnswerOptions, CatalogueOptions):
    """The options of ``facts``."""

    name: Annotated[str | None, Argument(metavar="[FAIT]", help="Un seul fait, avec ses valeurs.", show_default=False)] = None


def run(options: Options) -> None:
    """Show the vocabulary, or one fact."""
    catalogue = read_catalogue(options, read_day(options.date))

    from aidnum.report.listing import facts

    answer(facts(catalogue, options.name), options)
