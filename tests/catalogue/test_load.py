"""Catalogues of several files: what is joined, what is refused, what goes on in spite of a fault."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from msgspec.structs import replace

from aidnum.catalogue.dump import dump_catalogue
from aidnum.catalogue.load import load_catalogue, load_former
from aidnum.catalogue.nodes import Fields, Items, Node, Scalar
from aidnum.errors import CatalogueUnreadable
from aidnum.model.vocabulary import Vocabulary
from tests.catalogue.samples import FILE, FULL, SCHEME, SECOND, expected, faults, nodes, spoilt
from tests.conftest import ROOT


def _file(folder: Path, text: str | bytes, name: str = "aides.yaml") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_one_bad_scheme_never_hides_the_others(tmp_path: Path) -> None:
    path = _file(tmp_path, FILE + SECOND.replace("kind: loan", "kind: cadeau"))
    catalogue = load_catalogue([path], shipped=False)
    assert [scheme.id for scheme in catalogue.schemes] == ["aide"]
    assert catalogue.left_out == 1
    assert [(d.code, d.path) for d in catalogue.diagnostics] == [("M001", str(path))]


def test_a_former_catalogue_that_stands_by_itself_is_read_alone(tmp_path: Path) -> None:
    path = _file(tmp_path, FILE)
    former = load_former(path)
    assert former.laws == ()
    assert not load_catalogue().vocabulary.facts.keys() <= former.vocabulary.facts.keys()


def test_a_former_catalogue_that_needs_the_shipped_words_is_read_with_them_and_with_the_shipped_laws(tmp_path: Path) -> None:
    text = (ROOT / "docs/format.md").read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    path, shipped = _file(tmp_path, text), load_catalogue()
    former = load_former(path)
    assert (former.laws, former.diagnostics) == (shipped.laws, ())
    assert len(former.schemes) < len(shipped.schemes)


def test_a_former_catalogue_with_a_fault_does_not_stand_by_itself(tmp_path: Path) -> None:
    path = _file(tmp_path, FILE + SECOND.replace("kind: loan", "kind: cadeau"))
    assert load_former(path).laws == load_catalogue().laws


@pytest.mark.parametrize("text", ["", "version: 1\nschemes: []\n", "{"])
def test_a_former_catalogue_that_holds_nothing_usable_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(CatalogueUnreadable):
        load_former(_file(tmp_path, text))


HIDING = ["\u200d", "\u200b", "\u200c", "\u00ad", "\u2060", "\ufeff", "\u202e", "\u2066", "\U000e0041"]


@pytest.mark.parametrize("hidden", HIDING)
def test_a_character_that_hides_leaves_out_its_scheme_alone(tmp_path: Path, hidden: str) -> None:
    text = FILE + spoilt("La deuxième", f"La deux{hidden}ième", SECOND)
    catalogue = load_catalogue([_file(tmp_path, text)], shipped=False)
    assert ([scheme.id for scheme in catalogue.schemes], catalogue.left_out) == (["aide"], 1)
    (found,) = catalogue.diagnostics
    assert (found.code, found.line, found.column) == ("Y015", FILE.count("\n") + 2, 20)
    assert f"U+{ord(hidden):04X}" in found.message


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    for inner in node.values() if isinstance(node, Fields) else node if isinstance(node, Items) else ():
        yield from _scalars(inner)


def test_no_value_of_a_scheme_may_hide_a_character(tmp_path: Path) -> None:
    schemes = nodes(FULL)["schemes"]
    assert isinstance(schemes, Items)
    assert isinstance(schemes[0], Fields)
    del schemes[0]["examples"]  # they are read when they are run
    for scalar in _scalars(schemes[0]):
        lines = FULL.split("\n")
        line, column = scalar.mark.line - 1, scalar.mark.column - 1 + (not scalar.plain)
        lines[line] = f"{lines[line][:column]}\u200d{lines[line][column:]}"
        catalogue = load_catalogue([_file(tmp_path, "\n".join(lines))], shipped=False)
        assert [scheme.id for scheme in catalogue.schemes] == ["deuxieme"], lines[line]
        assert (line + 1, column + 1, "Y015") in {(fault.line, fault.column, fault.code) for fault in catalogue.diagnostics}


@pytest.mark.parametrize("text", ['"Vélo \u2764\ufe0f"', "Aide # \u200d", "Aide\n    x-note: a\u200db"])
def test_what_hides_in_no_value_leaves_no_scheme_out(tmp_path: Path, text: str) -> None:
    path = _file(tmp_path, FILE + spoilt('"La deuxième aide"', text, SECOND))
    assert load_catalogue([path], shipped=False).left_out == 0


def test_an_escape_is_told_at_its_text_even_beside_another_character(tmp_path: Path) -> None:
    text = FILE + spoilt('"La deuxième aide"', '¤"La\\u200d"\n    x-note: a¤\u200db', SECOND)
    assert faults(text, tmp_path) == expected(text, "Y015")


def test_a_file_is_added_to_the_shipped_catalogue_whose_words_it_uses(tmp_path: Path) -> None:
    path = _file(tmp_path, "version: 1\nschemes:\n" + SECOND)
    catalogue = load_catalogue([path])
    assert catalogue.schemes[-1].id == "deuxieme"
    assert (catalogue.sources[0], catalogue.sources[-1]) == ("schemes.yaml", "aides.yaml")
    assert len(catalogue.schemes) == len(load_catalogue().schemes) + 1


def test_a_file_may_add_facts_types_and_cost_categories(tmp_path: Path) -> None:
    words = (
        "version: 1\nvocabulary:\n  facts:\n    surface: {kind: number, unit: m², question: 'Quelle surface ?'}\n"
        "  cost_categories:\n    cablage: {label: Câblage}\n  aliases:\n    cablage: [câbles]\nschemes:\n"
    )
    scheme = SECOND.replace("[{collectivite: [collectivites]}]", "[{collectivite: [collectivites]}, {surface: {above: 100}}]")
    catalogue = load_catalogue([_file(tmp_path, words + scheme)])
    assert catalogue.left_out == 0, catalogue.diagnostics
    assert catalogue.vocabulary.find_category("CÂBLES") == "cablage"
    assert catalogue.vocabulary.label("surface") == "surface"


def test_a_second_scheme_of_the_same_id_is_refused_with_both_places(tmp_path: Path) -> None:
    first = _file(tmp_path, FILE, "a.yaml")
    second = _file(tmp_path, "version: 1\nschemes:\n" + SECOND.replace("deuxieme", "aide") + SECOND, "b.yaml")
    catalogue = load_catalogue([first, second], shipped=False)
    assert [scheme.id for scheme in catalogue.schemes] == ["aide", "deuxieme"]
    (found,) = catalogue.diagnostics
    assert (found.code, found.path, found.line, found.column) == ("R003", str(second), 3, 9)
    line = FILE[: FILE.index("- id: aide")].count("\n") + 1
    assert f"déjà donné en {first}:{line}:9" in found.message


def test_a_folder_stands_for_its_yaml_files_by_name(tmp_path: Path) -> None:
    _file(tmp_path, FILE, "b.yml")
    _file(tmp_path, "version: 1\nschemes:\n" + SECOND, "c.yaml")
    _file(tmp_path, "rien", "a.txt")
    catalogue = load_catalogue([tmp_path], shipped=False)
    assert catalogue.sources == ("b.yml", "c.yaml")


def test_the_shipped_folder_given_again_is_read_once() -> None:
    assert load_catalogue([ROOT / "data"]).schemes == load_catalogue().schemes


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ":1:1 : catalogue vide"),
        ("# rien\n", ":1:1 : catalogue vide"),
        ("texte", ":1:1 : attendu à la racine"),
        ("- id: x\n", ":1:1 : attendu à la racine"),
        ("version: 9\nschemes: []\n", ":1:10 : version « 9 » inconnue, « 1 » attendue ; ce catalogue est plus récent"),
        ("version: 1\nschemes: [\n", ":"),
        (b"version: 1\ntitle: \xe9\n", ":2:8 : le fichier n'est pas en UTF-8 (octet 18)"),
        (b"[" * 60_000, "imbrication trop profonde"),
        ("version: 1\nn: " + "9" * 5_000 + "\n", "clé obligatoire manquante"),
        ("version: 1\nschemes: &a [*a]\n", "ancre ou renvoi"),
    ],
)
def test_a_file_that_gives_nothing_stops_with_its_first_fault(tmp_path: Path, text: str | bytes, said: str) -> None:
    path = _file(tmp_path, text)
    with pytest.raises(CatalogueUnreadable) as caught:
        load_catalogue([path])
    assert caught.value.message.startswith(f"{path}:")
    assert said in caught.value.message
    assert caught.value.hint == f"Tout ce qui ne va pas : aidnum validate {path}"


def test_what_is_no_readable_file_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "vide"
    empty.mkdir()
    for path, said in [
        (tmp_path / "absent.yaml", "n'existe pas"),
        (empty, "aucun fichier .yaml"),
        (Path("/dev/zero"), "ce n'est pas un fichier"),
    ]:
        with pytest.raises(CatalogueUnreadable, match=said):
            load_catalogue([path])
    with pytest.raises(CatalogueUnreadable, match="aucun catalogue"):
        load_catalogue([], shipped=False)


def test_a_file_over_5_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = _file(tmp_path, b"#" * 5_000_001)
    with pytest.raises(CatalogueUnreadable, match="5 Mo au plus"):
        load_catalogue([path])


def test_a_pipe_is_read_like_a_file(tmp_path: Path) -> None:
    path = tmp_path / "tuyau"
    os.mkfifo(path)
    writer = Thread(target=path.write_bytes, args=(FILE.encode(),))
    writer.start()
    catalogue = load_catalogue([path], shipped=False)
    writer.join()
    assert [scheme.id for scheme in catalogue.schemes] == ["aide"]


def test_a_catalogue_without_words_of_its_own_has_the_shipped_ones(tmp_path: Path) -> None:
    text = f"version: 1\n{SCHEME}"
    catalogue = load_catalogue([_file(tmp_path, text)], shipped=False)
    assert [scheme.id for scheme in catalogue.schemes] == ["aide"]
    assert "outre_mer" in catalogue.vocabulary.facts


def test_files_that_add_words_keep_the_shipped_ones_without_the_shipped_schemes(tmp_path: Path) -> None:
    first = "version: 1\nvocabulary:\n  facts:\n    surface: {kind: number, unit: m², question: 'Quelle surface ?'}\n"
    second = "version: 1\nvocabulary:\n  cost_categories:\n    cablage: {label: Câblage}\nschemes:\n" + SECOND
    paths = [_file(tmp_path, first, "a.yaml"), _file(tmp_path, second, "b.yaml")]
    catalogue = load_catalogue(paths, shipped=False)
    assert (catalogue.left_out, [scheme.id for scheme in catalogue.schemes]) == (0, ["deuxieme"])
    shipped = load_catalogue()
    assert set(catalogue.vocabulary.facts) == {*shipped.vocabulary.facts, "surface"}
    assert set(catalogue.vocabulary.cost_categories) == {*shipped.vocabulary.cost_categories, "cablage"}
    assert catalogue.laws == shipped.laws


ADDED = {
    **dict.fromkeys(("types", "fields", "kinds", "cost_categories", "payers", "organisations"), "{label: Un mot ajouté}"),
    "facts": "{kind: flag, question: 'Est-ce ajouté ?'}",
    "aliases": "[une autre façon de le dire]",
}


def test_every_list_of_words_is_covered() -> None:
    assert set(ADDED) == set(Vocabulary.__struct_fields__)


@pytest.mark.parametrize("lists", [*((name,) for name in ADDED), tuple(ADDED)], ids="-".join)
@pytest.mark.parametrize("beside", [False, True], ids=["one file", "two files"])
def test_words_added_to_any_list_keep_all_the_shipped_ones(lists: tuple[str, ...], beside: bool, tmp_path: Path) -> None:  # noqa: FBT001
    named = {name: "dematerialisation" if name == "aliases" else "ajoute" for name in lists}
    head = "version: 1\nvocabulary:\n" + "".join(f"  {name}:\n    {word}: {ADDED[name]}\n" for name, word in named.items())
    texts = [head, f"version: 1\nschemes:\n{SECOND}"] if beside else [f"{head}schemes:\n{SECOND}"]
    paths = [_file(tmp_path, text, f"{number}.yaml") for number, text in enumerate(texts)]
    before = load_catalogue().vocabulary
    for now in (load_catalogue(paths, shipped=shipped).vocabulary for shipped in (False, True)):
        for name in ADDED:
            known, words = getattr(before, name), getattr(now, name)
            assert words.keys() == known.keys() | ({named[name]} if name in named else set()), name
            assert [word for word, meaning in known.items() if words[word] != meaning and name != "aliases"] == [], name
            assert name != "aliases" or all(set(known[word]) <= set(words[word]) for word in known)


def test_words_of_its_own_mean_what_a_catalogue_says_where_the_shipped_schemes_are_left_out(tmp_path: Path) -> None:
    text = FILE.replace("  aliases:", "  aliases:\n    population: [résidents]", 1)
    catalogue = load_catalogue([_file(tmp_path, text)], shipped=False)
    assert catalogue.left_out == 0, catalogue.diagnostics
    own = load_catalogue([_file(tmp_path, "version: 1\nschemes:\n" + SECOND)], shipped=False).vocabulary
    assert catalogue.vocabulary.kinds["collectivites"] != own.kinds["collectivites"]
    assert catalogue.vocabulary.facts.keys() >= own.facts.keys()


def test_a_law_of_its_own_stands_in_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    law = load_catalogue().laws[0]
    text = dump_catalogue([], {"laws": [replace(law, title="Une autre loi")]})
    catalogue = load_catalogue(
        [_file(tmp_path, text, "loi.yaml"), _file(tmp_path, "version: 1\nschemes:\n" + SECOND)], shipped=False
    )
    assert [known.title for known in catalogue.laws if known.id == law.id] == ["Une autre loi"]
