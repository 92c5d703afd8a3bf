"""Checks of a catalogue beyond its form: references, calendars, rules that can't hold, and its own examples."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from aidnum.catalogue.assemble import ReadFile, read_files
from aidnum.catalogue.diagnostics import Diagnostic, Faults, Mark
from aidnum.catalogue.files import File, given_files, read_bytes, shipped_files, together
from aidnum.catalogue.gaps import gaps
from aidnum.catalogue.keys import AREAS
from aidnum.catalogue.load import load_catalogue
from aidnum.catalogue.nodes import Fields, Items, Node
from aidnum.catalogue.rules import step_of
from aidnum.engine.assess import assess
from aidnum.engine.situation import Situation
from aidnum.errors import BadProfile
from aidnum.french import nearest, plain
from aidnum.model.assessment import Assessment
from aidnum.model.calendar import Window
from aidnum.model.funding import Bonus, Flat, Funding, Terms
from aidnum.model.profile import fact_meant, find_fact, read_answer, read_profile
from aidnum.model.reading import first_day
from aidnum.model.rule import AnyOf, Bounds, Is, Leaf, OneOf, Rule
from aidnum.model.scheme import Example, Scheme
from aidnum.model.vocabulary import Vocabulary

_UNREADABLE = "E002"


class Validation(NamedTuple):
    """Everything found in the files validated, in file order, with their texts to show the lines at fault."""

    diagnostics: tuple[Diagnostic, ...]
    texts: dict[str, str]
    schemes: int
    examples: int

    @property
    def errors(self) -> int:
        """How many diagnostics are errors."""
        return sum(1 for diagnostic in self.diagnostics if diagnostic.is_error)


def validate(paths: Sequence[str | Path], is_place: Callable[[str, str], bool] | None = None) -> Validation:
    """Check catalogue files; without paths, the shipped ones.

    The shipped ones are always known, and not judged unless they are asked for. `is_place` tells whether a
    place of today bears a code, asked with the fact it is a value of (``commune``, ``84007``); without it any code will do.

    Raises:
        CatalogueUnreadable: for a path that can't be read at all.
    """
    asked = read_asked(paths)
    for file in asked.files:
        for read in file.schemes:
            if read.scheme is not None:
                lint = _SchemeLint(read.scheme, read.node, asked.vocabulary, file.faults)
                lint.run(asked.ids)
                if is_place is not None:
                    lint.places(is_place)
    return _validation(asked.files)


class Asked(NamedTuple):
    """The files to judge, and what is known beside the shipped ones: the ids of all schemes, and all the words."""

    files: list[ReadFile]
    ids: set[str]
    vocabulary: Vocabulary


def read_asked(paths: Sequence[str | Path]) -> Asked:
    """The files at `paths`, read beside the shipped catalogue; that is read anew only where one of its own files is asked for.

    Raises:
        CatalogueUnreadable: for a path that can't be read at all.
    """
    shipped = shipped_files()
    asked = given_files(paths) if paths else shipped
    every = together(shipped, asked)
    if shipped and len(every) == len(shipped) + len(asked):
        base = load_catalogue()
        files, vocabulary = read_files([File(path, read_bytes(path)) for path in asked], base)
        return Asked(files, {*(sketch.id for sketch in base.overview.sketches), *_ids(files)}, vocabulary)
    files, vocabulary = read_files([File(path, read_bytes(path)) for path in every])
    return Asked([file for file in files if Path(file.path) in asked], _ids(files), vocabulary)


def _ids(files: Sequence[ReadFile]) -> set[str]:
    return {read.scheme.id for file in files for read in file.schemes if read.scheme}


def _validation(files: Sequence[ReadFile]) -> Validation:
    usable = [read.scheme for file in files for read in file.schemes if read.scheme]
    return Validation(
        tuple(sorted(diagnostic for file in files for diagnostic in file.faults.found)),
        {file.path: file.text for file in files},
        len(usable),
        sum(len(scheme.examples) for scheme in usable),
    )


class _SchemeLint:
    def __init__(self, scheme: Scheme, node: Fields, vocabulary: Vocabulary, faults: Faults) -> None:
        self.scheme = scheme
        self.node = node
        self.vocabulary = vocabulary
        self.faults = faults

    def run(self, ids: set[str]) -> None:
        self._references(ids)
        self._pages()
        self._overlaps()
        self._impossible()
        for terms, path in self._all_terms():
            self._funding(terms, path)
        for place, funding in enumerate(self.scheme.fundings):
            self._gaps(funding, ("funding", place, "bands"))
        for index, example in enumerate(self.scheme.examples):
            self._example(index, example)

    def _all_terms(self) -> Iterator[tuple[Terms, tuple[str | int, ...]]]:
        """The terms of each funding and of each of its bands, with where they stand."""
        for place, funding in enumerate(self.scheme.fundings):
            yield funding, ("funding", place)
            yield from ((band, ("funding", place, "bands", index)) for index, band in enumerate(funding.bands))

    def places(self, is_place: Callable[[str, str], bool]) -> None:
        """The codes of a local scheme that no place of today bears: nobody there would ever be told of it."""
        for key in AREAS if self.scheme.territoire else ():
            for index, code in enumerate(getattr(self.scheme.territoire, key)):
                if not is_place(AREAS[key], code):
                    mark = self._mark(("territoire", key, index))
                    self.faults.warning("L004", mark, f"aucun territoire actuel ne porte le code « {code} » ({key})")

    def _references(self, ids: set[str]) -> None:
        if self.scheme.successor == self.scheme.id:
            self.faults.error("R002", self._mark(("successor",)), "un dispositif n'est pas sa propre suite")
        if self.scheme.successor:
            self._reference(self.scheme.successor, ids, ("successor",))
        for terms, path in self._all_terms():
            if terms.at_most_aid_of:
                self._other_aid(terms.at_most_aid_of, ids, (*path, "at_most_aid_of"))
        if self.scheme.stacking:
            self._stacked("excludes", self.scheme.stacking.excludes, ids, "un dispositif ne s'exclut pas lui-même")
            self._stacked("with", self.scheme.stacking.with_, ids, "un dispositif ne se cumule pas avec lui-même")

    def _stacked(self, key: str, others: Sequence[str], ids: set[str], itself: str) -> None:
        """The schemes that it says it can or can't be had with."""
        for index, other in enumerate(others):
            self._reference(other, ids, ("stacking", key, index))
            if other == self.scheme.id:
                self.faults.error("R002", self._mark(("stacking", key, index)), itself)

    def _other_aid(self, wanted: str, ids: set[str], path: tuple[str | int, ...]) -> None:
        """The scheme or the payer whose aid bounds this one."""
        if wanted == self.scheme.id:
            self.faults.error("R002", self._mark(path), "une aide n'est pas bornée par elle-même")
        elif wanted not in ids and wanted not in self.vocabulary.payers:
            hint = self.faults.hint(lambda: nearest(wanted, (*ids, *self.vocabulary.payers), 1))
            self.faults.error("R002", self._mark(path), f"dispositif ou payeur inconnu « {wanted} »{hint}")

    def _reference(self, wanted: str, ids: set[str], path: tuple[str | int, ...]) -> None:
        if wanted not in ids:
            hint = self.faults.hint(lambda: nearest(wanted, ids, 1))
            self.faults.error("R002", self._mark(path), f"dispositif inconnu « {wanted} »{hint}")

    def _pages(self) -> None:
        """A page bears no day after the one on which it was read."""
        for index, source in enumerate(self.scheme.sources):
            written = first_day(source.dated) if source.dated else None
            if written is not None and written > source.checked:
                message = f"page datée de {source.dated}, après avoir été lue le {source.checked}"
                self.faults.error("C001", self._mark(("sources", index, "dated")), message)

    def _overlaps(self) -> None:
        windows = self.scheme.calendar.windows
        for index, later in enumerate(windows):
            for earlier in windows[:index]:
                if _overlap(earlier, later):
                    mark = self._mark(("calendar", "windows", index))
                    self.faults.error("C002", mark, "cette période de dépôt en recouvre une autre du même dispositif")

    def _funding(self, terms: Terms, path: tuple[str | int, ...]) -> None:
        """Keys beside which another has no effect."""
        if terms.rate is not None and terms.slices:
            message = "« rate » et « slices » s'excluent : garder l'une des deux clés"
            self.faults.error("F001", self._mark((*path, "slices")), message)
        for index, bonus in enumerate(terms.bonuses):
            for key, message in _useless(bonus, terms):
                self.faults.error("F001", self._mark((*path, "bonuses", index, key)), message)
        both = set(terms.costs.uncertain) & set(terms.costs.except_) if terms.costs else ()
        for category in sorted(both):
            message = f"« {category} » est à la fois exclue et à faire confirmer"
            self.faults.error("F001", self._mark((*path, "costs", "uncertain")), message)
        floor, ceiling = terms.floor, terms.ceiling
        if floor is not None and ceiling is not None and floor.per == ceiling.per and floor.amount > ceiling.amount:
            message = f"l'aide plafonnée à {ceiling.amount} n'atteint jamais {floor.amount}"
            self.faults.error("F001", self._mark((*path, "floor")), message)

    def _gaps(self, funding: Funding, path: tuple[str | int, ...]) -> None:
        for fact, first, last in gaps(funding, self.vocabulary):
            values = plain(first) if first == last else f"{plain(first)} à {plain(last)}"
            message = f"entre deux tranches, aucune ne va à « {fact} » = {values} : les bornes laissent un trou"
            self.faults.warning("L007", self._mark(path), message)

    def _impossible(self) -> None:
        for fact in dict.fromkeys(_contradicted(self.scheme.rule, self.vocabulary)):
            message = f"les critères sur « {fact} » ne peuvent pas être vrais ensemble : personne ne peut obtenir cette aide"
            self.faults.warning("L003", self._mark(("eligibility",)), message)

    def _example(self, index: int, example: Example) -> None:
        path: tuple[str | int, ...] = ("examples", index)
        wrong = tuple(failures(example, self.scheme, self.vocabulary))
        for code, place, message in wrong:
            self.faults.error(code, self._mark((*path, *place)), message)
        if not any(code == _UNREADABLE for code, _, _ in wrong):
            self._other_words(example, (*path, "profile"))

    def _other_words(self, example: Example, path: tuple[str | int, ...]) -> None:
        """Tell of what a profile says under a fact and is said of another."""
        for word, raw in example.profile.items():
            name = find_fact(self.vocabulary, word)
            others = {fact: value for fact, value in read_answer(self.vocabulary, name, raw).items() if fact != name}
            for fact, value in others.items():
                words = ", ".join(value) if isinstance(value, tuple) else value
                message = f"exemple « {example.title} » : « {name} » dit ici un autre fait ; l'écrire « {fact}: [{words}] »"
                self.faults.warning("L005", self._mark((*path, word)), message)

    def _mark(self, path: Sequence[str | int]) -> Mark:
        """Where a path leads in the scheme's node: to its key, or to the item of a list."""
        node: Node = self.node
        mark = node.mark
        for step in path:
            if isinstance(node, Fields) and step in node:
                mark = node.key_mark(str(step))
                node = node[str(step)]
            elif isinstance(node, Items) and isinstance(step, int):
                node = node[step]
                mark = node.mark
        return mark


