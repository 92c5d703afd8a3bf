"""What decides where each scheme of a catalogue stands, without the schemes: read whole at every start, so kept small."""

from datetime import date

from aidnum.model.calendar import Calendar
from aidnum.model.funding import Funding, Kind
from aidnum.model.marks import Value
from aidnum.model.rule import Leaf
from aidnum.model.scheme import Caution


class Sketch(Value, frozen=True, kw_only=True):
    """One scheme: its rule over the tests of the overview, its calendar, its caution, its kind of help.

    `seen` is what :func:`aidnum.engine.freshness.sightings` finds. Its fundings stand here where they bear on the verdict.
    `rule` reads from left to right: a number of zero or more is a test by its place, one below zero opens a group
    (:func:`aidnum.engine.screen.overview_of` says how).
    """

    id: str
    rule: tuple[int, ...]
    calendar: Calendar
    seen: tuple[tuple[str, ...], ...] = ()
    caution: Caution | None = None
    kind: Kind
    fundings: tuple[Funding, ...] = ()


class Overview(Value, frozen=True, kw_only=True):
    """The distinct tests of all schemes, a sketch of each in catalogue order, and the last day a source was checked."""

    tests: tuple[Leaf, ...]
    sketches: tuple[Sketch, ...]
    checked: date
