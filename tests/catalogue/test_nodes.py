"""YAML to located nodes: text stays text, and what YAML does in silence is refused at its place."""

# ruff: noqa: E501 - a case and its sentence stand on one line

from __future__ import annotations

import tracemalloc

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from aidnum.catalogue import nodes as module
from aidnum.catalogue.build import plain
from aidnum.catalogue.diagnostics import Faults, Mark
from aidnum.catalogue.nodes import MAX_HIDDEN, Fields, Items, Scalar, decode, decode_anyway, read_nodes
from tests.catalogue.samples import as_faults, expected, nodes, unmarked


def _read(text: str) -> tuple[Fields | None, list[tuple[str, int, int]]]:
    faults = Faults("catalogue.yaml")
    root = read_nodes(unmarked(text), faults)
    return root, as_faults(faults.found)


def _messages(text: str) -> list[str]:
    faults = Faults("catalogue.yaml")
    read_nodes(text, faults)
    return [found.message for found in faults.found]


@pytest.mark.parametrize(
    "word",
    ["01001", "2A", "NO", "oui", "yes", "on", "12:30", "16:9", "2026-12-31", "150_000", "150.000", "80 %", ".nan", ".inf",
     "1e400", "1e3", "0x1F", "0b11", "0o17", "aucun", "013000005", "213 105 554 00015", "True", "9" * 5000, "150\u202f000"],
)  # fmt: skip
def test_a_scalar_keeps_its_text_whatever_yaml_would_make_of_it(word: str) -> None:
    root, found = _read(f"a: {word}\nb: [{word}]\n")
    assert found == []
    assert plain(root) == {"a": word, "b": [word]}  # type: ignore[arg-type]


def test_a_key_that_yaml_would_read_as_a_flag_stays_text() -> None:
    assert list(nodes("on: 1\nno: 2\n01: 3\n")) == ["on", "no", "01"]


def test_every_node_and_key_knows_its_place() -> None:
    root = nodes("# commentaire\na:\n  - é: [b, 'c']\n    dd:   {e: f}\n")
    assert root.mark == Mark(2, 1, 2)
    assert root.key_mark("a") == Mark(2, 1, 2)
    items = root["a"]
    assert isinstance(items, Items)
    assert items.mark == Mark(3, 3, 16)
    inner = items[0]
    assert isinstance(inner, Fields)
    assert (inner.mark, inner.key_mark("é"), inner.key_mark("dd")) == (Mark(3, 5, 16), Mark(3, 5, 6), Mark(4, 5, 7))
    letters = inner["é"]
    assert isinstance(letters, Items)
    assert [letter.mark for letter in letters] == [Mark(3, 9, 10), Mark(3, 12, 15)]
    assert [letter.plain for letter in letters if isinstance(letter, Scalar)] == [True, False]
    assert inner["dd"].mark == Mark(4, 11, 17)


def test_what_goes_on_over_lines_is_pointed_at_to_the_end_of_its_first() -> None:
    root = nodes('a: "un  \n  deux"\nb: |\n  c\nd: [e,\n  f]\ng:\n  - - h\n    - i\n')
    assert [root[key].mark for key in "abdg"] == [Mark(1, 4, 7), Mark(3, 4, 5), Mark(5, 4, 7), Mark(8, 3, 8)]


def test_an_empty_mapping_answers_with_its_own_place() -> None:
    root, _ = _read("{}")
    assert root is not None
    assert root.key_mark("a") == Mark(1, 1, 3)


def test_a_mapping_that_lacks_a_key_answers_with_its_own_place() -> None:
    assert nodes("\na: b\n").key_mark("z") == Mark(2, 1, 5)