def _useless(bonus: Bonus, terms: Terms) -> Iterator[tuple[str, str]]:
    """What a bonus adds to or multiplies when the terms that it stands in pay nothing of the kind, with why."""
    adds_points = isinstance(bonus.add, Decimal)
    if adds_points and terms.flat is not None and not terms.bears_on_costs:
        yield "add", "des points de taux ne s'ajoutent pas à une somme « flat » : donner une somme"
    if isinstance(bonus.add, Flat) and terms.bears_on_costs and terms.flat is None:
        yield "add", "une somme ne s'ajoute pas à un taux seul : donner des points de taux, comme 10%"
    if bonus.multiply is not None and terms.flat is not None and not terms.bears_on_costs:
        yield (
            "multiply",
            "« multiply » porte sur un taux ou des paliers, pas sur une somme « flat » : donner une somme à ajouter",
        )


def _overlap(one: Window, other: Window) -> bool:
    starts, ends = [one.opens, other.opens], [one.closes, other.closes]
    if None in starts or None in ends:
        return False
    return max(day for day in starts if day) <= min(day for day in ends if day)


def failures(example: Example, scheme: Scheme, vocabulary: Vocabulary) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """What is wrong in an example of a scheme: the code of each fault, the key that it stands at, the sentence."""
    part = "profile"
    try:
        read_profile(vocabulary, example.profile)
        part = "costs"
        profile = read_profile(vocabulary, example.profile, example.costs, example.basis)
    except BadProfile as error:
        yield _UNREADABLE, (part,), f"exemple « {example.title} » : {error.message}"
        return
    got = assess(scheme, Situation(profile, vocabulary), example.date)
    for key, wanted, found in _differences(example, got, vocabulary):
        yield "E001", ("expect", key), f"exemple « {example.title} » : {key} attendu {wanted}, obtenu {found}"


