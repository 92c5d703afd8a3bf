"""``aidnum reach``."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option

from aidnum.cli.answer import answer
from aidnum.cli.inputs import merged, own_facts, read_catalogue, read_day
from aidnum.cli.options import ANSWER, FACTS, AnswerOptions, CatalogueOptions, FactOptions, ProfileFileOption
from aidnum.cli.output import chosen_format
from aidnum.errors import BadUsage


class Options(AnswerOptions, CatalogueOptions, ProfileFileOption, FactOptions):
    """The options of ``reach``."""

    scheme: Annotated[
        list[str] | None,
        Argument(metavar="FICHE", help="L'identifiant du dispositif, ou des mots de son titre.", show_default=False),
    ] = None
    population: Annotated[
        str | None,
        Option("--population", metavar="N", help="Seulement celles qui ont ce nombre d'habitants.", rich_help_panel=FACTS),
    ] = None
    collectivite: Annotated[
        str | None,
        Option(
            "--collectivite",
            metavar="SORTE",
            help="Seulement celles de cette sorte : commune, cc, departement…",
            rich_help_panel=FACTS,
        ),
    ] = None
    format: Annotated[
        str | None,
        Option("--format", metavar="FORMAT", help="terminal, markdown, html, json, csv ou parquet.", rich_help_panel=ANSWER),
    ] = None


def run(options: Options) -> None:
    """Count the authorities of France that could have an aid."""
    if not options.scheme or not "".join(options.scheme).strip():
        raise BadUsage("indiquer le dispositif", "La liste : aidnum list")
    chosen_format(options, "reach")  # a wrong one is told before France is read
    day = read_day(options.date)
    catalogue = read_catalogue(options, day)

    from aidnum.project.said import Said
    from aidnum.report.reach import reach

    said = Said((), own_facts(options, catalogue), options.projet)
    project = merged(said, options, catalogue)
    answer(reach(catalogue, " ".join(options.scheme), project.profile, day), options)
