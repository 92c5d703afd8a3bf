"""Ask on a terminal for what would settle the answer: who, what, then the facts that settle most schemes first, then costs.

Each reply makes a new state, so that going back is to take the one before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from aidnum.cli.output import say, warn
from aidnum.cli.prompt import KEYS, Back, Ended, Enough, Hear, answered, hear, paragraph
from aidnum.errors import BadUsage
from aidnum.french import capital, euros, fold, listed, plural
from aidnum.model.assessment import Verdict
from aidnum.report.check import OVER, check

if TYPE_CHECKING:
    from aidnum.catalogue.catalogue import Catalogue
    from aidnum.cli.options import AskOptions
    from aidnum.model.profile import FactValue, Profile
    from aidnum.report.check import CheckReport, Question

MOST_FACTS = 5
_APPLICANT = ("collectivite", "population")
_WHAT = "type"
_WHO, _FACTS, _COSTS = "?who", "?facts", "?costs"
_MOST_LISTED = 30
_GAP = 3


class State(NamedTuple):
    """What is known, and the questions that are behind: answered, or left."""

    profile: Profile
    behind: frozenset[str] = frozenset()

    def after(self, *names: str, profile: Profile | None = None) -> State:
        """The state once questions are behind."""
        return State(profile or self.profile, self.behind.union(names))


class Replies(NamedTuple):
    """What the questions came to, and whether the person still listens: not after the end of input."""

    profile: Profile
    listens: bool = True


def is_enough(profile: Profile) -> bool:
    """Whether a profile says what the project is about and who carries it: then nothing is asked."""
    return _WHAT in profile.facts and says_who(profile)


def says_who(profile: Profile) -> bool:
    """Whether a profile says something of who carries the project."""
    known = {**profile.found, **profile.facts}
    return any(name in known for name in _APPLICANT)


class Interview:
    """The questions to one person on one day. Where costs are needed they are asked early, and else offered last."""

    def __init__(
        self, catalogue: Catalogue, day: date, options: AskOptions, listen: Hear = hear, *, needs_costs: bool = False
    ) -> None:
        self.catalogue = catalogue
        self.words = catalogue.vocabulary
        self.day = day
        self.options = options
        self.listen = listen
        self.needs_costs = needs_costs
        self._then = "la suite" if needs_costs else "la réponse suit"

    def run(self, profile: Profile) -> Replies:
        """Ask until nothing is left that matters, or the person has had enough."""
        known = {_COSTS: profile.costs is not None, _FACTS: is_enough(profile)}
        states = [State(profile, frozenset(name for name, is_known in known.items() if is_known))]
        if (ask := self._next(states[0])) is not None:
            self._open(profile)
        while ask is not None:
            try:
                states.append(ask(states[-1]))
            except Back:
                self._go_back(states)
            except Enough as enough:
                return Replies(states[-1].profile, not isinstance(enough, Ended))
            ask = self._next(states[-1])
        return Replies(states[-1].profile)

    def _open(self, profile: Profile) -> None:
        paragraph(KEYS)
        self._greet(profile)

    def _greet(self, profile: Profile) -> None:
        """Say whom the questions are about."""
        if not profile.authorities:
            return
        from aidnum.report.territory import named

        say("")
        paragraph(listed([named(authority) for authority in profile.authorities]))

    def _go_back(self, states: list[State]) -> None:
        if len(states) > 1:
            states.pop()
        else:
            say("C'est la première question.")

    def _next(self, state: State) -> Callable[[State], State] | None:
        """What asks the next question, if one is left."""
        if _WHO not in state.behind and not says_who(state.profile):
            return self._ask_who
        if self.needs_costs and _COSTS not in state.behind:
            return self._ask_costs
        if _FACTS in state.behind:
            return None
        report = check(self.catalogue, state.profile, self.day)
        question = _most_useful(report, state)
        if question is not None:
            return partial(self._ask_fact, question, report)
        offers = _COSTS not in state.behind and (state.profile.costs is not None or _waits_for_costs(report))
        return self._ask_costs if offers else None

    def _ask_who(self, state: State) -> State:
        from aidnum.cli.places import name_asked
        from aidnum.project.replies import with_authority, with_fact

        say("")
        named = name_asked(self.words, self.options, self.listen)
        if named is None:
            return state.after(_WHO)
        if isinstance(named, str):
            self._echo({"collectivite": named})
            return state.after(_WHO, profile=with_fact(state.profile, "collectivite", named, self.words))
        profile = with_authority(state.profile, named, warn)
        self._greet(profile)
        return state.after(_WHO, profile=profile)

    def _ask_fact(self, question: Question, report: CheckReport, state: State) -> State:
        """A question, asked again while its answer can't be read; a field given for a type leaves the type to be said."""
        from aidnum.project.replies import with_fact

        name, fact = question.fact, self.words.facts[question.fact]
        choices = self._choices(name)
        self._put(question, report, state)
        for line in self._values(name, choices):
            say(line)
        explained = fact.help or f"{fact.question} {self._expected(name)}"
        while (said := answered(self.listen, explained, self._completed(name))) is not None:
            try:
                profile = with_fact(state.profile, name, _worded(said, choices), self.words)
            except BadUsage as error:
                explain(error, name, self._expected(name))
                continue
            given = {fact: value for fact, value in profile.facts.items() if state.profile.facts.get(fact) != value}
            self._echo(given)
            return state.after(*(given or (name,)), profile=profile)
        return state.after(name)

    def _put(self, question: Question, report: CheckReport, state: State) -> None:
        """The question, whom it is about, what it is for and what it expects."""
        who = listed([authority.name for authority in state.profile.authorities])
        use = _use(question, report) if question.fact != _WHAT else ""
        say("")
        paragraph(" ".join(filter(None, (f"{who} — " * bool(who) + question.question, use, self._expected(question.fact)))))
        counted = self.words.counted.get(question.fact, question.fact)
        if counted in state.profile.found:
            paragraph(self._known(counted, state.profile), "  ")

    def _known(self, name: str, profile: Profile) -> str:
        """What open data say of a fact that is asked all the same."""
        from aidnum.engine.phrases import Phrases
        from aidnum.engine.situation import Situation

        return f"Connu : {Phrases(self.words, {}).value(name, Situation(profile, self.words)[name])}"

    def _expected(self, name: str) -> str:
        """What may be typed."""
        fact, values = self.words.facts[name], self.words.values(name)
        match fact.kind:
            case "flag":
                return "[oui ou non]"
            case "number":
                return f"[un nombre, en {fact.unit}]" if fact.unit else "[un nombre]"
            case "tags":
                return "[un numéro ou vos mots ; plusieurs : des virgules]"
        if not values:
            return "[un code]"
        return "[un numéro ou un nom]"

    def _choices(self, name: str) -> dict[str, str]:
        """What a number typed stands for, where values are few and are not numbers themselves; ``o`` and ``n`` for a flag."""
        if self.words.facts[name].kind == "flag":
            return {"o": "oui", "n": "non"}
        values = self.words.values(name)
        if len(values) > _MOST_LISTED or any(value[:1].isdigit() for value in values):
            return {}
        return {str(number): value for number, value in enumerate(values, 1)}

    def _values(self, name: str, choices: Mapping[str, str]) -> list[str]:
        """The values that may be typed, where they are few."""
        values = self.words.values(name)
        if not 0 < len(values) <= _MOST_LISTED:
            return []
        told = choices or {value: value for value in values}
        return in_columns([f"{number.rjust(2)} {values[value].label}" for number, value in told.items()])

    def _completed(self, name: str) -> list[str]:
        """What the key of tabulation completes."""
        if self.words.facts[name].kind == "flag":
            return ["oui", "non"]
        return [value if "," in term.label else term.label for value, term in self.words.values(name).items()]

    def _echo(self, given: Mapping[str, FactValue]) -> None:
        """The words that were understood, for those whom other words would have been."""
        for name, value in given.items():
            values = self.words.values(name)
            words = value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()
            known = [values[word].label for word in words if word in values]
            if known:
                paragraph(f"{self.words.label(name)} : {listed(known)}", "  ")

    def _ask_costs(self, state: State) -> State:
        """One reply about costs, each given is a state; Enter leaves."""
        from aidnum.project.replies import with_costs

        known = self.words.cost_categories
        explained = f"Les dépenses, {state.profile.costs_basis.upper()} : {' ; '.join(term.label for term in known.values())}."
        self._put_costs(state.profile)
        words = [name if "," in term.label else term.short or term.label for name, term in known.items()]
        while (said := answered(self.listen, explained, words)) is not None:
            try:
                return State(with_costs(state.profile, said, self.words), state.behind)
            except BadUsage as error:
                explain(error)
        return state.after(_COSTS)

    def _put_costs(self, profile: Profile) -> None:
        known = self.words.cost_categories
        if profile.costs is not None:
            given = [f"{known[name].short or known[name].label} {euros(amount)}" for name, amount in profile.costs.items()]
            paragraph(f"{listed(given)}. Une autre dépense, ou Entrée : {self._then}", "  ")
            return
        basis = "hors taxes" if profile.costs_basis == "ht" else "TTC"
        words = ", ".join(term.short or term.label for term in known.values())
        say("")
        paragraph(f"Combien coûte le projet, {basis} ? Une dépense à la fois : logiciel 12000 (Entrée : {self._then})")
        paragraph(words, "  ")


