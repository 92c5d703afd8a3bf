"""Where the schemes of a catalogue stand for many projects, each scheme assessed once for all that tell it the same.

An assessment is decided by what it reads: the facts that it asks for, and the costs. So what was worked out for a project
stands for another of which the same facts are known alike, whatever else it tells. Of each no more is kept than a line of a
table holds.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from aidnum.catalogue.catalogue import Catalogue
from aidnum.engine.assess import assess
from aidnum.engine.situation import Situation
from aidnum.model.assessment import Known, Verdict, WindowOn
from aidnum.model.funding import PAYING
from aidnum.model.profile import Profile
from aidnum.model.scheme import Scheme
from aidnum.model.vocabulary import Vocabulary
from aidnum.report.entry import OFFERED, begins, group_of, is_late, rank

_Read: TypeAlias = tuple[str, ...]
_Told: TypeAlias = tuple[int, ...]


class Standing(NamedTuple):
    """Where a scheme stands for a project; of one that is refused, no amount is told.

    `ask` are the facts that could change the verdict. What `is_offered` may be asked for, now, soon or after a question, and
    doesn't open more than a year later.
    """

    scheme: Scheme
    verdict: Verdict
    group: str
    window: WindowOn
    amount_min: Decimal | None
    amount_max: Decimal | None
    ask: tuple[str, ...]
    is_offered: bool
    rank: tuple[int, bool, int, date]


class Standings:
    """Works out standings on a day, and recalls those that would be the same."""

    def __init__(self, catalogue: Catalogue, day: date) -> None:
        self._catalogue = catalogue
        self._day = day
        self._known: list[dict[_Read, dict[_Told, Standing]]] = [{} for _ in catalogue.schemes]
        self._numbers: dict[tuple[object, ...], int] = {}

    def of(self, profile: Profile) -> tuple[Profile, tuple[Standing, ...]]:
        """The profile as it was verified, and every scheme for it, in the order in which ``check`` shows them."""
        situation = _Watched(profile, self._catalogue.vocabulary, self._numbers)
        found = [self._standing(place, known, situation) for place, known in enumerate(self._known)]
        return situation.profile, tuple(sorted(found, key=attrgetter("rank")))

    def _standing(self, place: int, known: dict[_Read, dict[_Told, Standing]], situation: _Watched) -> Standing:
        for read, by_told in known.items():
            recalled = by_told.get(situation.told(read))
            if recalled is not None:
                return recalled
        situation.read.clear()
        found = _assessed(self._catalogue.schemes[place], situation, self._day)
        read = tuple(situation.read)
        known.setdefault(read, {})[situation.told(read)] = found
        return found


class _Watched(Situation):
    """A situation that notes which facts are read, in their order; what is known gets a number, the same for the same."""

    def __init__(self, profile: Profile, vocabulary: Vocabulary, numbers: dict[tuple[object, ...], int]) -> None:
        super().__init__(profile, vocabulary)
        self.read: dict[str, None] = {}
        self._numbers = numbers
        self._costs = self._number_of((repr((profile.costs, profile.costs_basis, profile.natures, profile.other)),))
        self._facts: dict[str, int] = {}

    def __getitem__(self, name: str) -> Known:
        self.read[name] = None
        return super().__getitem__(name)

    def told(self, names: _Read) -> _Told:
        """What is known of some facts, and the costs, as numbers."""
        facts = self._facts
        return (self._costs, *[facts[name] if name in facts else self._number(name) for name in names])

    def _number(self, name: str) -> int:
        known = super().__getitem__(name)
        notions, asks = (known.notions or {}).items(), known.asks.items()
        number = self._facts[name] = self._number_of((name, *known[:4], known.supposed, *notions, *asks))
        return number

    def _number_of(self, told: tuple[object, ...]) -> int:
        return self._numbers.setdefault(told, len(self._numbers))


def _assessed(scheme: Scheme, situation: Situation, day: date) -> Standing:
    assessment = assess(scheme, situation, day)
    verdict, window = assessment.verdict, assessment.window
    group = group_of(verdict, window)
    low = high = None
    if verdict is not Verdict.INELIGIBLE:
        low, high = assessment.amounts.amount_min, assessment.amounts.amount_max
    ask = assessment.missing if verdict is Verdict.TO_CONFIRM else ()
    is_offered = group in OFFERED and not is_late(begins(scheme, window), day)
    order = rank(group, scheme.funding.kind in PAYING, window)
    return Standing(scheme, verdict, group, window, low, high, tuple(ask), is_offered, order)
