"""What two catalogues say otherwise beside their schemes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from aidnum.catalogue.catalogue import Catalogue
from aidnum.catalogue.rulings import RULINGS
from aidnum.model.vocabulary import Fact, Vocabulary
from aidnum.report.amendments import PARTS, Amendment, amendments, changed_keys

LISTS = tuple(part for part in Vocabulary.__struct_fields__ if part != "aliases")


def _said(found: tuple[Amendment, ...]) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [(one.part, one.id, one.what, one.fields) for one in found]


def test_a_catalogue_says_the_same_as_itself(shipped: Catalogue) -> None:
    assert amendments(shipped, shipped) == ()


@pytest.mark.parametrize("part", RULINGS)
def test_a_rule_of_any_kind_that_came_or_went_is_told_by_its_title(shipped: Catalogue, part: str) -> None:
    first, *rest = shipped.rulings(part)
    other = shipped.with_rulings({part: tuple(rest)})
    assert _said(amendments(shipped, other)) == [(part, first.id, "added", ())]
    (gone,) = amendments(other, shipped)
    assert (gone.what, gone.title, gone.before, gone.after) == ("removed", first.title, first, None)


@pytest.mark.parametrize("part", LISTS)
def test_a_word_of_any_list_that_came_or_went_is_told_without_its_other_names(shipped: Catalogue, part: str) -> None:
    words = getattr(shipped.vocabulary, part)
    name = next(name for name in words if name in shipped.vocabulary.aliases or part in ("payers", "organisations"))
    label = shipped.vocabulary.label(name) if part == "facts" else words[name].label
    without = {word: own for word, own in words.items() if word != name}
    other = shipped._replace(vocabulary=replace(shipped.vocabulary, **{part: without}))
    assert (part, name, "added", ()) in _said(amendments(shipped, other))
    (gone,) = (one for one in amendments(other, shipped) if (one.part, one.id) == (part, name))
    assert (gone.what, gone.title) == ("removed", label)


def test_a_rule_told_otherwise_names_its_changed_keys_as_a_file_does(shipped: Catalogue) -> None:
    first, *rest = shipped.laws
    other = shipped._replace(laws=(replace(first, text="Autrement.", with_=("detr",)), *rest))
    assert _said(amendments(shipped, other)) == [("laws", first.id, "changed", ("text", "with"))]


def test_a_rule_whose_sources_were_only_read_again_says_so(shipped: Catalogue) -> None:
    first, *rest = shipped.laws
    source, *others = first.sources
    reread = replace(source, checked=source.checked + timedelta(days=1))
    other = shipped._replace(laws=(replace(first, sources=(reread, *others)), *rest))
    (one,) = amendments(shipped, other)
    assert (one.fields, one.is_reread) == (("checked",), True)


def test_other_names_of_a_word_are_told_whatever_their_order(shipped: Catalogue) -> None:
    aliases = shipped.vocabulary.aliases
    first, *rest = aliases["dematerialisation"]
    turned = {**aliases, "dematerialisation": (*rest, first)}
    lacking = {name: own for name, own in aliases.items() if name != "dematerialisation"}
    turned_round, without = (shipped._replace(vocabulary=replace(shipped.vocabulary, aliases=own)) for own in (turned, lacking))
    assert amendments(shipped, turned_round) == ()
    (one,) = amendments(shipped, without)
    assert (one.part, one.id, one.what, one.fields) == ("aliases", "dematerialisation", "changed", ("aliases",))
    assert one.title == shipped.vocabulary.types["dematerialisation"].label


def test_parts_follow_each_other_as_the_keys_of_a_file_do(shipped: Catalogue) -> None:
    empty = Catalogue(shipped.schemes, Vocabulary(facts={"zut": Fact(kind="flag", question="?")}), ())
    found = list(dict.fromkeys(one.part for one in amendments(shipped, empty)))
    assert found == [part for part in PARTS if part != "aliases"]


def test_a_word_told_otherwise_names_its_changed_keys() -> None:
    fact = Fact(kind="flag", question="Ici ?")
    assert changed_keys(fact, replace(fact, question="Là ?", label="là")) == ("question", "label")
    assert changed_keys(fact, fact) == ()
