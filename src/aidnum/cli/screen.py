"""What the terminal can show: its width, and colour or not."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aidnum.render.terminal import Screen

_WIDEST = 120
_WITHOUT_LINKS = frozenset(("", "dumb", "linux", "unknown", "cons25"))


def screen(*, to_file: bool) -> Screen:
    """The screen of this run; a file gets 80 columns without colour."""
    from aidnum.render.terminal import Screen

    if to_file:
        return Screen()
    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    width = min(shutil.get_terminal_size((80, 24)).columns, _WIDEST)
    colour = wants_colour(os.environ, is_terminal=is_terminal)
    return Screen(width, colour, links=colour and is_terminal and opens_links(os.environ), signs=_has_signs())


def opens_links(environment: Mapping[str, str]) -> bool:
    """Whether a terminal may open a link under words: not a console, nor one that doesn't say what it is."""
    kind = environment.get("TERM", "")
    return os.name == "nt" or (kind not in _WITHOUT_LINKS and not kind.startswith("vt"))


def _has_signs() -> bool:
    """Whether standard output can write the signs that stand for verdicts."""
    try:
        "✓".encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def wants_colour(environment: Mapping[str, str], *, is_terminal: bool) -> bool:
    """NO_COLOR, then FORCE_COLOR, then CLICOLOR_FORCE, then CLICOLOR, then whether it is a terminal; empty means absent."""
    if environment.get("NO_COLOR"):
        return False
    for name in ("FORCE_COLOR", "CLICOLOR_FORCE"):
        if environment.get(name):
            return environment[name] != "0"
    if environment.get("CLICOLOR") == "0" or environment.get("TERM") == "dumb":
        return False
    return is_terminal
