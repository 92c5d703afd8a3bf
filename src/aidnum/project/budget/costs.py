"""The cost lines that entries come to: sums before and after tax, checked against one another, and a category."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from aidnum.french import euros, listed, percent
from aidnum.model.budget import CostLine, both_amounts, lacking
from aidnum.model.reading import Unreadable, shorten
from aidnum.project.budget.amounts import HALF_CENT, to_cents
from aidnum.project.budget.discounts import Lowered, is_of_discount, spread
from aidnum.project.budget.entries import below_total, few
from aidnum.project.budget.foot import RATES, basis_at_foot, has_tax, rate_at_foot
from aidnum.project.budget.naming import Naming
from aidnum.project.budget.words import is_option, words

if TYPE_CHECKING:
    from aidnum.model.profile import Basis
    from aidnum.project.budget.amounts import Amount
    from aidnum.project.budget.entries import Item, Ledger, Told
    from aidnum.project.budget.naming import Rules

_OF_TAX = Decimal("0.05")
_MOST_TAX = Decimal("0.25")
_MOST_SHARES = 5_000
_ORDER = "68"  # depreciation: an entry of accounts, nothing is paid
_MISSING = ("montant manquant", "écrire le montant, ou 0 s'il n'y a rien à payer")
Sums = dict[tuple[str | None, "Basis"], Decimal]


class Cost(NamedTuple):
    """An item, the lines that it comes to, and their sums by nature and basis; no line where something of it isn't read."""

    item: Item
    lines: tuple[CostLine, ...] = ()
    sums: Sums = {}

    def amount(self, basis: Basis) -> Decimal | None:
        """Its sum in a basis, when it is known."""
        known = [amount for (_, of), amount in self.sums.items() if of == basis]
        return sum(known, Decimal(0)) if len(known) == len({nature for nature, _ in self.sums}) else None


