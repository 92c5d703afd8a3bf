"""From what people type to an authority.

Only a code, or the one authority that bears exactly the name typed, is taken; anything near is a suggestion, never an answer:
no score tells *Bruxelles* from a slip of the finger.
"""

from __future__ import annotations

from collections.abc import Iterator

from aidnum.model.authority import Authority
from aidnum.model.reading import shorten
from aidnum.territory.beginnings import listed_of, ranked
from aidnum.territory.codes import by_code, is_code, naming, naming_as, served_by
from aidnum.territory.names import (
    ARTICLES,
    EPCI,
    Parsed,
    departement_of,
    is_place_code,
    key_of,
    parsed,
    with_kind_mended,
    without_cedex,
)
from aidnum.territory.nearest import distance, is_likely, nearest_keys
from aidnum.territory.tables import bearers, by_key, departmental, once_bore, table

MOST = 8
_LONGEST = 100
_CONSIDERED = 40
_FIVE = 5
_LEAST_LETTERS = 3
_MOST_BEGUN = 5
_FAR_LARGER = 100
# Départements whose authority is shared with another: beside a name each stands for itself alone.
_HALVES = frozenset({"2A", "2B", "67", "68"})
_LINKS = frozenset({"de", "du", "des", "d", "a", "en", "la", "le", "les", "l", "dans"})

_Found = tuple[str, list[Authority], int, int]


class Match:
    """What a query means: `kind` is ``exact``, ``ambiguous``, ``suggestions`` or ``none``, with the authorities, best first.

    `begun` of them are others whose names only begin as the query does; `more` counts those that do and aren't listed.
    Where nobody bears the name, what is near it is searched when it is first asked for.
    """

    __slots__ = ("_found", "query")

    def __init__(self, query: str, found: _Found | Parsed) -> None:
        self.query = query
        self._found = found

    def _searched(self) -> _Found:
        if isinstance(self._found, Parsed):
            self._found = _near_to(self._found)
        return self._found

    @property
    def kind(self) -> str:
        """How it means the authorities."""
        return self._searched()[0]

    @property
    def authorities(self) -> list[Authority]:
        """Those it means, or may mean."""
        return self._searched()[1]

    @property
    def begun(self) -> int:
        """How many of them only begin as the query does."""
        return self._searched()[2]

    @property
    def more(self) -> int:
        """How many others do."""
        return self._searched()[3]

    @property
    def is_searched(self) -> bool:
        """Whether the answer is known: somebody bears the name or the code, or what is near was asked for."""
        return not isinstance(self._found, Parsed)

    @property
    def is_exact(self) -> bool:
        """Whether one authority is meant, and no other; it takes no search of what is near."""
        return self.is_searched and self.kind == "exact"

    @property
    def is_code(self) -> bool:
        """Whether the query can be nothing but a code."""
        return is_code(without_cedex(self.query))

    @property
    def behind(self) -> list[Authority]:
        """Those who bear the rest of the name of a body that open data don't list: the commune of a CCAS."""
        asked = parsed(self.query)
        return _exact(Parsed(asked.keys[0], (), asked.keys, asked.place)) if asked.is_outside else []

    @property
    def is_outside(self) -> bool:
        """Whether the query names a body that open data don't list: a syndicat, a PETR, a CCAS."""
        return self.kind == "none" and parsed(self.query).is_outside

    def is_former(self, authority: Authority) -> bool:
        """Whether the query is a code that one of its authorities bears no more: ``75001`` was one of *Alfortville*."""
        code = "".join(self.query.rpartition(":")[2].split())
        if not is_place_code(code) or code.upper() == authority.code or authority.key not in bearers(code.lower()):
            return False
        return authority not in served_by(code)

    def words(self, authority: Authority) -> str:
        """What to type for one of its authorities, and no other."""
        return naming_as(self.query, authority) if self.is_code else naming(authority)


def heading(match: Match) -> str:
    """What a query that names no single authority came to."""
    shown = f"« {shorten(match.query)} »"
    if match.kind == "ambiguous":
        named = len(match.authorities) - match.begun
        told = f"{shown} désigne {named} collectivité{'s' if named > 1 else ''}"
        return f"{told}, et d'autres commencent ainsi" if match.begun else told
    if match.kind == "suggestions":
        return unborne(match)
    return f"aucune collectivité n'a le code {shown}" if match.is_code else f"aucune collectivité ne s'appelle {shown}"


