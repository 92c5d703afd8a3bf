"""The parser of the command line, typer in French: usage, headings, help, and what is said of a line used wrongly."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from typer import TyperException
from typer.core import TyperCommand, TyperGroup

from aidnum.cli import line
from aidnum.cli.options import ANSWER, CATALOGUE, COSTS, FACTS
from aidnum.cli.output import write_stdout
from aidnum.errors import BadUsage
from aidnum.french import NBSP, listed
from aidnum.model.reading import shorten

EVERYWHERE = "Partout aussi : --version ; --debug, le détail technique d'une erreur."
HELP = "Affiche cette aide."
_USAGE = "Utilisation : "
_PANELS = ("Arguments", "Options", FACTS, COSTS, ANSWER, CATALOGUE, "Aide")


def _help_option(option: Any) -> Any:
    option.help = HELP
    option.rich_help_panel = "Aide"
    option.callback = _show_help
    return option


def _show_help(ctx: Any, _param: Any, wanted: Any) -> None:
    if wanted and not ctx.resilient_parsing:
        write_stdout(f"{ctx.get_help()}\n")
        ctx.exit()


def _options_by_panel(command: Any, ctx: Any, formatter: Any) -> None:
    """The parameters under their headings: a command's own first, those that every command has last."""
    for panel in _PANELS:
        records = [_record(param, ctx) for param in command.get_params(ctx) if _panel(param) == panel]
        if records:
            _section(formatter, panel, records)


def _section(formatter: Any, title: str, records: Any) -> None:
    with formatter.section(f"{title}{NBSP}"):
        formatter.write_dl(records)


def _examples(ctx: Any, formatter: Any, title: str) -> None:
    from aidnum.cli.examples import EXAMPLES

    with formatter.section(f"{title}{NBSP}"):
        for line in EXAMPLES[ctx.info_name]:
            formatter.write(f"{'':{formatter.current_indent}}{line}\n")


def _panel(param: Any) -> str:
    return param.rich_help_panel or ("Arguments" if _is_argument(param) else "Options")


def _record(param: Any, ctx: Any) -> tuple[str, str]:
    return (param.metavar, param.help) if _is_argument(param) else param.get_help_record(ctx)


def _is_argument(param: Any) -> bool:
    return bool(param.param_type_name == "argument")


def _usage(command: Any, ctx: Any) -> str:
    return " ".join(["[OPTIONS]", *(param.metavar for param in command.get_params(ctx) if _is_argument(param))])


class _AsGiven:
    """Stands where typer keeps a parameter's conversion: a pydantic adapter a parameter, built at every start."""

    def coerce(self, value: Any, **_: Any) -> Any:
        """The value as it was given."""
        return value


_AS_GIVEN = _AsGiven()


def _keep_as_given(params: Any) -> None:
    for param in params:
        param._runtime_param = _AS_GIVEN  # noqa: SLF001


class FrenchCommand(TyperCommand):
    """A command whose help is French, and which refuses a single-valued option given twice."""

    def get_help_option(self, ctx: Any) -> Any:
        """The help option, described in French."""
        return _help_option(super().get_help_option(ctx))

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """The usage line."""
        formatter.write_usage(ctx.command_path, _usage(self, ctx), prefix=_USAGE)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """The options, gathered under their headings, then the examples."""
        _options_by_panel(self, ctx, formatter)
        _examples(ctx, formatter, "Exemples")

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments, each kept as the text it is: commands have their own readers, and typer's cost time.

        Raises:
            BadUsage: for a single-valued option given twice, or an argument too many.
        """
        _keep_as_given(self.get_params(ctx))
        self._refuse_repeated(ctx, args)
        ctx.allow_extra_args = True
        left = super().parse_args(ctx, args)
        if left:
            raise BadUsage(f"argument inattendu : {listed([shorten(word) for word in left])}", _see_help(ctx))
        return left

    def _refuse_repeated(self, ctx: Any, args: list[str]) -> None:
        with _knowing(ctx, args):
            _, _, order = self.make_parser(ctx).parse_args(args=list(args))
        for param in order:
            if param.param_type_name == "option" and not param.multiple and order.count(param) > 1:
                raise BadUsage(_repeated(param), "Garder une seule valeur.")


def _repeated(param: Any) -> str:
    if param.secondary_opts:
        return f"{listed([*param.opts, *param.secondary_opts])} se contredisent ou se répètent"
    return f"{listed(param.opts, 'ou')} est donné deux fois"


class FrenchGroup(TyperGroup):
    """The group of all commands, with French help and suggestions."""

    def get_help_option(self, ctx: Any) -> Any:
        """The help option, described in French."""
        return _help_option(super().get_help_option(ctx))

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """The usage line."""
        formatter.write_usage(ctx.command_path, "COMMANDE [OPTIONS]", prefix=_USAGE)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Where to begin, the commands, then the options of the group."""
        _examples(ctx, formatter, "Pour commencer")
        rows = [(name, command.get_short_help_str(200)) for name, command in self.commands.items() if not command.hidden]
        _section(formatter, "Commandes", rows)
        _options_by_panel(self, ctx, formatter)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read what stands before the command."""
        _keep_as_given(self.get_params(ctx))
        with _knowing(ctx, args):
            return super().parse_args(ctx, list(args))

    def invoke(self, ctx: Any) -> Any:
        """Run the command.

        Raises:
            BadUsage: when there is none.
        """
        if not ctx._protected_args:  # noqa: SLF001
            raise BadUsage("une commande est attendue", _see_help(ctx))
        return super().invoke(ctx)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command.

        Raises:
            BadUsage: for a command that doesn't exist, with the nearest; it is never run in its place.
        """
        if args and args[0] not in self.commands and not args[0].startswith("--"):
            hints = line.instead_of_command(args, self.commands)
            raise _bad_usage(f"commande inconnue « {shorten(args[0])} »", [*hints, _see_help(ctx)])
        return super().resolve_command(ctx, args)


