"""Compiles the shipped catalogue when a wheel, an editable install or an sdist is built."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledCatalogue(BuildHookInterface[Any]):
    """Writes ``data/compiled.json`` beside the YAML it is made from."""

    def initialize(self, _version: str, _build_data: dict[str, Any]) -> None:
        """Compile, with the code of this very checkout."""
        sys.path.insert(0, str(Path(self.root) / "src"))
        from aidnum.catalogue.load import compile_shipped

        compile_shipped(Path(self.root) / "data")
