"""Read a budget file whole: which sheet holds it, what its rows say, and what they don't."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from aidnum.errors import AidnumError
from aidnum.french import euros, fold, listed, nearest
from aidnum.model.budget import BudgetReading
from aidnum.model.reading import shorten
from aidnum.model.wishes import PUBLIC
from aidnum.project.budget.categories import CategoryWords
from aidnum.project.budget.costs import Costs
from aidnum.project.budget.entries import Item, Ledger, Told, few
from aidnum.project.budget.naming import Rules
from aidnum.project.budget.net import net
from aidnum.project.budget.resources import resources, sum_of
from aidnum.project.budget.sides import sides
from aidnum.project.budget.totals import Sums, Totals
from aidnum.project.budget.walk import Knows, Walk
from aidnum.project.budget.words import nature_said, words
from aidnum.project.payers import payer_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from decimal import Decimal

    from aidnum.model.budget import CostLine
    from aidnum.model.profile import Basis
    from aidnum.model.vocabulary import Vocabulary
    from aidnum.project.budget.costs import Cost
    from aidnum.project.grid import Grid

    Place = Callable[[int, int], str]

MAX_LINES = 1_000
KEYED = (".yaml", ".yml", ".json")
_EMPTY = "Une ligne a au moins un libellé ou une catégorie, et un montant. Rempli et enregistré, le fichier se relit de même."


def read_budget(  # noqa: PLR0913 - one budget, and all that may be said of it
    path: str,
    vocabulary: Vocabulary,
    basis: Basis,
    *,
    sheet: str | None = None,
    vat: Decimal | None = None,
    categories: Mapping[str, str] | None = None,
) -> BudgetReading:
    """All that a budget file says, what can't be read included.

    `sheet` names the sheet of a workbook, else the one that holds costs is found; `vat` is the rate of lines that give none;
    `categories` are answers to what is asked: the category of a label, by its folded text.

    Raises:
        AidnumError: for a file that can't be opened, an unknown sheet, or nothing that looks like a budget.
    """
    rules = Rules(vocabulary, CategoryWords(vocabulary), basis, vat, categories)
    if Path(path).suffix.lower() in KEYED:
        from aidnum.project.budget.keyed import read_keyed

        keyed = read_keyed(path)
        reading = _read(path, keyed.grid, keyed.place, rules)
        reading = reading._replace(set_aside=reading.set_aside[1:])  # its first row, the keys, is no line of the file
    else:
        from aidnum.project.spreadsheets import read_grids

        reading = _found(path, read_grids(path), sheet, rules)
    if not (reading.lines or reading.unread or reading.funders):
        raise AidnumError(f"{path} : aucune ligne de coût", _EMPTY)
    return reading


def _found(path: str, grids: Sequence[Grid], sheet: str | None, rules: Rules) -> BudgetReading:
    """The reading of the sheet that is named, else of the one that holds most costs."""
    if sheet is not None:
        return _of_grid(path, _named(path, grids, sheet), rules)
    shown = [grid for grid in grids if not grid.is_hidden] or list(grids)
    if not shown:
        raise AidnumError(f"{path} : aucune ligne de coût", "Aucune feuille ne contient quelque chose.")
    readings = [_of_grid(path, grid, rules) for grid in shown if grid.fault is None]
    if not readings:
        raise AidnumError(f"{path} : {shown[0].fault}")
    best = max(readings, key=_worth)
    others = [reading for reading in readings if reading is not best]
    if not best.funders and best.own_funds is None and best.loan is None:
        best = _with_resources(best, others)
    return best if len(grids) < 2 else best._replace(notes=(_told_sheet(best, others), *best.notes))


def _worth(reading: BudgetReading) -> tuple[bool, int, int]:
    return bool(reading.lines), len(reading.lines) - len(reading.unread), len(reading.funders)


def _with_resources(best: BudgetReading, others: Sequence[BudgetReading]) -> BudgetReading:
    """The reading with the resources of a sheet that holds nothing else."""
    for other in others:
        if other.funders and not other.lines and not other.unread:
            return best._replace(
                funders=other.funders,
                set_aside=(*best.set_aside, *other.set_aside),
                notes=(*best.notes, f"recettes de la feuille « {shorten(other.sheet or '')} »", *other.notes),
                own_funds=other.own_funds,
                loan=other.loan,
                fctva=other.fctva,
            )
    return best


def _told_sheet(best: BudgetReading, others: Sequence[BudgetReading]) -> str:
    candidates = [f"« {shorten(other.sheet or '')} »" for other in others if other.lines]
    also = f" ; {listed(candidates)} {'a' if len(candidates) == 1 else 'ont'} aussi des coûts" if candidates else ""
    return f"feuille lue : « {shorten(best.sheet or '')} »{also}"


def _named(path: str, grids: Sequence[Grid], sheet: str) -> Grid:
    names = [grid.name or "" for grid in grids]
    grid = next((grid for grid in grids if grid.name == sheet), None) or next(
        (grid for grid in grids if grid.name is not None and fold(grid.name) == fold(sheet)), None
    )
    if grid is None:
        near = nearest(sheet, names, 1)
        known = (
            f"Feuilles : {listed([f'« {shorten(name)} »' for name in names if name])}."
            if any(names)
            else "Ce fichier n'a pas de feuilles."
        )
        meant = f" (« {near[0]} » ?)" if near and near[0] else ""
        raise AidnumError(f"{path} : aucune feuille ne s'appelle « {shorten(sheet)} »{meant}", known)
    if grid.fault is not None:
        raise AidnumError(f"{path} : {grid.fault}")
    return grid


def _of_grid(path: str, grid: Grid, rules: Rules) -> BudgetReading:
    """All that a sheet says, its cells named as people name them: ``Budget!C5``, ``budget.csv:5``."""
    name = Path(path).name

    def place(row: int, column: int) -> str:
        where = grid.where(row, column)
        return where if grid.name is not None else f"{name}:{where}"

    return _read(path, grid, place, rules)


def _read(path: str, grid: Grid, place: Place, rules: Rules) -> BudgetReading:
    told, costs, funds = Told(), Ledger(), Ledger()
    knows = Knows(lambda text: rules.vocabulary.find_category(text) is not None, lambda text: _names_payer(text, rules))
    for side in sides(grid, place):
        if side.rows:
            Walk(side, costs, funds, told, knows).down()
    _bound(path, costs)
    _bound(path, funds)
    if grid.name is not None and not funds.items and words(grid.name)[:1] in (("recettes",), ("ressources",), ("financeurs",)):
        costs, funds = funds, costs
    known = Costs(costs, rules, told)
    read = known.read()
    lines = tuple(line for cost in read for line in cost.lines)
    if not told.unread:  # else a discount may be of what isn't read
        _refuse_excess(lines, rules.basis, told)
    Totals(costs.entries, _sums_of(read, known, rules), told).check()
    brought = resources(funds.items, rules.basis, told)
    Totals(funds.entries, _sums_of_resources(rules.basis), told).check()
    _tell_rounded(told)
    ranks = {place(number, column): number for number, cells in grid.rows for column in range(len(cells))}
    return BudgetReading(
        file=path,
        sheet=grid.name,
        basis=rules.basis,
        lines=lines,
        funders=brought.funders,
        set_aside=tuple(sorted(told.set_aside, key=lambda one: ranks.get(one.where, 0))),
        unread=tuple(sorted(told.unread, key=lambda one: ranks.get(one.where, 0))),
        notes=tuple(dict.fromkeys(told.notes)),
        own_funds=brought.own_funds,
        loan=brought.loan,
        fctva=brought.fctva,
    )


def _names_payer(text: str, rules: Rules) -> bool:
    """Whether a text says who pays, and nothing that is paid."""
    return payer_of(text, rules.vocabulary) != PUBLIC and not rules.words.named_in(text)


def _refuse_excess(lines: Sequence[CostLine], basis: Basis, told: Told) -> None:
    """Tell the discounts of more than the lines of their category and nature cost."""
    left = net(lines, basis)
    if lines and not (left.lines or left.excess):
        told.cannot(lines[-1].where or "", "les remises ne laissent rien à payer", "corriger leur montant")
    for discount, excess in left.excess:
        why = f"« {shorten(discount.label)} » : cette remise dépasse de {euros(excess)} ce que coûte sa catégorie"
        told.cannot(discount.where or "", why, "la placer sous la ligne qu'elle réduit, ou dire sa catégorie")


def _bound(path: str, ledger: Ledger) -> None:
    if len(ledger.items) > MAX_LINES or len(ledger.entries) > 2 * MAX_LINES:
        raise AidnumError(f"{path} : budget trop long : {MAX_LINES} lignes au plus", f"Il en a {len(ledger.entries)}.")


def _sums_of(costs: Sequence[Cost], known: Costs, rules: Rules) -> Sums:
    by_item = {id(cost.item): cost for cost in costs}

    def named(item: Item, said: tuple[str, ...]) -> bool:
        cost, nature = by_item[id(item)], nature_said(said)
        categories = rules.words.named_in(" ".join(word for word in said if word not in ("sous", "total", "ht", "ttc")))
        return any(line.nature == nature if nature else line.category in categories for line in cost.lines)

    return Sums(lambda item, basis: by_item[id(item)].amount(basis), named, known.open_basis)


def _sums_of_resources(basis: Basis) -> Sums:
    return Sums(sum_of, lambda _, __: False, basis)


def _tell_rounded(told: Told) -> None:
    if told.rounded:
        told.notes.append(f"montants arrondis ou convertis : {few(told.rounded)}")
