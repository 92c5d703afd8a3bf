"""YAML text to located nodes.

The tree is built from parser *events*, so that every scalar keeps its text and every node its place, and so that what YAML
loaders do in silence (types guessed from text, the last of two equal keys, aliases, tags, merge keys) is refused in words.
Nesting, size and number of nodes are bounded before anything is kept: the C parser itself can overflow its stack.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, NoReturn, TypeAlias

import yaml

from aidnum.catalogue.diagnostics import START, Mark, Report
from aidnum.french import is_hidden, is_hidden_in
from aidnum.model.reading import shorten

MAX_BYTES = 5_000_000
MAX_DEPTH = 32
MAX_NODES = 500_000
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_NO_BREAK_INDENT = re.compile("^[ ]*[\u00a0\u202f]", re.MULTILINE)
_NO_BREAK_AFTER_COLON = re.compile("^[ -]*[a-z_]+:[\u00a0\u202f]", re.MULTILINE)
_DROPPED_COMMENT = re.compile(r"[ \t]+(#[^\s#].*)")
_QUOTES = {"“": "”", "«": "»", "‘": "’"}


class Text(str):
    """A scalar as written, with its place; `plain` when it stood without quotes."""

    __slots__ = ("end", "mark", "plain")
    mark: Mark
    end: Mark
    plain: bool


class Items(list["Node"]):
    """A sequence with its place."""

    __slots__ = ("mark",)
    mark: Mark


class Fields(dict[str, "Node"]):
    """A mapping with its place; the keys are :class:`Text` and know theirs."""

    __slots__ = ("mark",)
    mark: Mark

    def key_mark(self, key: str) -> Mark:
        """Where a key stands; the mapping's own place when it has no such key."""
        return next((own.mark for own in self if own == key and isinstance(own, Text)), self.mark)


Node: TypeAlias = "Text | Items | Fields"


class _Stop(Exception):
    """Reading can't go on; the reason is already reported."""


