"""Who asks what changed, somebody or the projects of a list, with where every scheme stands for each on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from aidnum.engine.phrases import Phrases
from aidnum.engine.screen import screen
from aidnum.engine.situation import Situation
from aidnum.errors import BadProfile
from aidnum.french import plural
from aidnum.model.assessment import Verdict
from aidnum.model.profile import Profile
from aidnum.report.batch import Answered, told_apart
from aidnum.report.offices import offices
from aidnum.report.profile import heading_words

if TYPE_CHECKING:
    from aidnum.catalogue.catalogue import Catalogue
    from aidnum.model.overview import Overview
    from aidnum.model.scheme import Scheme
    from aidnum.model.vocabulary import Vocabulary
    from aidnum.project.project_list import Listed, Unread


Verdicts: TypeAlias = tuple[Verdict | None, ...]


def _nothing() -> None:
    """Nobody waits."""


class Several(NamedTuple):
    """The projects of a list, what the list is called, and what of it couldn't be read.

    `step` is called after each project that is examined, as often as it is.
    """

    name: str
    projects: Sequence[Listed]
    unread: tuple[Unread, ...] = ()
    step: Callable[[], None] = _nothing


Whom: TypeAlias = Profile | Several | None


class Asked:
    """A catalogue on a day with who asks; of a project that its words can't say, nothing is known."""

    def __init__(self, catalogue: Catalogue, whom: Whom, day: date) -> None:
        self.several = whom if isinstance(whom, Several) else None
        self._whom = whom
        self._vocabulary = catalogue.vocabulary
        self._situations = tuple(_situation(profile, self._vocabulary) for profile in _profiles(whom))
        step = self.several.step if self.several else _nothing
        self._verdicts = _verdicts(catalogue.overview, self._situations, day, step)

    @cached_property
    def projects(self) -> tuple[Answered, ...]:
        """The projects of a list, each by a label of its own; none where no list asks."""
        listed = self.several.projects if self.several else ()
        answered = [Answered(where, project.statement.title, project.profile, ()) for where, project, *_ in listed]
        return tuple(told_apart(answered, self._vocabulary))

    def verdicts(self, scheme_id: str) -> Verdicts:
        """The verdict of a scheme for each who asks; None where it isn't known."""
        return self._verdicts.get(scheme_id) or (None,) * len(self._situations)

    def offices(self, scheme: Scheme, places: Sequence[int]) -> tuple[str, ...]:
        """Whom to ask about a scheme; in general words where those at these places don't ask the same."""
        told = {offices(scheme, self._vocabulary, self._situations[place]) for place in places}
        return told.pop() if len(told) == 1 else offices(scheme, self._vocabulary)

    def words(self) -> tuple[str, ...]:
        """Who asks, for what, and what else was given; of a list, what is given of each of its projects."""
        profile = _common(self._whom) if isinstance(self._whom, Several) else self._whom
        situation = None if profile is None else _situation(profile, self._vocabulary)
        if situation is None:
            return ()
        who, *more = _heading(situation)
        if self.several:
            count = plural(len(self.several.projects), "projet", "projets")
            who = ", ".join(filter(None, (f"liste « {self.several.name} »", count, who)))
        return tuple(filter(None, (who, *more)))


def _profiles(whom: Whom) -> tuple[Profile, ...]:
    if isinstance(whom, Several):
        return tuple(listed.project.profile for listed in whom.projects)
    return () if whom is None else (whom,)


def _common(whom: Several) -> Profile:
    """The facts that are given alike of each project of a list."""
    first, *others = _profiles(whom)
    alike = {name: value for name, value in first.facts.items() if all(one.facts.get(name) == value for one in others)}
    return Profile(facts=alike)


def _situation(profile: Profile, vocabulary: Vocabulary) -> Situation | None:
    try:
        return Situation(profile, vocabulary)
    except BadProfile:
        return None


def _verdicts(
    overview: Overview, situations: Iterable[Situation | None], day: date, step: Callable[[], None]
) -> dict[str, Verdicts]:
    """By the id of each scheme, its verdict for each situation; nothing where there is none."""
    ids = [sketch.id for sketch in overview.sketches]
    rows: list[Verdicts] = []
    for situation in situations:
        known = None if situation is None else tuple(one.verdict for one in screen(overview, situation, day))
        rows.append(known or (None,) * len(ids))
        step()
    return dict(zip(ids, zip(*rows, strict=True), strict=True)) if rows else {}


def _heading(situation: Situation) -> tuple[str, ...]:
    who, what, more = heading_words(situation.profile, situation, Phrases(situation.vocabulary, {}))
    return who, what, *more
