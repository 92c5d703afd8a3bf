"""What a catalogue is once read: plain values, ready for the engine."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple, overload

from aidnum.catalogue.diagnostics import Diagnostic
from aidnum.catalogue.rulings import AnyRuling
from aidnum.model.acts import Council, Mention, Piece, Visa
from aidnum.model.form import Form
from aidnum.model.law import Law, Milestone, Payment, Recovery
from aidnum.model.overview import Overview
from aidnum.model.scheme import Scheme
from aidnum.model.vocabulary import Vocabulary


class Schemes(Sequence[Scheme]):
    """The schemes of a catalogue in file order, with what decides where each stands; equal to any sequence of the same."""

    overview: Overview

    @abstractmethod
    def _at(self, place: int) -> Scheme:
        """The scheme at a place, counted from 0."""

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each scheme stands, by its id."""
        return {sketch.id: place for place, sketch in enumerate(self.overview.sketches)}

    @overload
    def __getitem__(self, place: int) -> Scheme: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Scheme]: ...
    def __getitem__(self, place: int | slice) -> Scheme | Sequence[Scheme]:
        if isinstance(place, slice):
            return tuple(self._at(each) for each in range(*place.indices(len(self))))
        return self._at(range(len(self))[place])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


class Gathered(Schemes):
    """Schemes that are all there, read from files or made."""

    def __init__(self, schemes: Iterable[Scheme]) -> None:
        self._schemes = tuple(schemes)

    @cached_property
    def overview(self) -> Overview:  # type: ignore[override]
        """What decides where each scheme stands."""
        return _overview_of(self._schemes)

    def _at(self, place: int) -> Scheme:
        return self._schemes[place]

    def __len__(self) -> int:
        return len(self._schemes)


class Catalogue(NamedTuple):
    """Schemes ready to be assessed, the vocabulary they use, the files they come from, and what was wrong there.

    `laws` limit what aids may be had together; `payments` say when they are paid; `recoveries` come back outside any plan.
    What a council votes rests on `visas` and holds `mentions`; `councils` say who votes, `pieces` what a request is made of,
    `forms` where it is typed, and `delays` the steps on the way.
    """

    schemes: Sequence[Scheme]
    vocabulary: Vocabulary
    sources: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    left_out: int = 0
    laws: tuple[Law, ...] = ()
    recoveries: tuple[Recovery, ...] = ()
    payments: tuple[Payment, ...] = ()
    councils: tuple[Council, ...] = ()
    visas: tuple[Visa, ...] = ()
    mentions: tuple[Mention, ...] = ()
    pieces: tuple[Piece, ...] = ()
    forms: tuple[Form, ...] = ()
    delays: tuple[Milestone, ...] = ()

    def rulings(self, key: str) -> tuple[AnyRuling, ...]:
        """Its rules of one kind, by the key of a catalogue file."""
        rules: tuple[AnyRuling, ...] = getattr(self, key)
        return rules

    def with_rulings(self, rules: Mapping[str, Any]) -> Catalogue:
        """The catalogue with other rules, by the key of a catalogue file."""
        return self._replace(**rules)

    @property
    def overview(self) -> Overview:
        """What decides where each scheme stands."""
        return self.schemes.overview if isinstance(self.schemes, Schemes) else _overview_of(self.schemes)

    def title(self, scheme_id: str) -> str:
        """The title of a scheme, or its id when the catalogue doesn't have it."""
        known = self.scheme(scheme_id)
        return known.title if known else scheme_id

    def name(self, scheme_id: str) -> str:
        """What to call a scheme where room lacks, or its id when the catalogue doesn't have it."""
        known = self.scheme(scheme_id)
        return known.name if known else scheme_id

    def scheme(self, scheme_id: str) -> Scheme | None:
        """The scheme that bears this id."""
        if isinstance(self.schemes, Schemes):
            place = self.schemes.places.get(scheme_id)
            return None if place is None else self.schemes[place]
        return next((scheme for scheme in self.schemes if scheme.id == scheme_id), None)


def _overview_of(schemes: Sequence[Scheme]) -> Overview:
    from aidnum.engine.screen import overview_of  # of no use to a compiled catalogue, which holds its own

    return overview_of(schemes)
