"""From the names of a command line to authorities: taken when the name means exactly one, chosen by the person, or refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aidnum.catalogue.catalogue import Catalogue
from aidnum.cli.options import AskOptions, ProfileOptions
from aidnum.cli.output import say, warn
from aidnum.cli.questions import Hear, can_ask, hear, says_who
from aidnum.errors import UnknownAuthority
from aidnum.french import capital, plural
from aidnum.model.authority import Authority
from aidnum.model.profile import Profile
from aidnum.model.reading import shorten
from aidnum.project.places import authority_named, located, whole_names
from aidnum.render.asking import what_next
from aidnum.render.pages.territory import SHOWN
from aidnum.report.territory import candidates
from aidnum.territory.names import KINDS_TYPED, key_of
from aidnum.territory.search import Match, find, heading


def refuse_unquoted(names: Sequence[str]) -> None:
    """Refuse several names that are the words of one.

    Raises:
        UnknownAuthority: with that name in quotes.
    """
    words = whole_names(names)
    whole = find(" ".join(words))
    if len(words) > 1 and whole.kind in ("exact", "ambiguous"):
        hint = f'Un nom en plusieurs mots se met entre guillemets : "{shorten(whole.query)}"'
        raise UnknownAuthority(f"{len(names)} noms donnés, dont un inconnu", [hint])


def asked(name: str, options: AskOptions, listen: Hear = hear) -> Authority:
    """The authority that a name or a code means, chosen by the person where that isn't exactly one.

    Raises:
        UnknownAuthority: with the candidates, when nobody chooses one.
    """
    return authority_named(name, lambda match: chosen(match, options, listen), warn)


def chosen(match: Match, options: AskOptions, listen: Hear = hear) -> Authority:
    """The authority that the person picks, where somebody is there to choose, until one is found or they give up.

    Raises:
        UnknownAuthority: with the candidates, when they give up, or nobody is there.
    """
    said = _picked(match, listen) if match.authorities and can_ask(options) else None
    if said is None:
        raise UnknownAuthority(heading(match), [*_candidates(match), *what_next(match)])
    return said if isinstance(said, Authority) else asked(said, options, listen)


def _candidates(match: Match) -> list[str]:
    every = candidates(match)
    left = len(every) - SHOWN
    more = [f"  et {plural(left, 'autre', 'autres')}"] if left > 0 else []
    return [*(f"  {index}  {text}" for index, text in enumerate(every[:SHOWN], 1)), *more]


def _picked(match: Match, listen: Hear) -> Authority | str | None:
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
    return located(profile, [named], profile.facts, warn)


def name_asked(options: AskOptions, listen: Hear = hear) -> Authority | str | None:
    """The authority that the person names, or the words that name a kind of authority; None when they leave the question."""
    say("Quelle est votre collectivité ? Un nom, un code ou une sorte (commune, département…) ; Entrée : je ne sais pas")
    while said := (listen() or "").strip():
        if key_of(said) in KINDS_TYPED:
            return said
        try:
            return asked(said, options, listen)
        except UnknownAuthority as error:
            say(f"{capital(error.message)}.")
            say("Un autre nom, un code, ou Entrée pour passer :")
    return None
