"""Located nodes to a rule: which facts exist and what they may be is told by the vocabulary."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

from aidnum.catalogue.diagnostics import Faults
from aidnum.catalogue.models import MAX_ITEMS
from aidnum.catalogue.nodes import Fields, Items, Node, Scalar
from aidnum.french import listed, nearest
from aidnum.model.marks import read_text
from aidnum.model.reading import Unreadable, read_flag, read_integer, read_rate, shorten
from aidnum.model.rule import AllOf, AnyOf, Bounds, Is, Leaf, OneOf, Rule, Test, negated
from aidnum.model.scheme import Area
from aidnum.model.vocabulary import Vocabulary

GROUPS = ("all", "any", "not")
LEAF_KEYS = ("source", "note")
_BOUNDS = ("at_least", "above", "at_most", "below", "about", "notion")
AREAS = {"departements": "departement", "regions": "region", "epci": "epci", "communes": "commune"}
_OTHER_WORDS = {"min": "at_least", "max": "at_most", "gte": "at_least", "lte": "at_most", "gt": "above", "lt": "below"}


class RuleBuilder:
    """Builds the rules of one file; what can't be built is reported and gives None."""

    def __init__(self, vocabulary: Vocabulary, faults: Faults) -> None:
        self.vocabulary = vocabulary
        self.faults = faults

    def rule(self, node: Node) -> Rule | None:
        """The rule a node states."""
        if not isinstance(node, Fields):
            self.faults.error("V003", node.mark, "une règle est attendue : all, any, not, ou un fait et son test")
            return None
        group = next((key for key in GROUPS if key in node), None)
        return self._leaf(node) if group is None else self._group(node, group)

    def area(self, node: Node) -> Area | None:
        """The territory of a local scheme."""
        known = (*AREAS, "source")
        if not isinstance(node, Fields) or not any(key in AREAS for key in node):
            self.faults.error("V003", node.mark, f"« territoire » attend {', '.join(AREAS)}")
            return None
        for key in node:
            if key not in known:
                hint = self.faults.hint(lambda key=key: nearest(key, known, 1), f" ; attendu : {', '.join(known)}")  # type: ignore[misc]
                self.faults.error("M003", node.key_mark(key), f"clé inconnue « {shorten(key)} »{hint}")
        source = self._text(node, "source")
        tests = {key: self._area_test(node, key) for key in node if key in AREAS}
        leaves = tuple(Leaf(fact=AREAS[key], test=test, source=source) for key, test in tests.items() if test)
        if len(leaves) < len(tests):
            return None
        rule = leaves[0] if len(leaves) == 1 else AnyOf(parts=leaves)
        return Area(rule=rule, **{key: test.values for key, test in tests.items() if test})

    def _area_test(self, node: Fields, key: str) -> OneOf | None:
        fact = AREAS[key]
        if fact in self.vocabulary.facts:
            return self._one_of(fact, node[key])
        self.faults.error("V001", node.key_mark(key), f"« {key} » demande le fait « {fact} », que le vocabulaire n'a pas")
        return None

    def _group(self, node: Fields, group: str) -> Rule | None:
        for key in node:
            if key != group:
                message = f"« {group} » doit être seule dans son groupe ; y mettre « {shorten(key)} » à part, dans sa liste"
                self.faults.error("V003", node.key_mark(key), message)
        inner = node[group]
        if group == "not":
            rule = self.rule(inner)
            return None if rule is None else negated(rule)
        if not isinstance(inner, Items) or not inner:
            self.faults.error("V003", inner.mark, f"« {group} » attend une liste d'au moins une règle")
            return None
        if len(inner) > MAX_ITEMS:
            self.faults.error("V003", inner.mark, f"liste trop longue : {len(inner)} règles, {MAX_ITEMS} au plus")
            return None
        parts = [self.rule(part) for part in inner]
        built = tuple(part for part in parts if part is not None)
        if len(built) < len(parts):
            return None
        return AllOf(parts=built) if group == "all" else AnyOf(parts=built)

    def _leaf(self, node: Fields) -> Rule | None:
        names = [key for key in node if key not in LEAF_KEYS]
        if len(names) != 1:
            found = listed([f"« {shorten(name)} »" for name in names]) or "aucun"
            mark = node.key_mark(names[1]) if names else node.mark
            self.faults.error("V003", mark, f"un critère teste un seul fait ; trouvé : {found}")
            return None
        name = str(names[0])
        if name not in self.vocabulary.facts:
            self._unknown_fact(name, node)
            return None
        test = self._test(name, node[name])
        if test is None:
            return None
        return Leaf(fact=name, test=test, source=self._text(node, "source"), note=self._text(node, "note"))

    def _text(self, node: Fields, key: str) -> str | None:
        value = node.get(key)
        if value is None:
            return None
        if not isinstance(value, Scalar):
            self.faults.error("V003", value.mark, f"« {key} » attend un texte")
            return None
        try:
            return read_text(value)
        except Unreadable as error:
            self.faults.error("M001", value.mark, str(error))
            return None

    def _unknown_fact(self, name: str, node: Fields) -> None:
        near = partial(self._near_fact, name)
        hint = self.faults.hint(near, " — la liste : aidnum facts")
        self.faults.error("V001", node.key_mark(name), f"fait inconnu « {shorten(name)} »{hint}")

    def _near_fact(self, name: str) -> list[str]:
        return self.vocabulary.near(name, self.vocabulary.facts) or nearest(name, GROUPS, 1)

    def _test(self, name: str, node: Node) -> Test | None:
        kind = self.vocabulary.facts[name].kind
        if kind == "number":
            return self._bounds(name, node)
        if kind == "flag":
            return self._is(name, node)
        return self._one_of(name, node)

    def _is(self, name: str, node: Node) -> Is | None:
        if not isinstance(node, Scalar):
            self.faults.error("V003", node.mark, f"« {name} » attend oui ou non")
            return None
        try:
            return Is(value=read_flag(node))
        except Unreadable as error:
            self.faults.error("V003", node.mark, f"« {name} » attend oui ou non : {error}")
            return None

    def _one_of(self, name: str, node: Node) -> OneOf | None:
        words = [node] if isinstance(node, Scalar) else node
        if not isinstance(words, list) or not 0 < len(words) <= MAX_ITEMS:
            self.faults.error("V003", node.mark, f"« {name} » attend une liste d'une valeur au moins, {MAX_ITEMS} au plus")
            return None
        values = [self._value(name, word) for word in words]
        known = tuple(value for value in values if value is not None)
        if len(known) < len(values):
            return None
        members = frozenset().union(*(self.vocabulary.members(name, value) for value in known))
        return OneOf(values=known, members=members)

    def _value(self, name: str, word: Node) -> str | None:
        if not isinstance(word, Scalar):
            self.faults.error("V003", word.mark, f"« {name} » attend des mots")
            return None
        value = self.vocabulary.find(name, word)
        if value is None:
            near = partial(self.vocabulary.near, word, self.vocabulary.values(name))
            hint = self.faults.hint(near, f" — la liste : aidnum facts {name}")
            self.faults.error("V002", word.mark, f"valeur inconnue « {shorten(word)} » pour « {name} »{hint}")
        return value

    def _bounds(self, name: str, node: Node) -> Bounds | None:
        if not isinstance(node, Fields):
            self.faults.error("V003", node.mark, f"« {name} » attend des bornes, par exemple {{at_least: 3500}}")
            return None
        given: dict[str, Any] = {str(key): self._bound(name, node, key) for key in node}
        if None in given.values():
            return None
        bounds = Bounds(**given)
        if not set(given) - {"about", "notion"}:
            self.faults.error("V003", node.mark, f"« {name} » attend au moins une borne : at_least, above, at_most ou below")
            return None
        if _is_empty(bounds):
            self.faults.error("V004", node.mark, f"intervalle vide : aucun nombre ne satisfait ce test de « {name} »")
            return None
        return bounds

    def _bound(self, name: str, node: Fields, key: str) -> int | Decimal | str | None:
        """What one key of a test of a number says; None when it can't be read."""
        if key not in _BOUNDS:
            known = [_OTHER_WORDS[key]] if key in _OTHER_WORDS else None
            hint = self.faults.hint(lambda: known or nearest(key, _BOUNDS, 1), f" ; attendu : {', '.join(_BOUNDS)}")
            self.faults.error("M003", node.key_mark(key), f"clé inconnue « {shorten(key)} »{hint}")
            return None
        value = node[key]
        if not isinstance(value, Scalar):
            self.faults.error("V003", value.mark, f"« {key} » attend un {'mot' if key == 'notion' else 'nombre'}")
            return None
        if key == "notion":
            return self._notion(name, value)
        try:
            return read_rate(value) if key == "about" else read_integer(value)
        except Unreadable as error:
            self.faults.error("M001", value.mark, str(error))
            return None

    def _notion(self, name: str, word: Scalar) -> str | None:
        known = self.vocabulary.notions(name)
        if word in known:
            return str(word)
        hint = self.faults.hint(lambda: nearest(word, known, 1), f" ; attendu : {', '.join(known)}" if known else "")
        self.faults.error("V002", word.mark, f"notion inconnue « {shorten(word)} » pour « {name} »{hint}")
        return None


def _is_empty(bounds: Bounds) -> bool:
    """Whether no whole number passes."""
    lows = [bounds.at_least, None if bounds.above is None else bounds.above + 1]
    highs = [bounds.at_most, None if bounds.below is None else bounds.below - 1]
    low = max((value for value in lows if value is not None), default=0)
    high = min((value for value in highs if value is not None), default=None)
    return high is not None and high < low