SYNTAX = {
    "deux-points": ("a: b¤: c\n", "Y001", "deux-points"),
    "apostrophe": ("a: 'l'¤aide'\nb: c\n", "Y001", "apostrophe"),
    "virgule manquante": ('a: ["b" ¤"c"]\n', "Y001", "virgule manquante"),
    "indentation": ("a: b\n c¤: d\n", "Y001", "deux-points"),
    "accolade de trop": ("a: b\n¤}\n", "Y001", "ponctuation"),
    "tiret et clé": ("a: b\n¤- c\n", "Y001", "indentation"),
    "échappement inconnu": ('a: "b¤\\q"\n', "Y001", "ponctuation YAML incorrecte"),
    "tabulation": ("a:\n¤\tb: c\n", "Y002", "tabulation"),
    "deux documents": ("a: b\n¤---\nc: d\n", "Y010", "un seul document"),
    "ancre": ("a: ¤&x b\n", "Y005", "ancre"),
    "ancre sur un groupe": ("a: ¤&x {b: c}\n", "Y005", "ancre"),
    "renvoi à la racine": ("¤*x\n", "Y005", "renvoi"),
    "renvoi à soi": ("a: ¤&x [*x]\n", "Y005", "ancre"),
    "étiquette": ("a: ¤!!binary b\n", "Y006", "!!binary"),
    "étiquette python": ("a: ¤!!python/object/apply:os.system ['true']\n", "Y006", "os.system"),
    "étiquette propre": ("a: ¤!aide b\n", "Y006", "!aide"),
    "étiquette vide": ("a: ¤! b\n", "Y006", "étiquette"),
    "étiquette de clé": ("¤!!str a: b\n", "Y006", "étiquette"),
    "fusion": ("¤<<: {a: b}\n", "Y007", "fusion"),
    "clé liste": ("? ¤[a, b]\n: c\n", "Y012", "clé non textuelle"),
    "clé groupe": ("{¤{a: 1}: 2}\n", "Y012", "clé non textuelle"),
    "clé vide": ("¤'': b\n", "Y012", "clé vide"),
    "vide": ("¤", "Y011", "catalogue vide"),
    "commentaires": ("¤# rien\n\n# rien\n", "Y011", "catalogue vide"),
    "racine nulle": ("¤~\n", "Y011", "catalogue vide"),
    "racine texte": ("¤bonjour\n", "Y014", "à la racine"),
    "racine liste": ("# x\n¤- a\n", "Y014", "à la racine"),
    "valeur vide": ("a:¤\nb: c\n", "Y013", "valeur vide"),
    "valeur vide en fin de fichier": ("b: c\na:¤", "Y013", "valeur vide"),
    "nul": ("a: ¤null\n", "Y013", "valeur vide"),
    "tilde": ("a: [b, ¤~]\n", "Y013", "valeur vide"),
    "guillemets vides": ("a: ¤' '\n", "Y013", "valeur vide"),
    "élément vide": ("a:\n  -¤\n  - b\n", "Y013", "valeur vide"),
    "clé en double": ("a: 1\n¤a: 2\n", "Y004", "déjà donnée en 1:1"),
    "clé en double de deux écritures": ("é: 1\n¤e\u0301: 2\n", "Y004", "« é », déjà donnée en 1:1"),
    "clé en double trois fois": ("a: 1\n¤a: 2\n¤a: 3\n", "Y004", "déjà donnée en 1:1"),
    "échappement de contrôle": ('a: ¤"\\e[31m"\n', "Y015", "caractère de contrôle"),
    "nul échappé": ('a: [¤"b\\0"]\n', "Y015", "caractère de contrôle"),
    "contrôle dans une clé": ('¤"\\e[31m": b\n', "Y015", "caractère de contrôle"),
    "retour chariot seul": ("a: b¤\rc: d\n", "Y015", "U+000D"),
    "contrôle brut": ("a: b\nc: ¤\x1b[31m\n", "Y015", "U+001B"),
    "bidirectionnel": ("a: b¤\u202ec\n", "Y015", "RIGHT-TO-LEFT OVERRIDE"),
    "largeur nulle": ("a: b¤\u200bc\n", "Y015", "ZERO WIDTH SPACE"),
    "fin de ligne unicode": ("a: b¤\u2028c\n", "Y015", "LINE SEPARATOR"),
    "marque d'ordre au milieu": ("a: b¤\ufeffc\n", "Y015", "ZERO WIDTH NO-BREAK SPACE"),
    "demi-caractère": ("a: b¤\ud800c\n", "Y015", "U+D800"),
    "pas un caractère": ("a: b¤\ufffec\n", "Y015", "U+FFFE"),
    "plusieurs cachés": ("a: ¤\x01\nb: ¤\x02¤\x03\n", "Y015", "U+0001"),
    "commentaire collé": ("a: Appel ¤#2 numérique\n", "L001", "« #2 numérique »"),
    "commentaire collé dans une liste": ("a: [b ¤#c\n  ]\n", "L001", "« #c »"),
    "guillemets de traitement de texte": ("a: ¤“01001”\n", "L002", "guillemets"),
    "guillemets français": ("a: [¤«b»]\n", "L002", "guillemets"),
}  # fmt: skip


@pytest.mark.parametrize("name", SYNTAX)
def test_a_fault_of_syntax_is_told_in_french_at_its_place(name: str) -> None:
    text, code, words = SYNTAX[name]
    _, found = _read(text)
    assert found == expected(text, code)
    assert words in _messages(unmarked(text))[0]


def test_a_half_surrogate_written_as_an_escape_is_refused() -> None:
    root, found = _read('a: "\\ud800"\n')
    assert (root, found) == (None, [("Y001", 1, 7)])


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_a_no_break_space_in_the_structure_is_named_with_its_column(space: str) -> None:
    assert _read(f"a: 1\n¤{space}{space}b: 2\n")[1] == [("Y003", 2, 1)]
    assert _read(f"x:\n  - title:{space}Aide\n")[1] == [("Y003", 2, 11)]
    assert _read(f"title:{space}Aide\nb: c\n")[1] == [("Y003", 1, 7), ("Y001", 2, 2)]


def test_a_no_break_space_inside_a_text_is_left_alone() -> None:
    text = "a: 150\u00a0000 €\nb: 'note :\u00a0suite'\nc: |\n  note:\u00a0suite\n  \u00a0fin\nd: un\n  \u00a0deux\n"
    assert _read(text)[1] == []


