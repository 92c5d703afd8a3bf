"""An empty budget to fill in: a workbook with lists to choose from and sums that follow, or a plain CSV table.

What is filled in is read back by the reader of budgets: each column bears a name that it knows.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from aidnum.model.vocabulary import Vocabulary
from aidnum.render.as_csv.table import BYTE_ORDER_MARK
from aidnum.render.budget_wording import LOAN, OWN_FUNDS
from aidnum.render.plain_workbook import workbook
from aidnum.render.plan_wording import NATURES

COSTS = ("Libellé", "Catégorie", "Nature", "Montant HT", "TVA", "Montant TTC")
RESOURCES = ("Financeur", "Montant")
LINES = 30
_CSV_COSTS, _CSV_RESOURCES = 12, 6
_RATES = (0.2, 0.1, 0.055, 0)
_WIDTHS = (38, 16, 16, 15, 9, 15, 3, 32, 15)
_TOP, _FIRST = 2, 4  # of the two tables, and of their lines; rows from 0
_LAST = _FIRST + LINES  # the row of the totals
_MONEY, _RATE = {"num_format": "#,##0.00 €"}, {"num_format": "0.0%"}
_HEAD = {"bold": True, "border": 1, "bg_color": "#DCE6F1", "align": "center", "valign": "vcenter", "text_wrap": True}
_CELL = {"border": 1, "valign": "top", "text_wrap": True}
_SUM = {**_CELL, "bold": True, "bg_color": "#F2F2F2"}
_LISTS = "Listes"
_MANUAL = (
    ("Budget", "Une ligne par poste de dépense, dans la feuille « Budget ». Ce qui n'est pas connu se laisse vide."),
    ("Libellé", "Ce qui est acheté ou payé, en quelques mots."),
    ("Catégorie", "À choisir dans la liste ; ce que chacune comprend est dit plus bas."),
    ("Nature", "Investissement ou fonctionnement, comme dans votre budget : des aides ne paient que l'investissement."),
    ("Montant HT et TVA", "Le montant TTC suit. Si seul le TTC est connu, l'écrire à la place de sa formule, avec le taux."),
    ("Remise", "Un montant négatif, dans la catégorie de ce qu'elle diminue."),
    ("Financeur", "Un par ligne, par son nom (DETR, Région, Département…), avec le montant demandé ou accordé."),
    (OWN_FUNDS, f"Il se calcule : c'est ce qui reste à votre charge. Un emprunt s'écrit sur une ligne « {LOAN} »."),
    ("Vérifier", "aidnum budget, suivi du nom de ce fichier, montre ce qui en est lu."),
    ("Financer", "aidnum plan, suivi du nom de la collectivité, de --budget et du nom de ce fichier."),
)


def as_csv() -> str:
    """A table that any spreadsheet opens, the resources below the costs."""
    empty = [""] * len(COSTS)
    costs = [COSTS, *(empty for _ in range(_CSV_COSTS))]
    resources = [("Recettes",), RESOURCES, *(empty[: len(RESOURCES)] for _ in range(_CSV_RESOURCES))]
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows([*costs, *resources])
    return BYTE_ORDER_MARK + text.getvalue()


class _Styles(NamedTuple):
    """The formats of the cells."""

    title: Any
    note: Any
    head: Any
    text: Any
    money: Any
    rate: Any
    word: Any
    total: Any


def as_xlsx(vocabulary: Vocabulary, day: date) -> bytes:
    """A workbook: the budget, how to fill it in, and the lists to choose from, hidden.

    Raises:
        AidnumError: when the module that writes workbooks isn't installed.
    """
    file = io.BytesIO()
    with workbook(file, "Budget prévisionnel", day) as book:
        looks = (
            {"bold": True, "font_size": 14},
            {"italic": True},
            _HEAD,
            _CELL,
            _CELL | _MONEY,
            _CELL | _RATE,
            _SUM,
            _SUM | _MONEY,
        )
        styles = _Styles(*map(book.add_format, looks))
        budget, manual, lists = (book.add_worksheet(name) for name in ("Budget", "Mode d'emploi", _LISTS))
        named = {term.short or term.label: term.label for term in vocabulary.cost_categories.values()}
        _write_lists(lists, list(named), styles)
        _write_tables(budget, styles)
        _choose(budget, len(named))
        _write_manual(manual, named, styles)
    return file.getvalue()


def _write_lists(sheet: Any, categories: Sequence[str], styles: _Styles) -> None:
    sheet.write_column(0, 0, categories)
    sheet.write_column(0, 1, _RATES, styles.rate)
    sheet.hide()


def _choose(sheet: Any, categories: int) -> None:
    """The cells that offer a list; another word may be typed all the same, for the reader knows more of them."""
    _offer(sheet, 1, f"={_LISTS}!$A$1:$A${categories}", "Choisir une catégorie de la liste, ou un mot qui la dise.")
    _offer(sheet, 2, [NATURES["investment"], NATURES["running"]], "Investissement ou fonctionnement.")
    _offer(sheet, 4, f"={_LISTS}!$B$1:$B${len(_RATES)}", "Un taux de TVA, par exemple 20 %.")


def _offer(sheet: Any, column: int, source: str | list[str], expected: str) -> None:
    rule = {"validate": "list", "source": source, "error_type": "warning", "error_title": "Attendu", "error_message": expected}
    sheet.data_validation(_FIRST, column, _LAST - 1, column, rule)


def _write_tables(sheet: Any, styles: _Styles) -> None:
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    beside = len(COSTS) + 1
    sheet.write_string(0, 0, "Budget prévisionnel", styles.title)
    sheet.write_string(1, 0, "À remplir ligne par ligne ; la feuille « Mode d'emploi » explique chaque colonne.", styles.note)
    sheet.merge_range(_TOP, 0, _TOP, len(COSTS) - 1, "Dépenses", styles.head)
    sheet.merge_range(_TOP, beside, _TOP, beside + len(RESOURCES) - 1, "Recettes", styles.head)
    _write_row(sheet, _FIRST - 1, (*COSTS, None, *RESOURCES), styles.head)
    for row in range(_FIRST, _LAST):
        _write_line(sheet, row, styles)
    _write_sums(sheet, styles)
    sheet.freeze_panes(_FIRST, 0)
    _lay_on_paper(sheet, _LAST, len(_WIDTHS) - 1)
    sheet.repeat_rows(_TOP, _FIRST - 1)


def _write_row(sheet: Any, row: int, texts: Iterable[str | None], style: Any) -> None:
    for column, text in enumerate(texts):
        if text is not None:
            sheet.write_string(row, column, text, style)


def _write_line(sheet: Any, row: int, styles: _Styles) -> None:
    looks = (styles.text, styles.text, styles.text, styles.money, styles.rate, styles.money, None, styles.text, styles.money)
    for column, style in enumerate(looks):
        if style is not None:
            sheet.write_blank(row, column, None, style)
    known = f'OR(D{row + 1}="",E{row + 1}="")'
    sheet.write_formula(row, 5, f'=IF({known},"",ROUND(D{row + 1}*(1+E{row + 1}),2))', styles.money, " ")


def _write_sums(sheet: Any, styles: _Styles) -> None:
    """The totals; the own funds are the last resource, and make both sides equal."""
    for column in (*range(len(COSTS)), 7, 8):
        sheet.write_blank(_LAST, column, None, styles.word)
    sheet.write_string(_LAST, 0, "Total des dépenses", styles.word)
    for letter in "DF":
        sheet.write_formula(f"{letter}{_LAST + 1}", f"=SUM({letter}{_FIRST + 1}:{letter}{_LAST})", styles.total, 0)
    sheet.write_string(_LAST - 1, 7, OWN_FUNDS, styles.text)
    sheet.write_formula(f"I{_LAST}", f"=D{_LAST + 1}-SUM(I{_FIRST + 1}:I{_LAST - 1})", styles.money, 0)
    sheet.write_string(_LAST, 7, "Total des recettes", styles.word)
    sheet.write_formula(f"I{_LAST + 1}", f"=SUM(I{_FIRST + 1}:I{_LAST})", styles.total, 0)


def _write_manual(sheet: Any, categories: Mapping[str, str], styles: _Styles) -> None:
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 105)
    sheet.write_string(0, 0, "Mode d'emploi", styles.title)
    below = len(_MANUAL) + 3
    _write_row(sheet, below, ("Catégorie", "Ce qu'elle comprend"), styles.head)
    for first, pairs in ((2, _MANUAL), (below + 1, categories.items())):
        for row, pair in enumerate(pairs, start=first):
            _write_row(sheet, row, pair, styles.text)
    _lay_on_paper(sheet, below + len(categories), 1)


def _lay_on_paper(sheet: Any, last_row: int, last_column: int) -> None:
    """Landscape A4, one page wide."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, last_row, last_column)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
