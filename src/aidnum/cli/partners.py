"""``aidnum partners``."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option

from aidnum.cli.answer import answer
from aidnum.cli.options import AnswerOptions
from aidnum.errors import BadUsage
from aidnum.model.reading import Unreadable, read_count

THRESHOLD = 500_000


class Options(AnswerOptions):
    """The options of ``partners``."""

    names: Annotated[
        list[str] | None, Argument(metavar="NOM", help="Un nom, un code Insee ou postal, un numéro SIREN.", show_default=False)
    ] = None
    seuil: Annotated[str | None, Option("--seuil", metavar="N", help="La population à atteindre ; 500 000 par défaut.")] = None


def run(options: Options) -> None:
    """Show the ways to reach the threshold."""
    if not options.names or not "".join(options.names).strip():
        raise BadUsage("indiquer la collectivité", 'Par exemple : aidnum partners "Rennes Métropole" --seuil 500000')
    threshold = THRESHOLD if options.seuil is None else _threshold(options.seuil)

    from aidnum.cli.places import asked
    from aidnum.report.partners import partners

    answer(partners(asked(" ".join(options.names), options), threshold), options)


def _threshold(text: str) -> int:
    try:
        return read_count(text, "habitants")
    except Unreadable as error:
        raise BadUsage(f"--seuil : {error}") from error
