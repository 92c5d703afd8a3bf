"""A walk down the rows of a side, each of which becomes an entry, or is told as what it isn't."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from aidnum.french import is_hidden_in
from aidnum.model.budget import read_vat
from aidnum.model.reading import Unreadable, shorten
from aidnum.project.budget import words as said_by
from aidnum.project.budget.accounts import Account, account_in, account_leading
from aidnum.project.budget.amounts import NOTHING, Amount, Bad, read_amount
from aidnum.project.budget.entries import Break, Item, Ledger, Tax, Told, Total, below_foot
from aidnum.project.budget.headers import Header, headers, same_header
from aidnum.project.budget.sides import has_figure
from aidnum.project.grid import EMPTY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aidnum.project.budget.columns import Role
    from aidnum.project.budget.sides import Row, Side
    from aidnum.project.grid import Cell

_DETAIL = ("dont", "soit")


class Knows(NamedTuple):
    """Whether the vocabulary knows a text as a category of cost, or as one that names a payer."""

    category: Callable[[str], bool]
    payer: Callable[[str], bool]


class Walk:
    """A walk down the rows of a side."""

    def __init__(self, side: Side, costs: Ledger, resources: Ledger, told: Told, knows: Knows) -> None:
        self.side, self.told = side, told
        self.costs, self.resources = costs, resources
        self.brings = side.brings
        self.headers = headers(side, knows.category)
        self.is_payer = knows.payer
        self.header = self.headers[0]
        self.nature: str | None = None
        self.head: str | None = None
        self.category: str | None = None
        self.scale = 1

    @property
    def ledger(self) -> Ledger:
        """Where the rows go."""
        return self.resources if self.brings else self.costs

    def down(self) -> None:
        """Take each row in turn."""
        starts = {header.first: header for header in self.headers if header.last >= 0}
        last = -1
        if self.header.last < 0:
            self.tell_columns(self.header, self.side.rows[0][0])
        for rank, (number, cells) in enumerate(self.side.rows):
            if rank in starts:
                self.begin(starts[rank])
                last = self.header.last
            if rank <= last:
                self.told.aside(self.place(number, min(cells)), "noms des colonnes")
            elif self.header.last >= 0 and last < 0:
                self.title(number, cells)
            else:
                self.row(number, cells)

    def place(self, number: int, column: int) -> str:
        """A cell."""
        return self.side.place(number, column)

    def begin(self, header: Header) -> None:
        """Go on under another header."""
        self.header = header
        if header.brings is not None:
            self.brings = header.brings
        self.category = self.head = None
        self.ledger.entries.append(Break())
        self.tell_columns(header, self.side.rows[header.last][0])

    def tell_columns(self, header: Header, number: int) -> None:
        """Say which columns aren't read, and which say the same thing twice."""
        for column in header.twice:
            self.told.cannot(
                self.place(number, column),
                "deux colonnes disent la même chose",
                "n'en garder qu'une, ou nommer chacune : « Montant HT », « Montant TTC », « 2026 », « 2027 »",
            )
        unread = [
            f"« {shorten(text)} »" if text else f"{self.place(number, column)} (sans titre)"
            for column, text in header.unread.items()
        ]
        if unread:
            self.told.notes.append(f"colonnes du budget non lues : {', '.join(unread)}")

    def title(self, number: int, cells: Row) -> None:
        """A row above the first header."""
        figured = next((column for column, cell in cells.items() if has_figure(cell)), None)
        for cell in cells.values():
            self.heed(cell.text)
            if said_by.is_section(said_by.words(cell.text)):
                self.nature = said_by.nature_said(said_by.words(cell.text))
            side = said_by.side_said(said_by.words(cell.text))
            if side is not None and self.header.brings is None and not self.side.brings:
                self.brings = side == "resources"
        if figured is None:
            self.told.aside(self.place(number, min(cells)), "titre au-dessus du tableau")
        else:
            where = self.place(number, figured)
            text = shorten(" ".join(cell.text for cell in cells.values()))
            why = f"« {text} », au-dessus du tableau, n'est pas lu comme un coût"
            self.told.aside(where, why)
            self.told.notes.append(f"{where} : {why}")

    def heed(self, text: str) -> None:
        """What a title says of all the sums."""
        basis = said_by.basis_said(said_by.words(text))
        if basis is not None:
            self.ledger.basis = basis
        if said_by.is_in_thousands(text):
            self.scale = 1000

    def row(self, number: int, cells: Row) -> None:
        """A row under a header."""
        headed = self.side.rows[self.header.last][1] if self.header.last >= 0 else {}
        if same_header(cells, headed):
            self.told.aside(self.place(number, min(cells)), "noms des colonnes, redits")
            return
        reading = _Row(self, number, cells)
        if reading.is_empty_formulas:
            self.told.aside(reading.where, "formules sans valeur enregistrée, seules sur leur ligne")
        elif not reading.holds_sums:
            reading.without_sum()
        elif reading.is_total:
            reading.total()
        elif said_by.is_vat(reading.said):
            reading.tax()
        elif reading.said[:1] and reading.said[0] in _DETAIL:
            self.told.aside(reading.where, "détail d'une autre ligne, déjà comptée")
        else:
            self.brings = self.brings or self.turns(reading)
            reading.item()

    def turns(self, reading: _Row) -> bool:
        """Whether the resources begin with a row: below the total of the costs, it is one by its label."""
        named = reading.named
        is_resource = said_by.own_share(named) or said_by.gives(reading.said) or self.is_payer(named)
        return bool(is_resource) and below_foot(self.costs.entries)


