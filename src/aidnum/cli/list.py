"""``aidnum list``."""

from __future__ import annotations

from typing import Annotated

from typer import Option

from aidnum.cli.answer import answer
from aidnum.cli.inputs import read_catalogue, read_day, words_of
from aidnum.cli.options import AnswerOptions, CatalogueOptions
from aidnum.errors import BadUsage
from aidnum.french import fold, nearest
from aidnum.model.reading import shorten

STATES = {
    "ouvert": ("open", "rolling"),
    "a-venir": ("upcoming",),
    "permanent": ("rolling",),
    "annuel": ("recurring",),
    "ferme": ("closed", "exhausted"),
    "epuise": ("exhausted",),
    "inconnu": ("unknown",),
}


class Options(AnswerOptions, CatalogueOptions):
    """The options of ``list``."""

    type: Annotated[
        list[str] | None, Option("--type", metavar="TYPE", help="Ceux qui aident ce type de projet. Répétable.")
    ] = None
    domaine: Annotated[
        list[str] | None, Option("--domaine", metavar="DOMAINE", help="Ceux qui nomment ce domaine. Répétable.")
    ] = None
    etat: Annotated[str | None, Option("--etat", metavar="ETAT", help=f"Ceux dans cet état : {', '.join(STATES)}.")] = None


def run(options: Options) -> None:
    """List the schemes that fit the filters."""
    states = None if options.etat is None else _states(options.etat)
    day = read_day(options.date)
    catalogue = read_catalogue(options, day)

    from aidnum.model.profile import read_profile
    from aidnum.report.listing import list_schemes

    words = {"type": words_of(options.type), "domaine": words_of(options.domaine)}
    facts = {name: said for name, said in words.items() if said is not None}
    answer(list_schemes(catalogue, day, read_profile(catalogue.vocabulary, facts), states), options)


def _states(word: str) -> tuple[str, ...]:
    states = {fold(name): states for name, states in STATES.items()}.get(fold(word))
    if states is None:
        near = nearest(word, STATES, 1)
        hint = f"Le plus proche : {near[0]}. " if near else ""
        raise BadUsage(f"--etat : état inconnu « {shorten(word)} »", f"{hint}États : {', '.join(STATES)}.")
    return states
