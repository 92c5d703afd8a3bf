"""The values that an option or an argument may take, found by the name its help gives them: ``FICHE``, ``TYPE``, ``NOM``."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from aidnum.french import fold

if TYPE_CHECKING:
    from aidnum.catalogue.catalogue import Catalogue
    from aidnum.model.authority import Authority
    from aidnum.model.vocabulary import Term, Vocabulary
    from aidnum.render.formats import Command

MOST = 100
_READ = 300  # enough to have so many left once those of other kinds, or known by another name, are gone
_FILES = ("FICHIER", "CHEMIN", "DOSSIER")


class Candidate(NamedTuple):
    """A word that may be typed, and what it is."""

    value: str
    told: str = ""


class Typed(NamedTuple):
    """What stands before the word being typed: the command, and the values of the options, by their last name."""

    command: str
    given: Mapping[str, Sequence[str]]


def candidates(typed: Typed, metavar: str, current: str) -> list[Candidate] | None:
    """The values for a metavar that begin with the current word; None for files, which the shell finds.

    In ``NAME=VALUE`` the name comes first; its value follows where the name says what it may be.
    """
    wanted, pair, right = metavar.strip("[]…").partition("=")
    if wanted in _FILES:
        return None
    name, equal, value = current.partition("=")
    if pair and equal:
        known = _values(typed, name) if right == "VALEUR" else ()
        return [Candidate(f"{name}={each}", told) for each, told in _begun(known, value)]
    found = _authorities(current) if wanted == "NOM" else _begun(_KNOWN.get(wanted, _unknown)(typed), current)
    return [Candidate(f"{each}=", told) for each, told in found] if pair else found


def _begun(known: Iterable[Candidate], current: str) -> list[Candidate]:
    begun = fold(current)
    return [candidate for candidate in known if fold(candidate.value).startswith(begun)]


def _unknown(_typed: Typed) -> list[Candidate]:
    return []


def _catalogue(typed: Typed) -> Catalogue:
    from aidnum.catalogue.load import load_catalogue

    own = [path for path in typed.given.get("--catalogue", ()) if os.path.isfile(path) or os.path.isdir(path)]  # noqa: PTH112, PTH113
    return load_catalogue(own, shipped="--no-shipped" not in typed.given)


def _schemes(typed: Typed) -> list[Candidate]:
    return [Candidate(scheme.id, scheme.title) for scheme in _catalogue(typed).schemes]


def _facts(typed: Typed) -> list[Candidate]:
    return [Candidate(name, fact.question) for name, fact in _catalogue(typed).vocabulary.facts.items()]


def _values(typed: Typed, fact: str) -> list[Candidate]:
    vocabulary = _catalogue(typed).vocabulary
    known = vocabulary.facts.get(fact)
    if known is not None and known.kind == "flag":
        return [Candidate("oui"), Candidate("non")]
    return [] if known is None else _terms(vocabulary.values(fact))


def _words(find: Callable[[Vocabulary], Mapping[str, Term]]) -> Callable[[Typed], list[Candidate]]:
    return lambda typed: _terms(find(_catalogue(typed).vocabulary))


def _terms(terms: Mapping[str, Term]) -> list[Candidate]:
    return [Candidate(word, term.label) for word, term in terms.items()]


def _authorities(current: str) -> list[Candidate]:
    """Those whose name begins so, its article left out or not; after ``dep:`` and the like, those of a kind.

    A last line says that there are more.
    """
    from aidnum.territory.beginnings import beginning_with
    from aidnum.territory.names import ARTICLES, key_of, parsed

    prefix, colon, name = current.rpartition(":")
    kinds = parsed(current).kinds if colon else ()
    if not name or (colon and not kinds):
        return []
    near = [known for known in beginning_with(name, _READ) if not kinds or not set(kinds).isdisjoint(known.kinds)]
    starts = tuple(f"{article}{key_of(name)}" for article in ("", *ARTICLES))
    begun = [known for known in near if key_of(known.name).startswith(starts)]
    found = [Candidate(f"{prefix}{colon}{_told_apart(known)}", _where(known)) for known in begun[:MOST]]
    return [*found, Candidate(f"{current}…", "et d'autres")] if len(begun) > MOST else found


def _told_apart(authority: Authority) -> str:
    """A name that means this authority: with its département where others bear the same, or the same without its article."""
    from aidnum.territory.names import ARTICLES, key_of
    from aidnum.territory.tables import line

    key = key_of(authority.name)
    keys = (key, *(key.removeprefix(article) for article in ARTICLES if key.startswith(article)))
    bearers = [bearer for each in keys for bearer in (line("names", each) or "\t").partition("\t")[2].split()]
    return " ".join([authority.name, *authority.departements[:1]]) if len(bearers) > 1 else authority.name


def _where(authority: Authority) -> str:
    return " ".join([authority.kind, *authority.departements[:1]])


def _formats(typed: Typed) -> list[Candidate]:
    if typed.command == "validate":
        from aidnum.render.diagnostics import FORMATS

        return [Candidate(name) for name in FORMATS]
    if typed.command == "projet":
        from aidnum.cli.projet import FORMATS as WRITTEN

        return [Candidate(name) for name in dict.fromkeys(WRITTEN.values())]

    from aidnum.render.formats import served

    return [Candidate(known.name, known.extension) for known in served(cast("Command", typed.command))]


def _cases(_typed: Typed) -> list[Candidate]:
    from aidnum.cli.dossier import CASES

    return [Candidate(word) for word in CASES]


def _states(_typed: Typed) -> list[Candidate]:
    from aidnum.cli.list import STATES

    return [Candidate(name) for name in STATES]


def _codes(_typed: Typed) -> list[Candidate]:
    from aidnum.catalogue.codes import CODES

    return [Candidate(code, known.title) for code, known in CODES.items()]


def _shells(_typed: Typed) -> list[Candidate]:
    from aidnum.cli.completion import SHELLS

    return [Candidate(shell) for shell in SHELLS]


_KNOWN: dict[str, Callable[[Typed], list[Candidate]]] = {
    "FICHE": _schemes,
    "TYPE": _words(lambda vocabulary: vocabulary.types),
    "DOMAINE": _words(lambda vocabulary: vocabulary.values("domaine")),
    "PORTEUR": _words(lambda vocabulary: vocabulary.kinds),
    "CATEGORIE": _words(lambda vocabulary: vocabulary.cost_categories),
    "FAIT": _facts,
    "FORMAT": _formats,
    "ETAT": _states,
    "CAS": _cases,
    "CODE": _codes,
    "SHELL": _shells,
    "SORTE": lambda _: [Candidate("projet")],
}