def _differences(example: Example, got: Assessment, vocabulary: Vocabulary) -> Iterator[tuple[str, str, str]]:
    expect = example.expect
    found: dict[str, object] = {
        "verdict": got.verdict.value,
        "state": got.window.state,
        "amount_min": got.amounts.amount_min,
        "amount_max": got.amounts.amount_max,
        "missing": tuple(sorted(got.missing)),
    }
    for key in ("verdict", "state", "amount_min", "amount_max"):
        wanted = getattr(expect, key)
        if wanted is not None and wanted != found[key]:
            yield key, _shown(wanted), _shown(found[key])
    missing = None if expect.missing is None else tuple(sorted({fact_meant(vocabulary, name) for name in expect.missing}))
    if missing is not None and missing != found["missing"]:
        yield "missing", _shown(missing), _shown(found["missing"])
    if expect.amount is not None and not found["amount_min"] == found["amount_max"] == expect.amount:
        ends = dict.fromkeys(_shown(found[key]) for key in ("amount_min", "amount_max"))
        yield "amount", _shown(expect.amount), " à ".join(ends)


def _shown(value: object) -> str:
    if value is None:
        return "rien"
    if isinstance(value, Decimal):
        return plain(value)
    return ", ".join(map(str, value)) or "rien" if isinstance(value, tuple) else str(value)


