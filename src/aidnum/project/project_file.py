"""The facts of a profile file, YAML or JSON; whatever is wrong in it is told with its line and column."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aidnum.catalogue.diagnostics import START, Faults, Mark
from aidnum.catalogue.files import read_bytes
from aidnum.catalogue.nodes import Fields, decode, read_nodes
from aidnum.errors import AidnumError, BadProfile, InFile
from aidnum.model.profile import find_fact, joined, read_answer

if TYPE_CHECKING:
    from aidnum.model.vocabulary import Vocabulary


def read_profile_file(path: str, vocabulary: Vocabulary) -> dict[str, Any]:
    """The facts of a file, read with the care of a catalogue.

    Raises:
        AidnumError: for a file that can't be read, an unknown fact, a bad value, or a fact given twice.
    """
    root = read_root(path, "profil", "un profil est un groupe de faits", "Par exemple : population: 3200")
    known: set[str] = set()
    answers = []
    for word, node in root.items():
        with _located(path, root.key_mark(word)):
            name = find_fact(vocabulary, word)
            if name in known:
                raise BadProfile(f"le fait « {name} » est donné deux fois", "Garder une seule valeur.")
            known.add(name)
        with _located(path, getattr(node, "mark", START)):
            answers.append(read_answer(vocabulary, name, _plain(node)))
    return joined(answers)


def read_root(path: str, what: str, shape: str, example: str) -> Fields:
    """The root of a YAML or JSON file given beside the catalogue: `what` it is; `shape` and `example` say how it should be.

    Raises:
        AidnumError: for a file that can't be read, with the first fault.
    """
    faults = Faults(path)
    text = decode(read_bytes(Path(path), what), faults)
    root = None if text is None else read_nodes(text, faults)
    if root is None or faults.errors():
        first = min(faults.found)
        if first.code in ("Y011", "Y014"):
            raise AidnumError(f"{path}:1:1 : {shape}", example)
        raise AidnumError(f"{first.path}:{first.line}:{first.column} : {first.message}")
    return root


def _plain(node: Any) -> Any:
    return [str(item) for item in node] if isinstance(node, list) else str(node)


@contextmanager
def _located(path: str, mark: Mark) -> Iterator[None]:
    """Put the place before what is said of a value."""
    try:
        yield
    except BadProfile as error:
        raise InFile(f"{path}:{mark.line}:{mark.column}", error) from error
