"""The rules of a vocabulary's facts: left aside while its words are read, then built against them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from aidnum.catalogue.diagnostics import Faults
from aidnum.catalogue.nodes import Fields, Node, Scalar
from aidnum.catalogue.rules import RuleBuilder
from aidnum.model.rule import AllOf, Rule, leaves
from aidnum.model.vocabulary import Fact, Vocabulary

_KEYS = ("commitment", "unless")
_UNREAD = AllOf(parts=())


def without_rules(node: Node) -> Any:
    """The words of a file, its facts' rules left unread."""
    facts = node.get("facts") if isinstance(node, Fields) else None
    if not isinstance(node, Fields) or not isinstance(facts, Fields):
        return node
    return {**node, "facts": {name: _without(fact) for name, fact in facts.items()}}


def _without(fact: Node) -> Any:
    return {**fact, **dict.fromkeys(_rules_of(fact), _UNREAD)} if isinstance(fact, Fields) else fact


def _rules_of(fact: Node) -> dict[str, Node]:
    """The rules of a fact; a plain word there is a flag, or the name of one."""
    given = fact if isinstance(fact, Fields) else {}
    return {key: given[key] for key in _KEYS if key in given and not isinstance(given[key], Scalar)}


def with_rules(root: Fields, words: Vocabulary, before: Vocabulary, faults: Faults) -> Vocabulary:
    """The words a file adds, the rules of its facts read against them and those known before.

    A fact with a rule that can't be read is left out.
    """
    ruled = [name for name, fact in words.facts.items() if fact.rules]
    if not ruled:
        return words
    builder = RuleBuilder(before.joined(words), faults)
    built = {name: _built(words.facts[name], _node(root, ("vocabulary", "facts", name)), builder) for name in ruled}
    facts = {name: built.get(name, fact) for name, fact in words.facts.items()}
    return replace(words, facts={name: fact for name, fact in facts.items() if fact is not None})


def _node(node: Node, path: Iterable[str]) -> Node:
    for key in path:
        node = node[key] if isinstance(node, Fields) else node
    return node


def _built(fact: Fact, node: Node, builder: RuleBuilder) -> Fact | None:
    rules = {key: _rule(rule, builder) for key, rule in _rules_of(node).items()}
    return None if None in rules.values() else replace(fact, **rules)


def _rule(node: Node, builder: RuleBuilder) -> Rule | None:
    rule = builder.rule(node)
    if rule is not None and any(leaf.source for leaf in leaves(rule)):
        builder.faults.error("R001", node.mark, "la règle d'un fait n'a pas de « source » : un vocabulaire n'en déclare pas")
        return None
    return rule