@contextmanager
def _knowing(ctx: Any, words: Sequence[str]) -> Iterator[None]:
    """Let what the parser complains of know its command line."""
    try:
        yield
    except TyperException as error:
        error.ctx = ctx  # type: ignore[attr-defined]
        error.words = words  # type: ignore[attr-defined]
        raise


def _bad_usage(message: str, hints: Sequence[str]) -> BadUsage:
    error = BadUsage(message, hints[0])
    error.lines = tuple(hints[1:])
    return error


def usage_error(error: Any, question: Callable[[], Any]) -> BadUsage:
    """Typer's own complaint about a command line, as a French one; `question` makes the command of a line that names none."""
    ctx = getattr(error, "ctx", None)
    name = str(getattr(error, "option_name", "") or "")
    kind = type(error).__name__
    if kind == "NoSuchOption":
        return _unknown_option(line.as_typed(name, error.words), error.words, ctx, question)
    name = shorten(name)
    if kind == "BadOptionUsage":
        wanted = "ne prend pas de valeur" if name in _flags_of(_params_of(ctx)) else "attend une valeur"
        return BadUsage(f"l'option {name} {wanted}", _see_help(None))
    return BadUsage(f"ligne de commande incomprise : {shorten(error.format_message(), 200)}", _see_help(ctx))


def _unknown_option(name: str, words: Sequence[str], ctx: Any, question: Callable[[], Any]) -> BadUsage:
    said, params = f"option inconnue « {shorten(name)} »", _params_of(ctx)
    if ctx.parent is None:
        asked = question().params
        first = line.with_command_first(words, ctx.command.commands, _valued_of(asked), _flags_of(asked))
        return _bad_usage(said, [*first, _see_help(ctx)])
    if line.is_before_a_name(name):
        takes_names = any(param.name == "names" for param in params)
        told = (
            line.with_bare_names(ctx.command.name, words, _valued_of(params))
            if takes_names
            else line.question_about_name(words)
        )
        return _bad_usage(said, told)
    near = line.option_meant(name, [*_valued_of(params), *_flags_of(params)])
    hints = [f"Vouliez-vous dire {listed(near, 'ou')} ?"] if near else []
    return _bad_usage(said, [*hints, _see_help(ctx)])


def _valued_of(params: Sequence[Any]) -> list[str]:
    """The names of the options that take a value."""
    return [name for param in params if not getattr(param, "is_flag", True) for name in param.opts]


def _flags_of(params: Sequence[Any]) -> list[str]:
    """The names of the options that take no value."""
    flags = (param for param in params if getattr(param, "is_flag", False))
    return [name for param in flags for name in (*param.opts, *param.secondary_opts)]


def _params_of(ctx: Any) -> list[Any]:
    return [] if ctx is None else list(ctx.command.get_params(ctx))


def _see_help(ctx: Any) -> str:
    path = "aidnum" if ctx is None else ctx.command_path
    return f"L'aide : {path} --help"
