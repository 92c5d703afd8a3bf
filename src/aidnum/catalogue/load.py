"""The catalogue, and the one way to open it: from its compiled form when that is current, else from its files."""

from collections.abc import Sequence
from pathlib import Path

from aidnum.catalogue.catalogue import Catalogue
from aidnum.catalogue.files import given_files, read_bytes, shipped_files, shipped_words, together
from aidnum.catalogue.opened import note
from aidnum.errors import CatalogueUnreadable


def load_catalogue(paths: Sequence[str | Path] = (), *, shipped: bool = True) -> Catalogue:
    """The shipped catalogue together with the files or folders at `paths`; without it, its words alone if they bring none.

    A scheme with an error is left out and counted; what was wrong is in ``diagnostics``.

    Raises:
        CatalogueUnreadable: when a path can't be read, or a file holds nothing usable.
    """
    from aidnum.catalogue import compiled

    given = given_files(paths)
    files = together(shipped_files() if shipped else [], given)
    if not files:
        raise CatalogueUnreadable("aucun catalogue", "Donner un fichier avec --catalogue, ou retirer --no-shipped.")
    if not shipped and not _bring_words(given):
        files = together(shipped_words(), given)
    for path in files:
        note(path)  # whatever keeps it from being read again
    signature = compiled.signature(files)
    known = compiled.recall(files, signature)
    if isinstance(known, Catalogue):
        return known

    from aidnum.catalogue.reading import read_catalogue

    catalogue = read_catalogue(files)
    compiled.keep(files, signature, catalogue)
    return catalogue


def _bring_words(files: Sequence[Path]) -> bool:
    """Whether a file has a vocabulary of its own, a key at the start of a line; what can be read only once may have one."""
    return any(not path.is_file() or b"\nvocabulary:" in b"\n" + read_bytes(path) for path in files)
