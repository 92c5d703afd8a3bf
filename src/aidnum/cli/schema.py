"""``aidnum schema``."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option

from aidnum.cli import options
from aidnum.cli.output import write_stdout
from aidnum.errors import BadUsage
from aidnum.french import fold
from aidnum.model.reading import shorten


class Options(options.Options):
    """What ``schema`` describes."""

    what: Annotated[
        str | None,
        Argument(metavar="[SORTE]", help="projet : d'un fichier de projet, au lieu d'un catalogue.", show_default=False),
    ] = None
    modele: Annotated[bool, Option("--modele", help="Écrit plutôt un dispositif commenté, à remplir.")] = False


def run(given: Options) -> None:
    """Print the JSON Schema of a catalogue file, or of a project file; or a scheme to fill in."""
    import json

    from aidnum.catalogue.load import load_catalogue

    if given.modele:
        from aidnum.catalogue.files import scheme_template

        if given.what is not None:
            raise BadUsage("--modele est celui d'un catalogue", "Un fichier de projet s'écrit avec aidnum projet.")
        write_stdout(scheme_template())
        return
    if given.what is None:
        from aidnum.catalogue.schema import catalogue_schema

        schema = catalogue_schema(load_catalogue().vocabulary)
    elif fold(given.what) == "projet":
        from aidnum.project.schema import project_schema

        schema = project_schema(load_catalogue())
    else:
        raise BadUsage(
            f"schéma inconnu « {shorten(given.what)} »",
            "Pour un projet : aidnum schema projet ; pour un catalogue : aidnum schema.",
        )
    write_stdout(json.dumps(schema, ensure_ascii=False, indent=2) + "\n")
