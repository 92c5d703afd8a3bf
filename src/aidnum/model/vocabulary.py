"""The vocabulary: the facts a rule may test, and the words for project types, fields, kinds of applicant and cost categories.

Everything here is declared in ``data/vocabulary.yaml`` and in the ``vocabulary:`` of any catalogue file; no fact is named in
code except those that an option of the command line supplies.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal

from aidnum.french import fold, nearest, stem
from aidnum.model.marks import Flag, Integer, Text, Texts, Value
from aidnum.model.rule import Rule, RuleField

_LISTS = ("facts", "types", "fields", "kinds", "cost_categories", "payers", "organisations")
_MOST_NEAR = 3
_FEW_OFFICES = 2
_LEADING = frozenset(
    ("un", "une", "le", "la", "les", "l", "du", "de", "des", "d", "notre", "nos", "nouveau", "nouvelle", "nouveaux")
)
_CODE = "[0-9]{9}|[0-9][0-9AB][0-9]{3}"


class Term(Value, frozen=True, kw_only=True):
    """A word of the vocabulary. One that has `members` is a family and means all of them; `short` names it where room lacks.

    `of` is a place after « de », its article joined: ``du Finistère``. What it `gives` are the values of other facts that go
    with it: a département gives its région.
    """

    label: Text
    short: Text | None = None
    of: Text | None = None
    members: Texts = ()
    gives: dict[str, Text] = {}


class CostCategory(Term, frozen=True, kw_only=True):
    """What is bought. One is `usually_running` when what it buys seldom counts as investment: hosting, staff, training."""

    usually_running: Flag = False


class Payer(Term, frozen=True, kw_only=True):
    """Who pays an aid. Where no text settles how its money counts, a `caution` says how it is counted here."""

    caution: Text | None = None


class Organisation(Term, frozen=True, kw_only=True):
    """An organisation. One that exists once in every place has that fact under `per`, and its name there is made from it.

    `named` holds ``{label}`` or ``{of}`` of the place; `names` has the places where it bears another name; `yours` means the
    applicant's own while the place isn't known.
    """

    per: Text | None = None
    named: Text | None = None
    names: dict[str, Text] = {}
    yours: Text | None = None

    def at(self, code: str, place: Term) -> str:
        """What it is called in a place."""
        return self.names.get(code) or (self.named or self.label).replace("{of}", place.of or "").replace(
            "{label}", place.label
        )


class Ceiling(Value, frozen=True, kw_only=True):
    """What a number never passes: so many `times` the first of these notions that is known; `note` tells what it rests on."""

    of: Texts
    times: Integer
    note: Text


class Notion(Value, frozen=True, kw_only=True):
    """One of several ways to count the same thing; `never_below` names the notion it can't be less than.

    `told_by` names the fact that gives the figure counted this way alone, and asks for it where another way is known.
    `never_above` bounds it by others: a population that adds so many to each inhabitant at most.
    """

    label: Text
    told_by: Text | None = None
    never_below: Text | None = None
    never_above: Ceiling | None = None


class Meaning(Value, frozen=True, kw_only=True):
    """The value of another fact that a flag stands for."""

    fact: Text
    value: Text


class Fact(Value, frozen=True, kw_only=True):
    """One thing a rule may test about the applicant or the project. `help` says what its `question` means, and where to look.

    `equals` makes it stand for another fact while the flag that `unless` names is not yes. `supposed` is what an absent flag is
    taken for where the rule of `unless` is *no*. `commitment` marks what the applicant chooses, always or where a rule holds;
    `decimal` marks a number that may have one or two decimals; `changeable` says in which direction advice may change it;
    `assumed` is what an absent choice stands for; the values ``codes`` are any INSEE or SIREN code. Words that name a value of
    the fact that `redirects` names go there. A flag that `means` a value of another fact gives it when yes, and excludes it
    when no. One is `asked_of_office` when whoever examines requests has the answer, not the applicant.
    """

    kind: Literal["number", "choice", "tags", "flag"]
    question: Text
    help: Text | None = None
    label: Text | None = None
    short: Text | None = None
    unit: Text | None = None
    values: Literal["kinds", "types", "fields", "codes"] | dict[str, Term] | None = None
    redirects: Text | None = None
    means: Meaning | None = None
    commitment: Flag | RuleField = False
    asked_of_office: Flag = False
    assumed: Texts = ()
    equals: Text | None = None
    unless: Text | RuleField | None = None
    supposed: Flag | None = None
    decimal: Flag = False
    changeable: Literal["up", "down", "any", "no"] | None = None
    condition: Text | None = None
    condition_no: Text | None = None
    advice: Text | None = None
    maximum: Integer | None = None
    notions: dict[str, Notion] = {}

    @property
    def rules(self) -> dict[str, Rule]:
        """The rules that say when it is a commitment, or when nothing is supposed of it, by their key."""
        given = {"commitment": self.commitment, "unless": self.unless}
        return {key: value for key, value in given.items() if isinstance(value, Rule)}


class Vocabulary(Value, frozen=True, kw_only=True, dict=True, gc=True):
    """All the words that profiles and rules may use."""

    facts: dict[str, Fact] = {}
    types: dict[str, Term] = {}
    fields: dict[str, Term] = {}
    kinds: dict[str, Term] = {}
    cost_categories: dict[str, CostCategory] = {}
    payers: dict[str, Payer] = {}
    organisations: dict[str, Organisation] = {}
    aliases: dict[str, Texts] = {}

    def label(self, fact: str, *, short: bool = False) -> str:
        """The noun phrase that names a fact, in a word or two where `short`."""
        known = self.facts[fact]
        return (short and known.short) or known.label or fact.replace("_", " ")

    def values(self, fact: str) -> dict[str, Term]:
        """The words a choice or tags fact may take, families included."""
        declared = self.facts[fact].values
        if isinstance(declared, dict):
            return declared
        shared: dict[str, Term] = {} if declared in (None, "codes") else getattr(self, declared)
        return shared

    def accepted(self, fact: str) -> dict[str, Term]:
        """The words that an answer to a fact may use: its own values, and those of the fact that takes its other words."""
        other = self.redirect(fact)
        return {**self.values(fact), **self.values(other)} if other else self.values(fact)

    def redirect(self, fact: str) -> str | None:
        """The fact that takes the words of an answer which name one of its values."""
        other = self.facts[fact].redirects
        return other if other in self.facts else None

    def organisation(self, name: str, *, short: bool = False) -> str:
        """How people call an organisation, in a word where `short`; its own id when the vocabulary doesn't say."""
        known = self.organisations.get(name)
        if known is None:
            return name
        return (short and known.short) or known.label

    def office(self, name: str, places: frozenset[str] = frozenset(), *, short: bool = False) -> str:
        """Whom to ask: an organisation by its name where the applicant lies, or both where it lies in two places.

        In general words where that isn't known.
        """
        known = self.organisations.get(name)
        if known is None or known.per is None:
            return self.organisation(name, short=short)
        terms = self.values(known.per)
        named = sorted({known.at(code, terms[code]) for code in places if code in terms})
        return " ou ".join(named) if 0 < len(named) <= _FEW_OFFICES else known.yours or known.label

    def notions(self, fact: str) -> dict[str, Notion]:
        """The ways to count a fact: its own, or those of the fact it stands for."""
        own = self.facts[fact]
        return own.notions or (self.facts[own.equals].notions if own.equals in self.facts else {})

    def members(self, fact: str, value: str) -> frozenset[str]:
        """The plain values a word means: itself, or all the members of a family, through nested families."""
        declared = self.facts[fact].values
        if declared == "codes":
            return frozenset({value})
        namespace = declared if isinstance(declared, str) else f"facts/{fact}"
        if namespace not in self._members:
            self._members[namespace] = _expanded(self.values(fact))
        return self._members[namespace][value]

    def opened(self, fact: str, words: Sequence[str]) -> frozenset[str]:
        """The plain values that words mean together."""
        if len(words) == 1:
            return self.members(fact, words[0])
        return frozenset().union(*(self.members(fact, word) for word in words))

    @cached_property
    def counted(self) -> dict[str, str]:
        """The facts that give another as it is counted under one notion, with that other."""
        return {one.told_by: name for name, fact in self.facts.items() for one in fact.notions.values() if one.told_by}

    @cached_property
    def meanings(self) -> dict[str, Meaning]:
        """The flags that stand for a value of another fact, with that value."""
        told = {name: fact.means for name, fact in self.facts.items() if fact.means is not None}
        known = {fact: self.values(fact) for fact in {meant.fact for meant in told.values()} & self.facts.keys()}
        return {name: meant for name, meant in told.items() if meant.value in known.get(meant.fact, ())}

    @cached_property
    def linked(self) -> frozenset[str]:
        """The facts of which a value gives that of another, and those given."""
        own = {name: fact.values for name, fact in self.facts.items() if isinstance(fact.values, dict)}
        given = {name: {other for term in terms.values() for other in term.gives} for name, terms in own.items()}
        return frozenset(name for giver, others in given.items() if others for name in (giver, *others))

    def payer_members(self, payer: str) -> frozenset[str]:
        """The plain kinds of payer that one means: itself, or all the members of a family."""
        if "payers" not in self._members:
            self._members["payers"] = _expanded(self.payers)
        return self._members["payers"].get(payer, frozenset({payer}))

    @cached_property
    def _members(self) -> dict[str, dict[str, frozenset[str]]]:
        return {}

    def find(self, fact: str, word: str) -> str | None:
        """The value of a choice or tags fact that a word means, by id, label or alias, or None."""
        if self.facts[fact].values == "codes":
            return read_code(word)
        values = self.values(fact)
        if word in values:
            return str(word)
        return self._found(f"facts/{fact}", values, word) or self._found(f"facts/{fact}", values, _unled(word))

    def find_category(self, word: str) -> str | None:
        """The cost category that a word means, or None."""
        known = self.cost_categories
        return str(word) if word in known else self._found("cost_categories", known, word)

    def find_payer(self, word: str) -> str | None:
        """The payer that a word means, or None."""
        return str(word) if word in self.payers else self._found("payers", self.payers, word)

    def find_fact(self, word: str) -> str | None:
        """The fact that a word means, by id or alias, or None."""
        return str(word) if word in self.facts else self._keys("facts", self.facts).get(fold(word))

    def near(self, word: str, known: Mapping[str, object]) -> list[str]:
        """The ids of `known` nearest to a word, by id, label and alias: those that share a word with it, then by letters."""
        spellings: dict[str, str] = {}
        for name, spelling in self.spellings(known):
            spellings.setdefault(spelling, name)
        lettered = (spellings[spelling] for spelling in nearest(word, spellings, 6))
        return list(dict.fromkeys((*_sharing(word, spellings), *lettered)))[:_MOST_NEAR]

    def _found(self, cache: str, known: Mapping[str, object], word: str) -> str | None:
        """What a word means, or its singular: ``communes``, ``communautés de communes``."""
        keys, key = self._keys(cache, known), fold(word)
        if key.isdigit():
            return keys.get(key) or keys.get(key.zfill(2))  # a spreadsheet drops the zero of 01
        return keys.get(key) or self._singulars(cache, known).get(_singular(key))

    def _singulars(self, cache: str, known: Mapping[str, object]) -> dict[str, str]:
        keys = self._known_keys.get(f"{cache}, singular")
        if keys is None:
            plain = self._keys(cache, known)
            keys = {**{_singular(key): plain[key] for key in reversed(plain)}, **plain}
            self._known_keys[f"{cache}, singular"] = keys
        return keys

    def _keys(self, cache: str, known: Mapping[str, object]) -> dict[str, str]:
        keys = self._known_keys.get(cache)
        if keys is None:
            keys = {}
            for name, spelling in self.spellings(known):
                keys.setdefault(fold(spelling), name)
            self._known_keys[cache] = keys
        return keys

    @cached_property
    def _known_keys(self) -> dict[str, dict[str, str]]:
        return {}

    def spellings(self, known: Mapping[str, object]) -> Iterator[tuple[str, str]]:
        """Every way to write each word, ids first so that no label or alias hides one."""
        for name in known:
            yield name, name
        for name, term in known.items():
            if isinstance(term, Term):
                yield name, term.label
            for alias in self.aliases.get(name, ()):
                yield name, alias

    def joined(self, other: "Vocabulary") -> "Vocabulary":
        """This vocabulary with the words of another; a word of both keeps the first meaning, aliases add up.

        A fact of both, which means the same, is told in the last one's words.
        """
        aliases = {
            name: (*self.aliases.get(name, ()), *other.aliases.get(name, ())) for name in {**self.aliases, **other.aliases}
        }
        return Vocabulary(
            facts={**other.facts, **self.facts} | other.facts,
            types={**other.types, **self.types},
            fields={**other.fields, **self.fields},
            kinds={**other.kinds, **self.kinds},
            cost_categories={**other.cost_categories, **self.cost_categories},
            payers={**other.payers, **self.payers},
            organisations={**other.organisations, **self.organisations},
            aliases=aliases,
        )

    def behind(self, other: "Vocabulary") -> "Vocabulary":
        """These words without those that another vocabulary gives a meaning of its own."""
        taken = {fold(spelling) for name in _LISTS for _, spelling in other.spellings(getattr(other, name))}
        aliases = {
            name: tuple(alias for alias in aliases if fold(alias) not in taken) for name, aliases in self.aliases.items()
        }
        left = {
            name: {word: own for word, own in getattr(self, name).items() if word not in getattr(other, name)}
            for name in _LISTS
        }
        return Vocabulary(aliases=aliases, **left)


