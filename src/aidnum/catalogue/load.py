"""The catalogue, and the one way to open it: the shipped one from its compiled form, a user's own files read beside it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from aidnum.catalogue.catalogue import Catalogue
from aidnum.catalogue.compiled import NAME, Print, Stamp, code_print, print_of, recalled
from aidnum.catalogue.files import File, given_files, read_bytes, shipped_files, yaml_files
from aidnum.errors import CatalogueUnreadable, NoCatalogue

LARGE = 50_000


def load_catalogue(paths: Sequence[str | Path] = (), *, shipped: bool = True) -> Catalogue:
    """The shipped catalogue together with the files or folders at `paths`; without it, its words and laws alone.

    A scheme with an error is left out and counted; what was wrong is in ``diagnostics``.

    Raises:
        CatalogueUnreadable: when a path can't be read, or a file holds nothing usable.
    """
    own = given_files(paths)
    ships = shipped_files()
    if shipped:
        own = _but(own, ships)
    elif not own:
        raise NoCatalogue
    base = [File(path, read_bytes(path)) for path in ships]
    prints = tuple(print_of(file.path.name, file.raw) for file in base)
    catalogue = _shipped(ships[0].parent, prints) or _read(base)
    return _with(own, catalogue, prints, is_whole=shipped) if own else catalogue


def load_former(path: str | Path) -> Catalogue:
    """A catalogue to compare the shipped one with: alone where it stands by itself, else with the shipped words and laws.

    Raises:
        CatalogueUnreadable: when the path can't be read, or a file holds nothing usable.
    """
    files = [File(own, read_bytes(own)) for own in given_files([path])]
    try:
        alone = _read(files)
    except CatalogueUnreadable:
        alone = None
    if alone is not None and not any(diagnostic.is_error for diagnostic in alone.diagnostics):
        return alone
    return _read(files, load_catalogue(), is_whole=False)


def compile_shipped(folder: Path) -> None:
    """Write the compiled form of the catalogue in a folder beside it; done whenever aidnum is built."""
    import tempfile

    from aidnum.catalogue.compiled import compiled

    files = [File(path, read_bytes(path)) for path in yaml_files(folder)]
    stamp = Stamp(made_by=code_print(), files=tuple(print_of(file.path.name, file.raw) for file in files))
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".tmp", delete=False) as made:
        made.write(compiled(_read(files), stamp))
    Path(made.name).chmod(0o644)
    Path(made.name).replace(folder / NAME)


def _but(files: Sequence[Path], others: Sequence[Path]) -> list[Path]:
    """Files without those that are read anyway, by whatever name they are given."""
    known = {os.path.realpath(path) for path in others}
    return [path for path in files if os.path.realpath(path) not in known]


def _shipped(folder: Path, prints: tuple[Print, ...]) -> Catalogue | None:
    """The shipped catalogue as it was compiled when aidnum was built; in a checkout, by this very code."""
    try:
        number = os.open(folder / NAME, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except OSError:
        return None
    is_installed = folder.parent == Path(__file__).parent.parent
    return recalled(number, lambda stamp: stamp.files == prints and (is_installed or stamp.made_by == code_print()))


def _with(own: Sequence[Path], base: Catalogue, prints: tuple[Print, ...], *, is_whole: bool) -> Catalogue:
    """A catalogue with the user's own files: those alone are read, or recalled when they are large and nothing changed."""
    files = [File(path, read_bytes(path)) for path in own]
    if sum(len(file.raw) for file in files) < LARGE:
        return _read(files, base, is_whole=is_whole)

    from aidnum.catalogue.cache import keep, recall

    mine = tuple(print_of(str(file.path), file.raw) for file in files)
    stamp = Stamp(made_by=code_print(), files=(*prints, *mine), is_whole=is_whole)
    known = recall(own, stamp)
    if known is None:
        known = _read(files, base, is_whole=is_whole)
        keep(own, stamp, known)
    return known


def _read(files: Sequence[File], base: Catalogue | None = None, *, is_whole: bool = True) -> Catalogue:
    from aidnum.catalogue.assemble import read_catalogue

    return read_catalogue(files, base, is_whole=is_whole)