def unborne(match: Match) -> str:
    """The same where nobody bears the name, and what is near it isn't told."""
    return f"aucune collectivité ne s'appelle exactement « {shorten(match.query)} »"


def find(query: str) -> Match:
    """The authority that a name or a code means, or those it may mean."""
    typed = without_cedex(query[:_LONGEST])
    coded = by_code(typed)
    if coded or is_code(typed):
        return Match(query, (_kind(coded), coded, 0, 0))
    asked = parsed(typed)
    if asked.is_outside:
        return Match(query, ("none", [], 0, 0))
    known = _exact(asked)
    if len(known) == 1 and _is_called(known[0], asked):
        return Match(query, ("exact", known, 0, 0))
    return Match(query, _among(asked, known) if known else asked)


def larger_begun(match: Match) -> Authority | None:
    """The largest commune whose name begins with the bare name of the smaller one that was taken; None when there is none."""
    (taken,) = match.authorities
    name = key_of(taken.name)
    if "commune" not in taken.kinds or key_of(match.query) != name:
        return None
    first = listed_of(ranked([f"{name} "]), 1)
    return next((known for known in first if "commune" in known.kinds and _people(known) > _people(taken)), None)


def is_place_of(place: str, name: str) -> bool:
    """Whether a text says only where those named lie: ``56``, ``Morbihan``, ``56300`` beside ``Pontivy``.

    What says its own kind does more: ``dep:56`` and ``CD56`` are the département. Beside a name that nobody bears, a code says
    where the one meant is to be looked for.
    """
    asked = parsed(place)
    if ":" in name or by_code(name) or asked.kinds or asked.place:
        return False
    is_bare = is_place_code(place.strip()) or bool(_departements_of(asked.whole))
    return is_bare and bool(_exact(parsed(f"{name}, {place}")) or (is_bare_code(place) and not borne_by(name)))


def is_bare_code(text: str) -> bool:
    """Whether a text is the code of a département, a postal or an INSEE code that leads somewhere, and doesn't say which."""
    return is_place_code(text.strip()) and bool(by_code(text))


def is_bare_name(text: str) -> bool:
    """Whether a text names somebody, and says nothing of where they lie."""
    return not parsed(text).place and not by_code(text) and bool(borne_by(text))


def borne_by(name: str) -> list[Authority]:
    """Those who bear a name, today or once; nobody for a code, or for what is only near."""
    asked = parsed(without_cedex(name[:_LONGEST]))
    return [] if asked.is_outside else _exact(asked)


def bore(name: str, authority: Authority) -> bool:
    """Whether a name is one that an authority bears no more: ``Antrain`` is part of *Val-Couesnon*."""
    asked = parsed(without_cedex(name[:_LONGEST]))
    forms = {form for key in (asked.whole, *asked.keys) for form in _with_articles(key)}
    return key_of(authority.name) not in forms and any(once_bore(form, authority.key) for form in forms)


def _kind(known: list[Authority]) -> str:
    return ("none", "exact")[len(known)] if len(known) < 2 else "ambiguous"


def _among(asked: Parsed, known: list[Authority]) -> _Found:
    """Those who bear the name, and the communes that begin so and have more people than any of them.

    One who bears it behind an article comes first, but is taken only where there is no such commune: not every ``Saint`` means
    *Le Saint*. One who only bore it once, or bears it after its kind, is taken only where no commune of today begins so.
    """
    if asked.place:
        return _kind(known), known, 0, 0
    name = asked.whole if _named(asked.whole) else asked.keys[-1]
    kinds, keys = asked.kinds or ("commune",), {authority.key for authority in known}
    called = [authority for authority in known if key_of(authority.name) in _with_articles(name)]
    most = max(map(_people, known)) if called or "commune" not in kinds else 0
    begun = [key for key in ranked([f"{name} "]) if key not in keys]
    larger = _narrowed(listed_of(begun, MOST), kinds, "")
    larger = [authority for authority in larger if _people(authority) > most and _begins(authority, name)]
    every = [*larger, *known] if any(_is_called(authority, asked) for authority in known) else [*known, *larger]
    return _kind(every), every, len(larger), len(begun) - len(larger) if larger else 0


