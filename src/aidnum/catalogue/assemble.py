"""Read catalogue files into one catalogue: vocabularies first, then schemes, then what holds between them.

The slow half of ``aidnum.catalogue.load``, imported only when no compiled catalogue serves.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from aidnum.catalogue.build import build_schemes, build_vocabulary, check_root
from aidnum.catalogue.build_laws import build_rules
from aidnum.catalogue.catalogue import Catalogue
from aidnum.catalogue.diagnostics import Faults
from aidnum.catalogue.files import read_bytes
from aidnum.catalogue.nodes import Fields, Scalar, decode, decode_anyway, read_nodes
from aidnum.catalogue.vocabulary_lint import check_words
from aidnum.errors import CatalogueUnreadable
from aidnum.model.law import Law, Recovery
from aidnum.model.reading import shorten
from aidnum.model.scheme import Scheme
from aidnum.model.vocabulary import Vocabulary


class ReadScheme(NamedTuple):
    """A scheme as read, with the node it comes from; None when it has an error."""

    node: Fields
    scheme: Scheme | None


class ReadFile(NamedTuple):
    """One file as read: its text for diagnostics, its root when it has one, its schemes, its diagnostics."""

    path: str
    text: str
    root: Fields | None
    schemes: list[ReadScheme]
    faults: Faults
    laws: list[tuple[Fields, Law | None]]
    recoveries: list[tuple[Fields, Recovery | None]]


def read_catalogue(files: Sequence[Path]) -> Catalogue:
    """One catalogue of all the files. A scheme with an error is left out and counted.

    Raises:
        CatalogueUnreadable: when a file can't be read, or holds nothing usable.
    """
    read, vocabulary = read_files(files)
    for file in read:
        _refuse_useless(file)
    return _catalogue(read, vocabulary)


def read_files(paths: Sequence[Path]) -> tuple[list[ReadFile], Vocabulary]:
    """Every file with its schemes and diagnostics, and the vocabulary of all of them together.

    Raises:
        CatalogueUnreadable: when a file can't be read at all.
    """
    files = [_read_file(path) for path in paths]
    vocabulary = Vocabulary()
    for file in files:
        added = None if file.root is None else build_vocabulary(file.root, file.faults)
        if added is not None and file.root is not None:
            vocabulary = vocabulary.joined(check_words(added, vocabulary, file.root, file.faults))
    first_seen: dict[str, str] = {}
    for file in files:
        if file.root is not None:
            file.schemes.extend(ReadScheme(*built) for built in build_schemes(file.root, vocabulary, file.faults))
            file.laws.extend(build_rules(file.root, "laws", Law, vocabulary, file.faults))
            file.recoveries.extend(build_rules(file.root, "recoveries", Recovery, vocabulary, file.faults))
            _refuse_second(file, first_seen)
    _refuse_second_rules(files)
    return files, vocabulary


def _refuse_second_rules(files: Sequence[ReadFile]) -> None:
    first_seen: dict[str, str] = {}
    for file in files:
        for node, rule in (*file.laws, *file.recoveries):
            own = node.get("id")
            if rule is None or not isinstance(own, Scalar):
                continue
            place = f"{file.path}:{own.mark.line}:{own.mark.column}"
            first = first_seen.setdefault(rule.id, place)
            if first != place:
                file.faults.error("R003", own.mark, f"identifiant en double « {shorten(rule.id)} », déjà donné en {first}")


def _read_file(path: Path) -> ReadFile:
    faults = Faults(str(path))
    raw = read_bytes(path)
    text = decode(raw, faults)
    root = None if text is None else read_nodes(text, faults)
    if root is not None and not check_root(root, faults):
        root = None
    return ReadFile(str(path), decode_anyway(raw) if text is None else text, root, [], faults, [], [])


def _refuse_second(file: ReadFile, first_seen: dict[str, str]) -> None:
    for index, (node, scheme) in enumerate(file.schemes):
        own = node.get("id")
        if not isinstance(own, Scalar):
            continue
        scheme_id = own if scheme is None else scheme.id
        first = first_seen.setdefault(scheme_id, f"{file.path}:{own.mark.line}:{own.mark.column}")
        if first != f"{file.path}:{own.mark.line}:{own.mark.column}":
            file.faults.error("R003", own.mark, f"identifiant en double « {shorten(scheme_id)} », déjà donné en {first}")
            file.schemes[index] = ReadScheme(node, None)


def _refuse_useless(file: ReadFile) -> None:
    """A file that was asked for and gives nothing stops the command, as does a law at fault: plans would be illegal.

    One bad scheme among good ones doesn't.
    """
    unsound = any(rule is None for _, rule in (*file.laws, *file.recoveries))
    useful = file.root is not None and (any(read.scheme for read in file.schemes) or _gives_words(file.root, file.faults))
    if useful and not unsound:
        return
    first = min(diagnostic for diagnostic in file.faults.found if diagnostic.is_error)
    place = f"{first.path}:{first.line}:{first.column}"
    raise CatalogueUnreadable(f"{place} : {first.message}", f"Tout ce qui ne va pas : aidnum validate {first.path}")


def _gives_words(root: Fields, faults: Faults) -> bool:
    return "schemes" not in root and not faults.errors()


def _catalogue(files: Sequence[ReadFile], vocabulary: Vocabulary) -> Catalogue:
    schemes = tuple(read.scheme for file in files for read in file.schemes if read.scheme is not None)
    if not schemes:
        raise CatalogueUnreadable("aucun dispositif dans le catalogue donné")
    diagnostics = tuple(sorted(diagnostic for file in files for diagnostic in file.faults.found))
    left_out = sum(1 for file in files for read in file.schemes if read.scheme is None)
    sources = tuple(Path(file.path).name for file in files if file.schemes)
    laws = tuple(law for file in files for _, law in file.laws if law is not None)
    recoveries = tuple(recovery for file in files for _, recovery in file.recoveries if recovery is not None)
    return Catalogue(schemes, vocabulary, sources, diagnostics, left_out, laws, recoveries)
