"""What the rows of a list say under its columns: who, by a name or a code; where; and facts, keys and costs of a project."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from aidnum.catalogue.diagnostics import Mark
from aidnum.catalogue.nodes import Fields, Items, Scalar
from aidnum.french import fold
from aidnum.model.reading import shorten
from aidnum.project.budget.words import is_total, words
from aidnum.project.cells import why_unusable
from aidnum.project.keys import KEYS, Many
from aidnum.territory.codes import naming
from aidnum.territory.names import departement_of
from aidnum.territory.search import borne_by, find

if TYPE_CHECKING:
    from aidnum.model.vocabulary import Vocabulary
    from aidnum.project.grid import Cell

_KEYS = {fold(key.name): key for key in KEYS}
_COSTS, _TITLE, _TITLED = "couts", "titre", " : "
YES, NO = "oui", "non"
_FLAGS = {"VRAI": YES, "FAUX": NO}  # as a French spreadsheet says them
_FIVE, _SIREN = 5, 9
_ZEROED = {1: 2, 4: _FIVE}  # no code of France has one figure or four: a spreadsheet dropped a zero
_DEPARTEMENTS = "dep:"


class Columns(NamedTuple):
    """The columns of a list, counted from 0, under the row `head`, 0 where there is none.

    `codes` bear the prefix of what they hold, as do the `names`; `places` tell homonyms apart. `words` are facts and keys,
    `costs` categories, `tags` words of a fact that oui adds; `aside` are headers that say nothing here, `unclear` why one that
    seems to say something isn't read. An `is_answer` table has a row a scheme, and what it answers is not read.
    `headed` are the columns that have a header.
    """

    head: int
    names: int | None = None
    prefix: str = ""
    codes: tuple[tuple[int, str], ...] = ()
    places: tuple[int, ...] = ()
    words: tuple[tuple[int, str], ...] = ()
    costs: tuple[tuple[int, str], ...] = ()
    tags: tuple[tuple[int, str, str], ...] = ()
    aside: tuple[str, ...] = ()
    unclear: str | None = None
    is_answer: bool = False
    headed: frozenset[int] = frozenset()

    @property
    def first(self) -> int:
        """The column that names somebody."""
        return self.codes[0][0] if self.names is None else self.names

    def said(self, cells: Sequence[Cell]) -> tuple[str, ...]:
        """What a row says in the columns that are read."""
        return tuple(text_of(cells, column) for column in self._read())

    def unusable(self, cells: Sequence[Cell]) -> Iterator[tuple[int, str, str]]:
        """The columns that are read of which a cell has no value, with why and what to do."""
        for column in (*self._read(), *self.places):
            if column < len(cells) and (why := why_unusable(cells[column])):
                yield column, *why

    def _read(self) -> tuple[int, ...]:
        read = [column for column, _ in (*self.codes, *self.words, *self.costs)]
        return (self.first, *read, *(tag[0] for tag in self.tags))

    def beyond(self, cells: Sequence[Cell]) -> Iterator[int]:
        """The columns without a header in which a row says something."""
        return (column for column, cell in enumerate(cells) if column not in self.headed and not cell.is_empty)

    def who(self, cells: Sequence[Cell]) -> tuple[str, ...]:
        """What names the authorities of a row: its first code, else its names; nothing where there is neither."""
        if code := self.code(cells):
            return (self._coded(code, self.name(cells)),)
        several = tuple(part.strip() for part in self.name(cells).split(";") if part.strip())
        if len(several) != 1:
            return several
        is_code = len(several[0]) > 1 or self.prefix == _DEPARTEMENTS
        return (self._meant(_code(several[0]) if is_code else several[0], cells),)

    def code(self, cells: Sequence[Cell]) -> str:
        """The first code of a row, with what it is; nothing where there is none."""
        codes = ((prefix, _code(text_of(cells, column))) for column, prefix in self.codes)
        return next((f"{prefix or _prefix_of(code)}{code}" for prefix, code in codes if code), "")

    def name(self, cells: Sequence[Cell]) -> str:
        """What the column of names says."""
        return self._named(cells)[0]

    def postal(self, cells: Sequence[Cell]) -> Iterator[str]:
        """The postal codes beside a name."""
        return (code for column in self.places if len(code := _code(text_of(cells, column))) == _FIVE and code.isdigit())

    def is_total(self, cells: Sequence[Cell]) -> bool:
        """Whether a row names nobody and only sums up others."""
        name = self.name(cells)
        return is_total(words(name)) and not self.code(cells) and not borne_by(name)

    def _named(self, cells: Sequence[Cell]) -> tuple[str, str]:
        """The name of a row, and the title of the project that an answer writes after it."""
        text = "" if self.names is None else text_of(cells, self.names)
        name, _, title = text.partition(_TITLED) if self.is_answer else (text, "", "")
        return name, title

    def _coded(self, code: str, name: str) -> str:
        """A code; where several bear it, what to type for the one whose name stands beside it."""
        match = find(code)
        called = set(borne_by(name)) & set(match.authorities) if len(match.authorities) > 1 else ()
        return naming(*called) if len(called) == 1 else code

    def _meant(self, name: str, cells: Sequence[Cell]) -> str:
        """The first way to say a name, with where it lies and what it is of, that means one authority, else several or none."""
        places = [place for column in self.places if (place := _code(text_of(cells, column)))]
        placed = [f"{name}, {place}" for place in dict.fromkeys((*places, *map(departement_of, places)))] or [name]
        ways = [*placed, *(f"{self.prefix}{way}" for way in placed if self.prefix)]
        borne = []
        for way in ways:
            match = find(way)
            if match.is_exact:
                return way
            borne += [way] if match.is_searched else []
        return (borne or ways)[0]

    def elsewhere(self, cells: Sequence[Cell]) -> str | None:
        """What of a row is said to be where none that bears its name is; None where there is no such contradiction."""
        if self.code(cells) or not (places := [place for column in self.places if (place := text_of(cells, column))]):
            return None
        name = f"« {shorten(self.name(cells))} »"
        if postal := next(self.postal(cells), None):
            return f"{name} n'a pas {postal} pour code postal"
        return f"{name} n'est pas dans le département « {shorten(_code(places[0]))} »"

    def fields(self, number: int, cells: Sequence[Cell], vocabulary: Vocabulary) -> Fields:
        """What a row says but for names, as the keys of a project file."""
        root = _fields(Mark(number, 1))
        for column, word in self.words:
            if text := text_of(cells, column):
                mark = Mark(number, column + 1)
                root[_scalar(word, mark)] = _node(text, mark, word, vocabulary)
        if title := self._named(cells)[1]:
            root.setdefault(_scalar(_TITLE, root.mark), _scalar(title, root.mark))
        self._tag(root, cells)
        costs = _fields(Mark(number, 1))
        for column, category in self.costs:
            if text := text_of(cells, column):
                costs[_scalar(category, Mark(number, column + 1))] = _scalar(text, Mark(number, column + 1))
        if costs:
            root[_scalar(_COSTS, costs.mark)] = costs
        return root

    def _tag(self, root: Fields, cells: Sequence[Cell]) -> None:
        """Add the words to which a row says yes."""
        for column, fact, word in self.tags:
            if flag(text_of(cells, column)) == YES:
                mark = Mark(root.mark.line, column + 1)
                told = root.setdefault(_scalar(fact, mark), _items("", mark))
                if isinstance(told, Items):
                    told.append(_scalar(word, mark))


def text_of(cells: Sequence[Cell], column: int) -> str:
    """The text of a cell; nothing beyond the last."""
    return cells[column].text.strip() if column < len(cells) else ""


def _code(text: str) -> str:
    """A code with the zero that a spreadsheet drops, without the one that a table of numbers adds: ``1004.0``."""
    text = text.removesuffix(".0")
    return text.zfill(_ZEROED.get(len(text), 0)) if text.isascii() and text.isdigit() else text


def _prefix_of(code: str) -> str:
    return {_FIVE: "insee:", _SIREN: "siren:"}.get(len(code), "")


def _node(text: str, mark: Mark, word: str, vocabulary: Vocabulary) -> Scalar | Items:
    """The value of a cell; the words of one that takes several are set apart by commas."""
    fact, key = vocabulary.facts.get(word), _KEYS.get(word)
    if (fact is not None and fact.kind == "tags") or (key is not None and isinstance(key.form, Many)):
        return _items(text, mark)
    is_flag = fact.kind == "flag" if fact is not None else word == "ttc"
    return _scalar(flag(text) if is_flag else text, mark)


def flag(text: str) -> str:
    """Yes or no where a cell says so, else its text."""
    told = _FLAGS.get(text, text)
    return told.lower() if told.lower() in (YES, NO) else told


def _fields(mark: Mark) -> Fields:
    fields = Fields()
    fields.mark = mark
    return fields


def _scalar(text: str, mark: Mark) -> Scalar:
    scalar = Scalar(text)
    scalar.mark, scalar.plain = mark, True
    return scalar


def _items(text: str, mark: Mark) -> Items:
    items = Items(_scalar(part, mark) for part in _parts(text))
    items.mark = mark
    return items


def _parts(text: str) -> Iterator[str]:
    return (part.strip() for part in re.split("[,;]", text) if part.strip())
