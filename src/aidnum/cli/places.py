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
from aidnum.territory.names import KINDS_TYPED, key_of
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
