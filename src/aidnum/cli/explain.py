"""``aidnum explain``."""

from __future__ import annotations

from typing import Annotated

from typer import Argument

from aidnum.cli import options
from aidnum.cli.output import write_stdout
from aidnum.errors import BadUsage
from aidnum.french import nearest
from aidnum.model.reading import shorten


class Options(options.Options):
    """The options of ``explain``."""

    code: Annotated[
        str | None, Argument(metavar="[CODE]", help="Par exemple M003 ; sans lui, tous les codes.", show_default=False)
    ] = None


def run(given: Options) -> None:
    """Explain one code, or list them all."""
    from aidnum.catalogue.codes import CODES
    from aidnum.render.diagnostics import explanation

    if given.code is None:
        write_stdout("".join(f"{code}  {known.title}\n" for code, known in CODES.items()))
        return
    code = given.code.strip().upper()
    if code not in CODES:
        near = nearest(code, CODES, 3)
        hint = f"Les plus proches : {', '.join(near)}. " if near else ""
        raise BadUsage(f"code inconnu « {shorten(given.code)} »", f"{hint}La liste : aidnum explain.")
    write_stdout(explanation(code, CODES[code]))
