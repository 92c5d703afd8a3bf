"""``aidnum reach``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from aidnum.cli.answer import answer
from aidnum.cli.inputs import meant_scheme, merged, own_facts, read_catalogue, read_day
from aidnum.cli.options import ANSWER, FACTS, AnswerOptions, CatalogueOptions, FactOptions, ProfileFileOption
from aidnum.cli.output import STDOUT, chosen_format, refuse_file, say, warn, write_file
from aidnum.errors import BadUsage
from aidnum.french import plural
from aidnum.model.reading import shorten

if TYPE_CHECKING:
    from aidnum.model.scheme import Scheme
    from aidnum.model.vocabulary import Vocabulary
    from aidnum.report.reach import ReachReport


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
    carte: Annotated[
        str | None,
        Option("--carte", metavar="FICHIER", help="Dessine aussi la carte des départements, en SVG.", rich_help_panel=ANSWER),
    ] = None


def run(options: Options) -> None:
    """Count the authorities of France that could have an aid."""
    if not options.scheme or not "".join(options.scheme).strip():
        raise BadUsage("indiquer le dispositif", "La liste : aidnum list")
    chosen_format(options, "reach")  # a wrong one is told before France is read
    _refuse_names(options)
    day = read_day(options.date)
    catalogue = read_catalogue(options, day)

    from aidnum.project.said import Said
    from aidnum.report.reach import reach

    scheme = meant_scheme(options.scheme, catalogue)
    if options.catalogue:
        _warn_of_examples(scheme, catalogue.vocabulary)
    said = Said((), own_facts(options, catalogue), options.projet)
    project = merged(said, options, catalogue)
    report = reach(catalogue, scheme.id, project.profile, day)
    if options.carte is not None:
        _draw(report, Path(options.carte), options)
    answer(report, options)


def _warn_of_examples(scheme: Scheme, vocabulary: Vocabulary) -> None:
    """Say that a draft contradicts its own examples: its figures may not be those that its author means."""
    from aidnum.catalogue.lint import failures

    failed = [wrong for example in scheme.examples if (wrong := [*failures(example, scheme, vocabulary)])]
    if failed:
        count = plural(len(failed), "exemple en échec", "exemples en échec")
        _, _, message = failed[0][0]
        warn(f"{scheme.id}, {count} : {message}. Tout voir : aidnum validate FICHIER")


def _refuse_names(options: Options) -> None:
    """Refuse a picture by another name than that of a picture, or by that of the answer."""
    if options.carte is None:
        return
    if Path(options.carte).suffix.lower() != ".svg":
        found = shorten(options.carte)
        raise BadUsage(f"--carte attend un fichier .svg, trouvé « {found} »", "Par exemple : --carte carte.svg")
    if options.output is not None and Path(options.output).resolve() == Path(options.carte).resolve():
        raise BadUsage("-o et --carte nomment le même fichier", "La carte est un fichier .svg à part.")


def _draw(report: ReachReport, path: Path, options: Options) -> None:
    """Write the picture, once nothing is known to keep the answer from its own file."""
    from aidnum.render.france_map import render

    if options.output not in (None, STDOUT):
        refuse_file(Path(options.output), replace=options.ecraser)
    write_file(path, render(report).encode(), replace=options.ecraser)
    say(f"écrit : {path}")
