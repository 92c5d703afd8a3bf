"""A profile: the facts and costs of one applicant's project, read against a vocabulary."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Literal, NamedTuple, get_args

from aidnum.errors import BadProfile, UnknownCode, UnknownFact, UnknownValue
from aidnum.french import fold, is_hidden_in, listed
from aidnum.model.assessment import Flags, Labels, Numbers, Possible
from aidnum.model.authority import Authority
from aidnum.model.marks import flag_text
from aidnum.model.reading import LARGEST_NUMBER, Unreadable, read_count, read_flag, read_measure, read_money, shorten
from aidnum.model.telling import told
from aidnum.model.vocabulary import Fact, Vocabulary, read_code

FactValue = int | Decimal | bool | str | tuple[str, ...]
Basis = Literal["ht", "ttc"]
MAX_COSTS = 100
_FEW = 30
_FINEST = Decimal("0.01")

_TYPED_DECIMAL = "un Decimal ou un entier (int) de zéro ou plus"
_TYPED = {
    "number": "un entier (int) de zéro ou plus",
    "flag": "un booléen (bool)",
    "choice": "un mot du vocabulaire (str)",
    "tags": "un tuple de mots du vocabulaire (tuple[str, ...])",
}


class Found(NamedTuple):
    """What open data say of a fact: the value to show, all it may be, what it is under each notion, and where that was read."""

    value: FactValue
    possible: Possible
    origin: str
    notions: Mapping[str, Numbers] = {}


class Natures(NamedTuple):
    """What of the costs of one category is investment, and what is running cost, in euros; the rest is not known."""

    investment: Decimal
    running: Decimal


class Counted(NamedTuple):
    """The costs of a profile counted in a basis, with tax or without."""

    costs: Mapping[str, Decimal]
    costs_basis: Basis
    natures: Mapping[str, Natures]


@dataclass(frozen=True)
class Profile:
    """What is known of the applicant and the project.

    `facts` holds only what was given: numbers as int (as Decimal, for a fact that is decimal), flags as bool, choices as str,
    tags as a tuple of str. `costs` is None while no cost is known; once given, a category that is absent costs nothing. Costs
    are in euros, before tax (``ht``) or tax included (``ttc``). `natures` holds, by category, what of these costs is known to
    be investment and what to be running cost; `other` is the same counted the other way, where all of it is known so. `found`
    is what open data say of the `authorities` named, the leader first; what was given wins over it.
    """

    facts: Mapping[str, FactValue] = field(default_factory=dict)
    costs: Mapping[str, Decimal] | None = None
    costs_basis: Basis = "ht"
    natures: Mapping[str, Natures] = field(default_factory=dict)
    other: Counted | None = None
    found: Mapping[str, Found] = field(default_factory=dict)
    authorities: tuple[Authority, ...] = ()

    def counted(self, basis: Basis | Literal["unknown"]) -> "Profile | None":
        """The profile with its costs before tax, or with it; None when they aren't known so."""
        if basis in ("unknown", self.costs_basis):
            return self
        return None if self.other is None else replace(self, **self.other._asdict(), other=None)


def read_profile(
    vocabulary: Vocabulary,
    facts: Mapping[str, Any],
    costs: Mapping[str, Any] | None = None,
    costs_basis: Basis = "ht",
    natures: Mapping[str, Natures] | None = None,
) -> Profile:
    """A profile from values as people write them: aliases, accents, spaces in numbers, one word for a list of one.

    Raises:
        BadProfile: for a fact, value or cost category the vocabulary doesn't know, or a value that can't be read.
    """
    known = read_facts(vocabulary, facts)
    _refuse_contradiction(vocabulary, known)
    sums = None if costs is None else read_costs(vocabulary, costs)
    return Profile(facts=known, costs=sums, costs_basis=costs_basis, natures=natures or {})


def read_facts(vocabulary: Vocabulary, facts: Mapping[str, Any]) -> dict[str, FactValue]:
    """What facts come to from values as people write them: each word stands under the fact whose value it names.

    Raises:
        BadProfile: for a fact or value that the vocabulary doesn't know, or a fact that is given under two names.
    """
    named = canonical(vocabulary, facts)
    return joined(read_answer(vocabulary, name, raw) for name, raw in named.items())


