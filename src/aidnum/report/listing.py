"""What ``list``, ``show`` and ``facts`` answer."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Literal, NamedTuple

from aidnum.catalogue.catalogue import Catalogue
from aidnum.catalogue.finding import scheme_meant
from aidnum.engine.cost import COST, COST_FACT
from aidnum.engine.phrases import Phrases
from aidnum.engine.screen import outcomes_of
from aidnum.engine.situation import Situation
from aidnum.engine.trace import leaf_outcome
from aidnum.engine.window import window_on, windows_on
from aidnum.model.assessment import Outcome, WindowOn
from aidnum.model.funding import Band, Bonus, Funding
from aidnum.model.overview import Overview
from aidnum.model.profile import Profile, find_fact
from aidnum.model.rule import Leaf, Rule
from aidnum.model.scheme import Scheme
from aidnum.model.vocabulary import Fact, Term, Vocabulary
from aidnum.report.offices import offices


class Listed(NamedTuple):
    """One scheme of a list, with its window on the day and whom to ask."""

    scheme: Scheme
    window: WindowOn
    offices: tuple[str, ...]


class ListReport(NamedTuple):
    """The schemes of a catalogue that fit the filters, in catalogue order."""

    day: date
    total: int
    schemes: tuple[Listed, ...]
    vocabulary: Vocabulary
    kind: Literal["list"] = "list"


def list_schemes(catalogue: Catalogue, day: date, facts: Profile, states: Sequence[str] | None = None) -> ListReport:
    """The schemes that name what the facts given say (a project type, a field), in certain window states."""
    overview = catalogue.overview
    situation = Situation(facts, catalogue.vocabulary)
    named = _naming(overview, situation)
    found = [
        Listed(scheme, window, offices(scheme, catalogue.vocabulary, situation))
        for place, sketch in enumerate(overview.sketches)
        for window in (window_on(sketch.calendar, day),)
        if (states is None or window.state in states) and named[place]
        for scheme in (catalogue.schemes[place],)
    ]
    return ListReport(day, len(catalogue.schemes), tuple(found), catalogue.vocabulary)


def _naming(overview: Overview, situation: Situation) -> list[bool]:
    """For every scheme, whether it isn't ruled out, and names one of the words given where some are."""
    vocabulary = situation.vocabulary
    given = {name for name in situation.profile.facts if vocabulary.facts[name].kind == "tags"}
    naming = {place for place, test in enumerate(overview.tests) if _names_words(test, vocabulary)}
    passed = {place for place in naming if _passes(overview.tests[place], given, situation)}
    asks_field = not given.isdisjoint(map(vocabulary.redirect, vocabulary.facts))

    def is_named(rule: tuple[int, ...]) -> bool:
        own = naming.intersection(rule)
        return not own.isdisjoint(passed) if own else not asks_field  # one that names no word is for every type

    outcomes = outcomes_of(overview, situation)
    return [
        outcome is not Outcome.NO and (not given or is_named(sketch.rule))
        for sketch, outcome in zip(overview.sketches, outcomes, strict=True)
    ]


def _names_words(test: Leaf, vocabulary: Vocabulary) -> bool:
    return not test.negated and vocabulary.facts[test.fact].kind == "tags"


def _passes(test: Leaf, given: Collection[str], situation: Situation) -> bool:
    return test.fact in given and leaf_outcome(test, situation[test.fact]) is Outcome.YES


class RuleLine(NamedTuple):
    """One line of a rule in words; `leaf` is None for the heading of a group."""

    depth: int
    text: str
    leaf: Leaf | None


class BonusLines(NamedTuple):
    """A bonus with its rule in words."""

    bonus: Bonus
    rule: tuple[RuleLine, ...]


class BandLines(NamedTuple):
    """A band with its rule in words, and its own bonuses."""

    band: Band
    rule: tuple[RuleLine, ...]
    bonuses: tuple[BonusLines, ...]


