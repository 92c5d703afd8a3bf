"""YAML text to located nodes.

The tree is built from parser *events*, so that every scalar keeps its text and every node its place, and so that what YAML
loaders do in silence (types guessed from text, the last of two equal keys, aliases, tags, merge keys) is refused in words.
Nesting, size and number of nodes are bounded before anything is kept: the C parser itself can overflow its stack.
"""

from __future__ import annotations

import re
import unicodedata
from codecs import BOM_UTF8
from collections.abc import Iterator
from itertools import islice
from typing import Any, NoReturn, TypeAlias

import yaml

from aidnum.catalogue.diagnostics import START, Faults, Mark
from aidnum.catalogue.files import wide_encoding
from aidnum.catalogue.unclosed import unclosed
from aidnum.french import composed, is_hidden, is_hidden_in
from aidnum.model.reading import shorten

MAX_DEPTH = 32
MAX_NODES = 500_000
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
MAX_HIDDEN = 100
_NO_CHARACTER = re.compile("[\ufffe\uffff]")
_NO_BREAK_START = re.compile("(?:[a-z_]+:)?[\u00a0\u202f]")
_NO_BREAK_LINE = re.compile("^[ -]*(?:[a-z_]+:)?[\u00a0\u202f]", re.MULTILINE)
_DROPPED_COMMENT = re.compile(r"[ \t]+(#[^\s#].*)")
_YAML_TAG = "tag:yaml.org,2002:"
_TOO_DEEP = f"imbrication trop profonde : {MAX_DEPTH} niveaux au plus"
_NO_BREAK = "espace insécable : la remplacer par une espace ordinaire"
_QUOTES = {"“": "”", "«": "»", "‘": "’"}


class Scalar(str):
    """A scalar as written, with its place; `plain` when it stood without quotes."""

    __slots__ = ("mark", "plain")
    mark: Mark
    plain: bool


class Items(list["Node"]):
    """A sequence with its place."""

    __slots__ = ("mark",)
    mark: Mark


class Fields(dict[str, "Node"]):
    """A mapping with its place; the keys are :class:`Scalar` and know theirs."""

    __slots__ = ("_marks", "mark")
    mark: Mark
    _marks: dict[str, Mark]

    def key_mark(self, key: str) -> Mark:
        """Where a key stands; the mapping's own place when it has no such key."""
        if not hasattr(self, "_marks") or len(self._marks) != len(self):
            self._marks = {own: own.mark for own in self if isinstance(own, Scalar)}
        return self._marks.get(key, self.mark)


Node: TypeAlias = "Scalar | Items | Fields"


class _Stop(Exception):
    """Reading can't go on; the reason is already reported."""


def decode(raw: bytes, faults: Faults) -> str | None:
    """The text of a file, which must be UTF-8 (a byte order mark is allowed), with Unix line ends."""
    body = raw.removeprefix(BOM_UTF8)
    wide = wide_encoding(raw)
    if wide is not None:
        faults.error("Y009", START, f"le fichier est en {wide.upper()} : l'enregistrer en UTF-8")
        return None
    try:
        return body.decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = decode_anyway(body[: error.start])
        byte = len(raw) - len(body) + error.start
        message = f"le fichier n'est pas en UTF-8 (octet {byte}) : l'enregistrer en UTF-8"
        faults.error("Y009", _mark_at(before, len(before)), message)
        return None


def decode_anyway(raw: bytes) -> str:
    """The text of a file to show its lines, whatever its bytes are."""
    return raw.removeprefix(BOM_UTF8).decode(errors="replace").replace("\r\n", "\n")


def read_nodes(text: str, faults: Faults) -> Fields | None:
    """The root mapping of a YAML text; None when nothing usable is left, the reasons being in `faults`."""
    if not _characters_allowed(text, faults):
        return None
    reader = _Reader(text, faults)
    try:
        root = reader.document()
    except _Stop:
        return None
    except yaml.MarkedYAMLError as error:
        _report_syntax(error, text, faults)
        return None
    except yaml.YAMLError as error:
        faults.error("Y001", START, f"syntaxe YAML incorrecte ({type(error).__name__})")
        return None
    if isinstance(root, Fields):
        return root
    if root is None:
        faults.error("Y011", START, "catalogue vide : attendu « version: 1 » puis « schemes: »")
    else:
        faults.error("Y014", root.mark, "attendu à la racine : des clés « version », « schemes », « vocabulary »")
    return None


