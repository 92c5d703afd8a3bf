"""What may follow on a command line that is still being typed, for the scripts of ``aidnum completion``.

A script calls aidnum with the words in an environment variable, the name of the shell first, each ended by a line feed: no
shell, PowerShell included, spoils an empty word, a quote or an accent there. The answer is ``files``, which the shell
completes itself, or ``values`` and a candidate a line. A fault is silence: no message may fall on a line being typed.
"""

from __future__ import annotations

import contextlib
import os
from importlib import import_module
from typing import NamedTuple, get_args, get_origin, get_type_hints

from typer.models import ArgumentInfo

from aidnum.cli.bash_line import BashLine
from aidnum.cli.candidates import Candidate, Typed, candidates
from aidnum.cli.line import command_named
from aidnum.cli.main import COMMANDS
from aidnum.cli.parser import HELP
from aidnum.french import fold

_ROOT = {"--help": HELP, "--version": "Affiche la version."}


class _Parameter(NamedTuple):
    """An option or an argument of a command; a flag has no metavar."""

    names: tuple[str, ...]
    metavar: str
    told: str
    is_repeatable: bool


def complete(request: str) -> None:
    """Print what may follow; whatever goes wrong is silent."""
    with contextlib.suppress(Exception):
        os.write(1, "".join(f"{line}\n" for line in _answer(_as_utf8(request))).encode("utf-8", "surrogateescape"))


def _as_utf8(request: str) -> str:
    """The words, whatever the locale made of them."""
    return os.fsencode(request).decode("utf-8", "surrogateescape")


def _answer(request: str) -> list[str]:
    shell, _, rest = request.removesuffix("\n").partition("\n")
    if shell == "bash":
        replaced, _, text = rest.partition("\n")
        line = BashLine(text, replaced)
        found = following(line.words[1:])
        return ["files"] if found is None else ["values", *map(line.ending, _kept(found, line.words[-1]))]
    words = rest.split("\n")
    found = following(words[1:])
    if found is None:
        return ["files"]
    values = _kept(found, words[-1], filters=shell == "fish")
    return ["values", *(f"{value}\t{told}" for value, (_, told) in zip(values, found, strict=True))]


def _kept(found: list[Candidate], typed: str, *, filters: bool = False) -> list[str]:
    """The values, beginning as they were typed where the shell would otherwise lose or refuse letters already typed.

    Shells go back to what all candidates have in common, which an accent or a capital cuts short; one that `filters` leaves
    out those that don't begin as typed.
    """
    values = [candidate.value for candidate in found]
    loses = len({value[: len(typed)] for value in values}) > 1
    refuses = filters and any(not value.casefold().startswith(typed.casefold()) for value in values)
    return [_begun(value, typed) for value in values] if loses or refuses else values


def _begun(value: str, typed: str) -> str:
    end = len(typed)
    return typed + value[end:] if fold(value[:end]) == fold(typed) else value


def following(words: list[str]) -> list[Candidate] | None:
    """What may stand for the last of the words after ``aidnum``; None for a file, which the shell finds."""
    *before, current = words
    before = [word for word in before if word != "--debug"]
    if not before or before == ["help"]:
        return _begin_with(current, _ROOT if current.startswith("-") else COMMANDS)
    command = command_named(before[0], COMMANDS)
    return _of_command(command, before[1:], current) if command in COMMANDS else []


def _of_command(command: str, before: list[str], current: str) -> list[Candidate] | None:
    arguments, options = _parameters(command)
    given: dict[str, list[str]] = {}
    waiting: _Parameter | None = None
    is_ended = False
    place = 0
    for word in before:
        if waiting is not None:
            given[waiting.names[-1]].append(word)
            waiting = None
        elif is_ended or not word.startswith("-"):
            place += 1
        elif word == "--":
            is_ended = True
        else:
            waiting = _read_option(word, options, given)
    typed = Typed(command, given)
    if waiting is not None:
        return candidates(typed, waiting.metavar, current)
    if current.startswith("-") and not is_ended:
        return _option(typed, options, current)
    argument = next(iter(arguments[place:] or [last for last in arguments[-1:] if last.is_repeatable]), None)
    found = [] if argument is None else candidates(typed, argument.metavar, current)
    return _option(typed, options, current) if found == [] and not current and not is_ended else found


def _read_option(word: str, options: list[_Parameter], given: dict[str, list[str]]) -> _Parameter | None:
    """Note an option; the one that waits for the next word to be its value is returned."""
    name, equal, value = word.partition("=")
    option = next((known for known in options if name in known.names), None)
    if option is None:
        return None
    values = given.setdefault(option.names[-1], [])
    if equal:
        values.append(value)
    return option if option.metavar and not equal else None


def _option(typed: Typed, options: list[_Parameter], current: str) -> list[Candidate] | None:
    """The options that may still be given, or the values of the one that ends in ``=``."""
    name, equal, value = current.partition("=")
    if equal:
        metavar = next((option.metavar for option in options if name in option.names), "")
        found = candidates(typed, metavar, value)
        return found and [Candidate(f"{name}={each}", told) for each, told in found]
    open_ones = [option for option in options if option.is_repeatable or option.names[-1] not in typed.given]
    told = {name: option.told for option in open_ones for name in option.names if name.startswith("--")}
    return _begin_with(current, {**told, "--help": HELP})


def _begin_with(current: str, told: dict[str, str]) -> list[Candidate]:
    return [Candidate(word, text) for word, text in told.items() if word.startswith(current)]


def _parameters(command: str) -> tuple[list[_Parameter], list[_Parameter]]:
    """The arguments and the options of a command, as its class declares them."""
    arguments: list[_Parameter] = []
    options: list[_Parameter] = []
    for hint in get_type_hints(import_module(f"aidnum.cli.{command}").Options, include_extras=True).values():
        declared = hint.__metadata__[0]
        names = (declared.default, *(declared.param_decls or ()))  # where annotated, typer keeps the first name so
        kinds = (hint.__origin__, *get_args(hint.__origin__))
        known = _Parameter(
            names=tuple(name for each in names if isinstance(each, str) for name in each.split("/")),
            metavar="" if bool in kinds else declared.metavar,
            told=declared.help,
            is_repeatable=any(get_origin(kind) is list for kind in kinds),
        )
        (arguments if isinstance(declared, ArgumentInfo) else options).append(known)
    return arguments, options


def metavars(command: str) -> set[str]:
    """What the values of a command are, by the name that its help gives them."""
    return {known.metavar for kind in _parameters(command) for known in kind if known.metavar}
