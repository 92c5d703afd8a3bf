"""How several authorities reach a population together: sums over who lies where and who touches whom, never advice to merge.

The ways come in the order in which people would think of them: one's own grouping, one's département, neighbours in the same
département, neighbours across its border, one's région. Municipal populations are compared: they are the smaller.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from aidnum.model.authority import Authority
from aidnum.territory.relations import communes_of, departement_fact, groupings, neighbours_of, people
from aidnum.territory.tables import by_key, departmental

_BEAM = 60
_MOST = 30


class Way:
    """One way: its name, the partners to join, and the populations of all of them with the applicant, each commune once."""

    __slots__ = ("municipale", "name", "partners", "totale")

    def __init__(self, name: str, partners: list[Authority], municipale: int, totale: int) -> None:
        self.name = name
        self.partners = partners
        self.municipale = municipale
        self.totale = totale


def ways(authority: Authority, threshold: int) -> list[Way]:
    """The ways to reach a population with others, in order; empty when the applicant reaches it alone or nobody can."""
    found: list[Way] = []
    for way in _ways(authority, threshold):
        if not any(way.partners == other.partners for other in found):
            found.append(way)
    return found


def nearest_way(authority: Authority, threshold: int) -> Way | None:
    """The first of the ways, without working out the others."""
    return next(_ways(authority, threshold), None)


def _ways(authority: Authority, threshold: int) -> Iterator[Way]:
    if (authority.municipale or 0) >= threshold:
        return
    places = set(departement_fact(authority))
    yield from _with(_alone("epci", authority, by_key(authority.epci) if authority.epci else None), threshold)
    departement = departmental(next(iter(places))) if len(places) == 1 else None
    yield from _with(_alone("departement", authority, departement), threshold)
    around = _Surroundings(authority, threshold)
    yield from _with(around.way("voisins", lambda other: not places.isdisjoint(departement_fact(other))), threshold)
    yield from _with(around.way("voisins-hors-departement", lambda _: True), threshold)
    region = by_key(f"reg:{authority.region}") if len(authority.regions) == 1 else None
    yield from _with(_alone("region", authority, region), threshold)


def _with(way: Way | None, threshold: int) -> tuple[Way, ...]:
    return () if way is None or way.municipale < threshold else (way,)


def _alone(name: str, authority: Authority, partner: Authority | None) -> Way | None:
    """Joining an authority in which the applicant lies: its own population is that of both."""
    if partner is None or partner == authority or partner.municipale is None or partner.totale is None:
        return None
    return Way(name, [partner], partner.municipale, partner.totale)


def _way(name: str, authority: Authority, partners: list[Authority]) -> Way | None:
    communes = {commune.key: commune for each in (authority, *partners) for commune in communes_of(each)}
    municipale, totale = people(communes.values())
    return None if municipale is None or totale is None else Way(name, partners, municipale, totale)


class _Surroundings:
    """The groupings around an authority, and the fewest of them that reach the threshold with it."""

    def __init__(self, authority: Authority, threshold: int) -> None:
        self.authority = authority
        self.threshold = threshold
        self.every = {grouping.key: grouping for grouping in groupings()}
        self.start = self._start()

    def _start(self) -> list[str]:
        """The groupings that the authority stands for on the map: its own, or all those of a département."""
        if self.authority.epci in self.every:
            return [self.authority.epci or ""]
        if "departement" not in self.authority.kinds:
            return []
        keys = dict.fromkeys(commune.epci for commune in communes_of(self.authority))
        return [key for key in keys if key in self.every and key is not None]

    def way(self, name: str, allowed: Callable[[Authority], bool]) -> Way | None:
        """The fewest groupings that touch one another and reach the threshold; among as few, those that exceed it least."""
        chosen = self._fewest(allowed)
        if chosen is None:
            return None
        is_own = self.authority.key == self.authority.epci or "departement" in self.authority.kinds
        partners = [self.every[key] for key in (() if is_own else self.start)]
        more = sorted((self.every[key] for key in chosen), key=lambda each: (-(each.municipale or 0), each.key))
        return _way(name, self.authority, [*partners, *more])

    def _fewest(self, allowed: Callable[[Authority], bool]) -> frozenset[str] | None:
        start = frozenset(self.start)
        beam = [start]
        for _ in range(_MOST):
            reached = [group for group in beam if self._people(group) >= self.threshold]
            if reached:
                return min(reached, key=lambda group: (self._people(group), sorted(group))) - start
            grown = {group | {key} for group in beam for key in self._touching(group, allowed)}
            beam = sorted(grown, key=lambda group: (-self._people(group), sorted(group)))[:_BEAM]
        return None

    def _people(self, keys: Iterable[str]) -> int:
        return sum(self.every[key].municipale or 0 for key in keys)

    def _touching(self, group: frozenset[str], allowed: Callable[[Authority], bool]) -> set[str]:
        near = {key for member in group for key in neighbours_of(member)} - group
        return {key for key in near if key in self.every and allowed(self.every[key])}
