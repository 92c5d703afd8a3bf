"""Located nodes to a rule: which facts exist and what they may be is told by the vocabulary."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from msgspec.structs import replace

from aidnum.catalogue.diagnostics import Faults, Mark
from aidnum.catalogue.key_places import RULES, number_split, place_told
from aidnum.catalogue.keys import AREAS, BOUNDS, GROUPS, LEAF_KEYS
from aidnum.catalogue.meant import key_meant, value_meant
from aidnum.catalogue.models import MAX_ITEMS
from aidnum.catalogue.nodes import Fields, Items, Node, Scalar
from aidnum.french import listed, nearest
from aidnum.model.marks import read_text
from aidnum.model.reading import Unreadable, read_decimal, read_flag, read_integer, read_rate, shorten
from aidnum.model.rule import AllOf, AnyOf, Bounds, Is, Leaf, OneOf, Rule, Test, negated
from aidnum.model.scheme import Area
from aidnum.model.vocabulary import Fact, Meaning, Vocabulary


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
                self._unknown_key(key, node, known)
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
                elsewhere = None if key in self.vocabulary.facts or key in (*GROUPS, *LEAF_KEYS) else place_told(key, RULES)
                hint = elsewhere or f" ; y mettre « {shorten(key)} » à part, dans sa liste"
                self.faults.error("V003", node.key_mark(key), f"« {group} » doit être seule dans son groupe{hint}")
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
        tests = self._tests(name, node[name])
        if None in tests.values():
            return None
        source, note = self._text(node, "source"), self._text(node, "note")
        leaves = tuple(Leaf(fact=fact, test=test, source=source, note=note) for fact, test in tests.items() if test is not None)
        return self._leaf_meant(name, leaves, node)

    def _leaf_meant(self, name: str, leaves: tuple[Leaf, ...], node: Fields) -> Rule:
        """What a leaf states once each of its words stands under the fact it names; a test of another fact is told."""
        meant = self.vocabulary.meanings.get(name)
        if meant is not None:
            leaves = tuple(_of_value(leaf, meant, self.vocabulary) for leaf in leaves)
        rule = leaves[0] if len(leaves) == 1 else AnyOf(parts=leaves)
        if any(leaf.fact != name for leaf in leaves):
            message = f"« {name} » teste ici un autre fait : ce critère se lit « {_written(rule)} » ; l'écrire ainsi"
            self.faults.warning("L005", node.key_mark(name), message)
        for leaf in leaves:
            self._warn_boundless(leaf, node.key_mark(name))
        return rule

    def _warn_boundless(self, leaf: Leaf, mark: Mark) -> None:
        """Tell of a test that every value passes."""
        if self.vocabulary.facts[leaf.fact].kind == "tags" and isinstance(leaf.test, OneOf):
            values = tuple(self.vocabulary.values(leaf.fact))
            if leaf.test.members >= self.vocabulary.opened(leaf.fact, values):
                message = f"ce critère nomme toutes les valeurs de « {leaf.fact} » : il ne distingue aucun projet, le retirer"
                self.faults.warning("L006", mark, message)

    def _tests(self, name: str, node: Node) -> dict[str, Test | None]:
        """The test of a leaf by fact: the words that name a value of another fact are tested there, first."""
        other = self.vocabulary.redirect(name)
        words = None if other is None else self._listed(name, node)
        if other is None:
            return {name: self._test(name, node)}
        if words is None:
            return {name: None}
        theirs = [word for word in words if isinstance(word, Scalar) and self.vocabulary.find(other, word)]
        own = [word for word in words if word not in theirs or self.vocabulary.find(name, word)]
        return {fact: self._words(fact, some) for fact, some in ((other, theirs), (name, own)) if some}

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

    def _unknown_key(self, key: str, node: Fields, known: Sequence[str], beside: str | None = None) -> None:
        meant = key_meant(key, known)
        hint = beside or self.faults.hint(
            lambda: [meant] if meant else nearest(key, known, 1), f" ; attendu : {', '.join(known)}"
        )
        self.faults.error("M003", node.key_mark(key), f"clé inconnue « {shorten(key)} »{hint}")

    def _unknown_fact(self, name: str, node: Fields) -> None:
        """Tell of what is no fact: the group or the key of the scheme that it is, or the nearest fact."""
        group = key_meant(name, GROUPS)
        told = None if group else place_told(name, RULES)
        hint = told or self.faults.hint(lambda: [group] if group else self._near_fact(name), " — la liste : aidnum facts")
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
            words = error.words
            hint = self.faults.hint(lambda: value_meant(name, node, words))
            self.faults.error("V003", node.mark, f"« {name} » attend oui ou non : {error}{hint}")
            return None

    def _one_of(self, name: str, node: Node) -> OneOf | None:
        words = self._listed(name, node)
        return None if words is None else self._words(name, words)

    def _listed(self, name: str, node: Node) -> Sequence[Node] | None:
        words = [node] if isinstance(node, Scalar) else node
        if isinstance(words, list) and 0 < len(words) <= MAX_ITEMS:
            return words
        self.faults.error("V003", node.mark, f"« {name} » attend une liste d'une valeur au moins, {MAX_ITEMS} au plus")
        return None

    def _words(self, name: str, words: Sequence[Node]) -> OneOf | None:
        values = [self._value(name, word) for word in words]
        known = tuple(value for value in values if value is not None)
        if len(known) < len(values):
            return None
        return OneOf(values=known, members=self.vocabulary.opened(name, known))

    def _value(self, name: str, word: Node) -> str | None:
        if not isinstance(word, Scalar):
            self.faults.error("V003", word.mark, f"« {name} » attend des mots")
            return None
        value = self.vocabulary.find(name, word)
        if value is None:
            near = partial(self.vocabulary.near, word, self.vocabulary.accepted(name))
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
        if _is_empty(bounds, step_of(self.vocabulary.facts[name])):
            self.faults.error("V004", node.mark, f"intervalle vide : aucun nombre ne satisfait ce test de « {name} »")
            return None
        return bounds

    def _bound(self, name: str, node: Fields, key: str) -> int | Decimal | str | None:
        """What one key of a test of a number says; None when it can't be read."""
        if key not in BOUNDS:
            beside = f" ; elle va à côté de « {name} », pas dans ses bornes" if key in LEAF_KEYS else number_split(key)
            self._unknown_key(key, node, BOUNDS, beside)
            return None
        value = node[key]
        if not isinstance(value, Scalar):
            self.faults.error("V003", value.mark, f"« {key} » attend un {'mot' if key == 'notion' else 'nombre'}")
            return None
        if key == "notion":
            return self._notion(name, value)
        try:
            if key == "about":
                return read_rate(value)
            return read_decimal(value) if self.vocabulary.facts[name].decimal else read_integer(value)
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


