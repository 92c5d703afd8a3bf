"""Rules turned round, and their leaves."""

from __future__ import annotations

from aidnum.model.rule import AllOf, AnyOf, Is, Leaf, leaves, negated

A, B, C = (Leaf(fact=name, test=Is(value=True), source="page", note="À noter") for name in "abc")
NOT_A, NOT_B, NOT_C = (Leaf(fact=name, test=Is(value=True), negated=True, source="page", note="À noter") for name in "abc")


def test_a_leaf_turned_round_keeps_its_source_and_its_note() -> None:
    assert negated(A) == NOT_A
    assert negated(NOT_A) == A


def test_all_turned_round_is_any_of_the_parts_turned_round_and_the_reverse() -> None:
    rule = AllOf(parts=(A, AnyOf(parts=(NOT_B, C))))
    turned = AnyOf(parts=(NOT_A, AllOf(parts=(B, NOT_C))))
    assert negated(rule) == turned
    assert negated(turned) == rule


def test_the_leaves_come_in_reading_order() -> None:
    assert leaves(A) == [A]
    assert leaves(AllOf(parts=(A, AnyOf(parts=(B, A)), C))) == [A, B, A, C]
