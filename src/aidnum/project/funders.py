"""The resources of a budget as wishes: a funder that names a scheme is an aid expected, another an aid from elsewhere.

One that is said to be decided (« FIPD (notifié) ») is an aid granted. One that is the applicant itself is no aid but its own
share: « Commune : 20 % » in the plan of a commune, « Ploërmel » in that of Ploërmel.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from aidnum.french import fold
from aidnum.model.wishes import MAX_NAME, PUBLIC, Expected, Other, Wishes, read_other_name
from aidnum.project.payers import holds, payer_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from aidnum.catalogue.catalogue import Catalogue
    from aidnum.model.budget import BudgetReading
    from aidnum.model.vocabulary import Vocabulary

_ACRONYM = re.compile(r"\b[A-Z]{3,}\b")
_DECIDED = re.compile(r"(?<!non[ -])(?<!pas )(?<!encore )\b(?:notifie|acquis|accorde|obtenu|attribue|decide)e?s?\b")
_PAYS_AS = {
    "commune": "commune-payeuse",
    "epci": "epci-payeur",
    "departement": "departement-payeur",
    "region": "region-payeuse",
}
_LINKING = frozenset((
    *("de", "du", "des", "d", "la", "le", "les", "l", "a", "et", "part", "parts", "participation", "contribution"),
    *("financement", "apport", "quote", "solde", "reste", "charge", "propre"),
))  # fmt: skip
Origin = Literal["expected", "granted", "other", "own"]


class Carrier(NamedTuple):
    """Who carries the project, as far as it is known: the kinds that it may be of, and the names of those who ask together."""

    kinds: Collection[str] = ()
    names: Sequence[str] = ()


UNKNOWN = Carrier()


class Meaning(NamedTuple):
    """How a funder is read: an aid expected or granted of a scheme, one from elsewhere with its payer, or the own share."""

    origin: Origin
    scheme: str | None = None
    payer: str | None = None


def meanings(reading: BudgetReading, catalogue: Catalogue, carrier: Carrier = UNKNOWN) -> tuple[Meaning, ...]:
    """How each funder of a budget is read; one of several of a scheme that isn't decided makes it expected."""
    schemes = [scheme_of(funder.name, catalogue) for funder in reading.funders]
    told = list(zip(schemes, reading.funders, strict=True))
    waited = {scheme for scheme, funder in told if not _DECIDED.search(fold(funder.name))}
    own = _own(reading, catalogue.vocabulary, carrier)
    found: list[Meaning] = []
    for rank, (scheme, funder) in enumerate(told):
        if scheme is not None:
            found.append(Meaning("expected" if scheme in waited else "granted", scheme))
        elif rank in own:
            found.append(Meaning("own"))
        else:
            found.append(Meaning("other", payer=payer_of(funder.name, catalogue.vocabulary)))
    return tuple(found)


def wishes_of(reading: BudgetReading, catalogue: Catalogue, carrier: Carrier = UNKNOWN) -> Wishes:
    """What the resources of a budget wish of a plan; funders of the same scheme, or of the same name, are added up."""
    sums: dict[Origin, dict[str, Decimal]] = {"expected": {}, "granted": {}}
    others: dict[str, Other] = {}
    for funder, meaning in zip(reading.funders, meanings(reading, catalogue, carrier), strict=True):
        if meaning.scheme is not None:
            known = sums[meaning.origin]
            known[meaning.scheme] = known.get(meaning.scheme, Decimal(0)) + funder.amount
        elif meaning.payer is not None:
            name = read_other_name(funder.name[:MAX_NAME])
            other = others.get(fold(name), Other(name, Decimal(0), meaning.payer))
            others[fold(name)] = other._replace(amount=other.amount + funder.amount)
    return Wishes(
        granted=sums["granted"],
        expected={scheme: Expected(amount) for scheme, amount in sums["expected"].items()},
        others=tuple(others.values()),
        loan=reading.loan,
    )


def _own(reading: BudgetReading, vocabulary: Vocabulary, carrier: Carrier) -> set[int]:
    """The ranks of the funders that are the applicant itself: of its kind and of no other name, or of its very name."""
    payer = _pays_as(carrier.kinds, vocabulary)
    of_kind: dict[int, set[str]] = {}
    own: set[int] = set()
    for rank, funder in enumerate(reading.funders):
        said, pays = _words(funder.name), payer_of(funder.name, vocabulary)
        if pays == payer and "concours" not in said:
            of_kind[rank] = said - _generic(payer, vocabulary)
            own |= {rank} if any(of_kind[rank] <= _words(name) for name in carrier.names or ("",)) else set()
        elif pays == PUBLIC and any(said - _LINKING == _words(name) - _LINKING for name in carrier.names):
            own.add(rank)
    return own or (set(of_kind) if len(of_kind) == 1 and not carrier.names else own)


def _generic(payer: str, vocabulary: Vocabulary) -> set[str]:
    """The words that name a payer and none of its kind."""
    spellings = (spelling for known, spelling in vocabulary.spellings(vocabulary.payers) if known == payer)
    return set().union(_LINKING, *map(_words, spellings))


def _words(text: str) -> set[str]:
    return {word for word in re.findall("[a-z0-9]+", fold(text)) if not word.isdecimal()}


def is_of_applicants(payer: str) -> bool:
    """Whether applicants may be of the kind of a payer: what it pays is then the own share of one that is."""
    return payer in _PAYS_AS.values()


def _pays_as(kinds: Collection[str], vocabulary: Vocabulary) -> str | None:
    """The payer that an applicant is, whichever of these kinds it is of."""
    members = ((payer, vocabulary.members("collectivite", kind)) for kind, payer in _PAYS_AS.items())
    return next((payer for payer, known in members if kinds and known.issuperset(kinds)), None)


def scheme_of(name: str, catalogue: Catalogue) -> str | None:
    """The one scheme that a funder names by its id, its title or its acronym; None when none or several do."""
    said = fold(name).split()
    named = {
        scheme.id for scheme in catalogue.schemes if holds(said, fold(scheme.id).split()) or fold(scheme.title) in fold(name)
    }
    precise = [one for one in named if not any(other.startswith(f"{one}-") for other in named)]
    acronyms = {word.casefold() for word in _ACRONYM.findall(name)}
    found = precise or [scheme.id for scheme in catalogue.schemes if scheme.id.partition("-")[0] in acronyms]
    return found[0] if len(found) == 1 else None
