"""What is wrong in a catalogue file, as values: where, how grave, which code, and a French sentence."""

from typing import NamedTuple


class Mark(NamedTuple):
    """A place in a file, counted from 1."""

    line: int
    column: int


START = Mark(1, 1)


class Diagnostic(NamedTuple):
    """One fault of one file. Diagnostics sort in file order."""

    path: str
    line: int
    column: int
    severity: str
    code: str
    message: str

    @property
    def is_error(self) -> bool:
        """Whether the part of the catalogue at fault can't be used."""
        return self.severity == "erreur"


class Report:
    """Collects the diagnostics of one file; one place bears one fault of a code at most."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: list[Diagnostic] = []
        self._seen: set[tuple[Mark, str]] = set()

    def error(self, code: str, mark: Mark, message: str) -> None:
        """Add a fault that makes its part unusable."""
        self._add("erreur", code, mark, message)

    def warning(self, code: str, mark: Mark, message: str) -> None:
        """Add a fault that leaves its part usable."""
        self._add("alerte", code, mark, message)

    def _add(self, severity: str, code: str, mark: Mark, message: str) -> None:
        if (mark, code) not in self._seen:
            self._seen.add((mark, code))
            self.found.append(Diagnostic(self.path, mark.line, mark.column, severity, code, message))

    def errors(self) -> int:
        """How many errors were found so far."""
        return sum(1 for diagnostic in self.found if diagnostic.is_error)
