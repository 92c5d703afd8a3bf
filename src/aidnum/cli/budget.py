"""``aidnum budget``."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Exit

from aidnum.cli.answer import answer
from aidnum.cli.inputs import basis_of, read_catalogue, read_day
from aidnum.cli.options import AnswerOptions, CatalogueOptions, CountOptions
from aidnum.cli.output import chosen_among, chosen_format, deliver
from aidnum.errors import BadUsage
from aidnum.model.reading import Unreadable
from aidnum.render.formats import FORMATS

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from aidnum.catalogue.catalogue import Catalogue
    from aidnum.model.budget import BudgetReading
    from aidnum.model.vocabulary import Vocabulary

TEMPLATES = tuple(known for known in FORMATS if known.name in ("xlsx", "csv"))


class Options(AnswerOptions, CatalogueOptions, CountOptions):
    """The options of ``budget``."""

    fichier: Annotated[
        str | None,
        Argument(metavar="[FICHIER]", help="Le budget à lire : CSV, XLSX, ODS ou YAML.", show_default=False),
    ] = None


def run(options: Options) -> None:
    """Show how a budget is read, or write an empty one; the exit status is 1 when no plan could start from it."""
    if options.fichier is None:
        _write_template(options)
        return
    chosen_format(options, "budget")  # a wrong one is told before anything is asked
    vat = _vat(options.tva)
    catalogue = read_catalogue(options, read_day(options.date))

    from aidnum.project.funders import meanings
    from aidnum.report.budget import BudgetReport

    reading = _read(options.fichier, options, catalogue.vocabulary, vat)
    answer(BudgetReport(reading, catalogue.vocabulary, meanings(reading, catalogue)), options)
    if reading.unread or not reading.lines:
        raise Exit(1)


def _read(path: str, options: Options, vocabulary: Vocabulary, vat: Decimal | None) -> BudgetReading:
    """The reading of a file, with the categories that somebody who is there tells."""
    from aidnum.cli.categories import asked
    from aidnum.project.budget.reader import read_budget
    from aidnum.project.budget.usable import completed

    read = partial(read_budget, path, vocabulary, basis_of(options), sheet=options.feuille, vat=vat)
    return completed(read, lambda unread: asked(unread, vocabulary, options))


def _vat(text: str | None) -> Decimal | None:
    from aidnum.model.budget import read_vat

    try:
        return None if text is None else read_vat(text)
    except Unreadable as error:
        raise BadUsage(f"tva : {error}") from error


def _write_template(options: Options) -> None:
    if options.output is None and options.format is None:
        hint = "Par exemple : aidnum budget budget.xlsx ; pour un budget vide à remplir : aidnum budget -o budget.xlsx"
        raise BadUsage("indiquer le budget à lire", hint)
    chosen = chosen_among(options, TEMPLATES)
    day = read_day(options.date)
    catalogue = read_catalogue(options, day)
    deliver(_template(chosen.name, catalogue, day), options, as_utf8=True)


def _template(name: str, catalogue: Catalogue, day: date) -> str | bytes:
    from aidnum.render import budget_template

    return budget_template.as_csv() if name == "csv" else budget_template.as_xlsx(catalogue.vocabulary, day)