def explain(error: BadUsage, fact: str = "", expected: str = "") -> None:
    """What is wrong with a reply, without the name of the fact, and what is expected."""
    wrong = capital(error.message.removeprefix(f"{fact} : "))
    paragraph(" ".join(filter(None, (f"{wrong}.", error.hint, expected))), "  ")


def _most_useful(report: CheckReport, state: State) -> Question | None:
    """What is done first; then, a few times, the fact that settles most: one that the applicant knows, then the office's."""
    settled = {question.fact for question in report.missing if _settles(question.fact, report, state.behind)}
    left = [question for question in report.missing if question.unlocks_now and question.fact in settled]
    what = next((question for question in left if question.fact == _WHAT), None)
    asked = len(state.behind - {_WHO, _WHAT, _FACTS, _COSTS})
    known = report.catalogue.vocabulary.facts
    first = min(left, key=lambda question: known[question.fact].asked_of_office, default=None)
    return what or (first if asked < MOST_FACTS else None)


def _settles(fact: str, report: CheckReport, behind: frozenset[str]) -> bool:
    """Whether a fact could settle an aid, of which no fact left unanswered is missing too."""
    missing = ({question.fact for question in entry.missing} for entry in report.entries if entry.window.state not in OVER)
    return any(fact in facts and facts.isdisjoint(behind) for facts in missing)


