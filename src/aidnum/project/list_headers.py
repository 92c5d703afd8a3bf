"""What the headers of a list say: which column names somebody, and which tells a fact, a key, a cost or a place.

A list that has one column and no header is a list of names. A header that is a word of a type or of a field, above rows that
say yes or no, is that word; a column of types tells those of projects or kinds of authorities by what its rows say, and one of
authorities their kinds or their names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from aidnum.errors import AidnumError
from aidnum.french import fold, listed, stem
from aidnum.model.reading import shorten
from aidnum.project.keys import KEYS
from aidnum.project.list_columns import NO, YES, Columns, flag, text_of

if TYPE_CHECKING:
    from aidnum.model.vocabulary import Vocabulary
    from aidnum.project.grid import Cell, Grid

_HEAD_ROWS = 20
_NAMES = frozenset(
    (
        *("nom", "territoire", "commune", "ville", "mairie", "adherent", "membre"),
        *(f"{word} {of}" for word in ("nom", "libelle") for of in ("commune", "collectivite", "territoire", "epci")),
    )
)
# What names somebody where no column above does, with what its names are of.
_ALSO_NAMES = {"collectivite": "", "epci": "epci:", "departement": "dep:", "region": "reg:"}
_GROUPING = "siren epci"  # beside a name or another code, it is that of the grouping a commune belongs to
_CODES = {
    **dict.fromkeys(("insee", "codgeo", "code insee", "code commune", "code insee commune"), "insee:"),
    **dict.fromkeys(("siren", "siret", "code siren", "numero siren", "n siren", _GROUPING), "siren:"),
    "code": "",
}
_POSTAL = frozenset(("cp", "code postal"))
_DEPARTEMENT = frozenset(("departement", "dept", "dep", "code departement"))
_PLACES = frozenset(("epci", "departement", "region"))
_KEYS = {fold(key.name): key for key in KEYS}
_GROUPS = frozenset(("territoire", "faits", "couts", "acquis", "attendu", "autre"))  # no one cell holds them
_LINKS = frozenset(("de", "d", "la", "le", "l", "du", "des"))
_TYPES, _KINDS, _TAGS = "type", "collectivite", ("type", "domaine")
_KEEP_ONE = "N'en garder qu'une."
_NO_NAME = "Nommer une colonne « nom », « insee » ou « siren »."


def _key(header: str) -> str:
    """A header without case, accents, signs, plurals and small words: ``Code(s) Insee`` is ``code insee``."""
    words = re.sub(r"\(s\)|[^a-z0-9]+", " ", fold(header)).split()
    return " ".join(stem(word) for word in words if word not in _LINKS)


# What ``batch`` writes of a scheme, beside who it answers.
_ANSWERED = frozenset(
    map(
        _key,
        (
            *("dispositif", "titre", "verdict", "groupe", "etat", "ouvre", "ferme"),
            *("montant_min", "montant_max", "reste_a_preciser"),
        ),
    )
)
_OF_ANSWERS = {"dispositif", "verdict"}


def named_in(grid: Grid) -> bool:
    """Whether a sheet has a header that names somebody."""
    return any(_names_somebody(cells) for _, cells in grid.rows[:_HEAD_ROWS])


def is_answer(grid: Grid) -> bool:
    """Whether a sheet is a table that ``batch`` wrote, a row for each scheme of each project."""
    return any(_is_answer(cells) for _, cells in grid.rows[:_HEAD_ROWS])


def _is_answer(cells: Sequence[Cell]) -> bool:
    return {_key(cell.text) for cell in cells} >= _OF_ANSWERS


def columns_of(grid: Grid, vocabulary: Vocabulary, path: str) -> Columns:
    """The columns of a list.

    Raises:
        AidnumError: where no column names anybody, several do, or two say the same.
    """
    for number, cells in grid.rows[:_HEAD_ROWS]:
        if _names_somebody(cells):
            headers = {column: cell.text for column, cell in enumerate(cells) if cell.text.strip()}
            below = [row for place, row in grid.rows if place > number]
            columns = _Head(path, headers, below, vocabulary, is_answer=_is_answer(cells)).columns(number)
            return columns._replace(is_answer=_is_answer(cells), headed=frozenset(headers))
    filled = {column for _, cells in grid.rows for column, cell in enumerate(cells) if cell.text.strip()}
    if len(filled) > 1:
        found = _quoted(cell.text for cell in grid.rows[0][1] if cell.text.strip())
        why = f"aucune colonne ne nomme les collectivités ; la première ligne dit {found}"
        raise AidnumError(f"liste « {path} » : {why}", _NO_NAME)
    return Columns(0, names=min(filled), headed=frozenset(filled))


def _names_somebody(cells: Sequence[Cell]) -> bool:
    headers = {_key(cell.text) for cell in cells}
    return not headers.isdisjoint((*_NAMES, *_ALSO_NAMES, *_CODES, *_POSTAL))


class _Head:
    """The headers of a list, and the rows below them, while they are read."""

    def __init__(
        self, path: str, headers: dict[int, str], below: Sequence[Sequence[Cell]], vocabulary: Vocabulary, *, is_answer: bool
    ) -> None:
        self.path = path
        self.headers = headers
        self.keys = {column: _key(text) for column, text in headers.items()}
        self.below = below
        self.vocabulary = vocabulary
        self.answered = _ANSWERED if is_answer else frozenset()
        self.words: dict[str, int] = {}
        self.costs: dict[str, int] = {}
        self.tags: list[tuple[int, str, str]] = []
        self.aside: list[str] = []
        self.unclear: str | None = None

    def columns(self, number: int) -> Columns:
        """The columns under these headers, which stand in a row."""
        keys = self.keys
        names = [column for column, key in keys.items() if key in _NAMES or (key == _KINDS and self._names(column))]
        if len(names) > 1:
            why = f"{len(names)} colonnes nomment les collectivités : {_quoted(self.headers[column] for column in names)}"
            raise AidnumError(f"liste « {self.path} » : {why}", _KEEP_ONE)
        told = [(column, key) for column, key in keys.items() if key in _CODES]
        is_alone = len(told) == 1 and not names
        codes = tuple((column, _CODES[key]) for column, key in told if is_alone or key != _GROUPING)
        postal = tuple(column for column, key in keys.items() if key in _POSTAL)
        named, prefix = (names[0], "commune:" if keys[names[0]] == "commune" else "") if names else _also_naming(keys, codes)
        if named is None and not codes:
            codes, postal = tuple((column, "cp:") for column in postal), ()
        places = (*postal, *(column for column, key in keys.items() if key in _DEPARTEMENT and column != named))
        taken = {named, *postal, *places, *(column for column, _ in codes)}
        self._read([column for column in self.headers if column not in taken])
        words, costs = _by_column(self.words), _by_column(self.costs)
        tags, aside = tuple(self.tags), tuple(self.aside)
        return Columns(number, named, prefix, codes, places, words, costs, tags, aside, self.unclear)

    def _read(self, columns: Iterable[int]) -> None:
        """Tell columns of facts and keys, of costs, and of words to which rows say yes from those that are none."""
        categories = {_key(name): name for name in self.vocabulary.cost_categories}
        for column in columns:
            text, key = self.headers[column], self.keys[column]
            fact, own, category = self._fact(column), _KEYS.get(fold(text)), key.removeprefix("cout ")
            if key in self.answered:
                continue
            if fact == _TYPES:
                self._add_types(column)
            elif fact is not None and fact not in _PLACES:
                self._add(self.words, fact, column)
            elif own is not None and own.name not in _GROUPS:
                self._add(self.words, own.name, column)
            elif self._says_yes_or_no(column) and (tag := self._tag(text)):
                self.tags.append((column, *tag))
            elif category in categories:
                self._add(self.costs, categories[category], column)
            else:
                self.aside.append(text)

    def _fact(self, column: int) -> str | None:
        """The fact that a header names, or that it gives by a word of its own where rows say yes or no to it."""
        text = self.headers[column]
        found = self.vocabulary.find_fact(text)
        if found is None and self._says_yes_or_no(column):
            tag = self._tag(text)
            return next((flag for flag, meant in self.vocabulary.meanings.items() if (meant.fact, meant.value) == tag), None)
        return found

    def _tag(self, text: str) -> tuple[str, str] | None:
        """The one fact of which a word is a value, with that value."""
        facts = [fact for fact in _TAGS if fact in self.vocabulary.facts]
        found = [(fact, value) for fact in facts if (value := self.vocabulary.find(fact, text))]
        return found[0] if len(found) == 1 else None

    def _texts(self, column: int) -> set[str]:
        return {text for cells in self.below if (text := text_of(cells, column))}

    def _says_yes_or_no(self, column: int) -> bool:
        return bool(texts := self._texts(column)) and {flag(text) for text in texts} <= {YES, NO}

    def _add_types(self, column: int) -> None:
        """A column of types tells those of projects, or kinds of authorities; one that tells both is left aside."""
        texts = self._texts(column)
        kinds = {text for text in texts if self._is_kind(text)}
        if not kinds:
            self._add(self.words, _TYPES, column)
        elif kinds == texts:
            self._add(self.words, _KINDS, column)
        else:
            other = _quoted((min(kinds), min(texts - kinds)))
            self.unclear = f"colonne {_quoted([self.headers[column]])} laissée de côté : elle dit à la fois {other}"

    def _names(self, column: int) -> bool:
        """Whether a column that may tell kinds of authorities tells their names: most of its words are no kinds."""
        texts = self._texts(column)
        return 2 * sum(map(self._is_kind, texts)) < len(texts)

    def _is_kind(self, text: str) -> bool:
        find = self.vocabulary.find
        return bool(find(_KINDS, text)) and not any(find(fact, text) for fact in _TAGS)

    def _add(self, known: dict[str, int], word: str, column: int) -> None:
        if word in known:
            both = _quoted(self.headers[place] for place in (known[word], column))
            raise AidnumError(f"liste « {self.path} » : deux colonnes disent « {word} » : {both}", _KEEP_ONE)
        known[word] = column


def _also_naming(keys: dict[int, str], codes: Sequence[tuple[int, str]]) -> tuple[int | None, str]:
    """The column that names somebody where none does by its own word; codes are enough."""
    found = ((column, prefix) for name, prefix in _ALSO_NAMES.items() for column, key in keys.items() if key == name)
    return next(found, (None, "")) if not codes else (None, "")


def _quoted(texts: Iterable[str]) -> str:
    return listed([f"« {shorten(text, 30)} »" for text in texts])


def _by_column(known: dict[str, int]) -> tuple[tuple[int, str], ...]:
    return tuple((column, word) for word, column in known.items())
