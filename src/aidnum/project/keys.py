"""The keys of a project file: the one declaration from which it is read, described and given a JSON Schema.

A form reads a node at its place, telling all that is wrong there, and says in JSON Schema what it takes. A fact of the
vocabulary is a key too, and is no more named here than it is elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from aidnum.catalogue.finding import scheme_named
from aidnum.catalogue.nodes import Fields, Items, Node, Scalar
from aidnum.errors import BadProfile
from aidnum.french import fold, listed, nearest
from aidnum.model.budget import CostLine, cost_line, read_vat
from aidnum.model.marks import FLAG_SCHEMA, PERCENT_SCHEMA, read_text
from aidnum.model.profile import find_fact, read_answer, read_category
from aidnum.model.reading import Unreadable, read_flag, read_french_date, read_money, shorten
from aidnum.model.wishes import (
    MAX_NAME,
    PUBLIC,
    Other,
    add_name,
    read_expected,
    read_granted,
    read_other_amount,
    read_other_name,
    read_payer,
)
from aidnum.project.budget.keyed import COLUMN_NAMES
from aidnum.project.statement import MAX_TITLE, read_title

if TYPE_CHECKING:
    from decimal import Decimal

    from aidnum.catalogue.catalogue import Catalogue
    from aidnum.catalogue.diagnostics import Mark
    from aidnum.model.profile import Basis, FactValue
    from aidnum.model.vocabulary import Fact
    from aidnum.project.placed import Placed

Schema = dict[str, Any]
_TEXT: Schema = {"type": "string", "minLength": 1}
_EUROS: Schema = {"type": ["number", "string"], "minimum": 0}
_VAT: Schema = {"anyOf": [PERCENT_SCHEMA, {"type": ["number", "string"], "minimum": 0, "maximum": 100}]}
_DAY: Schema = {"type": "string", "format": "date"}
_OTHER = {"nom": "name", "montant": "amount", "payeur": "payer"}


class Reading(NamedTuple):
    """What a node is read against, and where its faults go. Costs are before tax or with it, as `basis` says, at this `vat`."""

    catalogue: Catalogue
    placed: Placed
    basis: Basis
    vat: Decimal | None = None


class Form(Protocol):
    """What the value of a key may be."""

    def read(self, node: Node, reading: Reading) -> Any:
        """The value of a node; what can't be read is told, and is None or left out."""

    def schema(self, catalogue: Catalogue) -> Schema:
        """What it takes, in JSON Schema."""


class One(NamedTuple):
    """One value."""

    reads: Callable[[str], Any]
    takes: Schema

    def read(self, node: Node, reading: Reading) -> Any:
        """The value."""
        with reading.placed.at(node.mark):
            return self.reads(_one(node))
        return None

    def schema(self, _: Catalogue) -> Schema:
        """That of its reader."""
        return self.takes


class Many(NamedTuple):
    """A word or a list of words."""

    reads: Callable[[Catalogue, str], str]
    takes: Schema

    def read(self, node: Node, reading: Reading) -> tuple[str, ...]:
        """The words, each once."""
        words: dict[str, None] = {}
        for item in _items(node, reading):
            with reading.placed.at(item.mark):
                words[self.reads(reading.catalogue, _one(item))] = None
        return tuple(words)

    def schema(self, _: Catalogue) -> Schema:
        """One of them, or a list."""
        return {"anyOf": [self.takes, {"type": "array", "items": self.takes, "minItems": 1}]}


class ByWord(NamedTuple):
    """A group of values by word, as `names` reads the word; other spellings of a word are taken too."""

    names: Callable[[Catalogue, str], str]
    reads: Callable[[str], Any]
    takes: Schema
    example: str

    def read(self, node: Node, reading: Reading) -> dict[str, Any]:
        """The values by the name that each word means."""
        values: dict[str, Any] = {}
        for word, mark, value in _entries(node, self.example, reading):
            with reading.placed.at(mark):
                name = self.names(reading.catalogue, word)
                if name in values:
                    raise BadProfile(f"« {name} » est donné deux fois", "Additionner les deux montants.")
                values[name] = None
                with reading.placed.at(value.mark):
                    values[name] = self.reads(_one(value))
        return values

    def schema(self, _: Catalogue) -> Schema:
        """A group of values, by any word."""
        return {"type": "object", "additionalProperties": self.takes, "minProperties": 1}


class Facts:
    """A group of facts."""

    def read(self, node: Node, reading: Reading) -> dict[str, Mapping[str, FactValue]]:
        """The answers by the name of the fact asked for."""
        answers: dict[str, Mapping[str, FactValue]] = {}
        self.add(node, answers, reading)
        return answers

    def add(self, node: Node, answers: dict[str, Mapping[str, FactValue]], reading: Reading) -> None:
        """Put the answers of a group among those read."""
        for word, mark, value in _entries(node, "{pme: non}", reading):
            with reading.placed.at(mark):
                read_fact(word, value, answers, reading)

    def schema(self, catalogue: Catalogue) -> Schema:
        """Each fact with its values."""
        return {"type": "object", "properties": facts_schema(catalogue), "additionalProperties": False}


