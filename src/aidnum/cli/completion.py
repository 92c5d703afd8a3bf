"""``aidnum completion``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from typer import Argument

from aidnum.cli import options
from aidnum.cli.output import write_stdout
from aidnum.errors import BadUsage
from aidnum.french import listed
from aidnum.model.reading import shorten

SHELLS = {"bash": "aidnum.bash", "zsh": "aidnum.zsh", "fish": "aidnum.fish", "powershell": "aidnum.ps1"}


class Options(options.Options):
    """The options of ``completion``."""

    shell: Annotated[str | None, Argument(metavar="SHELL", help=f"{listed([*SHELLS], 'ou')}.", show_default=False)] = None


def run(given: Options) -> None:
    """Print the script of a shell; how to install it stands at its head."""
    accepted = f"Ceux que l'on complète : {listed([*SHELLS])}."
    if given.shell is None:
        raise BadUsage("indiquer le shell", accepted)
    script = SHELLS.get(given.shell.strip().lower())
    if script is None:
        raise BadUsage(f"shell inconnu « {shorten(given.shell)} »", accepted)
    write_stdout(Path(__file__).with_name("shells").joinpath(script).read_text(encoding="utf-8"))
