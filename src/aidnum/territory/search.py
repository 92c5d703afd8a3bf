"""From what people type to an authority.

Only a code, or the one authority that bears exactly the name typed, is taken; anything near is a suggestion, never an answer:
no score tells *Bruxelles* from a slip of the finger.
"""

from __future__ import annotations

from aidnum.model.authority import Authority
from aidnum.model.reading import shorten
from aidnum.territory.names import EPCI, Parsed, parsed, with_kind_mended
from aidnum.territory.tables import by_code, by_key, departmental, line, table

MOST = 8
_LONGEST = 100
_CONSIDERED = 40
_LINKS = frozenset({"de", "du", "des", "d", "a", "en", "la", "le", "les", "l", "dans"})


class Match:
    """What a query means: `kind` is ``exact``, ``ambiguous``, ``suggestions`` or ``none``, with the authorities, best first.

    `is_outside` says that the query names a body that open data don't list: a syndicat, a PETR, a CCAS.
    """

    __slots__ = ("authorities", "is_outside", "kind", "query")

    def __init__(self, query: str, kind: str, authorities: list[Authority], *, is_outside: bool = False) -> None:
        self.query = query
        self.kind = kind
        self.authorities = authorities
        self.is_outside = is_outside


def heading(match: Match) -> str:
    """What a query that names no single authority came to."""
    shown = f"« {shorten(match.query)} »"
    if match.kind == "ambiguous":
        return f"{shown} désigne {len(match.authorities)} collectivités"
    if match.kind == "suggestions":
        return f"aucune collectivité ne s'appelle exactement {shown}"
    return f"aucune collectivité ne s'appelle {shown}"


def find(query: str) -> Match:
    """The authority that a name or a code means, or those it may mean."""
    typed = query[:_LONGEST]
    known = by_code(typed) or _by_former_code(typed)
    asked = parsed(typed)
    if not known and asked.is_outside:
        return Match(query, "none", [], is_outside=True)
    known = known or _exact(asked)
    if known:
        return Match(query, "exact" if len(known) == 1 else "ambiguous", known)
    near = _suggested(asked)[:MOST]
    return Match(query, "suggestions" if near else "none", near)


def _by_former_code(text: str) -> list[Authority]:
    code = "".join(text.split())
    return _bearers(code.lower()) if len(code) == 5 and code[2:].isdigit() else []


def _exact(asked: Parsed) -> list[Authority]:
    """Who bears the name: as it was typed, else the rest of it among the kinds that its first words ask for."""
    if asked.place and (bracketed := _bearers(f"{asked.whole} {asked.place}")):
        return bracketed  # ``Castillon (Canton de Lembeye)`` is the whole of a name
    forced = asked.kinds if asked.whole in asked.keys else ()
    whole = _narrowed(_bearers(asked.whole), forced, asked.place)
    found = [*whole, *_without_article(asked)]
    for key in () if found else asked.keys:
        found = _coded(key, asked.kinds) or _narrowed(_bearers(key), asked.kinds, asked.place)
        if found:
            break
    return list(dict.fromkeys(found or _placed_at_the_end(asked)))


def _placed_at_the_end(asked: Parsed) -> list[Authority]:
    """``Saint-Denis de La Réunion``: a name followed by that of the département or the région it lies in."""
    words = asked.keys[-1].split()
    for cut in range(len(words) - 1, 0, -1):
        name, rest = words[:cut], words[cut:]
        while name[-1:] and name[-1] in _LINKS:
            name.pop()
        while rest and rest[0] in _LINKS:
            rest = rest[1:]
        if name and rest and not rest[0][:1].isdigit():
            found = _narrowed(_bearers(" ".join(name)), asked.kinds, " ".join(rest))
            if found:
                return found
    return []


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
    return [authority for authority in map(by_key, _keys_of(key)) if authority is not None]


def _keys_of(key: str) -> list[str]:
    """The authorities that bear a name, the most populous first."""
    found = line("names", key)
    bearers = [] if found is None else found.partition("\t")[2].split(" ")
    return [bearer.rpartition("=")[0] for bearer in bearers]


def _narrowed(found: list[Authority], kinds: tuple[str, ...], place: str) -> list[Authority]:
    """Those of the kinds and of the place asked for."""
    if kinds:
        found = [known for known in found if not set(kinds).isdisjoint(known.kinds)]
    if place:
        places = _departements_of(place)
        found = [known for known in found if not places.isdisjoint(_places_of(known))]
    return found


def _places_of(authority: Authority) -> tuple[str, ...]:
    return (*authority.departements, *(f"reg {code}" for code in authority.regions))


def _departements_of(place: str) -> set[str]:
    """The codes of the départements that a code or a name means, and those of a région after ``reg``."""
    code = place.upper()
    if code[:1].isdigit():
        known = departmental(code)
        return {code, *(known.departements if known else ())}
    bearers = _bearers(place)
    named = {code for known in bearers if "departement" in known.kinds for code in known.departements}
    return named | {f"reg {known.code}" for known in bearers if "region" in known.kinds}


def _suggested(asked: Parsed) -> list[Authority]:
    """What may have been meant: the grouping of the commune named, then what is a slip or a word away."""
    found = [*_groupings_of(asked), *_near(asked.whole)]
    if asked.kinds:
        found += _near(asked.keys[-1])
    for mended in with_kind_mended(asked.whole):
        found = [*_exact(mended), *_near(mended.keys[-1]), *found]
    unique = list(dict.fromkeys(found))
    return _narrowed(unique, asked.kinds, asked.place) or _narrowed(unique, (), asked.place) or unique


def _groupings_of(asked: Parsed) -> list[Authority]:
    """The groupings of the communes that bear the name, where a grouping is asked for: ``agglo de Vannes``."""
    if set(asked.kinds).isdisjoint(EPCI):
        return []
    near = (near for key in asked.keys for near in (key, *_near_keys(key)[:1]))
    communes = [known for key in near for known in _bearers(key) if known.epci]
    return [grouping for known in communes for grouping in (by_key(known.epci or ""),) if grouping is not None]


def _near_keys(wanted: str) -> list[str]:
    from aidnum.territory.nearest import nearest_keys

    return [] if wanted[:1].isdigit() else nearest_keys(wanted, table("names")[:])[:_CONSIDERED]


def _near(wanted: str) -> list[Authority]:
    keys = [known for key in _near_keys(wanted) for known in _keys_of(key)[:MOST]]
    return [authority for authority in map(by_key, dict.fromkeys(keys)) if authority is not None]