def _contradicted(rule: Rule, vocabulary: Vocabulary) -> Iterator[str]:
    """The facts on which two leaves of one *all* exclude each other."""
    if isinstance(rule, Leaf):
        return
    for part in rule.parts:
        yield from _contradicted(part, vocabulary)
    if isinstance(rule, AnyOf):
        return
    # A tags fact may hold several words at once, so two lists never exclude each other.
    leaves = [part for part in rule.parts if isinstance(part, Leaf) and vocabulary.facts[part.fact].kind != "tags"]
    for index, leaf in enumerate(leaves):
        if any(
            _exclude(leaf, other, step_of(vocabulary.facts[leaf.fact])) for other in leaves[:index] if other.fact == leaf.fact
        ):
            yield leaf.fact


def _exclude(one: Leaf, other: Leaf, step: Decimal) -> bool:
    if one.negated or other.negated:
        return one.test == other.test and one.negated is not other.negated
    match one.test, other.test:
        case OneOf(), OneOf():
            return one.test.members.isdisjoint(other.test.members)
        case Bounds(), Bounds() if one.test.notion == other.test.notion:
            return _low(step, one.test, other.test) > _high(step, one.test, other.test)
        case Is(), Is():
            return one.test != other.test
        case _:
            return False


def _low(step: Decimal, *tests: Bounds) -> Decimal:
    lows = [(test.at_least or 0, 0 if test.above is None else test.above + step) for test in tests]
    return Decimal(max(max(pair) for pair in lows))


def _high(step: Decimal, *tests: Bounds) -> Decimal:
    highs = [value for test in tests for value in (test.at_most, None if test.below is None else test.below - step)]
    return Decimal(min((value for value in highs if value is not None), default=10**15))
