"""What the columns of a list say: who, by a name or a code; where; and, under the word of a fact, of a cost or of a key, that.

A list that has one column and no header is a list of names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from aidnum.catalogue.diagnostics import Mark
from aidnum.catalogue.nodes import Fields, Items, Scalar
from aidnum.errors import AidnumError
from aidnum.french import fold, listed, stem
from aidnum.model.reading import shorten
from aidnum.project.keys import KEYS, Many
from aidnum.territory.names import departement_of
from aidnum.territory.search import borne_by, find

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
_CODES = {
    **dict.fromkeys(("insee", "codgeo", "code insee", "code commune", "code insee commune"), "insee:"),
    **dict.fromkeys(("siren", "siret", "code siren", "numero siren", "n siren", "siren epci"), "siren:"),
    "code": "",
}
_POSTAL = frozenset(("cp", "code postal"))
_DEPARTEMENT = frozenset(("departement", "dept", "dep", "code departement"))
_PLACES = frozenset(("epci", "departement", "region"))
_KEYS = {fold(key.name): key for key in KEYS}
_GROUPS = frozenset(("territoire", "faits", "couts", "acquis", "attendu", "autre"))  # no one cell holds them
_COSTS = "couts"
_LINKS = frozenset(("de", "d", "la", "le", "l", "du", "des"))
_FLAGS = {"VRAI": "oui", "FAUX": "non"}  # as a French spreadsheet says them
_ZEROED, _FIVE, _SIREN = 4, 5, 9
_KEEP_ONE = "N'en garder qu'une."
_NO_NAME = "Nommer une colonne « nom », « insee » ou « siren »."


class Columns(NamedTuple):
    """The columns of a list, counted from 0, under the row `head`, 0 where there is none.

    `codes` bear the prefix of what they hold, as do the `names`; `places` tell homonyms apart. `words` are facts and keys,
    `costs` categories; `aside` are headers that say nothing here.
    """

    head: int
    names: int | None = None
    prefix: str = ""
    codes: tuple[tuple[int, str], ...] = ()
    places: tuple[int, ...] = ()
    words: tuple[tuple[int, str], ...] = ()
    costs: tuple[tuple[int, str], ...] = ()
    aside: tuple[str, ...] = ()

    @property
    def first(self) -> int:
        """The column that names somebody."""
        return self.codes[0][0] if self.names is None else self.names

    def holds(self, cells: Sequence[Cell]) -> bool:
        """Whether a row says something in one of the columns that are read."""
        read = [column for column, _ in (*self.codes, *self.words, *self.costs)]
        return any(_text(cells, column) for column in (self.first, *read))

    def who(self, cells: Sequence[Cell]) -> tuple[str, ...]:
        """What names the authorities of a row: its first code, else its names; nothing where there is neither."""
        name = self.name(cells)
        for column, prefix in self.codes:
            if code := _code(_text(cells, column)):
                return (self._coded(f"{prefix or _prefix_of(code)}{code}", name),)
        several = tuple(part.strip() for part in name.split(";") if part.strip())
        return several if len(several) != 1 else (self._meant(_code(several[0]), cells),)

    def name(self, cells: Sequence[Cell]) -> str:
        """What the column of names says."""
        return "" if self.names is None else _text(cells, self.names)

    def _coded(self, code: str, name: str) -> str:
        """A code; where several bear it, the name of one of them tells which."""
        match = find(code)
        return name if match.kind == "ambiguous" and len(set(borne_by(name)) & set(match.authorities)) == 1 else code

    def _meant(self, name: str, cells: Sequence[Cell]) -> str:
        """The first way to say a name, with where it lies and what it is of, that means one authority; else the first."""
        places = [place for column in self.places if (place := _code(_text(cells, column)))]
        placed = [f"{name}, {place}" for place in dict.fromkeys((*places, *map(departement_of, places)))] or [name]
        ways = [*placed, *(f"{self.prefix}{way}" for way in placed if self.prefix)]
        return next((way for way in ways if find(way).is_exact), ways[0])

    def fields(self, number: int, cells: Sequence[Cell], vocabulary: Vocabulary) -> Fields:
        """What a row says but for names, as the keys of a project file."""
        root = _fields(Mark(number, 1))
        for column, word in self.words:
            if text := _text(cells, column):
                mark = Mark(number, column + 1)
                root[_scalar(word, mark)] = _node(text, mark, word, vocabulary)
        costs = _fields(Mark(number, 1))
        for column, category in self.costs:
            if text := _text(cells, column):
                costs[_scalar(category, Mark(number, column + 1))] = _scalar(text, Mark(number, column + 1))
        if costs:
            root[_scalar(_COSTS, costs.mark)] = costs
        return root


def named_in(grid: Grid) -> bool:
    """Whether a sheet has a header that names somebody."""
    return any(_names_somebody(cells) for _, cells in grid.rows[:_HEAD_ROWS])


def columns_of(grid: Grid, vocabulary: Vocabulary, path: str) -> Columns:
    """The columns of a list.

    Raises:
        AidnumError: where no column names anybody, several do, or two say the same.
    """
    for number, cells in grid.rows[:_HEAD_ROWS]:
        if _names_somebody(cells):
            headers = {column: cell.text for column, cell in enumerate(cells) if cell.text.strip()}
            return _without_kinds(_under(number, headers, vocabulary, path), grid, vocabulary)
    filled = {column for _, cells in grid.rows for column, cell in enumerate(cells) if cell.text.strip()}
    if len(filled) > 1:
        found = _quoted(cell.text for cell in grid.rows[0][1] if cell.text.strip())
        why = f"aucune colonne ne nomme les collectivités ; la première ligne dit {found}"
        raise AidnumError(f"liste « {path} » : {why}", _NO_NAME)
    return Columns(0, names=filled.pop())


def _without_kinds(columns: Columns, grid: Grid, vocabulary: Vocabulary) -> Columns:
    """The columns without one of types that tells kinds of authorities, and none of projects: names tell them too."""
    for column, word in columns.words:
        if word == "type" and _are_kinds([_text(cells, column) for row, cells in grid.rows if row > columns.head], vocabulary):
            return columns._replace(words=tuple(known for known in columns.words if known != (column, word)))
    return columns


def _are_kinds(texts: Iterable[str], vocabulary: Vocabulary) -> bool:
    told = {text for text in texts if text}
    return bool(told) and all(
        vocabulary.find("collectivite", text) and not any(vocabulary.find(fact, text) for fact in ("type", "domaine"))
        for text in told
    )


def _names_somebody(cells: Sequence[Cell]) -> bool:
    headers = {_key(cell.text) for cell in cells}
    return not headers.isdisjoint((*_NAMES, *_ALSO_NAMES, *_CODES, *_POSTAL))


def _under(number: int, headers: dict[int, str], vocabulary: Vocabulary, path: str) -> Columns:
    keys = {column: _key(text) for column, text in headers.items()}
    names = [column for column, key in keys.items() if key in _NAMES]
    if len(names) > 1:
        why = f"{len(names)} colonnes nomment les collectivités : {_quoted(headers[column] for column in names)}"
        raise AidnumError(f"liste « {path} » : {why}", _KEEP_ONE)
    codes = tuple((column, _CODES[key]) for column, key in keys.items() if key in _CODES)
    postal = tuple(column for column, key in keys.items() if key in _POSTAL)
    named, prefix = (names[0], "commune:" if keys[names[0]] == "commune" else "") if names else _also_naming(keys, codes)
    if named is None and not codes:
        codes, postal = tuple((column, "cp:") for column in postal), ()
    places = (*postal, *(column for column, key in keys.items() if key in _DEPARTEMENT and column != named))
    taken = {named, *postal, *places, *(column for column, _ in codes)}
    words, costs, aside = _said({column: text for column, text in headers.items() if column not in taken}, vocabulary, path)
    return Columns(number, named, prefix, codes, places, words, costs, aside)


def _also_naming(keys: dict[int, str], codes: Sequence[tuple[int, str]]) -> tuple[int | None, str]:
    """The column that names somebody where none does by its own word; codes are enough."""
    found = ((column, prefix) for name, prefix in _ALSO_NAMES.items() for column, key in keys.items() if key == name)
    return next(found, (None, "")) if not codes else (None, "")


def _said(
    headers: dict[int, str], vocabulary: Vocabulary, path: str
) -> tuple[tuple[tuple[int, str], ...], tuple[tuple[int, str], ...], tuple[str, ...]]:
    """The columns of facts and keys, those of costs, and the headers that are neither."""
    words: dict[str, int] = {}
    costs: dict[str, int] = {}
    aside: list[str] = []
    categories = {_key(name): name for name in vocabulary.cost_categories}
    for column, text in headers.items():
        fact, key, category = vocabulary.find_fact(text), _KEYS.get(fold(text)), _key(text).removeprefix("cout ")
        if fact is not None and fact not in _PLACES:
            _add(words, fact, column, headers, path)
        elif key is not None and key.name not in _GROUPS:
            _add(words, key.name, column, headers, path)
        elif category in categories:
            _add(costs, categories[category], column, headers, path)
        else:
            aside.append(text)
    return _by_column(words), _by_column(costs), tuple(aside)


def _add(known: dict[str, int], word: str, column: int, headers: dict[int, str], path: str) -> None:
    if word in known:
        both = _quoted(headers[place] for place in (known[word], column))
        raise AidnumError(f"liste « {path} » : deux colonnes disent « {word} » : {both}", _KEEP_ONE)
    known[word] = column


def _quoted(texts: Iterable[str]) -> str:
    return listed([f"« {shorten(text, 30)} »" for text in texts])


def _by_column(known: dict[str, int]) -> tuple[tuple[int, str], ...]:
    return tuple((column, word) for word, column in known.items())


def _key(header: str) -> str:
    """A header without case, accents, signs, plurals and small words: ``Code(s) Insee`` is ``code insee``."""
    words = re.sub(r"\(s\)|[^a-z0-9]+", " ", fold(header)).split()
    return " ".join(stem(word) for word in words if word not in _LINKS)


def _text(cells: Sequence[Cell], column: int) -> str:
    return cells[column].text.strip() if column < len(cells) else ""


def _code(text: str) -> str:
    """A code with the zero that a spreadsheet drops: no code of France has four figures."""
    return text.zfill(_FIVE) if len(text) == _ZEROED and text.isascii() and text.isdigit() else text


def _prefix_of(code: str) -> str:
    return {_FIVE: "insee:", _SIREN: "siren:"}.get(len(code), "")


def _node(text: str, mark: Mark, word: str, vocabulary: Vocabulary) -> Scalar | Items:
    """The value of a cell; the words of one that takes several are set apart by commas."""
    fact, key = vocabulary.facts.get(word), _KEYS.get(word)
    if (fact is not None and fact.kind == "tags") or (key is not None and isinstance(key.form, Many)):
        return _items(text, mark)
    is_flag = fact.kind == "flag" if fact is not None else word == "ttc"
    return _scalar(_FLAGS.get(text, text) if is_flag else text, mark)


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