class Costs:
    """Sums by category, or cost lines."""

    by_category = ByWord(
        lambda catalogue, word: read_category(catalogue.vocabulary, word), read_money, _EUROS, "{logiciel: 12000}"
    )

    def read(self, node: Node, reading: Reading) -> dict[str, Decimal] | tuple[CostLine, ...]:
        """The sums, or the lines."""
        if not isinstance(node, Items):
            return self.by_category.read(node, reading)
        return tuple(line for row in _items(node, reading) if (line := self._line(row, reading)) is not None)

    def _line(self, row: Node, reading: Reading) -> CostLine | None:
        cells = _cells(row, COLUMN_NAMES, "{libelle: Portail, categorie: logiciel, montant: 12000}", reading)
        if cells is None:
            return None
        try:
            where = reading.placed.where(row.mark)
            return cost_line(reading.catalogue.vocabulary, cells, reading.basis, where, reading.vat)
        except (Unreadable, BadProfile) as error:
            with reading.placed.at(cells[error.column].mark if error.column in cells else row.mark):
                raise
        return None

    def schema(self, catalogue: Catalogue) -> Schema:
        """Either."""
        nature = {"enum": ["investissement", "fonctionnement"]}
        amounts = {"montant": _EUROS, "montant_ht": _EUROS, "montant_ttc": _EUROS, "tva": _EUROS}
        line = {"libelle": _TEXT, "categorie": _TEXT, **amounts, "nature": nature}
        row = {"type": "object", "properties": line, "required": ["categorie"], "additionalProperties": False}
        lines = {"type": "array", "items": row, "minItems": 1}
        return {"anyOf": [self.by_category.schema(catalogue), lines]}


class Others:
    """Aids that no catalogue knows."""

    def read(self, node: Node, reading: Reading) -> tuple[Other, ...]:
        """The aids."""
        others: list[Other] = []
        seen: set[str] = set()
        for row in _items(node, reading):
            other = self._other(row, reading)
            if other is not None:
                with reading.placed.at(row.mark):
                    add_name(seen, other)
                    others.append(other)
        return tuple(others)

    def _other(self, row: Node, reading: Reading) -> Other | None:
        cells = _cells(row, _OTHER, "{nom: Fondation, montant: 5000, payeur: prive}", reading)
        if cells is None:
            return None
        lacking = [f"« {key} »" for key, column in _OTHER.items() if column != "payer" and column not in cells]
        if lacking:
            reading.placed.add(row.mark, BadProfile(f"clé obligatoire manquante : {listed(lacking)}"))
            return None
        vocabulary, payer = reading.catalogue.vocabulary, cells.get("payer")
        name = One(read_other_name, {}).read(cells["name"], reading)
        amount = One(read_other_amount, {}).read(cells["amount"], reading)
        whose = PUBLIC if payer is None else One(partial(read_payer, vocabulary), {}).read(payer, reading)
        return None if None in (name, amount, whose) else Other(name, amount, whose)

    def schema(self, catalogue: Catalogue) -> Schema:
        """Rows of a name, a sum and a payer."""
        payer = {"anyOf": [{"enum": list(catalogue.vocabulary.payers)}, _TEXT]}
        keys = {"nom": {**_TEXT, "maxLength": MAX_NAME}, "montant": _EUROS, "payeur": payer}
        row = {"type": "object", "properties": keys, "required": ["nom", "montant"], "additionalProperties": False}
        return {"anyOf": [row, {"type": "array", "items": row, "minItems": 1}]}


class Key(NamedTuple):
    """A key: its name, which is that of an option, what it says, and its form."""

    name: str
    about: str
    form: Form


def _scheme(catalogue: Catalogue, word: str) -> str:
    return scheme_named(catalogue, word).id


_SCHEMES = Many(_scheme, {**_TEXT, "pattern": "^[^ ]+$"})