def test_a_comment_set_apart_by_a_space_is_no_dropped_text() -> None:
    assert _read("a: b # c\nc: 'd'  #e\nf: g#h\n#i: j\n")[1] == []


def test_keys_that_begin_with_x_are_free_and_not_kept() -> None:
    root, found = _read("a: b\nx-note: {c: [d]}\n")
    assert (root, found) == ({"a": "b"}, [])


def test_keys_and_values_are_kept_in_one_form_of_their_accents() -> None:
    assert plain(nodes("e\u0301: e\u0301\n")) == {"é": "é"}


def test_a_byte_order_mark_and_windows_line_ends_change_nothing() -> None:
    faults = Faults("x")
    assert decode("\ufeffa: 1\r\nb:\r\n".encode(), faults) == "a: 1\nb:\n"
    assert faults.found == []


def test_bytes_that_are_not_utf8_are_placed_by_characters_not_bytes() -> None:
    faults = Faults("x")
    assert decode("é: à\r\nb: ï".encode() + b"\xff", faults) is None
    assert as_faults(faults.found) == [("Y009", 2, 5)]
    assert decode_anyway(b"\xef\xbb\xbfa\r\n\xff") == "a\n\ufffd"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_named(encoding: str) -> None:
    faults = Faults("x")
    assert decode("title: Été\r\n".encode(encoding), faults) is None
    assert as_faults(faults.found) == [("Y009", 1, 1)]
    assert faults.found[0].message == f"le fichier est en {encoding.upper()} : l'enregistrer en UTF-8"


def test_utf16_is_refused_with_a_hint() -> None:
    faults = Faults("x")
    assert decode("a: b".encode("utf-16"), faults) is None
    assert as_faults(faults.found) == [("Y009", 1, 1)]
    assert "UTF-8" in faults.found[0].message


@pytest.mark.parametrize(("opening", "column"), [("[", 33), ("{a: ", 126), ("- ", 65), ("? ", 65)])
def test_nesting_is_stopped_at_33_levels_however_deep_it_goes(opening: str, column: int) -> None:
    assert _read(opening * 900) == (None, [("Y008", 1, column)])
    assert [code for code, _, _ in _read(opening * 30_000)[1]] == ["Y008"]


def test_32_levels_are_allowed() -> None:
    assert _read("a: " + "[" * 30 + "b" + "]" * 30)[1] == []
    assert _read("a: " + "[" * 31 + "b" + "]" * 31)[1] == [("Y008", 1, 35)]


def test_an_alias_bomb_is_refused_at_its_first_anchor() -> None:
    levels = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else 'x'}]" for n in range(9))
    tracemalloc.start()
    assert _read(levels)[1] == [("Y005", 1, 5)]
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


def test_the_number_of_nodes_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_NODES", 5)
    assert _read("a: [b, c]\n")[1] == []
    assert _read("a: [b, c, d]\n")[1] == [("Y008", 1, 11)]


def test_hidden_characters_are_counted_no_further_than_a_hundred() -> None:
    assert len(_read("\x01" * 500)[1]) == MAX_HIDDEN


@pytest.mark.parametrize(
    "text",
    [
        "a: {b: [c, 'd', e]}\n",
        "a: b\na: c\n",
        "- a\n",
        "a:\n",
        "a: b: c\n",
        "a: A #b\n",
        "[" * 40,
        'a: "b\nc: "d"\n',
        "a: [b\nc: d\n",
        'a: "b',
        "a: {b: [c}\n",
    ],
)
def test_the_parser_in_python_says_the_same_as_the_one_in_c(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = _read(text)
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    assert _read(text) == fast


SOUP = st.lists(
    st.sampled_from([*"abz019:-?[]{},#&*!|>'\"%@`~ \n\t\r.é", "\u00a0", "\ufeff", "\x1b", "\ud800", "---", "<<", "x-", ": ", "- "]),
    max_size=60,
).map("".join)  # fmt: skip


def _inside(faults: Faults, text: str) -> bool:
    lines = text.split("\n")
    return all(
        1 <= found.line <= len(lines) and 1 <= found.column <= len(lines[found.line - 1]) + 1 and found.message
        and found.column < found.end_column <= len(lines[found.line - 1]) + 2
        for found in faults.found
    )  # fmt: skip


@given(st.one_of(st.text(max_size=80), SOUP))
def test_any_text_gives_nodes_or_diagnostics_that_lie_in_it(text: str) -> None:
    faults = Faults("x")
    root = read_nodes(text, faults)
    assert root is not None or faults.errors()
    assert _inside(faults, text)


@given(st.binary(max_size=80) | SOUP.map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_give_a_text_or_a_diagnostic_that_lies_in_them(raw: bytes) -> None:
    faults = Faults("x")
    text = decode(raw, faults)
    assert (text is None) == bool(faults.found)
    assert _inside(faults, decode_anyway(raw))
