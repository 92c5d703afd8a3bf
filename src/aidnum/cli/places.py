"""From the names of a command line to authorities: taken when the name means exactly one, chosen by the person, or refused."""

from __future__ import annotations

from collections.abc import Sequence

from aidnum.cli.options import AskOptions
from aidnum.cli.output import say, warn
from aidnum.cli.prompt import Back, Hear, answered, can_ask, hear, paragraph
from aidnum.errors import BadUsage, UnknownAuthority
from aidnum.french import capital, plural
from aidnum.model.authority import Authority
from aidnum.model.reading import shorten
from aidnum.model.vocabulary import Vocabulary
from aidnum.project.places import authority_named
from aidnum.render.asking import OUTSIDE, TELL_APART, what_next
from aidnum.render.pages.territory import SHOWN
from aidnum.report.territory import candidates
from aidnum.territory.names import KINDS_TYPED, key_of
from aidnum.territory.search import Match, find, heading

_CODE = 5
_LISTS = (".csv", ".xlsx", ".ods")
_SAY_KIND = f"{OUTSIDE} Dire sa sorte (syndicat, établissement public…), un autre nom, ou Entrée pour passer :"
_EXPLAINED = (
    "Celle qui porte le projet : une commune, une intercommunalité, un département ou une région, par son nom "
    f"(Saint-Pol-de-Léon), son code Insee (29259) ou son numéro SIREN. {OUTSIDE} Pour l'un d'eux, dire sa sorte : syndicat, "
    "établissement public…"
)


def refuse_project_words(names: Sequence[str], vocabulary: Vocabulary) -> None:
    """Refuse names that say what the project is.

    Raises:
        BadUsage: with the option that says it.
    """
    for place in range(len(names)):
        words = " ".join(names[place:])
        if any(vocabulary.find(fact, words) for fact in ("type", "domaine") if fact in vocabulary.facts):
            hint = f'L\'indiquer par --type "{shorten(words)}".'
            raise BadUsage(f"« {shorten(words)} » dit le projet, non la collectivité", hint)


def refuse_lists(names: Sequence[str]) -> None:
    """Refuse a name that is a file: a list of authorities is read by other words.

    Raises:
        BadUsage: with the commands that read one.
    """
    path = next((name for name in names if name.lower().endswith(_LISTS)), None)
    if path is not None:
        hint = f"Une liste se lit par aidnum batch {shorten(path)}, ou aidnum news --liste {shorten(path)}."
        raise BadUsage(f"« {shorten(path)} » est un fichier, non une collectivité", hint)


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
    is_shown = bool(match.authorities) and can_ask(options)
    try:
        said = _picked(match, listen) if is_shown else None
    except Back:
        said = None
    if said is None:
        raise UnknownAuthority(heading(match), [*(() if is_shown else _candidates(match)), *what_next(match)])
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
    shown = match.authorities[:SHOWN]
    while (said := answered(listen, TELL_APART)) is not None and said.isascii() and said.isdigit() and len(said) < _CODE:
        if 0 < int(said) <= len(shown):
            return shown[int(said) - 1]
        say(f"Un numéro de 1 à {len(shown)} est attendu.")
    return said


def name_asked(words: Vocabulary, options: AskOptions, listen: Hear = hear) -> Authority | str | None:
    """The authority that the person names, or a kind of authority; None when they leave the question.

    Raises:
        Back: to the question before.
        Enough: of questions.
    """
    paragraph("Quelle est votre collectivité ? Son nom, son code, ou sa sorte (commune, département…)")
    while (said := answered(listen, _EXPLAINED)) is not None:
        kind = words.find("collectivite", said)
        if kind and (key_of(said) in KINDS_TYPED or not find(said).is_exact):
            return kind
        try:
            return asked(said, options, listen)
        except UnknownAuthority as error:
            other = _SAY_KIND if find(said).is_outside else "Un autre nom, un code, ou Entrée pour passer :"
            paragraph(f"{capital(error.message)}. {other}")
    return None