def _characters_allowed(text: str, faults: Faults) -> bool:
    """Tell the characters written raw that hide, or that can't be; whether YAML can go on in spite of them.

    No error of the parser places them well. One that has no width hides in its text alone, which is then refused.
    """
    if not is_hidden_in(text.replace("\n", "").replace("\t", "")) and not _NO_CHARACTER.search(text):
        return True
    refused = [index for index, character in enumerate(text) if _is_refused(character)]
    for index in refused[:MAX_HIDDEN]:
        name = unicodedata.name(text[index], "caractère de contrôle")
        faults.error("Y015", _mark_at(text, index), f"caractère interdit U+{ord(text[index]):04X} ({name})")
    return all(unicodedata.category(text[index]) == "Cf" for index in refused)


def _is_refused(character: str) -> bool:
    return (character not in "\n\t" and is_hidden(character)) or character in "\ufffe\uffff"


def _mark_at(text: str, index: int) -> Mark:
    return Mark(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def _loader() -> Any:
    return yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


class _Reader:
    """Builds nodes from events."""

    def __init__(self, text: str, faults: Faults) -> None:
        self.events: Iterator[Any] = yaml.parse(text, Loader=_loader())
        self.lines = text.split("\n")
        self.with_dropped = {number for number, line in enumerate(self.lines) if "#" in line and _DROPPED_COMMENT.search(line)}
        self.faults = faults
        self.count = 0

    def document(self) -> Node | None:
        """The only document's root; None for an empty file."""
        root: Node | None = None
        seen = False
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent) and seen:
                self._refuse("Y010", event, "un seul document par fichier : retirer la ligne « --- » et la suite")
            if isinstance(event, yaml.DocumentStartEvent):
                seen = True
            elif isinstance(event, yaml.NodeEvent):
                root = self._node(event, 1)
        if isinstance(root, Scalar) and root in _NULLS:
            return None
        return root

    def _node(self, event: Any, depth: int) -> Node:
        self.count += 1
        if depth > MAX_DEPTH or self.count > MAX_NODES or event.anchor is not None or event.tag is not None:
            self._refuse_node(event, depth)
        if isinstance(event, yaml.ScalarEvent):
            return self._text(event)
        return self._items(event, depth) if isinstance(event, yaml.SequenceStartEvent) else self._fields(event, depth)

    def _refuse_node(self, event: Any, depth: int) -> NoReturn:
        if depth > MAX_DEPTH:
            self._refuse("Y008", event, _TOO_DEEP)
        if self.count > MAX_NODES:
            self._refuse("Y008", event, f"fichier trop grand : {MAX_NODES} éléments au plus")
        if event.anchor is not None:
            self._refuse("Y005", event, "ancre ou renvoi (& ou *) : écrire la valeur en toutes lettres")
        self._refuse("Y006", event, f"étiquette de type « {shorten(event.tag.replace(_YAML_TAG, '!!'))} » : la retirer")

    def _text(self, event: Any) -> Scalar:
        value = event.value
        text = Scalar(composed(value))
        text.mark = self._span(event) if value else self._mark_of_nothing(event)
        text.plain = not event.style  # the C parser says "" where the other says None
        if not text.isprintable():
            self._check_characters(text, event)
        return text

    def _span(self, event: Any, last: Any = None) -> Mark:
        """From where an event starts to where it, or the `last` one, ends, or to the end of its first line."""
        start, end = event.start_mark, (last or event).end_mark
        ends = end.column if end.line == start.line else len(self.lines[start.line].rstrip())
        return Mark(start.line + 1, start.column + 1, max(ends, start.column + 1) + 1)

    def _mark_of_nothing(self, event: Any) -> Mark:
        """Where a value that isn't there would stand: the parser may place it after the end of the file."""
        if event.style:
            return self._span(event)
        mark = event.start_mark
        line = min(mark.line, len(self.lines) - 1)
        return Mark(line + 1, min(mark.column, len(self.lines[line])) + 1)

    def _check_characters(self, text: Scalar, event: Any) -> None:
        written = self.lines[event.start_mark.line : event.end_mark.line + 1]
        if is_hidden_in(text.replace("\n", "")) and not any(map(is_hidden_in, written)):  # an escape: the others are told
            self.faults.error("Y015", text.mark, "caractère de contrôle ou invisible dans un texte : le retirer")
        if text.plain:
            found = _NO_BREAK_START.match(text)
            if found:
                place = Mark(text.mark.line, text.mark.column + found.end() - 1)
                self.faults.error("Y003", place, _NO_BREAK)

    def _items(self, start: Any, depth: int) -> Items:
        items = Items()
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                items.mark = self._extent(start, event, items[0].mark if items else None)
                break
            items.append(self._value(event, depth + 1))
        return items

    def _extent(self, start: Any, end: Any, first: Mark | None) -> Mark:
        """The span of a group between brackets; of one by its indentation, what stands `first` in it, on its own line."""
        if start.flow_style or first is None:
            return self._span(start, end)
        mark = self._span(start)
        return mark._replace(end=first.end) if first.line == mark.line else mark

    def _fields(self, start: Any, depth: int) -> Fields:
        fields = Fields()
        fields.mark = self._span(start)
        first: Mark | None = None
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                fields.mark = self._extent(start, event, first)
                break
            key = self._key(event, depth)
            value = self._value(next(self.events), depth + 1)
            first = first or (value.mark if value.mark.line == key.mark.line else key.mark)
            if key in fields:
                first = fields.key_mark(key)
                message = f"clé en double « {shorten(key)} », déjà donnée en {first.line}:{first.column}"
                self.faults.error("Y004", key.mark, message)
            elif not key.startswith("x-"):
                fields[key] = value
        return fields

    def _key(self, event: Any, depth: int) -> Scalar:
        node = self._node(event, depth + 1)
        if not isinstance(node, Scalar):
            self._refuse("Y012", event, "clé non textuelle : une clé est un mot suivi de deux-points")
        if node.plain and node == "<<":
            self._refuse("Y007", event, "clé de fusion « << » : écrire les clés en toutes lettres")
        if not node.strip():
            self.faults.error("Y012", node.mark, "clé vide : une clé est un mot suivi de deux-points")
        return node

    def _value(self, event: Any, depth: int) -> Node:
        """A node that is no key; a text is checked further."""
        node = self._node(event, depth)
        if isinstance(node, Scalar):
            if (node.plain and node in _NULLS) or not node.strip():
                self.faults.error("Y013", node.mark, "valeur vide : la donner, ou retirer la clé")
            elif node.plain:
                self._warn_plain(node, event.end_mark)
        return node

    def _warn_plain(self, text: Scalar, end: Any) -> None:
        dropped = _DROPPED_COMMENT.match(self.lines[end.line], end.column) if end.line in self.with_dropped else None
        if dropped:
            message = f"« {shorten(dropped[1])} » est lu comme un commentaire : mettre le texte entre guillemets"
            self.faults.warning("L001", Mark(end.line + 1, dropped.start(1) + 1, dropped.end(1) + 1), message)
        if _QUOTES.get(text[0]) == text[-1]:
            message = "guillemets typographiques gardés dans le texte : utiliser des guillemets droits"
            self.faults.warning("L002", text.mark, message)

    def _refuse(self, code: str, event: Any, message: str) -> NoReturn:
        self.faults.error(code, self._span(event), message)
        raise _Stop