def _waits_for_costs(report: CheckReport) -> bool:
    """Whether the amount of an aid that may still be had depends on what the project costs."""
    hopeful = (e for e in report.entries if e.verdict is not Verdict.INELIGIBLE and e.window.state not in OVER)
    amounts = (entry.assessment.amounts for entry in hopeful)
    return any(each.rate_max is not None and each.base_max is None for each in amounts)


def _use(question: Question, report: CheckReport) -> str:
    """What the answer is for: the aid by its name when it is alone."""
    if question.unlocks_now > 1:
        return f"({plural(question.unlocks_now, 'aide en dépend', 'aides en dépendent')})"
    running = (entry for entry in report.entries if entry.window.state not in OVER)
    title = next(e.scheme.title for e in running if question.fact in {missing.fact for missing in e.missing})
    return f"(pour « {title} »)"


def _worded(said: str, choices: Mapping[str, str]) -> str:
    """What is typed with the words that its numbers stand for."""
    return ",".join(choices.get(fold(word), word.strip()) for word in said.split(",")) if choices else said


def in_columns(cells: list[str]) -> list[str]:
    """A list in as many columns as the screen holds, read from top to bottom."""
    import shutil

    wide = max(map(len, cells), default=0) + _GAP
    columns = max(1, min(shutil.get_terminal_size((80, 24)).columns, 100) // wide)
    rows = -(-len(cells) // columns)
    return ["".join(cell.ljust(wide) for cell in cells[row::rows]).rstrip() for row in range(rows)]