class Costs:
    """The costs of a ledger."""

    def __init__(self, ledger: Ledger, rules: Rules, told: Told) -> None:
        self.rules, self.told = rules, told
        self.items = ledger.items
        self.below = {id(item): item for item in below_total(ledger.entries)}
        self.shared = 0
        self.lowered = Lowered(ledger.entries, rules.basis)
        self.naming = Naming(rules, told)
        self.open_basis = ledger.basis or basis_at_foot(ledger) or rules.basis
        foot = rate_at_foot(ledger, self.open_basis, told)
        self.spare_rate = rules.vat if foot is None else foot

    def read(self) -> list[Cost]:
        """Each item as a cost."""
        costs = list(map(self._cost, self.items))
        self.naming.tell()
        self._tell_years()
        extra = [cost.item.where for cost in costs if cost.lines and id(cost.item) in self.below]
        if extra:
            self.told.notes.append(f"compté sous le total : {few(extra)}")
        return costs

    def _tell_years(self) -> None:
        years = {column.year: None for item in self.items for column in item.header.columns.values() if column.year}
        if len(years) > 1:
            self.told.notes.append(f"années additionnées : {listed([str(year).upper() for year in years])}")

    def _cost(self, item: Item) -> Cost:
        if not item.is_whole:
            if not (is_of_discount(item) and self.lowered.above(item)):
                self.naming.category(item)  # what it lacks beside its sum is told too
            return Cost(item)
        if id(item) in self.below and is_option(words(item.label)):
            why = f"« {shorten(item.label)} », sous le total, n'y est pas compté"
            self.told.cannot(item.where, why, "le placer au-dessus du total s'il est retenu, ou l'ôter du tableau")
            return Cost(item)
        if item.account is not None and item.account.number.startswith(_ORDER):
            self.told.aside(item.where, f"compte {item.account.number} : opération d'ordre, rien n'est payé")
            return Cost(item)
        try:
            sums, rate = self._sums(item)
        except Unreadable as error:
            why, _, say = str(error).partition(" ; ")
            self.told.cannot(item.where, why, say or "corriger l'un des montants")
            return Cost(item)
        if any(sums.values()):
            return Cost(item, self._checked(item, self._lines(item, sums, rate), sums), sums)
        if item.sums or sums:
            self.told.aside(item.where, f"« {shorten(item.label)} » : rien à payer")
        else:
            self.told.cannot(item.where, *_MISSING)
        return Cost(item, (), sums)

    def _sums(self, item: Item) -> tuple[Sums, Decimal | None]:
        """The sums of an item by nature and basis, all that can be worked out of them, and the rate of their tax."""
        given = self._given(item)
        self._multiply(item, given)
        natures = list(dict.fromkeys(nature for nature, _ in given))
        tax = item.tax if len(natures) == 1 else None
        rate = item.rate_of_tax
        sums: Sums = {}
        for nature in natures:
            ht, ttc = given.get((nature, "ht")), given.get((nature, "ttc"))
            if tax is not None:
                ht, ttc, rate = _with_tax(ht, ttc, item.signed(tax), rate)
            if rate is None and (ht is None or ttc is None):
                rate = self.spare_rate
            ht, ttc = both_amounts(ht, ttc, rate)
            sums |= {(nature, "ht"): ht} if ht is not None else {}
            sums |= {(nature, "ttc"): ttc} if ttc is not None else {}
        return sums, rate

    def _given(self, item: Item) -> Sums:
        """The sums that the columns give: years are added up, a column of total is held to those that it adds up."""
        is_split = any(known.year or known.nature for known, _ in item.amounts)
        given: Sums = {}
        whole: dict[Basis, Decimal] = {}
        for known, amount in item.amounts:
            basis = amount.basis or known.basis or self.open_basis
            if is_split and not (known.year or known.nature):
                whole[basis] = item.signed(amount.value)
            elif amount.value or not is_split:
                key = (known.nature or item.nature, basis)
                given[key] = given.get(key, Decimal(0)) + item.signed(amount.value)
        for basis, said in whole.items():
            parts = [amount for (_, of), amount in given.items() if of == basis]
            if not parts:
                given[item.nature, basis] = said
            elif abs(sum(parts) - said) > len(item.amounts) * HALF_CENT:
                found = euros(sum(parts, Decimal(0)))
                raise Unreadable(f"ses colonnes font {found}, son total dit {euros(said)} ; corriger l'un des deux")
        return given

    def _multiply(self, item: Item, given: Sums) -> None:
        """Hold a sum to the quantity by the price, or take that product where there is none."""
        if item.price is None or (item.quantity is None and given):
            return
        quantity = Decimal(1) if item.quantity is None else item.quantity
        product = item.signed(_less_off(quantity * item.price.value, item.off))
        said = given.setdefault((item.nature, self._basis_of_price(item)), product)
        if abs(said - product) > _OF_TAX + quantity * HALF_CENT:  # the price may be rounded
            raise Unreadable(
                f"la quantité par le prix{', moins la remise,' if item.off else ''} font {euros(product)}, "
                f"le montant dit {euros(said)} ; corriger l'un des trois"
            )

    def _basis_of_price(self, item: Item) -> Basis:
        own = next((known.basis for known in item.header.columns.values() if known.role == "price"), None)
        beside = {known.basis for known, _ in item.amounts}
        alone = next(iter(beside)) if len(beside) == 1 else None
        return own or (item.price.basis if item.price else None) or alone or self.open_basis

    def _lines(self, item: Item, sums: Sums, rate: Decimal | None) -> tuple[CostLine, ...]:
        if is_of_discount(item) and self.lowered.above(item) and not self.naming.is_told(item):
            return self._shares(item, sums)
        category = self.naming.category(item)
        if category is None:
            return ()
        label = item.label or self.rules.vocabulary.cost_categories[category].label
        return tuple(
            CostLine(
                label,
                category,
                sums.get((nature, "ht")),
                sums.get((nature, "ttc")),
                rate,
                nature or self._nature_lowered(item, category),
                item.where,
            )
            for nature in dict.fromkeys(nature for nature, _ in sums)
        )

    def _checked(self, item: Item, lines: tuple[CostLine, ...], sums: Sums) -> tuple[CostLine, ...]:
        """Lines whose amounts are known in the basis wanted; none where one isn't, which is told."""
        basis = self.rules.basis
        is_known = all((nature, basis) in sums for nature, _ in sums)  # told of a line without a category too
        if any(line.amount(basis) is None for line in lines) if lines else not is_known:
            why, _, say = lacking(basis).partition(" : ")
            self.told.cannot(item.where, why, f"{say}, ou dire le taux de tout le budget", lacks_rate=True)
            return ()
        if not is_of_discount(item):
            self.lowered.add(item, lines)
        return lines

    def _nature_lowered(self, item: Item, category: str) -> str | None:
        """A discount of a category is of the nature of the line of that category above it."""
        if not is_of_discount(item):
            return None
        return next((one.line.nature for one in reversed(self.lowered.above(item)) if one.line.category == category), None)

    def _shares(self, item: Item, sums: Sums) -> tuple[CostLine, ...]:
        """The shares of a discount that the lines it lowers bear, one for those of a category, a nature and a rate."""
        named = self.naming.named(item)
        found: list[CostLine] = []
        for nature in dict.fromkeys(nature for nature, _ in sums):
            fitting = [one for one in self.lowered.above(item) if one.line.category in named] or self.lowered.under(item)
            lowered = [one for one in fitting if nature in (None, one.line.nature)]
            of_nature = {basis: -amount for (known, basis), amount in sums.items() if known == nature}
            wanted = self.rules.basis if self.rules.basis in of_nature else next(iter(of_nature))
            left = sum((one.left for one in lowered), Decimal(0))
            if not lowered or (wanted == self.rules.basis and left < of_nature[wanted]):
                why = f"« {shorten(item.label)} » : {euros(of_nature[wanted])} de remise pour {euros(left)} de dépenses"
                self.told.cannot(item.where, why, "la placer sous la ligne qu'elle réduit, ou corriger son montant")
                return ()
            self.shared += len(lowered)
            if self.shared > _MOST_SHARES:
                self.told.cannot(item.where, "trop de remises à répartir", "n'en écrire qu'une, ou une sous chaque ligne")
                return ()
            owed = of_nature if has_tax(item) else {wanted: of_nature[wanted]}  # else the tax is that of each line
            found += (line._replace(label=item.label, where=item.where) for line in spread(lowered, owed))
            if len(lowered) > 1:
                over = few([one.line.where or "" for one in lowered])
                self.told.notes.append(f"remise de {item.where}, répartie en proportion entre {over}")
        return tuple(found)


