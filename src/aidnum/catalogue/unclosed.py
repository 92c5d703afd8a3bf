"""Where a quote or a bracket that is never closed opens: the parser stumbles far after it.

Only looked for in a text that isn't YAML, so that nothing well written is ever accused.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from aidnum.catalogue.diagnostics import Mark

_OPENS = {yaml.FlowSequenceStartToken: yaml.FlowSequenceEndToken, yaml.FlowMappingStartToken: yaml.FlowMappingEndToken}
_QUOTES = ("'", '"')
_NAMES = {
    "'": "guillemet « ' » ouvert",
    '"': 'guillemet « " » ouvert',
    "[": "crochet « [ » ouvert",
    "{": "accolade « { » ouverte",
}


def unclosed(error: yaml.MarkedYAMLError, text: str, loader: Any) -> tuple[Mark, str] | None:
    """The quote or bracket that an error of syntax comes from, up to the end of its line, and what to say of it."""
    lines = text.split("\n")
    problem = error.problem_mark
    mark: Any = _endless_quote(error) or (problem and _Openings(problem, lines).found(text, loader))
    line = lines[mark.line] if mark else ""
    name = _NAMES.get(line[mark.column : mark.column + 1]) if mark else None
    if name is None:  # nothing left open, or a character without width that the parser doesn't count
        return None
    return Mark(mark.line + 1, mark.column + 1, len(line.rstrip()) + 1), f"{name} ici et jamais fermé{'e' * name.endswith('e')}"


def _endless_quote(error: yaml.MarkedYAMLError) -> Any:
    """The quote that runs on to the end of the text, of which the parser tells itself."""
    return error.context_mark if "quoted scalar" in str(error.context) and "unexpected" in str(error.problem) else None


class _Openings:
    """Follows the tokens of a text, and the brackets open at each, past where the parser stops."""

    def __init__(self, problem: Any, lines: list[str]) -> None:
        self.problem = problem
        self.lines = lines
        self.opened: list[Any] = []

    def found(self, text: str, loader: Any) -> Any:
        """Where what is open at the problem opens; None when all is closed."""
        try:
            for token in yaml.scan(text, Loader=loader):
                mark = self._stray_quote(token) or self._bracket_crossed(token)
                if mark is not None:
                    return mark
        except yaml.YAMLError:
            return next((mark for mark in self._before_the_problem() if self._is_outdented(mark)), None)
        return next(self._before_the_problem(), None)

    def _stray_quote(self, token: Any) -> Any:
        """A quote that ends at the one meant to open the next text, right before the problem.

        That is lines later or, between brackets, after a colon or a comma.
        """
        if not isinstance(token, yaml.ScalarToken) or token.style not in _QUOTES:
            return None
        start, end = token.start_mark, token.end_mark
        is_next = end.line == self.problem.line and not self.lines[end.line][end.column : self.problem.column].strip()
        is_opening = start.line < end.line or (self.opened and token.value.rstrip()[-1:] in (":", ","))
        return start if is_opening and is_next and end.column <= self.problem.column else None

    def _bracket_crossed(self, token: Any) -> Any:
        """The bracket that is still open where another one, opened before it, is closed."""
        if type(token) in _OPENS:
            self.opened.append(token)
        elif type(token) in _OPENS.values() and self.opened:
            opening = self.opened.pop()
            if type(token) is not _OPENS[type(opening)] and self._is_before_the_problem(opening.start_mark):
                return opening.start_mark
        return None

    def _before_the_problem(self) -> Iterator[Any]:
        """The brackets left open that opened before the problem, the last first."""
        marks = (token.start_mark for token in reversed(self.opened))
        return (mark for mark in marks if self._is_before_the_problem(mark))

    def _is_before_the_problem(self, mark: Any) -> bool:
        return bool((mark.line, mark.column) <= (self.problem.line, self.problem.column))

    def _is_outdented(self, mark: Any) -> bool:
        """Whether a line between a bracket and the problem starts no further right than the bracket's own line."""
        after = (
            line for line in self.lines[mark.line + 1 : self.problem.line + 1] if line.strip() and line.strip()[0] not in "]}#"
        )
        return any(_indent(line) <= _indent(self.lines[mark.line]) for line in after)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
