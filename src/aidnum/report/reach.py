"""What ``reach`` answers: which authorities of France could have an aid, how many, and what keeps them unsure.

What is said of a project is said by every authority; what data tell of each (its kind, where it lies) only chooses among them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from aidnum.catalogue.finding import scheme_meant
from aidnum.engine.assess import assess
from aidnum.engine.missing import notions_apart
from aidnum.engine.phrases import Phrases
from aidnum.engine.situation import Situation
from aidnum.errors import Nobody, NoColumns
from aidnum.model.assessment import Assessment, Doubt, Outcome, Verdict
from aidnum.model.profile import FactValue, Profile
from aidnum.model.rule import Bounds, Is, Leaf, OneOf, Test
from aidnum.report.profile import profile_words
from aidnum.report.territory import KINDS
from aidnum.territory.facts import READINGS

if TYPE_CHECKING:
    import narwhals as nw

    from aidnum.catalogue.catalogue import Catalogue
    from aidnum.columns.verdicts import Reckoner
    from aidnum.model.authority import Authority
    from aidnum.model.scheme import Scheme
    from aidnum.model.vocabulary import Vocabulary
    from aidnum.report.france import France


class Counts(NamedTuple):
    """How many authorities have each verdict."""

    eligible: int = 0
    to_confirm: int = 0
    ineligible: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self)


class Unsure(NamedTuple):
    """A fact to supply, and how many authorities it keeps to be confirmed.

    `apart` counts those of them whose figures are known, and pass or fail by the way of counting: one of the `notions`.
    """

    fact: str
    question: str
    authorities: int
    apart: int = 0
    notions: tuple[str, ...] = ()


class Reached(NamedTuple):
    """One authority, its verdict, and the facts to supply where it is to be confirmed."""

    authority: Authority
    verdict: Verdict
    missing: tuple[str, ...]


class ReachReport(NamedTuple):
    """How far an aid reaches. `told` holds, by row, an assessment for all those that fare alike; `rows` whom each stands for.

    `near` counts those that no answer would settle: they lie close to a threshold that is told roughly.
    By département, what lies in several counts in the first, which holds most of its people; régions lie in none.
    """

    day: date
    scheme: Scheme
    vocabulary: Vocabulary
    said: tuple[str, ...]
    counts: Counts
    by_kind: Mapping[str, Counts]
    by_departement: Mapping[str, Counts]
    unsure: tuple[Unsure, ...]
    near: int
    doubts: Mapping[Doubt, int]
    told: Mapping[int, Assessment]
    rows: tuple[tuple[int, int], ...]
    france: France
    kind: Literal["reach"] = "reach"

    def reached(self) -> Iterator[Reached]:
        """Every authority, in the order of the tables."""
        for row, like in self.rows:
            told = self.told[like]
            yield Reached(self.france.authority(row), told.verdict, _missing(told))

    @property
    def example(self) -> Assessment:
        """The assessment of one of them: what is true on the day of the aid itself."""
        return next(iter(self.told.values()))

    def doubtful(self, doubt: Doubt) -> Assessment:
        """The assessment of one of those that a doubt holds down."""
        return next(told for told in self.told.values() if doubt in told.doubts)


def reach(catalogue: Catalogue, name: str, profile: Profile, day: date) -> ReachReport:
    """The reach of the scheme that a name means, over every authority of the shipped tables, on a day.

    Raises:
        SeveralSchemes: with all that the name may mean.
        UnknownScheme: with the nearest.
        BadProfile: for a fact, value or cost category that the catalogue's vocabulary doesn't know.
        NoColumns: when the extra isn't installed.
        Nobody: when no authority is as said.
    """
    scheme, vocabulary = scheme_meant(catalogue, name), catalogue.vocabulary
    phrases = Phrases(vocabulary, {})
    whole = Situation(replace(profile, found={}, authorities=()), vocabulary)
    said = profile_words(whole.profile, whole, phrases)
    own, facts = _parted(whole.profile.facts)
    france, reckoner = _columns(Situation(replace(whole.profile, facts=facts, found={}), vocabulary), day)
    frame = _told(reckoner, scheme, [_chosen(vocabulary, fact, value) for fact, value in own.items()])
    if not len(frame):
        raise Nobody(said)
    sizes = Counter(frame["like"].to_list())
    told = {row: assess(scheme, reckoner.facts.situation(row), day) for row in sorted(sizes)}
    return ReachReport(
        day=day,
        scheme=scheme,
        vocabulary=vocabulary,
        said=said,
        counts=_counts((told[row].verdict, count) for row, count in sizes.items()),
        by_kind=_by(frame, "kinds", told, [*KINDS].index),
        by_departement=_by(frame, "departements", told, lambda code: code or "~"),
        unsure=_unsure(told, sizes, phrases),
        near=sum(count for row, count in sizes.items() if _is_near(told[row])),
        doubts=_doubts(told, sizes),
        told=told,
        rows=tuple(frame.select("row", "like").rows()),
        france=france,
    )


def _parted(facts: Mapping[str, FactValue]) -> tuple[dict[str, FactValue], dict[str, FactValue]]:
    """What data tell of an authority, and what is said of a project."""
    return (
        {fact: value for fact, value in facts.items() if fact in READINGS},
        {fact: value for fact, value in facts.items() if fact not in READINGS},
    )


def _columns(applicant: Situation, day: date) -> tuple[France, Reckoner]:
    try:
        from aidnum.columns.verdicts import Reckoner
        from aidnum.report.france import France
    except ModuleNotFoundError as error:
        raise NoColumns from error
    france = France()
    return france, Reckoner(france.table, applicant, day)


def _chosen(vocabulary: Vocabulary, fact: str, value: FactValue) -> Leaf:
    """What chooses among the authorities those of which data may say what was said."""
    test: Test
    if isinstance(value, bool):
        test = Is(value=value)
    elif isinstance(value, str | tuple):
        words = (value,) if isinstance(value, str) else value
        test = OneOf(values=words, members=vocabulary.opened(fact, words))
    else:
        test = Bounds(at_least=value, at_most=value)
    return Leaf(fact=fact, test=test)


def _told(reckoner: Reckoner, scheme: Scheme, chosen: Iterable[Leaf]) -> nw.DataFrame[Any]:
    """The authorities chosen, each with the first row of those that fare `like` it."""
    import narwhals as nw

    reckoning = reckoner.reckoning([scheme])
    alike = reckoner.alike()
    choosing = [reckoner.facts.decided(leaf) for leaf in chosen]
    frame = reckoner.facts.frame.with_columns(**reckoning.leaves)
    for column in choosing:
        if isinstance(column, nw.Expr):
            frame = frame.filter(column > int(Outcome.NO))
        elif column is Outcome.NO:
            frame = frame.head(0)
    frame = frame.with_columns(**alike)
    like = nw.col("row").min().over(*alike) if alike else nw.col("row").min()
    return frame.select("row", "kinds", "departements", like=like)


def _by(
    frame: nw.DataFrame[Any], column: str, told: Mapping[int, Assessment], order: Callable[[str], int | str]
) -> dict[str, Counts]:
    """The counts by the first of the words in a column, in an order; where it is empty, last."""
    found: dict[str, list[tuple[Verdict, int]]] = {}
    for (words, like), count in Counter(frame.select(column, "like").rows()).items():
        found.setdefault(words.partition(",")[0], []).append((told[like].verdict, count))
    return {word: _counts(found[word]) for word in sorted(found, key=order)}


def _counts(verdicts: Iterable[tuple[Verdict, int]]) -> Counts:
    found: Counter[str] = Counter()
    for verdict, count in verdicts:
        found[verdict.value] += count
    return Counts(**found)


def _missing(told: Assessment) -> tuple[str, ...]:
    return told.missing if told.verdict is Verdict.TO_CONFIRM else ()


def _unsure(told: Mapping[int, Assessment], sizes: Mapping[int, int], phrases: Phrases) -> tuple[Unsure, ...]:
    found: Counter[str] = Counter()
    apart: Counter[str] = Counter()
    notions: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for row, count in sizes.items():
        for fact in _missing(told[row]):
            found[fact] += count
            if between := notions_apart(told[row].criteria, fact):
                apart[fact] += count
                notions[fact].update(dict.fromkeys(between))
    return tuple(
        Unsure(fact, phrases.question(fact), count, apart[fact], tuple(notions[fact])) for fact, count in found.most_common()
    )


def _is_near(told: Assessment) -> bool:
    return told.verdict is Verdict.TO_CONFIRM and not told.missing and not told.doubts


def _doubts(told: Mapping[int, Assessment], sizes: Mapping[int, int]) -> dict[Doubt, int]:
    """How many authorities each doubt holds down, but for those refused anyway."""
    found: Counter[Doubt] = Counter()
    for row, count in sizes.items():
        if told[row].verdict is not Verdict.INELIGIBLE:
            found.update(dict.fromkeys(told[row].doubts, count))
    return dict(found.most_common())