def read_code(word: str) -> str | None:
    """An INSEE or SIREN code as its text, spaces apart: ``243 500 139``, ``2a004``; None for anything else."""
    code = "".join(word.split()).upper()
    return code if re.fullmatch(_CODE, code) else None


def _sharing(word: str, spellings: Mapping[str, str]) -> list[str]:
    """The names that share a word with this one, those of its rarest word first; a word that many share tells nothing."""
    by_part = [
        {name: None for spelling, name in spellings.items() if any(_akin(part, other) for other in fold(spelling).split())}
        for part in fold(word).split()
    ]
    return [name for names in sorted(by_part, key=len) if len(names) <= _MOST_NEAR for name in names]


def _akin(word: str, other: str) -> bool:
    """Whether two words are one, a plural, or the long form of the other: ``biblio``, ``bibliothèques``."""
    short, long = sorted((stem(word), stem(other)), key=len)
    return len(short) > 3 and long.startswith(short)


def _unled(word: str) -> str:
    """Words without those that only lead to them: ``un nouveau site internet``."""
    words = fold(word).split()
    while words and words[0] in _LEADING:
        words.pop(0)
    return " ".join(words)


def _singular(key: str) -> str:
    return " ".join(map(stem, key.split()))


def _expanded(terms: Mapping[str, Term]) -> dict[str, frozenset[str]]:
    known: dict[str, frozenset[str]] = {}

    def expand(name: str, above: tuple[str, ...]) -> frozenset[str]:
        if name not in known and name not in above:
            members = terms[name].members if name in terms else ()
            parts = [expand(member, (*above, name)) for member in members]
            known[name] = frozenset().union(*parts) if parts else frozenset({name})
        return known.get(name, frozenset())

    for name in terms:
        expand(name, ())
    return known
