"""A rule: closed data, read by several readers.

In memory a rule has no *not*: :func:`negated` pushes it to the leaves when the rule is built, because the outcomes of a
commitment or of an "about" are those of a leaf and can't be turned round above it.
"""

from decimal import Decimal
from typing import Annotated, Any, TypeAlias, assert_never

from msgspec.structs import replace

from aidnum.model.marks import Reads, Value


class OneOf(Value, frozen=True, kw_only=True, tag="one-of"):
    """The fact is one of these words; `members` holds the plain values they mean once families are opened."""

    values: tuple[str, ...]
    members: frozenset[str]


class Bounds(Value, frozen=True, kw_only=True, tag="bounds"):
    """The number lies within all the bounds given; `about` (a fraction) softens a *no* into *unknown* on the failing side.

    `notion` names the way of counting that is meant, for a fact that has several.
    """

    at_least: int | Decimal | None = None
    above: int | Decimal | None = None
    at_most: int | Decimal | None = None
    below: int | Decimal | None = None
    about: Decimal | None = None
    notion: str | None = None


class Is(Value, frozen=True, kw_only=True, tag="is"):
    """The flag has this value."""

    value: bool


Test: TypeAlias = OneOf | Bounds | Is


class Leaf(Value, frozen=True, kw_only=True, tag="leaf"):
    """A test of one fact, with the id of the source that states it and a note for people."""

    fact: str
    test: Test
    negated: bool = False
    source: str | None = None
    note: str | None = None


class AllOf(Value, frozen=True, kw_only=True, tag="all"):
    """Every part must hold."""

    parts: tuple["Rule", ...]


class AnyOf(Value, frozen=True, kw_only=True, tag="any"):
    """One part at least must hold."""

    parts: tuple["Rule", ...]


Rule: TypeAlias = AllOf | AnyOf | Leaf


def _is_rule(value: Any) -> Any:
    if isinstance(value, AllOf | AnyOf | Leaf):
        return value
    raise ValueError("règle attendue")


RuleField = Annotated[Rule, Reads(_is_rule, {"x-ref": "rule"})]
TermsRuleField = Annotated[Rule, Reads(_is_rule, {"x-ref": "terms-rule"})]


def negated(rule: Rule) -> Rule:
    """The rule that holds when this one doesn't (De Morgan)."""
    match rule:
        case Leaf():
            return replace(rule, negated=not rule.negated)
        case AllOf(parts=parts):
            return AnyOf(parts=tuple(negated(part) for part in parts))
        case AnyOf(parts=parts):
            return AllOf(parts=tuple(negated(part) for part in parts))
        case _:
            assert_never(rule)


def leaves(rule: Rule) -> list[Leaf]:
    """The leaves of a rule, in reading order."""
    if isinstance(rule, Leaf):
        return [rule]
    return [leaf for part in rule.parts for leaf in leaves(part)]
