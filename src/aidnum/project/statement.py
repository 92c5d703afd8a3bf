"""Read what is said, one value at a time, against a catalogue; a project file is read with the same readers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from aidnum.catalogue.finding import scheme_named
from aidnum.errors import BadProfile, BadUsage, CostsTwice
from aidnum.french import composed
from aidnum.model.marks import read_text
from aidnum.model.profile import read_costs, read_facts
from aidnum.model.reading import Unreadable, read_french_date, read_money, shorten
from aidnum.model.wishes import (
    NO_WISH,
    Other,
    Wishes,
    read_expected,
    read_granted,
    read_other,
    refuse_contradiction,
    refuse_same_name,
)
from aidnum.project.said import Said, Statement

if TYPE_CHECKING:
    from decimal import Decimal

    from aidnum.catalogue.catalogue import Catalogue
    from aidnum.model.vocabulary import Vocabulary

T = TypeVar("T")
MAX_TITLE = 200


def read_statement(catalogue: Catalogue, said: Said) -> Statement:
    """What is said, its file apart, each value read.

    Raises:
        BadUsage: for a value that can't be read, costs given twice, or wishes that contradict one another.
        UnknownScheme: for a scheme that isn't in the catalogue.
    """
    if said.costs is not None and said.budget is not None:
        raise CostsTwice
    vocabulary = catalogue.vocabulary
    return Statement(
        names=tuple(map(composed, (said.names,) if isinstance(said.names, str) else said.names)),
        facts=read_facts(vocabulary, said.facts),
        costs=None if said.costs is None else read_costs(vocabulary, said.costs),
        budget=None if said.budget is None else str(said.budget),
        sheet=_optional("feuille", _read_sheet, said.sheet),
        basis=said.basis,
        vat=_optional("tva", _vat, said.vat),
        title=_optional("titre", read_title, said.title),
        wishes=_wishes(catalogue, said),
        council=_optional("conseil", read_french_date, said.council),
    )


def _vat(text: str) -> Decimal:
    from aidnum.model.budget import read_vat

    return read_vat(text)


def _wishes(catalogue: Catalogue, said: Said) -> Wishes:
    vocabulary = catalogue.vocabulary
    wishes = Wishes(
        imposed=_schemes(catalogue, said.imposed),
        granted=_sums("acquis", catalogue, said.granted, read_granted),
        left_out=_schemes(catalogue, said.left_out),
        expected=_sums("attendu", catalogue, said.expected, read_expected),
        others=tuple(_other(vocabulary, *other) for other in said.others),
        loan=_optional("emprunt", read_money, said.loan),
    )
    if wishes == NO_WISH:
        return NO_WISH
    refuse_contradiction(wishes)
    refuse_same_name(wishes.others)
    return wishes


def _schemes(catalogue: Catalogue, words: Any) -> tuple[str, ...]:
    """Schemes by id, each once."""
    return tuple(dict.fromkeys(scheme_named(catalogue, word).id for word in ((words,) if isinstance(words, str) else words)))


def _sums(what: str, catalogue: Catalogue, said: Mapping[str, Any], read: Callable[[str], T]) -> dict[str, T]:
    sums: dict[str, T] = {}
    for word, raw in said.items():
        name = scheme_named(catalogue, word).id
        if name in sums:
            raise BadUsage(f"{what} : « {name} » est donné deux fois", "Additionner les deux montants.")
        sums[name] = _told(f"{what} {name}", read, raw)
    return sums


def _other(vocabulary: Vocabulary, name: str, raw: Any, payer: str | None) -> Other:
    return _told(f"autre {shorten(name)}", lambda amount: read_other(vocabulary, name, amount, payer), raw)


def _optional(what: str, read: Callable[[str], T], raw: Any) -> T | None:
    return None if raw is None else _told(what, read, raw)


def _told(what: str, read: Callable[[str], T], raw: Any) -> T:
    """A value read from its text; what is wrong with it begins with what it is."""
    try:
        return read(str(raw))
    except Unreadable as error:
        raise BadProfile(f"{what} : {error}") from error


def _read_sheet(text: str) -> str:
    return composed(read_text(text))


def read_title(text: str) -> str:
    """The title of a project.

    Raises:
        Unreadable: for one that is empty, too long, or hides characters.
    """
    title = composed(read_text(text))
    if len(title) > MAX_TITLE:
        raise Unreadable(f"titre trop long : {len(title)} caractères, {MAX_TITLE} au plus")
    return title