def _of_value(leaf: Leaf, meant: Meaning, vocabulary: Vocabulary) -> Leaf:
    """The test of a flag as the test of the value it stands for."""
    test = OneOf(values=(meant.value,), members=vocabulary.members(meant.fact, meant.value))
    return replace(leaf, fact=meant.fact, test=test, negated=leaf.test == Is(value=False))


def _written(rule: Rule) -> str:
    """A test of words as a catalogue writes it: ``any: [{domaine: [culture]}, {type: [donnees]}]``."""
    if isinstance(rule, Leaf):
        words = f"{rule.fact}: [{', '.join(rule.test.values if isinstance(rule.test, OneOf) else ())}]"
        return f"not: {{{words}}}" if rule.negated else words
    return f"any: [{', '.join(f'{{{_written(part)}}}' for part in rule.parts)}]"


def step_of(fact: Fact) -> Decimal:
    """The least gap between two values of a number."""
    return Decimal("0.01") if fact.decimal else Decimal(1)


def _is_empty(bounds: Bounds, step: Decimal) -> bool:
    """Whether no number passes."""
    lows = [bounds.at_least, None if bounds.above is None else bounds.above + step]
    highs = [bounds.at_most, None if bounds.below is None else bounds.below - step]
    low = max((value for value in lows if value is not None), default=0)
    high = min((value for value in highs if value is not None), default=None)
    return high is not None and high < low
