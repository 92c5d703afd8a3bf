"""One line typed on a terminal, with the arrows, the erasing, the history and the completion of readline where it exists.

What is asked goes to standard error and what is typed comes from standard input; both must be a terminal, so that nothing waits
in a script. No history is kept in a file. The console of Windows edits by itself.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from aidnum.cli.interruption import undone_when_interrupted
from aidnum.cli.output import say
from aidnum.french import fold, tied

if TYPE_CHECKING:
    from aidnum.cli.options import AskOptions

BACK, EXPLAIN = "<", "?"
UNKNOWN = frozenset({"", "je ne sais pas", "ne sais pas", "jnsp", "nsp"})
ENOUGH = frozenset({"fin", "stop", "q"})
KEYS = "Entrée : je ne sais pas · ? : expliquer · < : revenir · fin : la réponse"
_PROMPT = "> "
_STDOUT, _STDERR = 1, 2
_WIDEST = 100
_UNREADABLE = "\ufffd"

Hear = Callable[[Sequence[str]], str | None]


class Back(Exception):
    """The person goes back to the question before."""


class Enough(Exception):
    """The person wants the answer, with what is known."""


class Ended(Enough):
    """Nothing more will be typed."""


def can_ask(options: AskOptions) -> bool:
    """Whether somebody is there to answer, and didn't ask to be left alone."""
    return not options.no_input and all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def hear(words: Sequence[str] = ()) -> str | None:
    """The line typed; None at the end of input. The key of tabulation completes one of the `words`."""
    if sys.stdout is None:
        return _unedited()
    _complete(words)
    try:
        with undone_when_interrupted(), _drawn_on_stderr():
            return input(_PROMPT)
    except EOFError:
        say("")
        return None
    except UnicodeDecodeError:
        return _UNREADABLE


def _unedited() -> str | None:
    """A line without readline, which needs a standard output."""
    line = sys.stdin.readline()
    return line.rstrip("\n") if line else None


@contextmanager
def _drawn_on_stderr() -> Iterator[None]:
    """Readline draws on standard output, where the answer alone goes: the one is the other for a while."""
    sys.stdout.flush()
    kept = os.dup(_STDOUT)
    os.dup2(_STDERR, _STDOUT)
    try:
        yield
    finally:
        os.dup2(kept, _STDOUT)
        os.close(kept)


def _complete(words: Sequence[str]) -> None:
    try:
        import readline
    except ImportError:
        return

    def completed(typed: str, rank: int) -> str | None:
        found = [word for word in words if fold(word).startswith(fold(typed))]
        return found[rank] if rank < len(found) else None

    readline.set_completer(completed)
    readline.set_completer_delims(",")
    readline.parse_and_bind("bind ^I rl_complete" if "libedit" in (readline.__doc__ or "") else "tab: complete")


def answered(listen: Hear, explained: str, words: Sequence[str] = ()) -> str | None:
    """What the person answers, explained as often as they ask; None when they don't know.

    Raises:
        Back: to the question before.
        Enough: of questions.
    """
    while (said := _said(listen(words))) == EXPLAIN:
        paragraph(explained, "  ")
    return None if fold(said) in UNKNOWN else said


def _said(line: str | None) -> str:
    if line is None:
        raise Ended
    said = line.strip()
    if said == BACK:
        raise Back
    if fold(said) in ENOUGH:
        raise Enough
    return said


def paragraph(text: str, indent: str = "") -> None:
    """Lines on standard error, none wider than the screen, broken between words."""
    import shutil
    import textwrap

    width = min(shutil.get_terminal_size((80, 24)).columns, _WIDEST)
    wrapped = textwrap.wrap(tied(text), width - 1, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
    for line in wrapped:
        say(line)
