"""``aidnum validate``."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Exit, Option

from aidnum.cli import options
from aidnum.cli.output import say, warn, write_stdout
from aidnum.cli.screen import screen
from aidnum.errors import BadUsage
from aidnum.french import listed, plural
from aidnum.model.reading import shorten


class Options(options.DateOption):
    """The options of ``validate``."""

    files: Annotated[
        list[str] | None,
        Argument(metavar="[FICHIER]…", help="Fichiers ou dossiers ; sans eux, le catalogue livré.", show_default=False),
    ] = None
    format: Annotated[str, Option("--format", metavar="FORMAT", help="long, court, json ou github.", show_default=False)] = (
        "long"
    )
    perimes: Annotated[
        bool,
        Option("--perimes", help="Liste plutôt les sources à relire : d'il y a plus d'un an, ou d'avant ce qu'elles appuient."),
    ] = False


def run(given: Options) -> None:
    """Check the files and print what is wrong, with status 1 when there is an error; or list the sources to read again."""
    from aidnum.render.diagnostics import FORMATS

    wanted = given.format.strip().lower()
    if wanted not in FORMATS:
        raise BadUsage(f"--format : « {shorten(given.format)} » inconnu", f"Formats : {listed(FORMATS, 'ou')}.")
    if given.perimes:
        _list_stale(given, wanted)
    elif given.date is not None:
        raise BadUsage("--date ne compte qu'avec --perimes", "Sans lui, chaque exemple a son propre jour.")
    else:
        _check(given, wanted)


def _list_stale(given: Options, wanted: str) -> None:
    from aidnum.catalogue.stale import stale_sources
    from aidnum.cli.inputs import read_day
    from aidnum.render.stale import render_stale, stale_summary

    rereading = stale_sources(given.files or (), read_day(given.date))
    write_stdout(render_stale(rereading, wanted))
    if rereading.left_out:
        warn(f"{plural(rereading.left_out, 'fiche illisible laissée', 'fiches illisibles laissées')} de côté : aidnum validate")
    say(stale_summary(rereading))


def _check(given: Options, wanted: str) -> None:
    from aidnum.catalogue.lint import validate
    from aidnum.render.diagnostics import render, summary
    from aidnum.territory.tables import is_place

    validation = validate(given.files or (), is_place)
    write_stdout(render(validation, wanted, colour=screen(to_file=False).colour))
    say(summary(validation))
    if validation.errors:
        raise Exit(1)
