"""Ask on a terminal for the facts that would settle the answer: one at a time, the one that settles most schemes first.

Questions go to standard error and answers come from standard input; both must be a terminal, so that nothing waits in a script.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from aidnum.cli.output import say
from aidnum.errors import BadProfile
from aidnum.french import fold, plural

if TYPE_CHECKING:
    from aidnum.catalogue.catalogue import Catalogue
    from aidnum.cli.options import AskOptions
    from aidnum.model.profile import FactValue, Profile
    from aidnum.model.vocabulary import Vocabulary
    from aidnum.report.check import Question

UNKNOWN = frozenset({"", "?", "je ne sais pas", "ne sais pas", "jnsp", "nsp"})
ENOUGH = frozenset({"fin", "stop", "q"})
_APPLICANT = ("collectivite", "population")
_MOST_LISTED = 30

Hear = Callable[[], str | None]


class _Answer(NamedTuple):
    """What an answer says, by fact: nothing when the person doesn't know, or wants no more questions."""

    facts: Mapping[str, FactValue] = {}
    is_last: bool = False


def can_ask(options: AskOptions) -> bool:
    """Whether somebody is there to answer, and didn't ask to be left alone."""
    return not options.no_input and all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def is_enough(profile: Profile) -> bool:
    """Whether a profile says what the project is about and who carries it: then nothing is asked."""
    return "type" in profile.facts and says_who(profile)


def says_who(profile: Profile) -> bool:
    """Whether a profile says something of who carries the project."""
    known = {**profile.found, **profile.facts}
    return any(name in known for name in _APPLICANT)


def hear() -> str | None:
    """One line from standard input; None at its end."""
    line = sys.stdin.readline()
    return line.rstrip("\n") if line else None


def completed(catalogue: Catalogue, profile: Profile, day: date, listen: Hear = hear) -> Profile:
    """The profile with the answers to the questions that could still change a verdict of a scheme not yet over."""
    from dataclasses import replace

    from aidnum.model.profile import joined

    asked: set[str] = set()
    while (question := _next(catalogue, profile, day, asked)) is not None:
        asked.add(question.fact)
        answer = _ask(question, catalogue.vocabulary, listen)
        profile = replace(profile, facts=joined((profile.facts, answer.facts)))
        if answer.is_last:
            break
    return profile


def _next(catalogue: Catalogue, profile: Profile, day: date, asked: set[str]) -> Question | None:
    from aidnum.report.check import check

    missing = check(catalogue, profile, day).missing
    return next((question for question in missing if question.unlocks_now and question.fact not in asked), None)


def _ask(question: Question, vocabulary: Vocabulary, listen: Hear) -> _Answer:
    """One question, asked again while its answer can't be read."""
    choices = _choices(question.fact, vocabulary)
    say("")
    say(f"{question.question} ({plural(question.unlocks_now, 'dispositif en dépend', 'dispositifs en dépendent')})")
    for line in _listed(question.fact, choices, vocabulary):
        say(f"  {line}")
    say("  Entrée : je ne sais pas ; fin : répondre avec ce qui est connu")
    while (said := listen()) is not None:
        if fold(said) in ENOUGH:
            break
        if fold(said) in UNKNOWN:
            return _Answer()
        try:
            return _Answer(_read(question.fact, said, choices, vocabulary))
        except BadProfile as error:
            from aidnum.cli.spoken import spoken

            sentence, hint = spoken(error)
            say(" ".join(filter(None, (f"{sentence}.", hint))))
    return _Answer(is_last=True)


def _choices(fact: str, vocabulary: Vocabulary) -> dict[str, str]:
    """What a number typed stands for, where values are few and are not numbers themselves."""
    values = vocabulary.values(fact)
    if len(values) > _MOST_LISTED or any(value[:1].isdigit() for value in values):
        return {}
    return {str(number): value for number, value in enumerate(values, 1)}


def _listed(fact: str, choices: Mapping[str, str], vocabulary: Vocabulary) -> Iterator[str]:
    values = vocabulary.values(fact)
    yield from (f"{number.rjust(2)} {values[value].label}" for number, value in choices.items())
    if not choices and 0 < len(values) <= _MOST_LISTED:
        yield from (f"{value} {term.label}" for value, term in values.items())
    kind = vocabulary.facts[fact].kind
    if kind == "tags":
        yield "Plusieurs réponses : les séparer par des virgules"
    elif kind == "flag":
        yield "oui ou non"
    elif kind == "number":
        yield "un nombre"
    elif len(values) > _MOST_LISTED:
        code, term = next(iter(values.items()))
        yield f"un code ou un nom, par exemple {code} ou {term.label}"


def _read(fact: str, said: str, choices: Mapping[str, str], vocabulary: Vocabulary) -> dict[str, FactValue]:
    from aidnum.model.profile import read_answer

    if vocabulary.facts[fact].kind in ("number", "flag"):
        return read_answer(vocabulary, fact, said)
    words = [choices.get(word.strip(), word.strip()) for word in said.split(",")]
    return read_answer(vocabulary, fact, words if vocabulary.facts[fact].kind == "tags" else ", ".join(words))
