"""Read catalogue files into one catalogue: vocabularies first, then schemes, then what holds between them.

The slow half of ``aidnum.catalogue.load``, imported only when no compiled catalogue serves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from aidnum.catalogue.build import build_schemes, build_vocabulary, check_root
from aidnum.catalogue.build_laws import build_rules
from aidnum.catalogue.catalogue import Catalogue, Gathered
from aidnum.catalogue.diagnostics import Faults
from aidnum.catalogue.fact_rules import with_rules
from aidnum.catalogue.files import File, read_bytes, shipped_files
from aidnum.catalogue.nodes import Fields, Items, Scalar, decode, decode_anyway, read_nodes
from aidnum.catalogue.rulings import RULINGS, AnyRuling
from aidnum.catalogue.vocabulary_lint import check_words
from aidnum.errors import CatalogueUnreadable
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
    rulings: dict[str, list[tuple[Fields, AnyRuling | None]]]

    @property
    def rules(self) -> tuple[tuple[Fields, AnyRuling | None], ...]:
        """Its rules of every kind."""
        return tuple(rule for group in self.rulings.values() for rule in group)


def read_catalogue(files: Sequence[File], base: Catalogue | None = None, *, is_whole: bool = True) -> Catalogue:
    """One catalogue of all the files, added to a base or, unless `is_whole`, to its words and laws alone.

    A scheme with an error is left out and counted.

    Raises:
        CatalogueUnreadable: when a file holds nothing usable.
    """
    read, vocabulary = read_files(files, base, is_whole=is_whole)
    for file in read:
        _refuse_useless(file)
    catalogue = _catalogue(read, vocabulary)
    if base is not None:
        catalogue = _added(catalogue, base if is_whole else base._replace(schemes=(), sources=(), diagnostics=(), left_out=0))
    if not catalogue.schemes:
        raise CatalogueUnreadable("aucun dispositif dans le catalogue donné")
    return catalogue


def _added(own: Catalogue, base: Catalogue) -> Catalogue:
    """A catalogue and its base; of two rules that bear the same id, its own."""
    ids = {rule.id for key in RULINGS for rule in own.rulings(key)}
    rules = {key: (*(rule for rule in base.rulings(key) if rule.id not in ids), *own.rulings(key)) for key in RULINGS}
    return Catalogue(
        schemes=Gathered((*base.schemes, *own.schemes)),
        vocabulary=own.vocabulary,
        sources=(*base.sources, *own.sources),
        diagnostics=tuple(sorted((*base.diagnostics, *own.diagnostics))),
        left_out=base.left_out + own.left_out,
    ).with_rulings(rules)


def read_files(
    given: Sequence[File], base: Catalogue | None = None, *, is_whole: bool = True
) -> tuple[list[ReadFile], Vocabulary]:
    """Every file with its schemes and diagnostics, and the vocabulary of all of them together, that of a base included."""
    files = [_read_file(file) for file in given]
    vocabulary = _words(files, base.vocabulary if base else Vocabulary(), is_whole=is_whole)
    first_seen = _places(files, base) if base and is_whole else {}
    for file in files:
        if file.root is not None:
            file.schemes.extend(ReadScheme(*built) for built in build_schemes(file.root, vocabulary, file.faults))
            for key, model in RULINGS.items():
                file.rulings[key] = list(build_rules(file.root, key, model, vocabulary, file.faults))
            _refuse_second(file, first_seen)
    _refuse_second_rules(files, first_seen)
    return files, vocabulary


def _refuse_second_rules(files: Sequence[ReadFile], first_seen: dict[str, str]) -> None:
    for file in files:
        for node, rule in file.rules:
            own = node.get("id")
            if rule is None or not isinstance(own, Scalar):
                continue
            place = f"{file.path}:{own.mark.line}:{own.mark.column}"
            first = first_seen.setdefault(rule.id, place)
            if first != place:
                file.faults.error("R003", own.mark, f"identifiant en double « {shorten(rule.id)} », déjà donné en {first}")


def _words(files: Sequence[ReadFile], known: Vocabulary, *, is_whole: bool) -> Vocabulary:
    """The words of all the files and those known before them; beside a catalogue of its own, known words stand behind."""
    added = [(file, file.root, build_vocabulary(file.root, file.faults)) for file in files if file.root is not None]
    if not is_whole:
        for _, _, words in added:
            known = known if words is None else known.behind(words)
    for file, root, words in added:
        if words is not None:
            ruled = with_rules(root, words, known, file.faults)
            known = known.joined(check_words(ruled, known, root, file.faults))
    return known


def _places(files: Sequence[ReadFile], base: Catalogue) -> dict[str, str]:
    """Where the schemes and laws of the base stand, when a file gives one of their ids again: its own files are then read."""
    known = {one.id for group in (base.overview.sketches, *map(base.rulings, RULINGS)) for one in group}
    if known.isdisjoint(_ids(files)):
        return {}
    shipped = [_read_file(File(path, read_bytes(path))) for path in shipped_files()]
    return _ids(shipped)


def _ids(files: Sequence[ReadFile]) -> dict[str, str]:
    """The ids that files give, each with its place."""
    return {str(own): f"{file.path}:{own.mark.line}:{own.mark.column}" for file in files for own in _own_ids(file.root)}


def _own_ids(root: Fields | None) -> Iterator[Scalar]:
    for key in ("schemes", *RULINGS) if root else ():
        group = root.get(key) if root else None
        for node in group if isinstance(group, Items) else ():
            own = node.get("id") if isinstance(node, Fields) else None
            if isinstance(own, Scalar):
                yield own


def _read_file(file: File) -> ReadFile:
    path, raw = file
    faults = Faults(str(path))
    text = decode(raw, faults)
    root = None if text is None else read_nodes(text, faults)
    if root is not None and not check_root(root, faults):
        root = None
    return ReadFile(
        path=str(path),
        text=decode_anyway(raw) if text is None else text,
        root=root,
        schemes=[],
        faults=faults,
        rulings={},
    )


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
    if _is_sound(file) and (any(read.scheme for read in file.schemes) or _gives_words(file)):
        return
    first = min(diagnostic for diagnostic in file.faults.found if diagnostic.is_error)
    place = f"{first.path}:{first.line}:{first.column}"
    raise CatalogueUnreadable(f"{place} : {first.message}", f"Tout ce qui ne va pas : aidnum validate {first.path}")


def _is_sound(file: ReadFile) -> bool:
    return file.root is not None and "version" in file.root and all(rule for _, rule in file.rules)


def _gives_words(file: ReadFile) -> bool:
    return file.root is not None and "schemes" not in file.root and not file.faults.errors()


def _catalogue(files: Sequence[ReadFile], vocabulary: Vocabulary) -> Catalogue:
    schemes = tuple(read.scheme for file in files for read in file.schemes if read.scheme is not None)
    diagnostics = tuple(sorted(diagnostic for file in files for diagnostic in file.faults.found))
    left_out = sum(1 for file in files for read in file.schemes if read.scheme is None)
    sources = tuple(Path(file.path).name for file in files if file.schemes)
    rules = {key: tuple(rule for file in files for _, rule in file.rulings.get(key, ()) if rule is not None) for key in RULINGS}
    return Catalogue(
        schemes=Gathered(schemes),
        vocabulary=vocabulary,
        sources=sources,
        diagnostics=diagnostics,
        left_out=left_out,
    ).with_rulings(rules)
