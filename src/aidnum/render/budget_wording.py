"""The French words that every format uses for the reading of a budget."""

from pathlib import PurePath

from aidnum.french import plural
from aidnum.render.plan_wording import TAXES
from aidnum.report.budget import BudgetReport

OWN_FUNDS, LOAN = "Autofinancement", "Emprunt"
EMPTY = (
    "Aucune dépense n'y est encore écrite : une ligne par poste, avec son libellé, sa catégorie et son montant. "
    "Une fois rempli et enregistré, le relire avec la même commande."
)


def title(report: BudgetReport) -> str:
    """Which file is read, and which sheet of it."""
    reading = report.reading
    sheet = "" if reading.sheet is None else f", feuille « {reading.sheet} »"
    return f"{PurePath(reading.file).name}{sheet}, montants {TAXES[reading.basis]}"


def summary(report: BudgetReport) -> str:
    """How much was read, and how much is to be mended."""
    lines, unread = len(report.reading.lines), len(report.reading.unread)
    read = plural(lines, "dépense lue", "dépenses lues") if lines else "Aucune dépense lue"
    mend = f", {plural(unread, 'endroit', 'endroits')} à reprendre avant de s'en servir" if unread else ""
    return f"{read}{mend}."


def place(where: str, report: BudgetReport) -> str:
    """A place of the file, or of the sheet that the title names: ``C5``, ``ligne 5``."""
    reading = report.reading
    if reading.sheet is not None and "!" in where:
        return where.rpartition("!")[2]
    number = where.removeprefix(f"{PurePath(reading.file).name}:").partition(":")[0]
    return f"ligne {number}" if number.isdecimal() else where
