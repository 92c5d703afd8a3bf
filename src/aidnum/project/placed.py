"""What is wrong in a file that is given beside the catalogue, each fault at its place, all of them told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from aidnum.catalogue.diagnostics import Diagnostic, Faults, Mark
from aidnum.catalogue.files import read_bytes
from aidnum.catalogue.nodes import Fields, decode, read_nodes
from aidnum.errors import AidnumError, BadProfile, BadUsage, InFile, SeveralInFile, UnknownScheme
from aidnum.model.reading import Unreadable

MOST_FAULTS = 1_000
_NO_GROUP = ("Y011", "Y014")


class Placed:
    """Collects what is wrong in a file; of one place, the first that is found."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._found: dict[Mark, AidnumError] = {}

    def add(self, mark: Mark, error: AidnumError) -> None:
        """Add a fault. Reading stops at so many: nobody mends them one by one, and what is nearest to each takes time to find.

        Raises:
            SeveralInFile: at the last that is told.
        """
        self._found.setdefault(Mark(mark.line, mark.column), error)  # one fault a place, however far each goes
        if len(self._found) == MOST_FAULTS:
            raise SeveralInFile(self.path, self._errors(), are_all=False)

    @contextmanager
    def at(self, mark: Mark) -> Iterator[None]:
        """What can't be read here is a fault of this place, and reading goes on after it."""
        try:
            yield
        except Unreadable as error:
            self.add(mark, BadProfile(str(error)))
        except (BadUsage, UnknownScheme) as error:
            self.add(mark, error)

    def where(self, mark: Mark) -> str:
        """A place as people read it: ``projet.yaml:3:9``."""
        return f"{self.path}:{mark.line}:{mark.column}"

    def refuse(self) -> None:
        """Stop if anything was wrong.

        Raises:
            InFile: for one fault.
            SeveralInFile: for more.
        """
        errors = self._errors()
        if errors:
            raise SeveralInFile(self.path, errors) if len(errors) > 1 else errors[0]

    def _errors(self) -> list[InFile]:
        return [InFile(self.where(mark), self._found[mark]) for mark in sorted(self._found)]


def read_root(
    placed: Placed, what: str, shape: AidnumError, warn: Callable[[str], None] | None = None, *, after_faults: bool = False
) -> Fields:
    """The root of a YAML or JSON file: `what` it is; `shape` says how it should be. `warn` is told what is suspect.

    Raises:
        AidnumError: for a file that can't be read at all, or that has faults, unless reading goes on `after_faults`.
    """
    faults = Faults(placed.path)
    text = decode(read_bytes(Path(placed.path), what), faults)
    root = None if text is None else read_nodes(text, faults)
    for found in sorted(faults.found):
        mark = Mark(found.line, found.column)
        if found.is_error:
            placed.add(mark, _told(found, shape))
        elif warn is not None:
            warn(f"{placed.where(mark)} : {found.message}")
    if root is None or not after_faults:
        placed.refuse()
    if root is None:
        raise shape
    return root


def _told(found: Diagnostic, shape: AidnumError) -> AidnumError:
    return shape if found.code in _NO_GROUP else AidnumError(found.message)
