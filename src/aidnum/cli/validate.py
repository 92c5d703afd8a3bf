"""``aidnum validate``."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Exit, Option

from aidnum.cli import options
from aidnum.cli.output import say, write_stdout
from aidnum.cli.screen import screen
from aidnum.errors import BadUsage
from aidnum.french import listed
from aidnum.model.reading import shorten


class Options(options.Options):
    """The options of ``validate``."""

    files: Annotated[
        list[str] | None,
        Argument(metavar="[FICHIER]…", help="Fichiers ou dossiers ; sans eux, le catalogue livré.", show_default=False),
    ] = None
    format: Annotated[str, Option("--format", metavar="FORMAT", help="long, court, json ou github.", show_default=False)] = (
        "long"
    )


def run(given: Options) -> None:
    """Check the files and print what is wrong; the exit status is 1 when there is an error."""
    from aidnum.catalogue.lint import validate
    from aidnum.render.diagnostics import FORMATS, render, summary
    from aidnum.territory.tables import is_place

    wanted = given.format.strip().lower()
    if wanted not in FORMATS:
        raise BadUsage(f"--format : « {shorten(given.format)} » inconnu", f"Formats : {listed(FORMATS, 'ou')}.")
    validation = validate(given.files or (), is_place)
    write_stdout(render(validation, wanted, colour=screen(to_file=False).colour))
    say(summary(validation))
    if validation.errors:
        raise Exit(1)