KEYS = (
    Key("titre", "le titre du projet", One(read_title, {**_TEXT, "maxLength": MAX_TITLE})),
    Key("territoire", "la collectivité, nom ou code ; plusieurs : un projet commun", Many(lambda _, word: word, _TEXT)),
    Key("faits", "les faits du vocabulaire, qui peuvent aussi être des clés du projet", Facts()),
    Key("couts", "les coûts, par catégorie, ou ligne par ligne", Costs()),
    Key("budget", "le fichier des coûts ; son chemin part du dossier de ce fichier", One(str, _TEXT)),
    Key("feuille", "la feuille du classeur où sont les coûts", One(read_text, _TEXT)),
    Key("ttc", "oui quand les coûts sont donnés TTC", One(read_flag, FLAG_SCHEMA)),
    Key("tva", "le taux de TVA, qui donne le TTC du hors taxes ou l'inverse", One(read_vat, _VAT)),
    Key("retenir", "les dispositifs imposés dans le plan", _SCHEMES),
    Key("sans", "les dispositifs écartés du plan", _SCHEMES),
    Key("acquis", "les aides déjà accordées, en euros", ByWord(_scheme, read_granted, _EUROS, "{detr: 12000}")),
    Key(
        "attendu",
        "les aides attendues, en euros ou en taux",
        ByWord(_scheme, read_expected, {"anyOf": [PERCENT_SCHEMA, _EUROS]}, "{detr: 40%}"),
    ),
    Key("autre", "les aides d'ailleurs : nom, montant, payeur", Others()),
    Key("emprunt", "ce qui est emprunté, en euros", One(read_money, _EUROS)),
    Key("conseil", "le jour où le conseil délibère", One(read_french_date, _DAY)),
)


def read_fact(word: str, node: Node, answers: dict[str, Mapping[str, FactValue]], reading: Reading) -> None:
    """Put the answer to a fact among those read; what is wrong with its value is told at its place.

    Raises:
        BadProfile: for an unknown fact, or one already given.
    """
    vocabulary = reading.catalogue.vocabulary
    name = find_fact(vocabulary, word)
    if name in answers:
        raise BadProfile(f"le fait « {name} » est donné deux fois", "Garder une seule valeur.")
    answers[name] = {}  # known as given, whatever its value is
    are_several = isinstance(node, Items) and vocabulary.facts[name].kind == "tags"
    with reading.placed.at(node.mark):
        answers[name] = read_answer(vocabulary, name, list(map(_one, _items(node, reading))) if are_several else _one(node))


def facts_schema(catalogue: Catalogue) -> Schema:
    """The facts of the vocabulary, by name, with their values."""
    return {name: _fact_schema(name, fact, catalogue) for name, fact in catalogue.vocabulary.facts.items()}


def _fact_schema(name: str, fact: Fact, catalogue: Catalogue) -> Schema:
    described = {"description": fact.question}
    if fact.kind == "number":
        return {"type": ["number" if fact.decimal else "integer", "string"], "minimum": 0, **described}
    if fact.kind == "flag":
        return {**FLAG_SCHEMA, **described}
    values = list(catalogue.vocabulary.values(name))
    word = {"anyOf": [{"enum": values}, _TEXT]} if values else _TEXT  # other spellings are taken too
    if fact.kind == "choice":
        return {**word, **described}
    return {"anyOf": [word, {"type": "array", "items": word, "minItems": 1}], **described}


def _one(node: Node) -> str:
    if isinstance(node, Scalar):
        return str(node)
    raise Unreadable("une seule valeur est attendue")


def _items(node: Node, reading: Reading) -> list[Node]:
    """The items of a list; one alone may stand without its brackets."""
    if isinstance(node, Items) and not node:
        reading.placed.add(node.mark, BadProfile("liste vide", "La remplir, ou retirer la clé."))
    return list(node) if isinstance(node, Items) else [node]


def _entries(node: Node, example: str, reading: Reading) -> Iterator[tuple[str, Mark, Node]]:
    """The words of a group, each with its place and its value."""
    if not isinstance(node, Fields) or not node:
        reading.placed.add(node.mark, BadProfile("un groupe de clés est attendu", f"Par exemple : {example}"))
        return
    for word, value in node.items():
        yield str(word), node.key_mark(word), value


def _cells(row: Node, columns: Mapping[str, str], example: str, reading: Reading) -> dict[str, Scalar] | None:
    """The values of a row by column, as `columns` names the keys; None when one is unknown, given twice or no value."""
    cells: dict[str, Scalar] = {}
    keys = 0
    for word, mark, value in _entries(row, example, reading):
        keys += 1
        column = columns.get(fold(word))
        if column is None:
            near = nearest(word, columns, 1) or list(columns)
            which = "Le plus proche" if len(near) == 1 else "Attendu"
            reading.placed.add(mark, BadProfile(f"clé inconnue « {shorten(word)} »", f"{which} : {', '.join(near)}."))
        elif column in cells:
            reading.placed.add(mark, BadProfile(f"clé « {shorten(word)} » déjà donnée sous un autre nom"))
        elif not isinstance(value, Scalar):
            reading.placed.add(value.mark, BadProfile("une seule valeur est attendue"))
        else:
            cells[column] = value
    return cells if cells and len(cells) == keys else None
