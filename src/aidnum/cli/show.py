"""``aidnum show``."""

from __future__ import annotations

from typing import Annotated

from typer import Argument

from aidnum.cli.answer import answer
from aidnum.cli.inputs import meant_scheme, read_catalogue, read_day
from aidnum.cli.options import AnswerOptions, CatalogueOptions
from aidnum.errors import BadUsage


class Options(AnswerOptions, CatalogueOptions):
    """The options of ``show``."""

    scheme: Annotated[
        list[str] | None,
        Argument(metavar="FICHE", help="L'identifiant du dispositif, ou des mots de son titre.", show_default=False),
    ] = None


def run(options: Options) -> None:
    """Show one scheme."""
    if not options.scheme or not "".join(options.scheme).strip():
        raise BadUsage("indiquer le dispositif à montrer", "La liste : aidnum list")
    day = read_day(options.date)
    catalogue = read_catalogue(options, day)

    from aidnum.report.listing import show

    answer(show(catalogue, meant_scheme(options.scheme, catalogue).id, day), options)
