"""A budget: the cost lines of a project, each with its label, category, amounts before and with tax, and nature.

Amounts are euros, exact to the cent. A line is read whole or refused with a French sentence; none is left out.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from aidnum.errors import BadProfile
from aidnum.french import euros, fold, is_hidden_in, percent
from aidnum.model.profile import Basis, Counted, Natures, Profile, read_category
from aidnum.model.reading import Unreadable, read_money, shorten
from aidnum.model.vocabulary import Vocabulary

_CENT = Decimal("0.01")
_TOLERANCE = Decimal("0.05")
_NATURES = {
    "investment": ("investissement", "investment", "invest", "inv", "i"),
    "running": ("fonctionnement", "running", "running cost", "fonct", "f"),
}
NATURE_WORDS = {word: nature for nature, words in _NATURES.items() for word in words}


class CostLine(NamedTuple):
    """One line of a budget. `ht` or `ttc` is None when it is not known; `nature` is investment, running, or None.

    `where` says where the line was read: ``budget.csv:4``.
    """

    label: str
    category: str
    ht: Decimal | None = None
    ttc: Decimal | None = None
    vat: Decimal | None = None
    nature: str | None = None
    where: str | None = None

    def amount(self, basis: Basis) -> Decimal | None:
        """The amount before tax, or with it; None when it is not known."""
        return self.ht if basis == "ht" else self.ttc

    def of(self, basis: Basis, amount: Decimal) -> "CostLine":
        """The line with an amount, before tax or with it."""
        return self._replace(ht=amount) if basis == "ht" else self._replace(ttc=amount)

    def at(self, vat: Decimal | None) -> "CostLine":
        """The line with both amounts, the one that it lacks worked out by its own rate of VAT, else by this one."""
        if vat is None or None not in (self.ht, self.ttc):
            return self
        rate = vat if self.vat is None else self.vat
        ht, ttc = both_amounts(self.ht, self.ttc, rate)
        return self._replace(ht=ht, ttc=ttc, vat=rate)


class Funder(NamedTuple):
    """One line of the resources of a budget: who pays, and how much."""

    where: str
    name: str
    amount: Decimal


class SetAside(NamedTuple):
    """What was understood and rightly left: a title, the head of a section, a total that was checked, an amount of nothing."""

    where: str
    why: str


class Unread(NamedTuple):
    """What couldn't be read, why, and how to say it.

    `label` is that of a line which lacks its category alone; `lacks_rate` when a rate of VAT for all the budget would mend it.
    """

    where: str
    why: str
    say: str
    label: str | None = None
    lacks_rate: bool = False


class BudgetReading(NamedTuple):
    """All that a budget file says: nothing of it is dropped in silence.

    `sheet` is the one that was read, None for a file without sheets. `own_funds` and `loan` are the own share that its
    resources tell, `fctva` what they count on of it, which is no part of a plan; `notes` are sentences on how it was read.
    """

    file: str
    sheet: str | None
    basis: Basis
    lines: tuple[CostLine, ...]
    funders: tuple[Funder, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()
    own_funds: Decimal | None = None
    loan: Decimal | None = None
    fctva: Decimal | None = None


def cost_line(
    vocabulary: Vocabulary, cells: Mapping[str, str], basis: Basis, where: str, vat: Decimal | None = None
) -> CostLine:
    """A line from the text of its cells: label, category, ht, ttc, amount (of the basis given), vat, nature.

    `vat` is the rate of a line that says none and lacks an amount.

    Raises:
        Unreadable: for an amount, a rate or a nature that can't be read, or amounts that contradict one another.
        BadProfile: for a category that the vocabulary doesn't know, with the list of those it does.
    """
    if "category" not in cells:
        raise Unreadable("catégorie de coût manquante")
    with _told_of("category"):
        category = read_category(vocabulary, cells["category"])
    label = cells.get("label") or vocabulary.cost_categories[category].label
    if is_hidden_in(label):
        raise Unreadable("caractère de contrôle ou invisible dans le libellé")
    given: dict[str, Decimal] = {}
    for key in ("ht", "ttc", "amount"):
        if key in cells:
            with _told_of(key):
                given[key] = read_money(cells[key])
    if "amount" in given and not {"ht", "ttc"} & set(given):
        given[basis] = given["amount"]
    with _told_of("vat"):
        own_vat = read_vat(cells["vat"]) if "vat" in cells else None
    with _told_of("nature"):
        nature = _nature(cells.get("nature"))
    ht, ttc = both_amounts(given.get("ht"), given.get("ttc"), own_vat)
    line = CostLine(label=label, category=category, ht=ht, ttc=ttc, vat=own_vat, nature=nature, where=where).at(vat)
    if not given:
        raise Unreadable("montant manquant")
    if line.amount(basis) is None:
        raise Unreadable(lacking(basis))
    return line


@contextmanager
def _told_of(column: str) -> Iterator[None]:
    """An error knows the column of the cell that it is about."""
    try:
        yield
    except (Unreadable, BadProfile) as error:
        error.column = column
        raise


def lacking(basis: Basis) -> str:
    """What to say of a line whose amount is known in the other basis alone."""
    wanted, other = ("hors taxes", "TTC") if basis == "ht" else ("TTC", "hors taxes")
    return f"le montant {wanted} manque : le donner, ou donner le taux de TVA à côté du montant {other}"


def both_amounts(ht: Decimal | None, ttc: Decimal | None, vat: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    """Both amounts, the one that is absent worked out from the other and the rate of VAT, to the cent.

    Raises:
        Unreadable: for amounts that contradict one another.
    """
    if ht is not None and ttc is not None:
        _refuse_mismatch(ht, ttc, vat)
    if vat is None:
        return ht, ttc
    if ttc is None and ht is not None:
        ttc = _to_cents(ht * (1 + vat))
    elif ht is None and ttc is not None:
        ht = _to_cents(ttc / (1 + vat))
    return ht, ttc


def _refuse_mismatch(ht: Decimal, ttc: Decimal, vat: Decimal | None) -> None:
    if abs(ttc) < abs(ht):
        raise Unreadable(f"le montant TTC ({euros(ttc)}) est inférieur au montant hors taxes ({euros(ht)})")
    if vat is not None and abs(ht * (1 + vat) - ttc) > _TOLERANCE:
        raise Unreadable(f"{euros(ht)} hors taxes avec {percent(vat)} de TVA ne font pas {euros(ttc)} TTC")


def _to_cents(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT, ROUND_HALF_UP)


def read_vat(text: str) -> Decimal:
    """A rate of VAT as a fraction of one, from ``20 %``, ``20`` or ``5,5``; ``0,2`` has two meanings and is refused.

    Raises:
        Unreadable: for anything else.
    """
    plain = text.strip().replace("\u00a0", " ").replace("\u202f", " ")
    figure = plain.removesuffix("%").strip().replace(",", ".")
    whole, _, decimals = figure.partition(".")
    digits = (whole + decimals).isascii() and whole.isdigit() and (not decimals or decimals.isdigit())
    if digits and len(figure) <= 6:
        rate = Decimal(figure)
        if rate <= 100 and (plain.endswith("%") or rate == 0 or rate >= 1):
            return rate / 100
    raise Unreadable(f"« {shorten(text)} » n'est pas un taux de TVA ; écrire par exemple 20 % ou 5,5 %")


def _nature(word: str | None) -> str | None:
    if word is None:
        return None
    nature = NATURE_WORDS.get(fold(word))
    if nature is None:
        raise Unreadable(f"nature inconnue « {shorten(word)} » ; attendu : investissement ou fonctionnement")
    return nature


def costs_of(lines: Sequence[CostLine], basis: Basis) -> dict[str, Decimal]:
    """The sum of the lines of each category, in the order in which categories first appear."""
    sums: dict[str, Decimal] = {}
    for line in lines:
        sums[line.category] = sums.get(line.category, Decimal(0)) + (line.amount(basis) or 0)
    return sums


def natures_of(lines: Sequence[CostLine], basis: Basis) -> dict[str, Natures]:
    """By category, what is said to be investment and what is said to be running cost; nothing where nothing is said."""
    sums: defaultdict[str, dict[str, Decimal]] = defaultdict(lambda: dict.fromkeys(("investment", "running"), Decimal(0)))
    for line in lines:
        if line.nature is not None:
            sums[line.category][line.nature] += line.amount(basis) or 0
    return {category: Natures(known["investment"], known["running"]) for category, known in sums.items()}


def both_ways(profile: Profile, lines: Sequence[CostLine]) -> Profile:
    """The profile that these lines cost, counted the other way too, with tax or without, where each of them says both."""
    other: Basis = "ttc" if profile.costs_basis == "ht" else "ht"
    if not lines or any(line.amount(other) is None for line in lines):
        return replace(profile, other=None)
    return replace(profile, other=Counted(costs_of(lines, other), other, natures_of(lines, other)))


def is_investment(lines: Sequence[CostLine]) -> bool | None:
    """Whether the project is an investment, as the lines say: one line is enough; None when some say nothing."""
    natures = {line.nature for line in lines}
    if "investment" in natures:
        return True
    return False if natures == {"running"} else None
