"""What a catalogue is once read: plain values, ready for the engine."""

from collections.abc import Sequence
from typing import NamedTuple

from aidnum.catalogue.diagnostics import Diagnostic
from aidnum.engine.screen import overview_of
from aidnum.model.law import Law, Recovery
from aidnum.model.overview import Overview
from aidnum.model.scheme import Scheme
from aidnum.model.vocabulary import Vocabulary


class Catalogue(NamedTuple):
    """Schemes ready to be assessed, the vocabulary they use, the files they come from, and what was wrong there.

    `laws` limit what aids may be had together; `recoveries` come back outside any plan.
    """

    schemes: Sequence[Scheme]
    vocabulary: Vocabulary
    sources: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    left_out: int = 0
    laws: tuple[Law, ...] = ()
    recoveries: tuple[Recovery, ...] = ()

    @property
    def overview(self) -> Overview:
        """What decides where each scheme stands; made anew for schemes that don't come from a compiled catalogue."""
        known = getattr(self.schemes, "overview", None)
        return known if isinstance(known, Overview) else overview_of(self.schemes)

    def title(self, scheme_id: str) -> str:
        """The title of a scheme, or its id when the catalogue doesn't have it."""
        known = self.scheme(scheme_id)
        return known.title if known else scheme_id

    def scheme(self, scheme_id: str) -> Scheme | None:
        """The scheme that bears this id."""
        return next((scheme for scheme in self.schemes if scheme.id == scheme_id), None)