def _is_called(authority: Authority, asked: Parsed) -> bool:
    """Whether the very name of an authority is the one asked for."""
    return key_of(authority.name) in (asked.whole, *asked.keys)


def _begins(authority: Authority, name: str) -> bool:
    """Whether the name that an authority bears today begins with this one, an article left out or not."""
    return key_of(authority.name).startswith(tuple(f"{form} " for form in _with_articles(name)))


def _with_articles(name: str) -> tuple[str, ...]:
    return (name, *(f"{article}{name}" for article in ARTICLES))


def _near_to(asked: Parsed) -> _Found:
    """What may have been meant, where nobody bears the name."""
    near = (_suggested(asked) or _beginning_alike(asked.keys[-1]) or _around_last_words(asked))[:MOST]
    begun = set() if asked.place else set(_begun(asked)) - {authority.key for authority in near}
    return "suggestions" if near else "none", near, 0, len(begun) if near else 0


def _beginning_alike(name: str) -> list[Authority]:
    """Those whose names begin with the same words, the fewest that few names share: ``Châlons-sur-Marne`` has another today."""
    words = name.split()
    begun = (ranked([f"{' '.join(words[:cut])} "]) for cut in range(1, len(words)))
    return listed_of(next((found for found in begun if len(found) <= _CONSIDERED), []), MOST)


def _exact(asked: Parsed) -> list[Authority]:
    """Who bears the name: as it was typed, else the rest of it among the kinds that its first words ask for."""
    if asked.place and (bracketed := _bearers(f"{asked.whole} {asked.place}")):
        return bracketed  # ``Castillon (Canton de Lembeye)`` is the whole of a name
    forced = asked.kinds if asked.whole in asked.keys else ()
    whole = _narrowed(_named(asked.whole), forced, asked.place)
    found = [*whole, *_without_article(asked)]
    for key in () if found else asked.keys:
        found = _coded(key, asked.kinds) or _narrowed(_named(key), asked.kinds, asked.place)
        if found:
            break
    return list(dict.fromkeys(found or _placed_at_the_end(asked)))


def _named(name: str) -> list[Authority]:
    """Who bears a name, or bears it after an article that was left out (``Mans``): first those whose very name it is."""
    forms = _with_articles(name)
    found = dict.fromkeys(known for form in forms for known in _bearers(form))
    own = [known for known in found if key_of(known.name) in forms]
    return list(dict.fromkeys((*sorted(own, key=lambda known: -_people(known)), *found)))


def _placed_at_the_end(asked: Parsed) -> list[Authority]:
    """``Saint-Denis de La Réunion``: a name followed by that of the département or the région it lies in."""
    for key, kinds in ((asked.whole, ()), (asked.keys[-1], asked.kinds)):
        for name, place in _cut(key):
            if found := _narrowed(_named(name), kinds, place):
                return found
    return []


def _cut(key: str) -> Iterator[tuple[str, str]]:
    """A key as a name and a place, the longest name first, without the small words that link them."""
    words = key.split()
    for cut in range(len(words) - 1, 0, -1):
        name, rest = words[:cut], words[cut:]
        while name[-1:] and name[-1] in _LINKS:
            name.pop()
        while rest and rest[0] in _LINKS:
            rest = rest[1:]
        if name and rest and not rest[0][:1].isdigit():
            yield " ".join(name), " ".join(rest)


def _without_article(asked: Parsed) -> list[Authority]:
    """``la Creuse`` is a département, besides the commune of that name."""
    article, _, bare = asked.whole.partition(" ")
    if not bare or article not in ("le", "la", "les", "l"):
        return []
    found = _narrowed(_bearers(bare), asked.kinds, asked.place)
    return [known for known in found if "departement" in known.kinds or "region" in known.kinds]


def _coded(key: str, kinds: tuple[str, ...]) -> list[Authority]:
    """``département 35``, ``région 53``."""
    if not key[:1].isdigit() or kinds not in (("departement",), ("region",)):
        return []
    return by_code(f"{kinds[0][:3]}:{key}")


def _bearers(key: str) -> list[Authority]:
    return [authority for authority in map(by_key, bearers(key)) if authority is not None]


