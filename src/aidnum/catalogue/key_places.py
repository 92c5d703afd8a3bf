"""Where a key goes that stands where it has no meaning: each key with every group that has it, as the models declare them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, TypeAlias, get_args

from aidnum.catalogue.keys import AREAS, BOUNDS, GROUPS, ROOT_KEYS
from aidnum.catalogue.meant import keys_meant
from aidnum.catalogue.models import Model, model_of
from aidnum.catalogue.rulings import RULINGS
from aidnum.french import listed
from aidnum.model.marks import Value
from aidnum.model.scheme import Scheme
from aidnum.model.vocabulary import Vocabulary

Place: TypeAlias = tuple[str, ...]
"""The keys that lead to a group of keys from the root of the file."""

PARTS: dict[type[Value], str] = {
    Scheme: "schemes",
    Vocabulary: "vocabulary",
    **{model: key for key, model in RULINGS.items()},
}
RULES = ("schemes", "eligibility")
_TESTS = (*RULES, "")
_BESIDE = {
    "schemes": "au niveau du dispositif, à côté de « eligibility »",
    **dict.fromkeys(RULINGS, "au niveau de la règle, à côté de « id »"),
    "vocabulary": "sous « vocabulary », à côté de « facts »",
}
_MOST = 3


def number_split(key: str) -> str | None:
    """The end of a sentence on a key that is the end of a number; None for any other."""
    return (
        " ; entre accolades, la virgule sépare des clés : écrire un nombre décimal avec un point"
        if key.removesuffix("%").isdigit()
        else None
    )


def place_told(key: str, here: Place) -> str | None:
    """The end of a sentence that says where a key goes, or the key that a French word means; None when no group has it."""
    for meant in (key, *keys_meant(key)):
        places = _nearest(_places().get(meant, ()), here)
        if places:
            named = "cette clé" if meant == key else f"« {meant} »"
            return f" ; {named} va {listed([_told(place, here) for place in places], 'ou')}"
    return None


def _nearest(places: Sequence[Place], here: Place) -> Sequence[Place]:
    """The places of the same part of the file that are the fewest steps away; this very one tells nothing."""
    places = [place for place in places if place != here]
    part = next((place[:1] for place in places if not place or not here or place[0] == here[0]), None)
    if part is None:
        return ()
    steps = {place: _steps(place, here) for place in places if place[:1] == part}
    return [place for place, count in steps.items() if count == min(steps.values())][:_MOST]


def _steps(place: Place, here: Place) -> int:
    return len(place) + len(here) - 2 * _shared(place, here)


def _shared(place: Place, here: Place) -> int:
    """How many keys two places begin with in common."""
    return next(
        (index for index, (one, other) in enumerate(zip(place, here, strict=False)) if one != other),
        min(len(place), len(here)),
    )


def _told(place: Place, here: Place) -> str:
    if not place:
        return "à la racine du fichier, à côté de « version »"
    if place == _TESTS:
        return "sous un fait qui est un nombre, comme « population »"
    if len(place) == 1 and here:
        return _BESIDE[place[0]]
    if place == here[: len(place)]:
        return f"à côté de « {here[len(place)]} »"
    first, *inner = place[_shared(place, here) or min(1, len(here)) :]
    return ", ".join((f"sous « {first} »", *(f"dans « {key} »" for key in inner)))


@cache
def _places() -> dict[str, list[Place]]:
    places: dict[str, list[Place]] = {key: [()] for key in ROOT_KEYS}
    for value, part in PARTS.items():
        for key, place in _keys_in(model_of(value), (part,)):
            places.setdefault(key, []).append(place)
    for keys, place in ((GROUPS, RULES), (BOUNDS, _TESTS)):
        for key in keys:
            places.setdefault(key, []).append(place)
    for key in AREAS:
        places.setdefault(key, []).append(("schemes", "territoire"))
    return places


def _keys_in(model: type[Model], place: Place) -> Iterator[tuple[str, Place]]:
    """Every key of a model and of those it holds, with its place; a group's own keys before those further in."""
    inner = [(field.alias or name, field.annotation) for name, field in model.model_fields.items()]
    for key, _ in inner:
        yield key, place
    for key, annotation in inner:
        for held in models_in(annotation):
            yield from _keys_in(held, (*place, key))


def models_in(annotation: Any) -> Iterator[type[Model]]:
    """The models that a type names."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for argument in get_args(annotation):
        yield from models_in(argument)