class FundingLines(NamedTuple):
    """One kind of help, its bands and bonuses with their rules in words."""

    funding: Funding
    bands: tuple[BandLines, ...]
    bonuses: tuple[BonusLines, ...]


class ShowReport(NamedTuple):
    """One scheme whole: its rules in words, its windows on the day, the schemes it names."""

    day: date
    scheme: Scheme
    vocabulary: Vocabulary
    rule: tuple[RuleLine, ...]
    fundings: tuple[FundingLines, ...]
    window: WindowOn
    windows: tuple[WindowOn, ...]
    titles: dict[str, str]
    kind: Literal["show"] = "show"

    @property
    def offices(self) -> tuple[str, ...]:
        """Whom to ask, in general words."""
        return offices(self.scheme, self.vocabulary)

    def titled(self, scheme_id: str) -> str:
        """The title of a scheme with its id; the id alone when the catalogue doesn't hold it."""
        return f"{self.titles[scheme_id]} ({scheme_id})" if scheme_id in self.titles else scheme_id


def show(catalogue: Catalogue, name: str, day: date) -> ShowReport:
    """One scheme whole, found by its id, by words of its title or by part of its id.

    Raises:
        SeveralSchemes: with all that the name may mean.
        UnknownScheme: with the nearest.
    """
    scheme = scheme_meant(catalogue, name)
    words = Phrases(catalogue.vocabulary, {COST: COST_FACT})
    return ShowReport(
        day=day,
        scheme=scheme,
        vocabulary=catalogue.vocabulary,
        rule=_lines(words, scheme.rule),
        fundings=tuple(_funding(words, funding) for funding in scheme.helps),
        window=window_on(scheme.calendar, day),
        windows=windows_on(scheme.calendar, day),
        titles={name: known.title for name in _named(scheme) for known in (catalogue.scheme(name),) if known},
    )


def _named(scheme: Scheme) -> tuple[str, ...]:
    """The other schemes that a scheme names."""
    bounding = (terms.at_most_aid_of for funding in scheme.fundings for terms in (funding, *funding.bands))
    stacked = (*scheme.stacking.excludes, *scheme.stacking.with_) if scheme.stacking else ()
    return (*stacked, *filter(None, (scheme.successor, *bounding)))


def _lines(words: Phrases, rule: Rule) -> tuple[RuleLine, ...]:
    return tuple(RuleLine(*line) for line in words.tree(rule))


def _funding(words: Phrases, funding: Funding) -> FundingLines:
    bands = (BandLines(band, _lines(words, band.when), _bonuses(words, band.bonuses)) for band in funding.bands)
    return FundingLines(funding, tuple(bands), _bonuses(words, funding.bonuses))


def _bonuses(words: Phrases, bonuses: Sequence[Bonus]) -> tuple[BonusLines, ...]:
    return tuple(BonusLines(bonus, _lines(words, bonus.when)) for bonus in bonuses)


class FactsReport(NamedTuple):
    """The vocabulary, or one of its facts with the values it takes."""

    vocabulary: Vocabulary
    name: str | None
    fact: Fact | None
    values: dict[str, Term]
    kind: Literal["facts"] = "facts"

    def rule_of(self, fact: Fact, key: str) -> str | None:
        """In words, the rule that a fact gives under a key; None where it gives none."""
        rule = fact.rules.get(key)
        return None if rule is None else Phrases(self.vocabulary, {}).sentence(rule)


def facts(catalogue: Catalogue, word: str | None = None) -> FactsReport:
    """The whole vocabulary, or one fact found by its name or alias.

    Raises:
        BadProfile: for a fact the vocabulary doesn't know.
    """
    vocabulary = catalogue.vocabulary
    if word is None:
        return FactsReport(vocabulary, None, None, {})
    name = find_fact(vocabulary, word)
    return FactsReport(vocabulary, name, vocabulary.facts[name], vocabulary.values(name))