class _Row:
    """One row, read against its header."""

    def __init__(self, walk: Walk, number: int, cells: Row) -> None:
        self.walk, self.number, self.cells = walk, number, cells
        self.header = walk.header
        self.texts = tuple(self.text(column) for column in self.columns("label", "funder") if self.text(column))
        named = " ".join(self.texts) or next((cell.text for column, cell in cells.items() if not has_figure(cell)), "")
        self.named = named.strip()
        self.said = said_by.words(self.named)
        self.sums: dict[int, Amount] = {}
        self.bad: dict[int, Bad] = {}
        for column in self.columns("amount", "tax"):
            self.read(column)

    def read(self, column: int) -> None:
        """The sum of a cell."""
        known = self.header.columns[column]
        amount = read_amount(self.cells.get(column, EMPTY), max(known.scale, self.walk.scale))
        if isinstance(amount, Amount) and amount.basis is not None and known.basis not in (None, amount.basis):
            why = f"« {shorten(self.cells[column].text)} » ne s'accorde pas avec sa colonne"
            amount = Bad(why, "l'écrire dans la colonne qui convient")
        if isinstance(amount, Amount):
            self.sums[column] = amount
        elif amount is not None:
            self.bad[column] = amount

    def columns(self, *roles: Role) -> Iterator[int]:
        """The columns of some roles, from left to right."""
        return (column for column, known in sorted(self.header.columns.items()) if known.role in roles)

    def text(self, column: int) -> str:
        """What a cell says, or the one that is merged over it."""
        cell = self.cells.get(column) or self.walk.side.above.get((self.number, column))
        return cell.text.strip() if cell else ""

    def cell_of(self, role: Role) -> tuple[int, Cell] | None:
        """The cell of a role, with its column."""
        return next(((column, self.cells[column]) for column in self.columns(role) if column in self.cells), None)

    @property
    def where(self) -> str:
        """The place of its sum, else of its first cell."""
        first = min((*self.sums, *self.bad), default=min(self.cells))
        return self.walk.place(self.number, first)

    @property
    def holds_sums(self) -> bool:
        """Whether it says a sum, or something in the place of one."""
        return bool(self.sums or self.bad) or any(self.cell_of(role) for role in ("price", "quantity"))

    @property
    def is_empty_formulas(self) -> bool:
        """Whether it holds nothing but formulas that weren't worked out: a line of a model that nobody filled in."""
        return all(cell.lacks_value for cell in self.cells.values())

    @property
    def is_total(self) -> bool:
        """Whether it adds up others: it says so, or says nothing but sums."""
        if self.texts and self.category_text:
            return False
        return said_by.is_total(self.said) or (not self.named and bool(self.sums))

    @property
    def category_text(self) -> str:
        """What its own cell of category says."""
        found = self.cell_of("category")
        return found[1].text.strip() if found else ""

    def without_sum(self) -> None:
        """A head, or a cost whose amount is lacking."""
        walk = self.walk
        side, nature = said_by.side_said(self.said), said_by.nature_said(self.said)
        lacks = self.cell_of("account") or (self.cell_of("category") and self.texts) or self.cell_of("rate")
        if lacks and not side and not said_by.is_section(self.said):
            walk.told.cannot(self.where, "montant manquant", "écrire le montant, ou 0 s'il n'y a rien à payer")
            return
        if side is not None:
            walk.brings = side == "resources"
            walk.nature = nature
        elif said_by.is_section(self.said):
            walk.nature = nature
        walk.heed(self.named)
        walk.head, walk.category = self.named, None
        walk.ledger.entries.append(Break())
        walk.told.aside(self.where, f"« {shorten(self.named)} » : intitulé, sans montant")

    def total(self) -> None:
        """A total: those that can't be read are left, and that is said."""
        for column, bad in self.bad.items():
            where = self.walk.place(self.number, column)
            if bad.is_formula or self.cells[column].fault:
                self.walk.told.aside(where, f"total non vérifié : {bad.why}")
            else:
                self.walk.told.cannot(where, bad.why, bad.say)
        places = {column: self.walk.place(self.number, column) for column in self.sums}
        if self.sums:
            self.walk.ledger.entries.append(Total(self.where, self.said, self.header, self.sums, places))
        elif not self.bad:
            self.walk.told.aside(self.where, f"« {shorten(self.named)} » : total sans montant")

    def tax(self) -> None:
        """The tax at the foot of a table."""
        for column, bad in self.bad.items():
            self.walk.told.cannot(self.walk.place(self.number, column), bad.why, bad.say)
        if self.sums:
            amount = next(iter(self.sums.values()))
            self.walk.ledger.entries.append(Tax(self.where, amount.value, self._rate_beside()))
        elif not self.bad:
            self.walk.told.aside(self.where, f"« {shorten(self.named)} » : TVA sans montant")

    def _rate_beside(self) -> Decimal | None:
        rates = (said_by.rate_said(cell.text) for column, cell in self.cells.items() if column not in self.sums)
        return next((rate for rate in rates if rate is not None), None)

    def item(self) -> None:
        """A cost or a resource."""
        walk = self.walk
        if said_by.is_section(self.said) and self.sums and not walk.brings and not self.category_text:
            self._announced()
            return
        (quantity, price), off = self._factors(), self._off()
        is_clear = not is_hidden_in(self.named)
        if not is_clear:
            walk.told.cannot(self.where, "caractère de contrôle ou invisible dans le libellé", "écrire le libellé de nouveau")
        self._leave_spare_formulas()
        for column, bad in self.bad.items():
            walk.told.cannot(walk.place(self.number, column), bad.why, bad.say)
        if not (self.sums or self.bad or quantity is not None or price):
            return
        for column, amount in self.sums.items():
            if amount.told and amount is not NOTHING:
                walk.told.rounded.append(f"{walk.place(self.number, column)}, {amount.told}")
        walk.category = self.category_text or walk.category
        account, texts = self._account()
        walk.ledger.entries.append(
            Item(
                where=self.where,
                texts=texts,
                header=self.header,
                sums=self.sums,
                category=self._category(),
                carried=walk.category,
                head=walk.head,
                nature=self._nature(account),
                account=account,
                rate=self._rate(),
                quantity=quantity,
                price=price,
                off=off,
                is_whole=is_clear and not self.bad,
            )
        )

    def _leave_spare_formulas(self) -> None:
        """Formulas without a value that nothing waits for: the line says a sum, or is what others leave to be paid."""
        is_rest = self.walk.brings and said_by.own_share(self.named) == "own"
        if not (is_rest or self.sums):
            return
        why = "c'est ce qui reste à votre charge" if is_rest else "le reste de la ligne suffit"
        for column in [column for column, bad in self.bad.items() if bad.is_formula]:
            del self.bad[column]
            self.walk.told.aside(self.walk.place(self.number, column), f"formule sans valeur enregistrée : {why}")

    def _announced(self) -> None:
        """The head of a section with its total: « Section d'investissement : 50 000 »."""
        walk = self.walk
        walk.nature, walk.head, walk.category = said_by.nature_said(self.said), self.named, None
        walk.ledger.entries.append(Break())
        places = {column: walk.place(self.number, column) for column in self.sums}
        walk.ledger.entries.append(Total(self.where, self.said, self.header, self.sums, places, is_above=True))

    def _category(self) -> str | None:
        column = next(self.columns("category"), None)
        return (self.text(column) or None) if column is not None else None

    def _account(self) -> tuple[Account | None, tuple[str, ...]]:
        """Its account, and its texts without it."""
        accounts = filter(None, (account_in(self.text(column)) for column in self.columns("account")))
        account = max(accounts, key=lambda one: len(one.number), default=None)  # an article says more than its chapter
        if account is not None:
            return account, self.texts or ((account.words,) if account.words else ())
        for rank, text in enumerate(self.texts):
            leading = account_leading(text)
            if leading is not None:
                return leading, (*self.texts[:rank], leading.words, *self.texts[rank + 1 :])
        return None, self.texts

    def _nature(self, account: Account | None) -> str | None:
        column = next(self.columns("nature"), None)
        text = self.text(column) if column is not None else ""
        if text:
            nature = said_by.nature_of(text)
            if column is not None and self.header.columns[column].carries:
                self.walk.nature = nature
            if nature is None and column is not None:
                where = self.walk.place(self.number, column)
                self.walk.told.cannot(where, f"nature inconnue « {shorten(text)} »", "écrire investissement ou fonctionnement")
            return nature
        of_section = None if said_by.is_discount(self.said) else self.walk.nature  # a discount may be of what stands above it
        return (account.nature if account else None) or of_section

    def _rate(self) -> Decimal | None:
        found = self.cell_of("rate")
        if found is None:
            return None
        column, cell = found
        say = "écrire par exemple 20 % ou 5,5 %"
        if cell.lacks_value or cell.fault:
            bad = read_amount(cell)
            why = bad.why if isinstance(bad, Bad) else ""
        else:
            try:
                return read_vat(_as_percent(cell))
            except Unreadable as error:
                why = str(error).partition(" ; ")[0]
        self.walk.told.cannot(self.walk.place(self.number, column), why, say)
        return None

    def _factors(self) -> tuple[Decimal | None, Amount | None]:
        """A quantity and the price of one, which may have more decimals than cents; what is no number is bad without a sum."""
        quantity, price = self._one_factor(self.cell_of("quantity")), self._one_factor(self.cell_of("price"))
        return (None if quantity is None else quantity.value), price

    def _off(self) -> Decimal | Amount | None:
        """The discount of its own cell, a rate or a sum; what is neither is bad."""
        found = self.cell_of("discount")
        if found is None:
            return None
        column, cell = found
        rate = said_by.rate_said(_as_percent(cell)) if _is_share(cell) else None
        amount = rate if rate is not None else read_amount(cell)
        if isinstance(amount, Bad):
            self.bad[column] = amount
            return None
        return amount

    def _one_factor(self, found: tuple[int, Cell] | None) -> Amount | None:
        amount = None if found is None else _factor(found[1])
        if isinstance(amount, Bad) and found is not None and not self.sums:
            self.bad[found[0]] = amount
        return amount if isinstance(amount, Amount) else None


def _factor(cell: Cell) -> Amount | Bad | None:
    if cell.number is not None and not cell.is_percent:
        return Amount(cell.number)
    text = cell.text.strip()
    return Amount(Decimal(text)) if text.isascii() and text.isdecimal() and len(text) < 10 else read_amount(cell)


def _is_share(cell: Cell) -> bool:
    return cell.is_percent or cell.text.strip().endswith("%") or (cell.number is not None and 0 < cell.number < 1)


def _as_percent(cell: Cell) -> str:
    """A rate as it is written; 0.2 is a rate of 20 % where a spreadsheet stores a number."""
    if cell.number is not None and not cell.is_percent and 0 < cell.number < 1:
        return f"{(cell.number * 100).normalize():f} %"
    return cell.text
