"""A project file, YAML or JSON: what was said once, to be said again; all that is wrong in it is told with line and column."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from aidnum.errors import AidnumError, BadProfile, CostsTwice, InFile, UnknownFact
from aidnum.french import fold, nearest
from aidnum.model.profile import joined
from aidnum.model.reading import shorten
from aidnum.model.wishes import Wishes, refuse_contradiction
from aidnum.project.keys import KEYS, Facts, Reading, read_fact
from aidnum.project.placed import Placed, read_root
from aidnum.project.said import Statement

if TYPE_CHECKING:
    from decimal import Decimal

    from aidnum.catalogue.catalogue import Catalogue
    from aidnum.catalogue.nodes import Fields, Node
    from aidnum.model.profile import Basis, FactValue
    from aidnum.model.vocabulary import Vocabulary

_SHAPE = BadProfile("un projet est un groupe de clés", "Par exemple : population: 3200")
_BY_NAME = {fold(key.name): key for key in KEYS}
_FACTS = "faits"
_ANSWER, _HEAD = re.compile(rb'\s*\{\s*"schema_version"'), 100
_PROJECT = "Un projet est un groupe de clés ; une liste, un fichier .csv, .xlsx ou .ods, ou un dossier de projets."
_WISHES = {
    "retenir": "imposed",
    "sans": "left_out",
    "acquis": "granted",
    "attendu": "expected",
    "autre": "others",
    "emprunt": "loan",
}


class Filed(NamedTuple):
    """What a project file says, and where it names who carries the project: ``projet.yaml:2:13``."""

    statement: Statement
    where: str


def read_project_file(
    path: str,
    catalogue: Catalogue,
    warn: Callable[[str], None],
    basis: Basis | None = None,
    vat: Decimal | None = None,
) -> Filed:
    """What a file says. Its costs are of the `basis` and at the `vat` given, else of its own; `warn` is told what is suspect.

    Raises:
        CatalogueUnreadable: for a file that can't be read.
        InFile, SeveralInFile: with all that is wrong in it.
    """
    _refuse_answer(path)
    placed = Placed(path)
    root = read_root(placed, "projet", _SHAPE, warn, after_faults=True)
    return filed_in(root, Reading(catalogue, placed, basis or "ht", vat), is_set=basis is not None)


def _refuse_answer(path: str) -> None:
    """Refuse what aidnum wrote as JSON, however large: each of its keys would be a fault."""
    head = b""
    with suppress(OSError):
        if Path(path).is_file():  # a pipe is read once
            with Path(path).open("rb") as file:
                head = file.read(_HEAD)
    if _ANSWER.match(head):
        raise InFile(path, AidnumError("une réponse d'aidnum en JSON n'est pas un projet", _PROJECT))


def filed_in(root: Fields, reading: Reading, *, is_set: bool) -> Filed:
    """What the keys of a project say, whatever file they stand in; the costs are of the basis of the `reading` if it `is_set`.

    Raises:
        InFile, SeveralInFile: with all that is wrong.
    """
    placed = reading.placed
    values, facts = _values(root, reading, is_set=is_set)
    wishes = Wishes(**{field: values[key] for key, field in _WISHES.items() if values.get(key) is not None})
    with placed.at(root.key_mark("sans" if wishes.left_out else "attendu")):
        refuse_contradiction(wishes)
    if "couts" in values and "budget" in values:
        placed.add(root.key_mark("budget"), CostsTwice())
    placed.refuse()
    statement = Statement(
        names=values.get("territoire", ()),
        facts=facts,
        costs=values.get("couts"),
        budget=_beside(placed.path, values.get("budget")),
        sheet=values.get("feuille"),
        basis="ttc" if values.get("ttc") else "ht",
        vat=values.get("tva"),
        title=values.get("titre"),
        wishes=wishes,
        council=values.get("conseil"),
    )
    named = next((node for word, node in root.items() if fold(word) == "territoire"), root)
    return Filed(statement, placed.where(named.mark))


def _values(root: Fields, reading: Reading, *, is_set: bool) -> tuple[dict[str, Any], dict[str, FactValue]]:
    """The values of the keys by name, and the facts: those of ``faits``, and those that are keys of the project.

    The costs are of the basis of the `reading` where it `is_set`, else of that of the file.
    """
    nodes, others = _keys(root, reading.placed)
    catalogue, placed = reading.catalogue, reading.placed
    own = {name: _BY_NAME[name].form.read(nodes[name], reading) for name in ("ttc", "tva") if name in nodes}
    reading = reading._replace(
        basis="ttc" if own.get("ttc") and not is_set else reading.basis,
        vat=own.get("tva") if reading.vat is None else reading.vat,
    )
    group = nodes.pop(_FACTS, None)
    values: dict[str, Any] = {name: _BY_NAME[name].form.read(node, reading) for name, node in nodes.items()}
    answers: dict[str, Mapping[str, FactValue]] = {}
    for word in others:
        with placed.at(root.key_mark(word)):
            _refuse_unknown(word, catalogue.vocabulary)
            read_fact(word, root[word], answers, reading)
    if group is not None:
        Facts().add(group, answers, reading)
    return {**values, "ttc": reading.basis == "ttc", "tva": reading.vat}, joined(answers.values())


def _keys(root: Fields, placed: Placed) -> tuple[dict[str, Node], list[str]]:
    """The nodes of the keys of a project by name, and the words that should be facts."""
    nodes: dict[str, Node] = {}
    others: list[str] = []
    for word, node in root.items():
        key = _BY_NAME.get(fold(word))
        if key is None:
            others.append(word)
        elif key.name in nodes:
            placed.add(root.key_mark(word), BadProfile(f"la clé « {key.name} » est donnée deux fois", "N'en garder qu'une."))
        else:
            nodes[key.name] = node
    return nodes, others


def _refuse_unknown(word: str, vocabulary: Vocabulary) -> None:
    if vocabulary.find_fact(word) is None:
        near = nearest(word, _BY_NAME, 1) or vocabulary.near(word, vocabulary.facts)
        which = "Les plus proches" if len(near) > 1 else "Le plus proche"
        raise UnknownFact(f"clé inconnue « {shorten(word)} »", f"{which} : {', '.join(near)}." if near else None)


def _beside(path: str, budget: str | None) -> str | None:
    """The path of a budget file that a project file names from its own folder."""
    return None if budget is None else str(Path(path).parent / budget)