def _report_syntax(error: yaml.MarkedYAMLError, text: str, faults: Faults) -> None:
    for found in islice(_NO_BREAK_LINE.finditer(text), MAX_HIDDEN):
        faults.error("Y003", _mark_at(text, found.end() - 1), _NO_BREAK)
    mark = error.problem_mark or error.context_mark
    lines = text.split("\n")
    if mark is None:
        place = START
    else:
        line = min(mark.line, len(lines) - 1)
        place = Mark(line + 1, min(mark.column, len(lines[line])) + 1)
    code, message = _syntax_message(error, lines[place.line - 1])
    if code == "Y001":
        place, message = unclosed(error, text, _loader()) or (place, message)
    faults.error(code, place, message)


# What the parser says, and what it means for the writer of a catalogue; the first that fits.
_SYNTAX = (
    (("nesting",), "Y008", _TOO_DEEP),  # libyaml 0.2.6 stops by itself, before it gives the event of the 33rd level
    (("mapping values are not allowed",), "Y001", "deux-points dans un texte : mettre le texte entre guillemets"),
    (("expected ',' or",), "Y001", "virgule manquante entre deux éléments, ou guillemet de trop"),
    (
        ("expected key", "expected <block end>", "'-' indicator"),
        "Y001",
        "indentation ou ponctuation incorrecte : aligner les clés d'un même groupe sur la même colonne",
    ),
    (("",), "Y001", "ponctuation YAML incorrecte : vérifier les guillemets, les crochets, les accolades et les deux-points"),
)


def _syntax_message(error: yaml.MarkedYAMLError, line: str) -> tuple[str, str]:
    problem = str(error.problem)
    if "\t" in line and ("tab" in problem or "\\t" in problem or "cannot start any token" in problem):
        return "Y002", "tabulation : utiliser des espaces"
    if re.search(r":\s*'[^']*'[^\s,}\]]", line):
        return "Y001", "apostrophe dans un texte entre '…' : mettre le texte entre \"…\""
    return next((code, message) for needles, code, message in _SYNTAX if any(needle in problem for needle in needles))
