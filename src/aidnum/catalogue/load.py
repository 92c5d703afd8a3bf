"""The catalogue, and the one way to open it: from its compiled form when that is current, else from its files."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from aidnum.catalogue.diagnostics import Diagnostic
from aidnum.catalogue.files import given_files, shipped_files
from aidnum.errors import CatalogueUnreadable
from aidnum.model.scheme import Scheme
from aidnum.model.vocabulary import Vocabulary


class Catalogue(NamedTuple):
    """Schemes ready to be assessed, the vocabulary they use, the files they come from, and what was wrong there."""

    schemes: tuple[Scheme, ...]
    vocabulary: Vocabulary
    sources: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    left_out: int = 0

    def scheme(self, scheme_id: str) -> Scheme | None:
        """The scheme that bears this id."""
        return next((scheme for scheme in self.schemes if scheme.id == scheme_id), None)


def load_catalogue(paths: Sequence[str | Path] = (), *, shipped: bool = True) -> Catalogue:
    """The shipped catalogue together with the files or folders at `paths`.

    A scheme with an error is left out and counted; what was wrong is in ``diagnostics``.

    Raises:
        CatalogueUnreadable: when a path can't be read, or a file holds nothing usable.
    """
    from aidnum.catalogue import compiled

    files = [*(shipped_files() if shipped else []), *given_files(paths)]
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
