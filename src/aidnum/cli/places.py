"""From the names of a command line to authorities: taken when the name means exactly one, chosen by the person, or refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from aidnum.catalogue.catalogue import Catalogue
from aidnum.cli.options import AskOptions, ProfileOptions
from aidnum.cli.output import say, warn
from aidnum.cli.questions import Hear, can_ask, hear, says_who
from aidnum.errors import BadUsage, UnknownAuthority
from aidnum.french import capital, listed
from aidnum.model.assessment import Labels
from aidnum.model.authority import Authority
from aidnum.model.profile import FactValue, Found, Profile
from aidnum.model.reading import shorten
from aidnum.report.territory import brief, heading, what_next
from aidnum.territory.names import KINDS_TYPED, key_of
from aidnum.territory.project import facts_of, region_of
from aidnum.territory.search import Match, find

_PLACES = ("collectivite", "departement", "region", "epci", "commune", "outre_mer")


def located(profile: Profile, options: ProfileOptions, own: Mapping[str, Any]) -> Profile:
    """The profile with what open data say of the authorities named, or of the département given.

    The facts `own` of the command line win over the data; those of a profile file don't win over a name.

    Raises:
        BadUsage: for names given two ways, an empty name, or facts that contradict one another.
        UnknownAuthority: for a name that doesn't mean exactly one authority.
    """
    names = _names(options)
    departement = profile.facts.get("departement")
    if not names:
        found = region_of(str(departement))
        _refuse_other_region(profile, found)
        return replace(profile, found=found)
    authorities = tuple(authorities_named(names, options))
    found = facts_of(authorities)
    facts = {name: value for name, value in profile.facts.items() if name in own or name not in found}
    if len(authorities) > 1 and facts.get("mutualise") is False:
        raise BadUsage("--seul et plusieurs collectivités se contredisent", "Retirer --seul, ou ne nommer qu'une collectivité.")
    _warn_moved(authorities[0], facts, found)
    if isinstance(facts.get("departement"), str):
        found = {**found, **region_of(str(facts["departement"]))}
    return replace(profile, facts=facts, found=found, authorities=authorities)


def _names(options: ProfileOptions) -> list[str]:
    if options.names and options.territoire:
        raise BadUsage("des collectivités sont nommées de deux façons", "Les nommer toutes par --territoire, ou toutes sans.")
    names = [*(options.names or ()), *(options.territoire or ())]
    if not all(name.strip() for name in names):
        raise BadUsage("un nom de collectivité est vide", "Donner un nom, un code Insee ou un numéro SIREN.")
    return names


def _refuse_other_region(profile: Profile, found: Mapping[str, Found]) -> None:
    for name in ("region", "outre_mer"):
        given = profile.facts.get(name)
        if given is not None and name in found and given != found[name].value:
            raise BadUsage(f"le département donné va avec « {name} » : {_told(found[name].value)}", "Corriger l'un des deux.")


def _warn_moved(authority: Authority, facts: Mapping[str, FactValue], found: Mapping[str, Found]) -> None:
    """Say which facts of the command line aren't those of the authority named: they are taken all the same."""
    for name in _PLACES:
        known = found.get(name)
        if name in facts and known is not None and not _may_be(facts[name], known):
            told = _told(known.value) or "sans objet"
            warn(f"{name} de {authority.name} : {told} ; la valeur donnée, {_told(facts[name])}, est prise à la place")


def _told(value: FactValue) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    return listed(value) if isinstance(value, tuple) else str(value)


def _may_be(given: FactValue, known: Found) -> bool:
    if isinstance(known.possible, Labels):
        return given in (known.possible.words or ())
    return given == known.value


def authorities_named(names: Sequence[str], options: AskOptions) -> list[Authority]:
    """The authorities that names or codes mean, each once, in the order given.

    Raises:
        UnknownAuthority: for a name that doesn't mean exactly one, when nobody is there to choose.
    """
    if len(names) > 1 and any(find(name).kind != "exact" for name in names):
        whole = find(" ".join(names))
        if whole.kind == "exact":
            hint = f'Un nom en plusieurs mots se met entre guillemets : "{shorten(whole.query)}"'
            raise UnknownAuthority(f"{len(names)} noms donnés, dont un inconnu", [hint])
    return list(dict.fromkeys(authority_named(name, options) for name in names))


def authority_named(name: str, options: AskOptions, listen: Hear = hear) -> Authority:
    """The authority that a name or a code means; where somebody is there to choose, until one is found or they give up.

    Raises:
        UnknownAuthority: with the candidates, when it doesn't mean exactly one.
    """
    match = find(name)
    while match.kind != "exact":
        said = _chosen(match, listen) if match.authorities and can_ask(options) else None
        if said is None:
            raise UnknownAuthority(heading(match), [*_candidates(match), *what_next(match)])
        if isinstance(said, Authority):
            return said
        match = find(said)
    return match.authorities[0]


def _candidates(match: Match) -> list[str]:
    return [f"  {index}  {brief(authority)}" for index, authority in enumerate(match.authorities, 1)]


def _chosen(match: Match, listen: Hear) -> Authority | str | None:
    """The candidate that the person picks by its number, or another name; None when they give neither."""
    say(f"{capital(heading(match))} :")
    for line in _candidates(match):
        say(line)
    say("Un numéro, un autre nom, ou Entrée pour passer :")
    said = (listen() or "").strip()
    if said.isascii() and said.isdigit() and 0 < int(said) <= len(match.authorities):
        return match.authorities[int(said) - 1]
    return said or None


def with_name_asked(profile: Profile, options: ProfileOptions, catalogue: Catalogue) -> Profile:
    """The profile with the authority that the person names, asked first where nothing says who carries the project."""
    named = None if says_who(profile) else name_asked(options)
    if named is None:
        return profile
    if isinstance(named, str):
        kind = catalogue.vocabulary.find("collectivite", named)
        return replace(profile, facts={**profile.facts, "collectivite": kind}) if kind else profile
    return replace(profile, found={**profile.found, **facts_of([named])}, authorities=(named,))


def name_asked(options: AskOptions, listen: Hear = hear) -> Authority | str | None:
    """The authority that the person names, or the words that name a kind of authority; None when they leave the question."""
    say("Quelle est votre collectivité ? Un nom, un code ou une sorte (commune, département…) ; Entrée : je ne sais pas")
    while said := (listen() or "").strip():
        if key_of(said) in KINDS_TYPED:
            return said
        try:
            return authority_named(said, options, listen)
        except UnknownAuthority as error:
            say(f"{capital(error.message)}.")
            say("Un autre nom, un code, ou Entrée pour passer :")
    return None