def _less_off(amount: Decimal, off: Decimal | Amount | None) -> Decimal:
    if off is None:
        return to_cents(amount)
    return to_cents(amount * (1 - off) if isinstance(off, Decimal) else amount - abs(off.value))


def _with_tax(
    ht: Decimal | None, ttc: Decimal | None, tax: Decimal, rate: Decimal | None
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Both sums and the rate, from one of them and the tax in euros."""
    if ht is None and ttc is not None:
        ht = ttc - tax
    if ht is None:
        return ht, ttc, rate
    if ttc is not None and abs(ht + tax - ttc) > _OF_TAX:
        said = f"{euros(ht)} hors taxes et {euros(tax)} de TVA"
        raise Unreadable(f"{said} ne font pas {euros(ttc)} TTC ; corriger l'un des trois")
    if tax * ht < 0 or abs(tax) > abs(ht) * _MOST_TAX + _OF_TAX:
        raise Unreadable(f"{euros(tax)} de TVA pour {euros(ht)} hors taxes ; corriger la TVA, ou écrire son taux avec %")
    if rate is not None and abs(ht * rate - tax) > _OF_TAX:
        raise Unreadable(f"{percent(rate)} de TVA sur {euros(ht)} ne font pas {euros(tax)} ; corriger l'un des deux")
    known = next((one for one in RATES if abs(ht * one - tax) <= _OF_TAX), None) if rate is None else rate
    return ht, ht + tax if ttc is None else ttc, known
