"""``aidnum schema``."""

from __future__ import annotations

from aidnum.cli import options
from aidnum.cli.output import write_stdout


class Options(options.Options):
    """``schema`` takes no option."""


def run(_options: Options) -> None:
    """Print the JSON Schema of a catalogue file."""
    import json

    from aidnum.catalogue.load import load_catalogue
    from aidnum.catalogue.schema import catalogue_schema

    schema = catalogue_schema(load_catalogue().vocabulary)
    write_stdout(json.dumps(schema, ensure_ascii=False, indent=2) + "\n")