def canonical(vocabulary: Vocabulary, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts by their own names rather than by an alias, their values as they are.

    Raises:
        BadProfile: for a fact the vocabulary doesn't know, or one that is given under two names.
    """
    known: dict[str, Any] = {}
    for word, raw in facts.items():
        name = find_fact(vocabulary, str(word))
        if name in known:
            raise BadProfile(f"le fait « {name} » est donné deux fois")
        known[name] = raw
    return known


def find_fact(vocabulary: Vocabulary, word: str) -> str:
    """The fact a word means.

    Raises:
        BadProfile: with the nearest facts.
    """
    name = vocabulary.find_fact(word)
    if name is None:
        raise _unknown_fact(vocabulary, word)
    return name


def _unknown_fact(vocabulary: Vocabulary, word: str) -> UnknownFact:
    return UnknownFact(f"fait inconnu « {shorten(word)} »", nearest_words(vocabulary.near(word, vocabulary.facts)))


def read_answer(vocabulary: Vocabulary, name: str, raw: Any) -> dict[str, FactValue]:
    """What the answer to one fact says, by fact: words that name a value of another fact are said of that one.

    Raises:
        BadProfile: naming the fact, what was found, and the nearest right values.
    """
    other, meant = vocabulary.redirect(name), vocabulary.meanings.get(name)
    if other is not None:
        return joined(_named(vocabulary, (name, other), word) for word in _words(name, raw))
    value = read_value(vocabulary, name, raw)
    return {meant.fact: (meant.value,)} if meant is not None and value is True else {name: value}


def _named(vocabulary: Vocabulary, facts: tuple[str, str], word: str) -> dict[str, FactValue]:
    """What one word names: a value of the fact asked for, of the one that takes its other words, or of both."""
    found = {} if is_hidden_in(word) else {fact: vocabulary.find(fact, word) for fact in facts}
    known: dict[str, FactValue] = {fact: (value,) for fact, value in found.items() if value is not None}
    if not known:
        raise _unknown_value(vocabulary, facts[0], word)
    return known


def joined(answers: Iterable[Mapping[str, FactValue]]) -> dict[str, FactValue]:
    """Several answers together: the words that they say of one fact add up."""
    known: dict[str, FactValue] = {}
    for answer in answers:
        for name, value in answer.items():
            before = known.get(name)
            both = isinstance(before, tuple) and isinstance(value, tuple)
            known[name] = tuple(dict.fromkeys((*before, *value))) if both else value  # type: ignore[misc]
    return known


def over(vocabulary: Vocabulary, said: Mapping[str, FactValue], filed: Mapping[str, FactValue]) -> dict[str, FactValue]:
    """Facts said over those of a file, which loses what is said otherwise, under another name too."""
    kept = {name: value for name, value in filed.items() if fact_meant(vocabulary, name) not in said}
    for name in said.keys() & vocabulary.meanings.keys():
        meant = vocabulary.meanings[name]
        before = kept.pop(meant.fact, ())
        words = tuple(word for word in before if word != meant.value) if isinstance(before, tuple) else ()
        kept.update({meant.fact: words} if words else {})
    return {**kept, **said}


def fact_meant(vocabulary: Vocabulary, name: str) -> str:
    """The fact that an answer decides: for a flag that stands for a value of another, that one."""
    meant = vocabulary.meanings.get(name)
    return name if meant is None else meant.fact


def read_value(vocabulary: Vocabulary, name: str, raw: Any) -> FactValue:
    """The value of a fact, from text or an already typed value.

    Raises:
        BadProfile: naming the fact, what was found, and the nearest right values.
    """
    fact = vocabulary.facts[name]
    try:
        if fact.kind == "number":
            return _number(fact, raw)
        if fact.kind == "flag":
            return _flag(raw)
    except Unreadable as error:
        raise BadProfile(f"{name} : {error}") from error
    words = _words(name, raw)
    if fact.kind == "choice" and len(words) > 1:
        raise BadProfile(f"{name} : une seule valeur est possible, trouvé {len(words)}")
    found = tuple(dict.fromkeys(_word(vocabulary, name, word) for word in words))
    return found if fact.kind == "tags" else found[0]


def _words(name: str, raw: Any) -> Sequence[str]:
    words = [raw] if isinstance(raw, str) else raw
    if not isinstance(words, list | tuple) or not words or not all(isinstance(word, str) for word in words):
        raise BadProfile(f"{name} : un mot est attendu, trouvé « {shorten(_text(raw))} »")
    return words


def _number(fact: Fact, raw: Any) -> int | Decimal:
    if isinstance(raw, bool) or not isinstance(raw, int | str | Decimal):
        raise Unreadable(f"« {shorten(_text(raw))} » n'est pas un nombre{'' if fact.decimal else ' entier'}")
    value = (read_measure if fact.decimal else read_count)(_text(raw), fact.unit)
    if fact.maximum is not None and value > fact.maximum:
        raise Unreadable(f"« {value} » dépasse le maximum de {fact.maximum}")
    return value


def _text(raw: Any) -> str:
    """A value as text; Python writes no number of more than some thousands of digits."""
    try:
        return str(raw)
    except ValueError:
        return "nombre démesuré"


def _flag(raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    if not isinstance(raw, str):
        raise Unreadable(f"« {shorten(_text(raw))} » n'est ni oui ni non")
    return read_flag(raw)


def _word(vocabulary: Vocabulary, name: str, word: str) -> str:
    value = None if is_hidden_in(word) else vocabulary.find(name, word)
    if value is None:
        raise _unknown_value(vocabulary, name, word)
    return value


def _unknown_value(vocabulary: Vocabulary, name: str, word: str) -> BadProfile:
    values = vocabulary.accepted(name)
    said = f"valeur inconnue « {shorten(word)} »"
    if not values:
        return UnknownCode(f"{name} : {said}", "Un code Insee ou SIREN est attendu.")
    near = vocabulary.near(word, values)
    named = [value if fold(values[value].label) == fold(value) else f"{value} ({values[value].label})" for value in near]
    every = [(value, term.label) for value, term in values.items()] if not near and len(values) <= _FEW else []
    return UnknownValue(name, said, nearest_words(named), every)


def _refuse_contradiction(vocabulary: Vocabulary, known: Mapping[str, FactValue]) -> None:
    """Refuse a no beside the value it denies, and a derived fact unlike its origin where the flag that would allow it is no."""
    for name, meant in vocabulary.meanings.items():
        words = known.get(meant.fact)
        if known.get(name) is False and isinstance(words, tuple) and meant.value in words:
            raise BadProfile(f"« {name} » est non, et {meant.fact} contient « {meant.value} »", "Retirer l'un des deux.")
    for name, value in known.items():
        fact = vocabulary.facts[name]
        if fact.equals is None or not isinstance(fact.unless, str):
            continue
        origin = known.get(fact.equals)
        if isinstance(origin, int) and isinstance(value, int) and fact.changeable == "up" and value < origin:
            raise BadProfile(f"{name} ({value}) est inférieur à {fact.equals} ({origin})", "Corriger l'un des deux.")
        if known.get(fact.unless) is False and fact.equals in known and known[fact.equals] != value:
            raise BadProfile(
                f"{name} ({value}) diffère de {fact.equals} ({known[fact.equals]}) alors que « {fact.unless} » est non",
                f"Retirer l'un des deux, ou répondre oui à « {fact.unless} ».",
            )
    _refuse_other_place(vocabulary, known)


def _refuse_other_place(vocabulary: Vocabulary, known: Mapping[str, FactValue]) -> None:
    """Refuse a value that another tells otherwise: a département in another région."""
    for name, (values, giver) in told(vocabulary, known).items():
        given = known.get(name)
        words = vocabulary.members(name, given) if isinstance(given, str) else {flag_text(given is True)}
        if given is not None and values.isdisjoint(words):
            tells = f"{vocabulary.label(giver)} {known[giver]} va avec « {name} »"
            raise BadProfile(f"{tells} : {listed(sorted(values), 'ou')}", "Corriger l'un des deux.")


def read_costs(vocabulary: Vocabulary, costs: Mapping[str, Any]) -> dict[str, Decimal]:
    """Sums in euros by cost category, those of one category added up.

    Raises:
        BadProfile: for a category that the vocabulary doesn't know, a sum that can't be read, or too many of them.
    """
    known: dict[str, Decimal] = {}
    if len(costs) > MAX_COSTS:
        raise BadProfile(f"{len(costs)} coûts donnés, {MAX_COSTS} au plus")
    for word, raw in costs.items():
        category = read_category(vocabulary, str(word))
        try:
            amount = read_money(_text(raw))
        except Unreadable as error:
            raise BadProfile(f"coût « {category} » : {error}") from error
        known[category] = known.get(category, Decimal(0)) + amount
    return known


def read_category(vocabulary: Vocabulary, word: str) -> str:
    """The cost category a word means.

    Raises:
        BadProfile: with the nearest categories and the list of all.
    """
    category = vocabulary.find_category(word)
    if category is None:
        raise _unknown_category(vocabulary, word)
    return category


def _unknown_category(vocabulary: Vocabulary, word: str) -> BadProfile:
    near = nearest_words(vocabulary.near(word, vocabulary.cost_categories))
    every = f"Catégories connues : {', '.join(vocabulary.cost_categories)}."
    return BadProfile(f"catégorie de coût inconnue « {shorten(word)} »", f"{near} {every}" if near else every)


def nearest_words(near: Sequence[str]) -> str | None:
    """The words nearest to one that isn't known, in a sentence; None when there are none."""
    if not near:
        return None
    return f"{'Les plus proches' if len(near) > 1 else 'Le plus proche'} : {', '.join(near)}."


def verified(profile: Profile, vocabulary: Vocabulary) -> Profile:
    """A profile, even made by hand, as `read_profile` would have made it: a cheap look, no text is read again.

    Raises:
        BadProfile: for a fact or a cost category that the vocabulary doesn't know, or a value of another type or word.
    """
    for name, value in profile.facts.items():
        if name not in vocabulary.facts:
            raise _unknown_fact(vocabulary, str(name))
        _verify_value(vocabulary, name, value)
    facts = joined(_at_home(vocabulary, name, value) for name, value in profile.facts.items())
    _refuse_contradiction(vocabulary, facts)
    for category, amount in (profile.costs or {}).items():
        if category not in vocabulary.cost_categories:
            raise _unknown_category(vocabulary, str(category))
        if not isinstance(amount, Decimal) or not amount.is_finite() or amount < 0:
            raise _mistyped(f"coût « {category} »", amount, "un Decimal en euros, de zéro ou plus")
        if amount > MAX_COSTS * LARGEST_NUMBER:
            raise BadProfile(f"coût « {category} » : « {shorten(_text(amount))} » est trop grand")
    if profile.costs_basis not in get_args(Basis):
        raise _mistyped("costs_basis", profile.costs_basis, "« ht » ou « ttc »")
    found = {name: _found(vocabulary, name, *each) for name, each in told(vocabulary, facts).items() if name not in facts}
    if facts == profile.facts and not found:
        return profile
    return replace(profile, facts=facts, found={**profile.found, **found})


def _found(vocabulary: Vocabulary, name: str, values: frozenset[str], giver: str) -> Found:
    """What the value given of one fact tells of another, as if data had said it."""
    origin = f"selon « {vocabulary.label(giver)} »"
    if vocabulary.facts[name].kind == "flag":
        flags = frozenset(value == flag_text(True) for value in values)
        return Found(min(flags), Flags(flags), origin)
    words = vocabulary.opened(name, sorted(values))
    return Found(next(iter(words)) if len(words) == 1 else tuple(sorted(words)), Labels(words, together=False), origin)


def _at_home(vocabulary: Vocabulary, name: str, value: FactValue) -> dict[str, FactValue]:
    """What an answer made of ids says, by fact, as `read_answer` tells it of words."""
    other, meant = vocabulary.redirect(name), vocabulary.meanings.get(name)
    if meant is not None and value is True:
        return {meant.fact: (meant.value,)}
    if other is None or not isinstance(value, tuple):
        return {name: value}
    words = {fact: tuple(word for word in value if word in vocabulary.values(fact)) for fact in (name, other)}
    return {fact: some for fact, some in words.items() if some}


def _verify_value(vocabulary: Vocabulary, name: str, value: object) -> None:
    fact = vocabulary.facts[name]
    if not _is_typed(fact, value):
        raise _mistyped(name, value, _TYPED_DECIMAL if fact.decimal else _TYPED[fact.kind])
    if isinstance(value, int | Decimal):
        most = LARGEST_NUMBER if fact.maximum is None else fact.maximum
        if value > most:
            raise BadProfile(f"{name} : « {shorten(_text(value))} » dépasse le maximum de {most}")
        if value % _FINEST:
            raise _mistyped(name, value, f"{_TYPED_DECIMAL}, de deux décimales au plus,")
        return
    values = None if fact.values == "codes" else vocabulary.accepted(name)
    for word in value if isinstance(value, tuple) else (str(value),):
        if (word not in values) if values is not None else (read_code(word) != word):
            raise _unknown_value(vocabulary, name, word)


def _is_typed(fact: Fact, value: object) -> bool:
    if fact.decimal and isinstance(value, Decimal):
        return value.is_finite() and value >= 0
    if fact.kind == "number":
        return type(value) is int and value >= 0
    if fact.kind == "tags":
        return isinstance(value, tuple) and bool(value) and all(type(word) is str for word in value)
    return type(value) is (bool if fact.kind == "flag" else str)


def _mistyped(what: str, found: object, expected: str) -> BadProfile:
    shown = shorten(_text(found) if isinstance(found, int) else f"{found!r}")
    return BadProfile(
        f"{what} : {expected} est attendu, trouvé {shown} ({type(found).__name__})",
        "read_profile lit les valeurs telles que les gens les écrivent.",
    )
