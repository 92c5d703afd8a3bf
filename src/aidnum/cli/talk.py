"""What the options say, completed by questions where somebody is there to answer; then how to say all of it again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from aidnum.cli.inputs import merged, read_said, warn_of_vain
from aidnum.cli.output import say, write_file
from aidnum.cli.prompt import Back, Enough, Hear, answered, can_ask, hear, paragraph
from aidnum.errors import OutputRefused
from aidnum.french import capital, fold

if TYPE_CHECKING:
    from aidnum.catalogue.catalogue import Catalogue
    from aidnum.cli.options import CheckOptions
    from aidnum.project.said import Project, Said

KEPT = ("date", "catalogue", "no_shipped", "format", "detail", "tout", "bref")
_FILE = "projet.yaml"
_NO_BACK = "La réponse est donnée : il n'y a pas de question à laquelle revenir. Un nom de fichier, ou Entrée pour passer"
_EXPLAINED = (
    "Le fichier garde ce que vous venez de dire, pour le reprendre sans répondre à nouveau, ou le donner à un collègue. "
    "Un fichier qui existe n'est jamais remplacé."
)


class Talk(NamedTuple):
    """What was said, and what it comes to; whether replies added to it, and whether the person still listens."""

    said: Said
    project: Project
    has_replies: bool = False
    listens: bool = False


def talk(options: CheckOptions, catalogue: Catalogue, day: date, *, needs_costs: bool = False) -> Talk:
    """The project of the options; on a terminal, with the replies to what lacks.

    Raises:
        AidnumError: for what can't be read.
    """
    said = read_said(options, catalogue)
    told = Talk(said, merged(said, options, catalogue))
    if can_ask(options):
        told = _completed(told, options, catalogue, day, needs_costs=needs_costs)
    warn_of_vain(options, told.project.statement)
    return told


def _completed(told: Talk, options: CheckOptions, catalogue: Catalogue, day: date, *, needs_costs: bool) -> Talk:
    """What was said and what it came to, with the replies, and with the names that were chosen already."""
    from aidnum.cli.questions import Interview, is_enough
    from aidnum.project.replies import replied

    profile, listens = told.project.profile, False
    if not is_enough(profile) or (needs_costs and profile.costs is None):
        profile, listens = Interview(catalogue, day, options, needs_costs=needs_costs).run(profile)
    said, project = replied(told.said, told.project, profile, catalogue.vocabulary)
    return Talk(said, project, has_replies=said != told.said, listens=listens)


def say_again(talk: Talk, command: str, options: CheckOptions, listen: Hear = hear) -> None:
    """Say which command line gives this answer without a question, and offer to keep the project in a file."""
    if not talk.has_replies:
        return
    from aidnum.render.command_line import command_line

    say("")
    say(f"Pour retrouver cette réponse : {command_line(command, talk.said, list(_kept(options)))}")
    if talk.listens:
        try:
            _offer_file(talk.project, command, listen)
        except Enough:
            return


def _kept(options: CheckOptions) -> Iterator[str]:
    """The words of the options that say nothing of the project, and bear on the answer."""
    for name in getattr(options, "kept", KEPT):
        value, option = getattr(options, name, None), f"--{name.replace('_', '-')}"
        if value is True:
            yield option
        for each in [value] if isinstance(value, str) else value or [] if isinstance(value, list) else []:
            yield from (option, each)


def _offer_file(project: Project, command: str, listen: Hear) -> None:
    """Write the project to a new file that the person names, if they do."""
    from aidnum.render.command_line import quoted

    paragraph(f"Enregistrer ce projet ? Un nom de fichier ({_FILE}), ou Entrée pour passer")
    while (said := _file_named(listen)) is not None and fold(said) != "non":
        try:
            path = _write(project, said)
        except OutputRefused as error:
            paragraph(f"{capital(error.message)}. Un autre nom, ou Entrée pour passer")
        else:
            say(f"écrit : {path}. Pour le reprendre : aidnum {command} --projet {quoted(path)}")
            return


def _file_named(listen: Hear) -> str | None:
    while True:
        try:
            return answered(listen, _EXPLAINED)
        except Back:
            paragraph(_NO_BACK)


def _write(project: Project, said: str) -> str:
    """The path of the new file.

    Raises:
        OutputRefused: for a name that isn't that of a project file, or can't be written.
    """
    import os
    from pathlib import Path

    from aidnum.render.project_file import project_text

    if not any(letter.isalpha() for letter in said):
        raise OutputRefused(f"« {said} » n'est pas un nom de fichier : il y faut une lettre")
    path = Path(os.path.expanduser(_FILE if fold(said) in ("o", "oui") else said))  # noqa: PTH111 - never fails
    path = path if path.suffix else path.with_suffix(".yaml")
    if path.suffix.lower() not in (".yaml", ".yml", ".json"):
        raise OutputRefused(f"« {path} » : un fichier de projet finit par .yaml ou .json")
    text = project_text(project.statement, path.parent, as_json=path.suffix.lower() == ".json")
    write_file(path, text.encode(), replace=False)
    return str(path)
