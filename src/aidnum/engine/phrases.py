"""A rule in French: what each test asks, and what is known beside it."""

from collections.abc import Sequence
from typing import assert_never

from aidnum.engine.changes import Change
from aidnum.engine.trace import leaf_outcome
from aidnum.french import NBSP, counted, fold, listed, percent
from aidnum.model.assessment import Criterion, Flags, Known, Labels, Numbers, Outcome, Possible
from aidnum.model.marks import flag_text
from aidnum.model.rule import AllOf, AnyOf, Bounds, Is, Leaf, OneOf, Rule, Test
from aidnum.model.vocabulary import Ceiling, Fact, Vocabulary

_CHOICES_SHOWN = 6
_TURNED_BOUNDS = {"at_least": "below", "below": "at_least", "above": "at_most", "at_most": "above"}
_BOUND_WORDS = {"at_least": "au moins", "above": "plus de", "at_most": "au plus", "below": "moins de"}


class Phrases:
    """Says rules and values in French, with the labels and units of a vocabulary and of facts that only the engine has."""

    def __init__(self, vocabulary: Vocabulary, extra: dict[str, Fact]) -> None:
        self.vocabulary = vocabulary
        self.facts = {**vocabulary.facts, **extra}

    def label(self, fact: str) -> str:
        """The noun phrase that names a fact."""
        return self.facts[fact].label or fact.replace("_", " ")

    def question(self, fact: str) -> str:
        """The question that asks for a fact."""
        return self.facts[fact].question

    def tree(self, rule: Rule, depth: int = 0) -> list[tuple[int, str, Leaf | None]]:
        """A rule line by line: its depth, its words, and the leaf when the line is one."""
        match rule:
            case Leaf():
                return [(depth, self.requirement(rule), rule)]
            case AllOf(parts=parts) | AnyOf(parts=parts):
                return [(depth, group_words(rule), None), *self._parts(parts, depth)]
            case _:
                assert_never(rule)

    def _parts(self, parts: Sequence[Rule], depth: int) -> list[tuple[int, str, Leaf | None]]:
        return [line for part in parts for line in self.tree(part, depth + 1)]

    def sentence(self, rule: Rule) -> str:
        """A rule on one line: ``type de projet : données ; ou (population : au plus 3 500 habitants ; et …)``."""
        if isinstance(rule, Leaf):
            return self.requirement(rule)
        parts = (self.sentence(part) if isinstance(part, Leaf) else f"({self.sentence(part)})" for part in rule.parts)
        return f" ; {'et' if isinstance(rule, AllOf) else 'ou'} ".join(parts)

    def requirement(self, leaf: Leaf) -> str:
        """What a leaf asks: ``population du projet : au moins 500 000 habitants (à 10 % près)``."""
        return f"{self._name(leaf)}{NBSP}: {self.wanted(leaf)}"

    def _name(self, leaf: Leaf) -> str:
        """The fact that a leaf tests, in the notion it means: ``population DGF``, ``population du projet (population DGF)``."""
        label = self.label(leaf.fact)
        notion = leaf.test.notion if isinstance(leaf.test, Bounds) else None
        if notion is None:
            return label
        meant = self.vocabulary.notions(leaf.fact)[notion].label
        return meant if meant.startswith(f"{label} ") else f"{label} ({meant})"

    def wanted(self, leaf: Leaf) -> str:
        """The wanted value alone: ``au moins 500 000 habitants``."""
        match leaf.test:
            case Is(value=value):
                return "oui" if value is not leaf.negated else "non"
            case OneOf(values=values):
                options = self._options(leaf.fact, values, "ou")
                return f"autre {_que(options)}{options}" if leaf.negated else options
            case Bounds():
                return self._bounds(leaf.test, self.facts[leaf.fact].unit, negated=leaf.negated)
            case _:
                assert_never(leaf.test)

    def _options(self, fact: str, values: Sequence[str], last: str) -> str:
        terms = self.vocabulary.values(fact)
        named = [terms[value].label if value in terms else value for value in values]
        if len(named) > _CHOICES_SHOWN:
            rest = len(named) - _CHOICES_SHOWN
            named = [*named[:_CHOICES_SHOWN], f"{rest} autre{'s' if rest > 1 else ''}"]
        return listed(named, last)

    def _bounds(self, bounds: Bounds, unit: str | None, *, negated: bool) -> str:
        given = [(key, value) for key in _BOUND_WORDS if (value := getattr(bounds, key)) is not None]
        if negated:
            given = [(_TURNED_BOUNDS[key], value) for key, value in given]
        said = [f"{_BOUND_WORDS[key]} {counted(value, unit)}" for key, value in given]
        about = f", à {percent(bounds.about)} près" if bounds.about is not None else ""
        return listed(said, "ou" if negated else "et") + about

    def value(self, fact: str, known: Known, test: Test | None = None) -> str:
        """What is known of a fact, in a few words; for a test, in the notion that it means."""
        if not known.given:
            return self._not_given(fact, known)
        possible = known.possible if test is None else known.under(test)
        if known.notions and possible is known.possible:
            return self._figures(fact, known)
        match possible:
            case Flags(values=values):
                return "oui" if values == {True} else "non" if values == {False} else "sans réponse"
            case Numbers(low=low, high=high):
                unit = self.facts[fact].unit
                if high is None:
                    return f"au moins {counted(low, unit)}" if low else "non connu"
                return counted(low, unit) if low == high else f"{counted(low, unit)} à {counted(high, unit)}"
            case Labels(words=words, together=together):
                family = self._family(fact, words or frozenset())
                return family or self._options(fact, sorted(words or ()), "et" if together else "ou") or "sans objet"
            case _:
                assert_never(possible)

    def _family(self, fact: str, words: frozenset[str]) -> str | None:
        """The label of the family that means exactly these words; None for fewer than two, or when none does."""
        terms = self.vocabulary.values(fact) if len(words) > 1 else {}
        found = (name for name in terms if terms[name].members and self.vocabulary.members(fact, name) == words)
        return next((terms[name].label for name in found), None)

    def _figures(self, fact: str, known: Known) -> str:
        """A figure under each notion that is known exactly: ``497 522 (municipale) ou 512 167 habitants (totale)``."""
        declared = self.vocabulary.notions(fact)
        exact = known.exact
        if len(set(exact.values())) == 1:
            return counted(next(iter(exact.values())), self.facts[fact].unit)
        named = {name: declared[name].label.partition(" ")[2] or declared[name].label for name in exact}
        return listed([f"{counted(n, self.facts[fact].unit)} ({named[name]})" for name, n in exact.items()], "ou")

    def _not_given(self, fact: str, known: Known) -> str:
        if known.supposed:
            return f"{flag_text(self.facts[fact].supposed is True)}, supposé"
        assumed = self.facts[fact].assumed
        if assumed and not known.commitment:
            return f"{self._options(fact, assumed, 'ou')}, par défaut"
        excluded = self._excluded(fact, known.possible)
        return f"autre {_que(excluded)}{excluded}" if excluded else "sans réponse"

    def _excluded(self, fact: str, possible: Possible) -> str:
        """The values that a fact of several words can't take, though it isn't given."""
        if self.facts[fact].kind != "tags" or not isinstance(possible, Labels) or possible.words is None:
            return ""
        open_words = possible.words
        values = [
            value for value in self.vocabulary.values(fact) if self.vocabulary.members(fact, value).isdisjoint(open_words)
        ]
        return self._options(fact, values, "ou")

    def known(self, criterion: Criterion) -> str:
        """What is known of what a criterion asks: ``population : 3 200 habitants``."""
        leaf, _, known = criterion
        return f"{self._name(leaf)}{NBSP}: {self.value(leaf.fact, known, leaf.test)}"

    def reason(self, criterion: Criterion) -> str:
        """The profile's value beside the rule's wish: ``population : 3 200 habitants (demandé : au plus 3 500 habitants)``."""
        leaf, outcome, known = criterion
        ceiling = self._ceiling(leaf, known)
        if ceiling and leaf_outcome(leaf, lower := _from_below(leaf, known)) is outcome:
            known, ceiling = lower, None  # a ceiling that decides nothing is not worth a word
        value, wanted = self.value(leaf.fact, known, leaf.test), self.wanted(leaf)
        text = f"{self._name(leaf)}{NBSP}: {value}"
        if value != wanted:
            text += f" (demandé{NBSP}: {wanted})"
        if outcome is Outcome.UNKNOWN and known.given and isinstance(leaf.test, Bounds) and leaf.test.about is not None:
            text += ", tout près du seuil : à faire confirmer"
        if ceiling:
            text += f" ; {ceiling.note}"
        return text

    def _ceiling(self, leaf: Leaf, known: Known) -> Ceiling | None:
        """What bounds a figure that isn't known in the notion that a leaf means."""
        notion = leaf.test.notion if isinstance(leaf.test, Bounds) else None
        possible = known.under(leaf.test)
        if notion is None or not isinstance(possible, Numbers) or possible.high in (None, possible.low):
            return None
        return self.vocabulary.notions(leaf.fact)[notion].never_above

    def condition(self, leaf: Leaf) -> str:
        """A commitment as the reader must take it: ``à condition que …``."""
        fact = self.facts[leaf.fact]
        template = fact.condition
        if isinstance(leaf.test, Is) and leaf.test.value is leaf.negated:
            template = fact.condition_no
        if template is None:
            return f"à condition de répondre à ceci{NBSP}: {self.requirement(leaf)}"
        clause = template.replace("{valeur}", self.wanted(leaf))
        return f"à condition {_que(clause)}{clause}"

    def clause(self, fact: str, *, value: bool) -> str:
        """A flag's value as a clause: ``le projet couvre au moins un département entier``."""
        declared = self.facts[fact]
        return (declared.condition if value else declared.condition_no) or f"« {self.label(fact)} » est {flag_text(value)}"

    def advice(self, changes: Sequence[Change]) -> str:
        """A set of changes as one proposal: ``avec 12 000 habitants de plus, en regroupant le projet``."""
        return listed([self._change(change) for change in changes])

    def _change(self, change: Change) -> str:
        fact = self.facts[change.fact]
        if isinstance(change.value, bool):
            value, gap = ("oui" if change.value else "non"), ""
        else:
            value, gap = counted(change.value, fact.unit), counted(abs(change.gap), fact.unit)
        if fact.advice is None or change.value is False:
            return f"avec « {self.label(change.fact)} »{NBSP}: {value}"
        return fact.advice.replace("{ecart}", gap).replace("{valeur}", value)


def _from_below(leaf: Leaf, known: Known) -> Known:
    """What is known of the figure that a leaf tests without its upper end."""
    possible = known.under(leaf.test)
    return known._replace(possible=Numbers(possible.low, None), notions=None) if isinstance(possible, Numbers) else known


def refusal(reasons: Sequence[str]) -> str:
    """Why a rule is not met: one reason, or several of which one would do."""
    unique = list(dict.fromkeys(reasons))
    return unique[0] if len(unique) == 1 else f"aucune de ces conditions n'est remplie{NBSP}: {' ; ou '.join(unique)}"


def group_words(rule: Rule) -> str:
    """What a group asks of its parts."""
    return "toutes ces conditions :" if isinstance(rule, AllOf) else "au moins une de ces conditions :"


def _que(clause: str) -> str:
    return "qu'" if fold(clause[:1])[:1] in "aeiouy" else "que "
