"""The catalogue, and the one way to open it: from its compiled form when that is current, else from its files."""

from collections.abc import Sequence
from pathlib import Path

from aidnum.catalogue.catalogue import Catalogue
from aidnum.catalogue.files import given_files, shipped_files, together
from aidnum.errors import CatalogueUnreadable


def load_catalogue(paths: Sequence[str | Path] = (), *, shipped: bool = True) -> Catalogue:
    """The shipped catalogue together with the files or folders at `paths`.

    A scheme with an error is left out and counted; what was wrong is in ``diagnostics``.

    Raises:
        CatalogueUnreadable: when a path can't be read, or a file holds nothing usable.
    """
    from aidnum.catalogue import compiled

    files = together(shipped_files() if shipped else [], given_files(paths))
    if not files:
        raise CatalogueUnreadable("aucun catalogue", "Donner un fichier avec --catalogue, ou retirer --no-shipped.")
    signature = compiled.signature(files)
    known = compiled.recall(files, signature)
    if isinstance(known, Catalogue):
        return known

    from aidnum.catalogue.reading import read_catalogue

    catalogue = read_catalogue(files)
    compiled.keep(files, signature, catalogue)
    return catalogue
