"""Make a typer command of a function that takes one options object."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, TypeVar, get_type_hints

from typer import Typer

from aidnum.cli.parser import EVERYWHERE, FrenchCommand

O = TypeVar("O")  # noqa: E741 - the options class of a command


def add_command(app: Typer, name: str, options: type[O], function: Callable[[O], None], help_text: str) -> None:
    """Register `function` under `name`; its typer options are the annotated fields of the `options` class."""

    def command(**values: Any) -> None:
        function(options(**values))

    hints = get_type_hints(options, include_extras=True)
    parameters = [
        inspect.Parameter(field, inspect.Parameter.KEYWORD_ONLY, default=getattr(options, field), annotation=hints[field])
        for field in hints
    ]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = dict(hints)
    app.command(name, cls=FrenchCommand, help=help_text, epilog=EVERYWHERE)(command)
