"""The program: one command line in, one exit status out.

Every error ends here, in one sentence: what the person can mend with the status of its class, a wrong command line with 2, a
fault of aidnum itself with 3.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType
from typing import Any

import typer

from aidnum.catalogue.opened import inputs_noted
from aidnum.cli.command import add_command
from aidnum.cli.interruption import INTERRUPTED
from aidnum.cli.line import FRENCH, command_named, option_key, with_hyphens
from aidnum.cli.output import say, write_stdout
from aidnum.cli.parser import EVERYWHERE, FrenchGroup, usage_error
from aidnum.errors import AidnumError
from aidnum.version import __version__

COMMANDS = {
    "check": "Quelles aides pour ce projet : verdict, raisons, montant, dates.",
    "plan": "Le meilleur plan de financement que la loi permet, et pourquoi.",
    "budget": "Comment un budget est lu, ou un budget vide à remplir.",
    "projet": "Le fichier d'un projet : ce qui est dit ici, à redire par --projet.",
    "dossier": "Les documents qui suivent la réponse : délibération, plan, note, pièces, dates.",
    "list": "Les dispositifs du catalogue.",
    "show": "Un dispositif entier : règle, financement, calendrier, démarche, sources.",
    "facts": "Le vocabulaire : faits, types de projet, domaines, porteurs, coûts.",
    "deadlines": "Les périodes de dépôt, par date de clôture.",
    "news": "Ce qui a changé entre deux jours, ou entre deux catalogues.",
    "batch": "Les aides de chaque collectivité, ou projet, d'une liste, en une table.",
    "export": "La réponse de check dans un fichier : .md, .html, .json, .csv ou .ics.",
    "territory": "Une collectivité : codes, populations, à quoi elle appartient, qui la compose.",
    "partners": "Les façons d'atteindre une population à plusieurs.",
    "reach": "Quelles collectivités de France peuvent avoir une aide : comptes et liste.",
    "validate": "Vérifie des catalogues : forme, vocabulaire, sources, calendriers, exemples.",
    "explain": "Ce que veut dire un code de validate, et comment corriger.",
    "schema": "Le schéma JSON d'un fichier de catalogue ou de projet, pour les éditeurs.",
    "completion": "Le script qui complète la ligne de commande avec la touche Tab.",
}
_NAMED = (*COMMANDS, "help")
HELP = "Quelle aide numérique pour votre collectivité, de combien, jusqu'à quand, et pourquoi."
FAULT = 3


def main(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit status."""
    _make_streams_safe()
    words = [_as_typed(word) for word in arguments if word != "--debug"]
    try:
        with inputs_noted(say):
            return _run(_spelled(words))
    except AidnumError as error:
        return _tell(error)
    except typer.TyperException as error:
        return _tell(usage_error(error, _question))
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except Exception as error:
        if len(words) < len(arguments):
            raise
        _say(
            f"erreur : aidnum a rencontré un défaut interne ({type(error).__name__})", "Le détail technique : ajouter --debug."
        )
        return FAULT


def _as_typed(word: str) -> str:
    """An argument that the locale couldn't read, read again as UTF-8; a dash pasted from a text editor is two hyphens again."""
    return with_hyphens(os.fsencode(word).decode("utf-8", "surrogateescape")) if not word.isascii() else word


def _run(words: list[str]) -> int:
    if not {"-V", "--version"}.isdisjoint(words):
        write_stdout(f"aidnum {__version__}\n")
        return 0
    status = _app(words)(args=words, prog_name="aidnum", standalone_mode=False)
    return status if isinstance(status, int) else 0


def _spelled(words: list[str]) -> list[str]:
    """The line with its command by its own name; ``aidnum`` and ``aidnum help …`` are ways to ask for help."""
    if not words:
        return ["--help"]
    first, *rest = (command_named(words[0], _NAMED), *words[1:])
    if first != "help":
        return [first, *rest]
    return [*(name for word in rest[:1] if (name := command_named(word, _NAMED)) != "help"), "--help"]


def _app(words: Sequence[str]) -> typer.Typer:
    """The program with the one command that is asked for, or with all of them, by name where none is to be run."""
    app = typer.Typer(
        cls=FrenchGroup,
        help=HELP,
        epilog=f"L'aide d'une commande : aidnum COMMANDE --help. {EVERYWHERE} {_in_french()}",
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "token_normalize_func": option_key},
    )
    app.callback()(_group)  # without a callback, typer makes no group of a single command
    if COMMANDS.keys().isdisjoint(words):
        for name, told in COMMANDS.items():
            app.command(name, help=told)(_group)
        return app
    for name in [word for word in words[:1] if word in COMMANDS] or COMMANDS:
        module = _module(name)
        add_command(app, name, module.Options, module.run, COMMANDS[name])
    return app


def _in_french() -> str:
    return f"En français aussi : {', '.join(f'{words[0]} ({command})' for command, words in FRENCH.items())}."


def _question() -> Any:
    """The command ``check``, for a line of options that names none."""
    return typer.main.get_command(_app(["check"])).commands["check"]  # type: ignore[attr-defined]


def _group() -> None:
    """Nothing is done before a command, nor by those that are only listed or suggested."""


def _module(name: str) -> ModuleType:
    return import_module(f"aidnum.cli.{name}")


def _make_streams_safe() -> None:
    """A character that the terminal can't show becomes an escape, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace", newline="")


def _tell(error: AidnumError) -> int:
    from aidnum.cli.spoken import spoken, spoken_lines

    sentence, hint = spoken(error)
    _say(f"erreur : {sentence}", hint)
    for line in spoken_lines(error):
        say(line)
    return error.exit_status


def _say(sentence: str, hint: str | None) -> None:
    say(sentence)
    if hint:
        say(hint)
