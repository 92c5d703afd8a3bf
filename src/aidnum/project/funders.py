"""The resources of a budget as wishes: a funder that names a scheme is an aid expected, another an aid from elsewhere.

One that is said to be decided (« FIPD (notifié) ») is an aid granted. A table that comes to the costs without telling the own
share tells it by who pays it: « Commune : 20 % », in the plan of a commune, is no aid.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from aidnum.french import fold
from aidnum.model.wishes import MAX_NAME, Expected, Other, Wishes, read_other_name
from aidnum.project.payers import holds, payer_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from aidnum.catalogue.catalogue import Catalogue
    from aidnum.model.budget import BudgetReading, Funder
    from aidnum.model.vocabulary import Vocabulary

_ACRONYM = re.compile(r"\b[A-Z]{3,}\b")
_DECIDED = re.compile(r"(?<!non[ -])(?<!pas )(?<!encore )\b(?:notifie|acquis|accorde|obtenu|attribue|decide)e?s?\b")


_PAYS_AS = {
    "commune": "commune-payeuse",
    "epci": "epci-payeur",
    "departement": "departement-payeur",
    "region": "region-payeuse",
}
_ROUNDING = Decimal(1)


def wishes_of(reading: BudgetReading, catalogue: Catalogue, kinds: Collection[str] = ()) -> Wishes:
    """What the resources of a budget wish of a plan; funders of the same scheme, or of the same name, are added up.

    `kinds` are those that the applicant may be of.
    """
    told: dict[str, list[Funder]] = {}
    others: dict[str, Other] = {}
    for funder in _aids(reading, kinds, catalogue.vocabulary):
        scheme = scheme_of(funder.name, catalogue)
        if scheme is not None:
            told.setdefault(scheme, []).append(funder)
            continue
        name = read_other_name(funder.name[:MAX_NAME])
        known = others.get(fold(name), Other(name, funder.amount * 0, payer_of(name, catalogue.vocabulary)))
        others[fold(name)] = known._replace(amount=known.amount + funder.amount)
    granted = {scheme for scheme, funders in told.items() if all(_DECIDED.search(fold(funder.name)) for funder in funders)}
    sums = {scheme: sum((funder.amount for funder in funders), Decimal(0)) for scheme, funders in told.items()}
    return Wishes(
        granted={scheme: amount for scheme, amount in sums.items() if scheme in granted},
        expected={scheme: Expected(amount) for scheme, amount in sums.items() if scheme not in granted},
        others=tuple(others.values()),
        loan=reading.loan,
    )


def _aids(reading: BudgetReading, kinds: Collection[str], vocabulary: Vocabulary) -> list[Funder]:
    """The funders that bring an aid: all but the one that is the applicant itself."""
    funders = list(reading.funders)
    payer = _pays_as(kinds, vocabulary)
    if payer is None or reading.own_funds is not None or not _is_whole(reading):
        return funders
    own = [one for one in funders if payer_of(one.name, vocabulary) == payer and "concours" not in fold(one.name)]
    return [one for one in funders if one not in own] if len(own) == 1 else funders


def _pays_as(kinds: Collection[str], vocabulary: Vocabulary) -> str | None:
    """The payer that an applicant is, whichever of these kinds it is of."""
    members = ((payer, vocabulary.members("collectivite", kind)) for kind, payer in _PAYS_AS.items())
    return next((payer for payer, known in members if kinds and known.issuperset(kinds)), None)


def _is_whole(reading: BudgetReading) -> bool:
    """Whether the resources come to the costs before tax, or with it, to a euro lost in rounding."""
    brought = sum((funder.amount for funder in reading.funders), (reading.loan or Decimal(0)) + (reading.fctva or Decimal(0)))
    return any(abs(costs - brought) < _ROUNDING for costs in _costs(reading))


def _costs(reading: BudgetReading) -> Iterator[Decimal]:
    for basis in ("ht", "ttc"):
        amounts = [line.amount(basis) for line in reading.lines]
        known = [amount for amount in amounts if amount is not None]
        if len(known) == len(amounts):
            yield sum(known, Decimal(0))


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
