"""What is wrong in a catalogue file, as values: where, how grave, which code, and a French sentence."""

from collections.abc import Callable, Sequence
from typing import NamedTuple


class Mark(NamedTuple):
    """A place in a file, counted from 1: a span of one line that ends before the column `end`; one character when that is 0."""

    line: int
    column: int
    end: int = 0


START = Mark(1, 1)
MAX_HINTS = 1_000


class Diagnostic(NamedTuple):
    """One fault of one file; `end_column` is the one after its last character. Diagnostics sort in file order."""

    path: str
    line: int
    column: int
    severity: str
    code: str
    message: str
    end_column: int

    @property
    def is_error(self) -> bool:
        """Whether the part of the catalogue at fault can't be used."""
        return self.severity == "erreur"


class Faults:
    """Collects the diagnostics of one file, each once."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: list[Diagnostic] = []
        self._seen: set[Diagnostic] = set()
        self._errors = 0
        self._hints = 0

    def error(self, code: str, mark: Mark, message: str) -> None:
        """Add a fault that makes its part unusable."""
        self._add("erreur", code, mark, message)

    def warning(self, code: str, mark: Mark, message: str) -> None:
        """Add a fault that leaves its part usable."""
        self._add("alerte", code, mark, message)

    def _add(self, severity: str, code: str, mark: Mark, message: str) -> None:
        diagnostic = Diagnostic(self.path, mark.line, mark.column, severity, code, message, mark.end or mark.column + 1)
        if diagnostic not in self._seen:
            self._seen.add(diagnostic)
            self.found.append(diagnostic)
            self._errors += diagnostic.is_error

    def errors(self) -> int:
        """How many errors were found so far."""
        return self._errors

    def hint(self, near: Callable[[], Sequence[str]], otherwise: str = "") -> str:
        """The end of a sentence that proposes the nearest right word; no longer looked for after :data:`MAX_HINTS`."""
        self._hints += 1
        found = near() if self._hints <= MAX_HINTS else ()
        return f" — vouliez-vous dire « {found[0]} » ?" if found else otherwise
