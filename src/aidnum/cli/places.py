"""From the names of a command line to authorities: taken when the name means exactly one, chosen by the person, or refused."""

from __future__ import annotations

from collections.abc import Sequence

from aidnum.cli.options import AskOptions
from aidnum.cli.output import say
from aidnum.cli.questions import Hear, can_ask, hear
from aidnum.errors import UnknownAuthority
from aidnum.french import capital
from aidnum.model.authority import Authority
from aidnum.model.reading import shorten
from aidnum.report.territory import brief, heading, what_next
from aidnum.territory.search import Match, find


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
    """The authority that a name or a code means.

    Raises:
        UnknownAuthority: with the candidates, when it doesn't mean exactly one and nobody is there to choose.
    """
    match = find(name)
    if match.kind == "exact":
        return match.authorities[0]
    if match.authorities and can_ask(options):
        chosen = _chosen(match, listen)
        if chosen is not None:
            return chosen
    raise UnknownAuthority(heading(match), [*_candidates(match), *what_next(match)])


def _candidates(match: Match) -> list[str]:
    return [f"  {index}  {brief(authority)}" for index, authority in enumerate(match.authorities, 1)]


def _chosen(match: Match, listen: Hear) -> Authority | None:
    """The candidate that the person picks by its number; None when they pick none."""
    say(f"{capital(heading(match))} :")
    for line in _candidates(match):
        say(line)
    say("Numéro de la bonne, ou Entrée si aucune ne convient :")
    while said := (listen() or "").strip():
        if said.isascii() and said.isdigit() and 0 < int(said) <= len(match.authorities):
            return match.authorities[int(said) - 1]
        say(f"Un numéro de 1 à {len(match.authorities)} est attendu.")
    return None


def name_asked(options: AskOptions, listen: Hear = hear) -> Authority | None:
    """The authority that the person names; None when they leave the question."""
    say("Quelle est votre collectivité ? Un nom ou un code (Entrée : je ne sais pas)")
    while said := (listen() or "").strip():
        try:
            return authority_named(said, options, listen)
        except UnknownAuthority as error:
            for line in (f"{capital(error.message)}.", *error.lines):
                say(line)
    return None