def decode(raw: bytes, report: Report) -> str | None:
    """The text of a file, which must be UTF-8 (a byte order mark is allowed), with Unix line ends."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        mark = Mark(before.count(b"\n") + 1, error.start - before.rfind(b"\n"))
        report.error("Y009", mark, f"le fichier n'est pas en UTF-8 (octet {error.start}) : l'enregistrer en UTF-8")
        return None
    return text.replace("\r\n", "\n")


def read_nodes(text: str, report: Report) -> Fields | None:
    """The root mapping of a YAML text; None when nothing usable is left, the reasons being in `report`."""
    if not _characters_allowed(text, report):
        return None
    _warn_no_break(text, report)
    reader = _Reader(text, report)
    try:
        root = reader.document()
    except _Stop:
        return None
    except yaml.MarkedYAMLError as error:
        _report_syntax(error, text, report)
        return None
    except yaml.YAMLError as error:
        report.error("Y001", START, f"syntaxe YAML incorrecte : {shorten(str(error), 120)}")
        return None
    if isinstance(root, Fields):
        return root
    if root is None:
        report.error("Y011", START, "catalogue vide : attendu « version: 1 » puis « schemes: »")
    else:
        report.error("Y014", root.mark, "attendu à la racine : des clés « version », « schemes », « vocabulary »")
    return None


def _characters_allowed(text: str, report: Report) -> bool:
    """Refuse control and surrogate characters written raw, which no error of the parser places well."""
    if not is_hidden_in(text.replace("\n", "").replace("\t", "")):
        return True
    for index, character in enumerate(text):
        if character not in "\n\t" and is_hidden(character):
            message = f"caractère interdit U+{ord(character):04X} ({unicodedata.name(character, 'caractère de contrôle')})"
            report.error("Y015", _mark_at(text, index), message)
            return False
    return True


def _warn_no_break(text: str, report: Report) -> None:
    for pattern in (_NO_BREAK_INDENT, _NO_BREAK_AFTER_COLON):
        for match in pattern.finditer(text):
            report.error("Y003", _mark_at(text, match.end() - 1), "espace insécable : la remplacer par une espace ordinaire")


def _mark_at(text: str, index: int) -> Mark:
    return Mark(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


class _Reader:
    """Builds nodes from events."""

    def __init__(self, text: str, report: Report) -> None:
        loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
        self.events: Iterator[Any] = yaml.parse(text, Loader=loader)
        self.lines = text.split("\n")
        self.report = report
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
        if isinstance(root, Text) and root in _NULLS:
            return None
        return root

    def _node(self, event: Any, depth: int) -> Node:
        self.count += 1
        if depth > MAX_DEPTH:
            self._refuse("Y008", event, f"imbrication trop profonde : {MAX_DEPTH} niveaux au plus")
        if self.count > MAX_NODES:
            self._refuse("Y008", event, f"fichier trop grand : {MAX_NODES} éléments au plus")
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            self._refuse("Y005", event, "ancre ou renvoi (& ou *) : écrire la valeur en toutes lettres")
        if event.tag is not None:
            self._refuse("Y006", event, f"étiquette de type « {shorten(event.tag)} » : la retirer")
        if isinstance(event, yaml.ScalarEvent):
            return self._text(event)
        return self._items(event, depth) if isinstance(event, yaml.SequenceStartEvent) else self._fields(event, depth)

    def _text(self, event: Any) -> Text:
        text = Text(unicodedata.normalize("NFC", event.value))
        text.mark = _mark(event.start_mark)
        text.end = _mark(event.end_mark)
        text.plain = event.style is None
        return text

    def _items(self, start: Any, depth: int) -> Items:
        items = Items()
        items.mark = _mark(start.start_mark)
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._value(self._node(event, depth + 1)))
        return items

    def _fields(self, start: Any, depth: int) -> Fields:
        fields = Fields()
        fields.mark = _mark(start.start_mark)
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event, depth)
            value = self._value(self._node(next(self.events), depth + 1))
            if key in fields:
                first = fields.key_mark(key)
                message = f"clé en double « {shorten(key)} », déjà donnée en {first.line}:{first.column}"
                self.report.error("Y004", key.mark, message)
            elif not key.startswith("x-"):
                fields[key] = value
        return fields

    def _key(self, event: Any, depth: int) -> Text:
        node = self._node(event, depth + 1)
        if not isinstance(node, Text):
            self._refuse("Y012", event, "clé non textuelle : une clé est un mot suivi de deux-points")
        if node.plain and node == "<<":
            self._refuse("Y007", event, "clé de fusion « << » : écrire les clés en toutes lettres")
        return node

    def _value(self, node: Node) -> Node:
        """Checks of a value that need its text and its line."""
        if isinstance(node, Text):
            if (node.plain and node in _NULLS) or not node.strip():
                self.report.error("Y013", node.mark, "valeur vide : la donner, ou retirer la clé")
            elif node.plain:
                self._warn_dropped(node)
            if is_hidden_in(node.replace("\n", "")):
                self.report.error("Y015", node.mark, "caractère de contrôle ou invisible dans un texte : le retirer")
        return node

    def _warn_dropped(self, text: Text) -> None:
        rest = self.lines[text.end.line - 1][text.end.column - 1 :]
        dropped = _DROPPED_COMMENT.match(rest)
        if dropped:
            column = text.end.column + dropped.start(1)
            message = f"« {shorten(dropped[1])} » est lu comme un commentaire : mettre le texte entre guillemets"
            self.report.warning("L001", Mark(text.end.line, column), message)
        if _QUOTES.get(text[:1]) == text[-1:]:
            self.report.warning(
                "L002", text.mark, "guillemets typographiques gardés dans le texte : utiliser des guillemets droits"
            )

    def _refuse(self, code: str, event: Any, message: str) -> NoReturn:
        self.report.error(code, _mark(event.start_mark), message)
        raise _Stop


def _mark(mark: Any) -> Mark:
    return Mark(mark.line + 1, mark.column + 1)


def _report_syntax(error: yaml.MarkedYAMLError, text: str, report: Report) -> None:
    mark = error.problem_mark or error.context_mark
    lines = text.split("\n")
    if mark is None:
        place = START
    else:
        line = min(mark.line, len(lines) - 1)
        place = Mark(line + 1, min(mark.column, len(lines[line])) + 1)
    code, message = _syntax_message(error, lines[place.line - 1])
    report.error(code, place, message)


def _syntax_message(error: yaml.MarkedYAMLError, line: str) -> tuple[str, str]:
    problem = str(error.problem)
    if "\t" in line and ("tab" in problem or "\\t" in problem or "cannot start any token" in problem):
        return "Y002", "tabulation : utiliser des espaces"
    if "mapping values are not allowed" in problem:
        return "Y001", "deux-points dans un texte : mettre le texte entre guillemets"
    if re.search(r":\s*'[^']*'[^\s,}\]]", line):
        return "Y001", "apostrophe dans un texte entre '…' : mettre le texte entre \"…\""
    if "unexpected end of stream" in problem:
        return "Y001", "guillemet ou crochet ouvert et jamais fermé"
    if "expected key" in problem or "expected <block end>" in problem or "'-' indicator" in problem:
        return "Y001", "indentation ou ponctuation incorrecte : aligner les clés d'un même groupe sur la même colonne"
    return "Y001", f"syntaxe YAML incorrecte ({shorten(problem, 80)})"
