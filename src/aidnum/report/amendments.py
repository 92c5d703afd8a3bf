"""What two catalogues say otherwise beside their schemes: the rules, and the words of the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from msgspec import to_builtins

from aidnum.catalogue.rulings import RULINGS
from aidnum.model.vocabulary import Term, Vocabulary

if TYPE_CHECKING:
    from aidnum.catalogue.catalogue import Catalogue
    from aidnum.model.marks import Value

REREAD = "checked"
ALIASES = "aliases"
UNTOLD = frozenset({"id", "examples"})
"""The fields of a value that change nothing for whoever reads it."""
PARTS = (*RULINGS, *Vocabulary.__struct_fields__)
"""The parts of a catalogue that hold no scheme, by the key of a file."""
DOSSIER = frozenset({"councils", "visas", "mentions", "pieces", "forms"})
"""The parts that only the documents of a dossier are written from: nobody's verdict, sum or date hangs on them."""
_LISTS = tuple(part for part in Vocabulary.__struct_fields__ if part not in ("facts", ALIASES))

What: TypeAlias = Literal["added", "removed", "changed"]

Told: TypeAlias = Any
"""What a catalogue tells of a rule or a word, or the other names of one."""


class Amendment(NamedTuple):
    """A rule or a word of one `part` that came, went, or changed under some keys; `title` is what to call it.

    `before` is what the other catalogue tells of it, in the first of the `vocabularies`, `after` what this one does.
    """

    part: str
    id: str
    title: str
    what: What
    fields: tuple[str, ...]
    before: Told | None
    after: Told | None
    vocabularies: tuple[Vocabulary, Vocabulary]

    @property
    def is_reread(self) -> bool:
        """Whether its sources were only read again."""
        return self.fields == (REREAD,)


def amendments(catalogue: Catalogue, other: Catalogue) -> tuple[Amendment, ...]:
    """What a catalogue says otherwise than another, part by part; in each what stands in this one first."""
    return tuple(one for part in PARTS for one in _amended(part, catalogue, other))


def changed_keys(former: Value, present: Value) -> tuple[str, ...]:
    """The keys under which two states of a value differ; where they differ by the day of a reading alone, that it was read."""
    found: dict[str, None] = {}
    for name, key in zip(present.__struct_fields__, present.__struct_encode_fields__, strict=True):
        states = getattr(former, name), getattr(present, name)
        if key not in UNTOLD and states[0] != states[1]:
            before, after = map(_but_reading, states)
            found[key if before != after else REREAD] = None
    return tuple(found)


def _amended(part: str, catalogue: Catalogue, other: Catalogue) -> Iterator[Amendment]:
    former, present = _told(part, other), _told(part, catalogue)
    vocabularies = other.vocabulary, catalogue.vocabulary
    for name in dict.fromkeys((*present, *former)):
        before, after = former.get(name), present.get(name)
        what, fields = _difference(before, after)
        if what == "changed" and not fields:
            continue
        if what == "changed" or part != ALIASES:  # else the word itself came or went
            title = _title(part, name, before, vocabularies[0]) if after is None else _title(part, name, after, vocabularies[1])
            yield Amendment(part, name, title, what, fields, before, after, vocabularies)


def _told(part: str, catalogue: Catalogue) -> Mapping[str, Told]:
    """What a catalogue tells in a part, by id."""
    vocabulary = catalogue.vocabulary
    if part == ALIASES:
        return {name: vocabulary.aliases.get(name, ()) for name in _labels(vocabulary)}
    told: Mapping[str, Told] = getattr(vocabulary, part, {})
    return {rule.id: rule for rule in catalogue.rulings(part)} if part in RULINGS else told


def _difference(before: Told | None, after: Told | None) -> tuple[What, tuple[str, ...]]:
    if before is None or after is None:
        return ("added" if before is None else "removed"), ()
    if isinstance(after, tuple):
        return "changed", () if set(before) == set(after) else (ALIASES,)
    return "changed", changed_keys(before, after)


def _title(part: str, name: str, told: Told, vocabulary: Vocabulary) -> str:
    if isinstance(told, Term):
        return told.label
    title: str = told.title if part in RULINGS else _labels(vocabulary)[name]
    return title


def _labels(vocabulary: Vocabulary) -> dict[str, str]:
    """What each word is called: the values of facts, the words of the lists, the facts."""
    terms: list[Mapping[str, Term]] = [fact.values for fact in vocabulary.facts.values() if isinstance(fact.values, dict)]
    terms += [getattr(vocabulary, part) for part in _LISTS]
    own = {name: term.label for group in terms for name, term in group.items()}
    return {**own, **{name: vocabulary.label(name) for name in vocabulary.facts}}


def _but_reading(value: object) -> object:
    """A value of a catalogue as plain data, without the days on which sources were read."""
    return _without_key(to_builtins(value, order="deterministic"), REREAD)


def _without_key(data: object, key: str) -> object:
    if isinstance(data, dict):
        return {name: _without_key(value, key) for name, value in data.items() if name != key}
    return [_without_key(value, key) for value in data] if isinstance(data, list | tuple) else data
