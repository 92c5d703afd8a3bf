"""What was said, as the command line that says it again: every option where it has one, ``--fait`` for the other facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from aidnum.model.marks import flag_text
from aidnum.render.asking import OPTIONS

if TYPE_CHECKING:
    from aidnum.project.said import Said

_PLAIN = frozenset("_@%+:,./-=")
_FLAGS = {"mutualise": ("--seul", "--mutualise")}
_OF_PLANS = ("retenir", "sans", "acquis", "attendu", "autre", "emprunt")
_OF_PROJECTS = ("titre", *_OF_PLANS, "conseil")
_TAKES: Mapping[str, Sequence[str]] = {"plan": _OF_PLANS, "projet": _OF_PROJECTS}


def command_line(command: str, said: Said, more: Sequence[str] = ()) -> str:
    """The line of shell by which a command answers to what was said; `more` words end it."""
    return " ".join(map(quoted, ("aidnum", command, *command_words(command, said), *more)))


def command_words(command: str, said: Said) -> list[str]:
    """The words that follow a command's name; what a command takes no option for is left out.

    Each value is written as it was said, or as a person would.
    """
    takes = _TAKES.get(command, ())
    wishes = [word for option, words in _wishes(said) if option in takes for word in _each(option, words)]
    return [*_names(said), *fact_words(said.facts), *_files(said), *wishes]


def _names(said: Said) -> list[str]:
    names = [said.names] if isinstance(said.names, str) else list(said.names)
    if any(name.startswith("-") for name in names):
        return [f"--territoire={name}" for name in names]
    return names


def fact_words(facts: Mapping[str, Any]) -> Iterator[str]:
    """The options that say some facts, those that have their own first."""
    own = [name for name in facts if name in OPTIONS]
    for name in (*own, *(name for name in facts if name not in OPTIONS)):
        value = facts[name]
        if name in _FLAGS and isinstance(value, bool):
            yield _FLAGS[name][value]
        elif name in OPTIONS and name not in _FLAGS:
            for each in value if isinstance(value, tuple | list) else (value,):
                yield from (OPTIONS[name].split()[0], _text(each))
        else:
            yield from ("--fait", f"{name}={_text(value)}")


def _files(said: Said) -> Iterator[str]:
    """The project file, and the costs."""
    if said.file is not None:
        yield from ("--projet", str(said.file))
    for category, amount in (said.costs or {}).items():
        yield from ("--cout", f"{category}={_text(amount)}")
    if said.budget is not None:
        yield from ("--budget", str(said.budget))
    if said.sheet is not None:
        yield from ("--feuille", said.sheet)
    if said.basis == "ttc":
        yield "--ttc"
    if said.vat is not None:
        yield from ("--tva", _text(said.vat))


def _wishes(said: Said) -> Iterator[tuple[str, Sequence[str]]]:
    yield "titre", _some(said.title)
    yield "retenir", said.imposed
    yield "sans", said.left_out
    yield "acquis", [f"{scheme}={_text(amount)}" for scheme, amount in said.granted.items()]
    yield "attendu", [f"{scheme}={_text(amount)}" for scheme, amount in said.expected.items()]
    yield "autre", [f"{name}={_text(amount)}{f':{payer}' if payer else ''}" for name, amount, payer in said.others]
    yield "emprunt", _some(said.loan)
    yield "conseil", _some(said.council)


def _some(value: Any) -> list[str]:
    return [] if value is None else [_text(value)]


def _each(option: str, words: Sequence[str]) -> Iterator[str]:
    for word in words:
        yield from (f"--{option}", word)


def _text(value: Any) -> str:
    """A value as people type it."""
    if isinstance(value, bool):
        return flag_text(value)
    if isinstance(value, Decimal):
        return sum_text(value)
    return ",".join(value) if isinstance(value, tuple | list) else str(value)


def sum_text(amount: Decimal) -> str:
    """A sum without its cents where there are none: ``12000``, ``12000.50``."""
    whole = amount.to_integral_value()
    return f"{whole:f}" if whole == amount else f"{amount:.2f}"


def quoted(word: str) -> str:
    """A word as it is typed in a shell: in double quotes, which every shell knows, where it needs any and they are enough."""
    if word and word[0] != "=" and all(letter.isalnum() or letter in _PLAIN for letter in word):
        return word
    if not set(word) & set('"$`\\!%'):
        return f'"{word}"'
    return "'{}'".format(word.replace("'", "'\"'\"'"))