def _narrowed(found: list[Authority], kinds: tuple[str, ...], place: str) -> list[Authority]:
    """Those of the kinds and of the place asked for."""
    if kinds:
        found = [known for known in found if not set(kinds).isdisjoint(known.kinds)]
    if not place:
        return found
    if served := by_code(place) if len(place) == _FIVE and place[:1].isdigit() else []:
        return [known for known in found if known in served]
    places = _departements_of(place)
    if "region" in kinds:
        places |= {f"reg {code}" for known in map(departmental, places) if known for code in known.regions}
    return [known for known in found if not places.isdisjoint(_places_of(known))]


def _places_of(authority: Authority) -> tuple[str, ...]:
    return (*authority.departements, *(f"reg {code}" for code in authority.regions))


def _departements_of(place: str) -> set[str]:
    """The codes of the départements that a code or a name means, and those of a région after ``reg``."""
    if place[:1].isdigit():
        code = departement_of(place.upper())
        known = departmental(code) if code not in _HALVES else None
        return {code, *(known.departements if known else ())}
    bearers = _bearers(place)
    named = {code for known in bearers if "departement" in known.kinds for code in known.departements}
    return named | {f"reg {known.code}" for known in bearers if "region" in known.kinds}


def _suggested(asked: Parsed) -> list[Authority]:
    """What may have been meant: the grouping of the commune named, then what is a slip or a word away."""
    begun, near = listed_of(_begun(asked), _MOST_BEGUN), _near(asked.whole)
    found = [*_groupings_of(asked), *_slipped(asked.whole, near, begun), *begun, *near]
    if asked.kinds:
        found += _near(asked.keys[-1])
    for mended in with_kind_mended(asked.whole):
        found = [*_exact(mended), *_near(mended.keys[-1]), *found]
    unique = list(dict.fromkeys(found))
    return _narrowed(unique, asked.kinds, asked.place) or _narrowed(unique, (), asked.place) or unique


def _slipped(wanted: str, near: list[Authority], begun: list[Authority]) -> list[Authority]:
    """The nearest, where a likely slip parts it and many more live there than in any that begins so: ``Renes`` is *Rennes*."""
    most = max(map(_people, begun), default=0)
    return [
        known
        for known, key in ((known, key_of(known.name)) for known in near[:1])
        if _people(known) > _FAR_LARGER * most and distance(wanted, key, 1) == 1 and is_likely(wanted, key)
    ]


def _begun(asked: Parsed) -> list[str]:
    """The keys of those whose names begin with these letters, as typed or after the kind, or with this short word."""
    forms = (name if len(name) >= _LEAST_LETTERS else f"{name} " for name in (asked.whole, asked.keys[-1]))
    return next(filter(None, (ranked([form]) for form in forms)), [])


def _people(authority: Authority) -> int:
    return authority.municipale or 0


def _groupings_of(asked: Parsed) -> list[Authority]:
    """The groupings of the communes that bear the name, where a grouping is asked for: ``agglo de Vannes``."""
    if set(asked.kinds).isdisjoint(EPCI):
        return []
    near = (near for key in asked.keys for near in (key, *_near_keys(key)[:1]))
    return [grouping for key in near for grouping in _around(key)]


def _around(name: str) -> list[Authority]:
    """The groupings of the communes that bear a name."""
    groupings = (by_key(known.epci) for known in _bearers(name) if known.epci)
    return [grouping for grouping in groupings if grouping is not None]


def _around_last_words(asked: Parsed) -> list[Authority]:
    """The groupings of the commune that ends the name of one: ``communauté de communes du Pays de Redon``."""
    if set(asked.kinds).isdisjoint(EPCI):
        return []
    words = asked.keys[-1].split()
    return next((found for cut in range(1, len(words)) if (found := _around(" ".join(words[cut:])))), [])


def _near_keys(wanted: str) -> list[str]:
    return [] if wanted[:1].isdigit() else nearest_keys(wanted, table("names")[:])[:_CONSIDERED]


def _near(wanted: str) -> list[Authority]:
    keys = [known for key in _near_keys(wanted) for known in bearers(key)[:MOST]]
    return [authority for authority in map(by_key, dict.fromkeys(keys)) if authority is not None]
