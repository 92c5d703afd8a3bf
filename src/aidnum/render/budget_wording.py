"""The French words that every format uses for the reading of a budget."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import PurePath

from aidnum.french import listed, plural
from aidnum.model.budget import Unread
from aidnum.model.wishes import PUBLIC
from aidnum.project.funders import Meaning, Origin, is_of_applicants
from aidnum.render.plan_wording import TAXES
from aidnum.report.budget import BudgetReport

_ENDS_IN_NUMBER = re.compile(r"(.*?)([0-9]+)")
_RUN = 3  # places in a row that are told by the first and the last
OWN_FUNDS, LOAN, OWN_SHARE = "Autofinancement", "Emprunt", "votre part"
_ORIGINS: dict[Origin, str] = {"expected": "attendue", "granted": "acquise"}
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
    lines, unread = len(report.reading.lines), len(to_mend(report))
    read = plural(lines, "dépense lue", "dépenses lues") if lines else "Aucune dépense lue"
    mend = f", {plural(unread, 'point', 'points')} à reprendre avant de s'en servir" if unread else ""
    return f"{read}{mend}."


def to_mend(report: BudgetReport) -> dict[tuple[str, str], list[str]]:
    """Why places can't be read and how to mend each, once for all those of which the same is said."""
    told: dict[tuple[str, str], list[str]] = {}
    for one in report.reading.unread:
        told.setdefault((one.why, how_to_mend(one)), []).append(one.where)
    return told


def how_to_mend(unread: Unread) -> str:
    """How to say what couldn't be read, with the option that does."""
    return f"{unread.say} (par exemple --tva 20%)" if unread.lacks_rate else unread.say


def places(wheres: Iterable[str], report: BudgetReport | None = None) -> str:
    """Places, each once, as `place` tells them where there is a report; « F9 à F34 » for those in a row."""
    told = wheres if report is None else (place(where, report) for where in wheres)
    return listed(list(_runs(list(dict.fromkeys(told)))))


def _runs(told: list[str]) -> Iterator[str]:
    while told:
        length = next((rank for rank in range(1, len(told)) if not _follows(told[rank - 1], told[rank])), len(told))
        if length < _RUN:
            yield told[0]
            length = 1
        else:
            yield f"{told[0]} à {told[length - 1]}"
        told = told[length:]


def _follows(before: str, after: str) -> bool:
    """Whether a place is the one below another: ``C6`` after ``C5``."""
    first, then = _ENDS_IN_NUMBER.fullmatch(before), _ENDS_IN_NUMBER.fullmatch(after)
    return first is not None and then is not None and first[1] == then[1] and int(first[2]) + 1 == int(then[2])


def meaning(meaning: Meaning, report: BudgetReport) -> str:
    """How a funder is read: ``attendue (detr)``, ``acquise (fipd-videoprotection)``, or who pays what no scheme gives."""
    if meaning.scheme is not None:
        return f"{_ORIGINS[meaning.origin]} ({meaning.scheme})"
    if meaning.payer is None:
        return OWN_SHARE
    if meaning.payer == PUBLIC:
        return "argent public, payeur non reconnu"
    payer = report.vocabulary.payers[meaning.payer]
    beside = f", ou {OWN_SHARE}" if is_of_applicants(meaning.payer) else ""
    return f"payeur : {payer.short or payer.label}{beside}"


def own(report: BudgetReport) -> tuple[tuple[str, str, Decimal | None], ...]:
    """The parts of the own share: what each is called, how it is read, and how much it is."""
    return (OWN_FUNDS, OWN_SHARE, report.reading.own_funds), (LOAN, f"emprunt, dans {OWN_SHARE}", report.reading.loan)


def place(where: str, report: BudgetReport) -> str:
    """A place of the file, or of the sheet that the title names: ``C5``, ``ligne 5``."""
    reading = report.reading
    if reading.sheet is not None and "!" in where:
        return where.rpartition("!")[2]
    number = where.removeprefix(f"{PurePath(reading.file).name}:").partition(":")[0]
    return f"ligne {number}" if number.isdecimal() else where
