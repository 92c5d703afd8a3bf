"""From names to authorities, and what open data say of them beside the facts given."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from aidnum.errors import AloneTogether, BadUsage, UnknownAuthority
from aidnum.french import listed
from aidnum.model.assessment import Labels
from aidnum.model.authority import Authority
from aidnum.model.profile import FactValue, Found, Profile
from aidnum.model.reading import shorten
from aidnum.territory.codes import by_code, naming
from aidnum.territory.facts import facts_of
from aidnum.territory.search import Match, borne_by, find, heading, is_bare_code, is_bare_name, is_place_of, larger_begun

_MOST_WORDS, _LONGEST = 15, 90  # no name has more words or letters
_PLACES = ("collectivite", "departement", "region", "epci", "commune", "outre_mer")

Choose = Callable[[Match], Authority]
Warn = Callable[[str], None]


def exactly_one(match: Match) -> Authority:
    """Nobody is there to choose.

    Raises:
        UnknownAuthority: with those that the name may mean, and the key that names each.
    """
    lines = [f"  {known.name} : {match.words(known)}" for known in match.authorities]
    raise UnknownAuthority(heading(match), lines, [known.key for known in match.authorities])


def authority_named(name: str, choose: Choose = exactly_one, warn: Warn = warnings.warn) -> Authority:
    """The authority that a name or a code means; what `choose` picks where that isn't exactly one.

    `warn` takes the sentence on a larger commune whose name begins as that of the one taken.
    """
    match = find(name)
    if not match.is_exact:
        return choose(match)
    (taken,) = match.authorities
    larger = larger_begun(match)
    if larger is not None:
        hint = f"la nommer en entier, ou par {naming(larger)}"
        warn(f"« {taken.name} » est prise au mot ; une plus peuplée est {larger.name} : {hint}")
    return taken


def authorities_named(names: Sequence[str], choose: Choose = exactly_one, warn: Warn = warnings.warn) -> tuple[Authority, ...]:
    """The authorities that names or codes mean, each once, in the order given; one may stand in two words (see `whole_names`).

    Raises:
        BadUsage: for an empty name.
        UnknownAuthority: for the words of one name, or a name and the code of another, that make no joint project.
    """
    if not all(name.strip() for name in names):
        raise BadUsage("un nom de collectivité est vide", "Donner un nom, un code Insee ou un numéro SIREN.")
    words = whole_names(names)
    _refuse_words_of_one(words)
    _refuse_code_of_another(words)
    return tuple(dict.fromkeys(authority_named(name, choose, warn) for name in words))


def whole_names(names: Sequence[str]) -> list[str]:
    """The names, each with where it lies if that follows: ``Pontivy`` and ``56`` are one authority.

    A code may come before, as in an address. A town and its own département carry a project together when the second says
    what it is: ``dep:56``, ``CD56``, ``département 56``.
    """
    found: list[str] = []
    for name in names:
        if found and is_place_of(name, found[-1]):
            found[-1] = f"{found[-1]}, {name}"
        elif found and is_bare_code(found[-1]) and is_place_of(found[-1], name):
            found[-1] = f"{name}, {found[-1]}"
        else:
            found.append(name)
    return found


def _refuse_words_of_one(words: Sequence[str]) -> None:
    """Refuse names that together are that of another: ``Grand`` and ``Couronne`` lie far from *Grand-Couronne*.

    Codes alone are never the words of a name, nor is what says by a prefix what it is.
    """
    for size in range(min(len(words), _MOST_WORDS), 1, -1):
        for start in range(len(words) - size + 1):
            run = words[start : start + size]
            whole = " ".join(run)
            if len(whole) > _LONGEST or ":" in whole or all(map(is_bare_code, run)):
                continue
            meant = borne_by(whole)
            alone = _each_alone(run) if meant else []
            if not set(meant) <= set(alone):
                lines = [f'Un nom en plusieurs mots se met entre guillemets : "{shorten(whole)}"', *_together(alone)]
                raise UnknownAuthority(f"{size} noms donnés, qui n'en font qu'un", lines)


def _refuse_code_of_another(words: Sequence[str]) -> None:
    """Refuse a bare code beside a name that it isn't the code of: ``Pontivy 56000`` rarely means Pontivy and Vannes."""
    for pair in pairwise(words):
        code, name = sorted(pair, key=is_bare_code, reverse=True)
        if is_bare_code(code) and is_bare_name(name):
            alone = _each_alone([name, code])
            known = dict.fromkeys([*find(name).authorities, *by_code(code)])
            lines = [*(f"  {each.name} : {unmistakable(each)}" for each in known), *_together(alone)]
            raise UnknownAuthority(
                f"« {shorten(code)} » n'est pas le code de « {shorten(name)} »", lines, [each.key for each in known]
            )


def _each_alone(names: Sequence[str]) -> list[Authority]:
    """What each name means by itself; nothing where one of them doesn't mean exactly one authority."""
    matches = [find(name) for name in names]
    return [match.authorities[0] for match in matches] if all(match.is_exact for match in matches) else []


def _together(authorities: Sequence[Authority]) -> list[str]:
    """What to type for a joint project of these, if there are any."""
    return [f"Pour un projet commun, dire : {' '.join(map(unmistakable, authorities))}"] if authorities else []


def unmistakable(authority: Authority) -> str:
    """What to type for an authority, whatever stands beside it: ``dep:35`` rather than ``35``."""
    return authority.key if ":" in authority.key else naming(authority)


def located(profile: Profile, authorities: Sequence[Authority], own: Collection[str], warn: Warn) -> Profile:
    """The profile with what open data say of the authorities named.

    The facts `own` win over the data; the others, those of a profile file, don't win over a name.

    Raises:
        AloneTogether: for several authorities that carry a project alone.
    """
    found = facts_of(authorities)
    facts = {name: value for name, value in profile.facts.items() if name in own or name not in found}
    if len(authorities) > 1 and facts.get("mutualise") is False:
        raise AloneTogether
    _warn_moved(authorities[0], facts, found, warn)
    return replace(profile, facts=facts, found=found, authorities=tuple(authorities))


def _warn_moved(authority: Authority, facts: Mapping[str, FactValue], found: Mapping[str, Found], warn: Warn) -> None:
    """Say which facts given aren't those of the authority named: they are taken all the same."""
    for name in _PLACES:
        known = found.get(name)
        if name in facts and known is not None and not agrees(facts[name], known):
            told, given = _told(known.value), _told(facts[name])
            warn(f"{name} de {authority.name} : {told} ; la valeur donnée, {given}, est prise à la place")


def _told(value: FactValue) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    return (listed(value) or "sans objet") if isinstance(value, tuple) else str(value)


def agrees(given: FactValue, known: Found) -> bool:
    """Whether a value given is one of those that open data have: a kind of several, a population as one notion counts it."""
    if isinstance(known.possible, Labels):
        return given in (known.possible.words or ())
    return given == known.value or any(given == counted.low == counted.high for counted in known.notions.values())
