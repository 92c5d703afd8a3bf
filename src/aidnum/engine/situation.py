"""What is possible for each fact of a profile: one exact value, or every value that an absent fact may have."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from aidnum.engine.trace import firm_outcome_of, outcome_of
from aidnum.model.assessment import Flags, Known, Labels, Numbers, Outcome, Possible
from aidnum.model.profile import FactValue, Found, Profile, verified
from aidnum.model.rule import Rule, leaves
from aidnum.model.vocabulary import Fact, Notion, Vocabulary

_BOTH = Flags(frozenset({True, False}))
_ANY_NUMBER = Numbers(0, None)


class Situation(dict[str, Known]):
    """The possible values of every fact, worked out when first asked for.

    A profile meets the vocabulary here, and nowhere else: one that doesn't fit it is refused.

    Raises:
        BadProfile: for a profile with a fact, value or cost that the vocabulary doesn't know.
        KeyError: for a fact asked for that the vocabulary doesn't declare.
    """

    def __init__(self, profile: Profile, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.profile = verified(profile, vocabulary)
        self.vocabulary = vocabulary

    def beside(self, found: Mapping[str, Found]) -> "Situation":
        """The same words said by an applicant of whom data say this; they were verified once, and aren't again."""
        other = Situation.__new__(Situation)
        other.profile = replace(self.profile, found={**found, **self.profile.found})
        other.vocabulary = self.vocabulary
        return other

    def __missing__(self, name: str) -> Known:
        known = self[name] = self._known(name, self.vocabulary.facts[name])
        return known

    def _known(self, name: str, fact: Fact) -> Known:
        told = self._told(fact)
        value = self.profile.facts.get(name)
        if value is not None:
            possible = exactly(self.vocabulary, name, value)
            return Known(possible, True, self._is_commitment(fact), name, _apart(fact, possible, told))
        found = self.profile.found.get(name)
        if found is not None:
            return self._as_found(name, fact, found, told)
        if told:
            return Known(_ANY_NUMBER, True, self._is_commitment(fact), name, _apart(fact, _ANY_NUMBER, told))
        if fact.equals is not None and not self._is_yes(fact.unless):
            return self[fact.equals]
        if fact.supposed is not None and self._holds(fact.unless):
            return Known(Flags(frozenset({fact.supposed})), False, False, name, supposed=True)
        return Known(self._anything(name, fact), False, self._is_commitment(fact), name)

    def _told(self, fact: Fact) -> dict[str, Numbers]:
        """The figures given as they are counted under one notion alone."""
        facts = self.profile.facts
        given = {notion: facts.get(one.told_by) for notion, one in fact.notions.items() if one.told_by}
        return {notion: Numbers(value, value) for notion, value in given.items() if isinstance(value, int | Decimal)}

    def _as_found(self, name: str, fact: Fact, found: Found, told: Mapping[str, Numbers]) -> Known:
        notions = self._notions(name, found)
        if notions is None:
            return Known(found.possible, True, self._is_commitment(fact), name, _apart(fact, found.possible, told))
        asks = {notion: one.told_by for notion, one in fact.notions.items() if one.told_by and notion not in found.notions}
        return Known(found.possible, True, self._is_commitment(fact), name, {**notions, **told}, asks=asks)

    def _is_commitment(self, fact: Fact) -> bool:
        if isinstance(fact.commitment, bool):
            return fact.commitment
        return outcome_of(fact.commitment, self) is Outcome.YES

    def _holds(self, unless: str | Rule | None) -> bool:
        """Whether what is supposed holds: nothing speaks against it."""
        return not isinstance(unless, Rule) or firm_outcome_of(unless, self) is Outcome.NO

    def _is_yes(self, flag: str | Rule | None) -> bool:
        if not isinstance(flag, str):
            return False
        found = self.profile.found.get(flag)
        return self.profile.facts.get(flag, found and found.value) is True

    def _notions(self, name: str, found: Found) -> dict[str, Numbers] | None:
        """The possible values under every notion that a rule may name; one that isn't known may be bounded by another."""
        if not found.notions:
            return None
        declared = self.vocabulary.notions(name)
        return {notion: found.notions.get(notion) or _between(known, found.notions) for notion, known in declared.items()}

    def _anything(self, name: str, fact: Fact) -> Possible:
        if fact.kind == "number":
            return _ANY_NUMBER
        if fact.kind == "flag":
            return _BOTH
        if fact.values == "codes":
            return Labels(None, together=False)
        words = fact.assumed or tuple(self.vocabulary.values(name))
        return Labels(self.vocabulary.opened(name, words) - self._excluded(name), together=False)

    def _excluded(self, name: str) -> frozenset[str]:
        """The values that a flag answered by no excludes from a fact that isn't given."""
        denied = [
            self.vocabulary.members(name, meant.value)
            for flag, meant in self.vocabulary.meanings.items()
            if meant.fact == name and self.profile.facts.get(flag) is False
        ]
        return frozenset().union(*denied)


def behind(vocabulary: Vocabulary, name: str) -> frozenset[str]:
    """The facts from which a situation works out what is known of one: itself, what it equals, what its rules test."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one in vocabulary.facts and one not in found:
            found.add(one)
            fact = vocabulary.facts[one]
            waiting += [other for other in (fact.equals, fact.unless) if isinstance(other, str)]
            waiting += [leaf.fact for rule in fact.rules.values() for leaf in leaves(rule)]
    return frozenset(found)


def _apart(fact: Fact, possible: Possible, told: Mapping[str, Numbers]) -> dict[str, Numbers] | None:
    """One figure under every notion but those told apart; None when none is."""
    if not told or not isinstance(possible, Numbers):
        return None
    return {**dict.fromkeys(fact.notions, possible), **told}


def _between(notion: Notion, known: Mapping[str, Numbers]) -> Numbers:
    """Where a notion lies that isn't known, by those that are."""
    low = known.get(notion.never_below or "")
    most = notion.never_above
    ends = (known[name].high for name in most.of if name in known) if most else iter(())
    high = next((end for end in ends if end is not None), None)
    return Numbers(low.low if low else 0, None if most is None or high is None else high * most.times)


def exactly(vocabulary: Vocabulary, name: str, value: FactValue) -> Possible:
    """The possible values of a fact that was given: a family stays open, tags are complete."""
    if isinstance(value, bool):
        return Flags(frozenset({value}))
    if isinstance(value, int | Decimal):
        return Numbers(value, value)
    if isinstance(value, str):
        return Labels(vocabulary.members(name, value), together=False)
    return Labels(vocabulary.opened(name, value), together=True)
