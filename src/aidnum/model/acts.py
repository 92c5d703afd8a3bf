"""What a council votes and sends, as a catalogue states it: who decides, the texts of an act, what these ask, the pieces.

Each says to whom it applies and with the aids of which payers, like a law. What has no source is known and wasn't read: it is
shown as such, never as a fact.
"""

from typing import Annotated, Literal, TypeAlias

from msgspec import field

from aidnum.model.funding import Costs
from aidnum.model.law import Dated
from aidnum.model.marks import MANY, Slug, Text, Texts
from aidnum.model.rule import RuleField
from aidnum.model.scheme import Source

Confidence: TypeAlias = Literal["high", "medium", "low", "unverified"]
Readiness: TypeAlias = Literal["done", "sign", "obtain"]
_DEGREES: tuple[Confidence, ...] = ("high", "medium", "low", "unverified")


class Stated(Dated, frozen=True, kw_only=True):
    """What holds for some applicants (`when`), for a plan that has an aid of the payers `with_`, or a cost among `costs`."""

    id: Slug
    sources: Annotated[tuple[Source, ...], MANY] = ()
    when: RuleField | None = None
    with_: Texts = field(default=(), name="with")
    costs: Costs | None = None

    @property
    def confidence(self) -> Confidence:
        """How far it can be trusted: as far as the best of its sources."""
        return min((source.confidence for source in self.sources), key=_DEGREES.index, default="unverified")


class Council(Stated, frozen=True, kw_only=True):
    """Who decides: an assembly, its head and its members, each with its article (``le conseil municipal``)."""

    assembly: Text
    head: Text
    members: Text

    @property
    def title(self) -> str:
        """What to call it."""
        return self.assembly


class Visa(Stated, frozen=True, kw_only=True):
    """A text that an act is founded on, as it stands after « Vu »."""

    text: Text

    @property
    def title(self) -> str:
        """What to call it."""
        return self.text


class Mention(Stated, frozen=True, kw_only=True):
    """What a document says, or what is done with it once it is voted (`after`), because of the text `basis`.

    The `article` of a decision that takes it on is written where it stands.
    """

    of: Literal["deliberation", "plan", "note", "attestation", "after"]
    text: Text
    article: Text | None = None
    basis: Text

    @property
    def title(self) -> str:
        """What to call it."""
        return self.text


class Piece(Stated, frozen=True, kw_only=True):
    """A piece of a request: done, to sign or to obtain; `how` to get it."""

    title: Text
    state: Readiness
    how: Text
    basis: Text | None = None
