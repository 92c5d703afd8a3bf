"""What ``batch`` answers: where every scheme stands for each project of a list, and what opens for most of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from aidnum.french import listed
from aidnum.report.profile import short_words
from aidnum.report.standing import Standing, Standings
from aidnum.report.territory import KINDS

if TYPE_CHECKING:
    from aidnum.catalogue.catalogue import Catalogue
    from aidnum.model.assessment import WindowOn
    from aidnum.model.authority import Authority
    from aidnum.model.profile import Profile
    from aidnum.model.scheme import Scheme
    from aidnum.model.vocabulary import Vocabulary
    from aidnum.project.project_list import Listed, Unread

_TAGS = ("type", "domaine")


class NextDate(NamedTuple):
    """The next day that matters: a scheme opens or closes then."""

    day: date
    what: Literal["opens", "closes"]
    scheme: Scheme


class Answered(NamedTuple):
    """A project of the list with its answer; `where` it stands in the list, `title` if it has one.

    `homonym` tells who carries it from another of the list that is called the same, and `mark` tells it from another project
    of the same carrier.
    """

    where: str
    title: str | None
    profile: Profile
    standings: tuple[Standing, ...]
    homonym: str = ""
    mark: str = ""

    @property
    def authority(self) -> Authority | None:
        """The authority that carries the project, where one is named."""
        return self.profile.authorities[0] if self.profile.authorities else None

    @property
    def who(self) -> str:
        """Who carries it; else its title, else where it stands."""
        return listed([authority.name for authority in self.profile.authorities]) or self.title or self.where

    @property
    def project(self) -> str:
        """What is said of it after who carries it."""
        return f" : {self.title}" if self.title and self.profile.authorities else ""

    @property
    def name(self) -> str:
        """Who carries it, and its title or what tells it from another."""
        return f"{self.who}{self.mark or self.project}"

    @property
    def label(self) -> str:
        """Its name, as no other of the list is called."""
        return f"{self.who}{self.homonym}{self.mark or self.project}"

    @property
    def kind(self) -> str | None:
        """The kind of authority that carries it."""
        given = self.profile.facts.get("collectivite") or (self.authority and self.authority.kind)
        return str(given) if given else None

    @property
    def departement(self) -> str | None:
        """The département it lies in, or most of it."""
        given = self.profile.facts.get("departement")
        return str(given) if given else next(iter(self.authority.departements if self.authority else ()), None)

    @property
    def population(self) -> int | None:
        """How many people live there, as given, else as counted."""
        given = self.profile.facts.get("population")
        return given if isinstance(given, int) else self.authority.municipale if self.authority else None

    def count(self, group: str) -> int:
        """How many schemes stand in a group."""
        return sum(standing.group == group and standing.is_offered for standing in self.standings)

    @property
    def next_date(self) -> NextDate | None:
        """The first date to come of what may be asked for; a closing one before an opening one of the same day."""
        return min(self._dates(), key=lambda one: (one.day, one.what), default=None)

    def _dates(self) -> Iterator[NextDate]:
        for standing in self.standings:
            window = standing.window
            if standing.is_offered and window.state == "open" and window.closes:
                yield NextDate(window.closes, "closes", standing.scheme)
            elif standing.is_offered and window.state == "upcoming" and window.opens:
                yield NextDate(window.opens, "opens", standing.scheme)


class Reach(NamedTuple):
    """For how many projects a scheme may be asked for now, soon, or after a question."""

    scheme: Scheme
    window: WindowOn
    now: int
    next: int
    ask: int


class BatchReport:
    """The answers in the order of the list, and what of it couldn't be read; a `brief` one is as in ``check``.

    `place` is where the list stands, the same for the same list whatever it holds.
    """

    kind: Literal["batch"] = "batch"

    def __init__(  # noqa: PLR0913 - one list, and what was said of it
        self,
        catalogue: Catalogue,
        day: date,
        answers: Sequence[Answered],
        unread: Sequence[Unread] = (),
        *,
        place: str = "",
        brief: bool = False,
    ) -> None:
        self.catalogue = catalogue
        self.day = day
        self.answers = tuple(answers)
        self.unread = tuple(unread)
        self.place = place
        self.brief = brief

    @property
    def pairs(self) -> int:
        """How many times a project meets a scheme."""
        return sum(len(answered.standings) for answered in self.answers)

    @cached_property
    def asking(self) -> tuple[tuple[Scheme, tuple[tuple[Answered, Standing], ...]], ...]:
        """The schemes that somebody may ask for, each with who may."""
        found: dict[str, list[tuple[Answered, Standing]]] = {}
        for answered in self.answers:
            for standing in answered.standings:
                if standing.is_offered:
                    found.setdefault(standing.scheme.id, []).append((answered, standing))
        return tuple((some[0][1].scheme, tuple(some)) for some in found.values())

    @cached_property
    def reaches(self) -> tuple[Reach, ...]:
        """The schemes that somebody may ask for, those open to most first."""
        found = [_reach(scheme, [standing for _, standing in some]) for scheme, some in self.asking]
        return tuple(sorted(found, key=lambda one: (-one.now, -one.next, -one.ask, one.scheme.id)))

    @cached_property
    def asked(self) -> tuple[tuple[str, int], ...]:
        """The facts that could settle aids to ask about, and for how many projects, most first."""
        counted = Counter(
            fact
            for answered in self.answers
            for fact in {fact for one in answered.standings if one.is_offered for fact in one.ask}
        )
        return tuple(sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def batch(
    catalogue: Catalogue, projects: Sequence[Listed], day: date, *, brief: bool = False, step: Callable[[], None] = lambda: None
) -> tuple[Answered, ...]:
    """Assess every scheme of a catalogue for each project; `step` is called after each."""
    standings = Standings(catalogue, day)
    answers: list[Answered] = []
    for where, project, *_ in projects:
        profile, found = standings.of(project.profile)
        kept = tuple(one for one in found if one.is_offered) if brief else found
        answers.append(Answered(where, project.statement.title, profile, kept))
        step()
    return tuple(told_apart(answers, catalogue.vocabulary))


def told_apart(answers: Sequence[Answered], vocabulary: Vocabulary) -> Sequence[Answered]:
    """The same, each with a label that no other has: what is told more is told where it is needed alone."""
    for place in (_departement, _kind):
        carriers = {(one.profile.authorities, f"{one.who}{one.homonym}") for one in answers if one.authority}
        bearers = Counter(called for _, called in carriers)
        answers = [one._replace(homonym=place(one)) if bearers[f"{one.who}{one.homonym}"] > 1 else one for one in answers]
    for mark in (_types(vocabulary), _line):
        alike = Counter(one.label for one in answers)
        answers = [one._replace(mark=mark(one)) if alike[one.label] > 1 else one for one in answers]
    return answers


def _departement(answered: Answered) -> str:
    return f" ({answered.departement})" if answered.departement else ""


def _kind(answered: Answered) -> str:
    """What carries it, where a town bears the name of its département."""
    return f" ({KINDS[answered.authority.kind]})" if answered.authority else ""


def _types(vocabulary: Vocabulary) -> Callable[[Answered], str]:
    """What tells a project by its types and fields, where it has no title."""

    def told(answered: Answered) -> str:
        said = [short_words(answered.profile, vocabulary, fact) for fact in _TAGS if fact in answered.profile.facts]
        return answered.project or (f" : {listed(said)}" if said and answered.authority else "")

    return told


def _line(answered: Answered) -> str:
    """Its line in the list: of the path the last name is enough, as all have the others."""
    return f"{answered.project} ({Path(answered.where).name})"


def _reach(scheme: Scheme, standings: Sequence[Standing]) -> Reach:
    counts = Counter(standing.group for standing in standings)
    return Reach(scheme, standings[0].window, counts["now"], counts["next"], counts["ask"])
