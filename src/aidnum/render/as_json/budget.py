"""The reading of a budget as JSON: the shape of the contract, and how it was read."""

from aidnum.model.budget import CostLine, Funder
from aidnum.project.funders import Meaning
from aidnum.render.as_json import values
from aidnum.render.as_json.values import Object
from aidnum.report.budget import BudgetReport


def answer(report: BudgetReport) -> Object:
    """What was read, what was left, what couldn't be read."""
    reading = report.reading
    return {
        "file": reading.file, "sheet": reading.sheet, "basis": reading.basis,
        "lines": [_line(line) for line in reading.lines], "total": values.money(report.total),
        "funders": list(map(_funder, reading.funders, report.meanings)),
        "set_aside": [{"where": one.where, "why": one.why} for one in reading.set_aside],
        "unread": [{"where": one.where, "why": one.why, "say": one.say} for one in reading.unread],
        "own_funds": values.money(reading.own_funds), "loan": values.money(reading.loan),
        "total_ht": values.money(report.sum_in("ht")), "total_ttc": values.money(report.sum_in("ttc")),
        "notes": values.texts(reading.notes),
    }  # fmt: skip


def _funder(funder: Funder, meaning: Meaning) -> Object:
    return {
        "where": funder.where, "name": funder.name, "amount": values.money(funder.amount),
        "origin": meaning.origin, "scheme": meaning.scheme, "payer": meaning.payer,
    }  # fmt: skip


def _line(line: CostLine) -> Object:
    return {
        "where": line.where, "label": line.label, "category": line.category, "nature": line.nature,
        "amount": values.money(line.ht), "ttc": values.money(line.ttc), "vat": values.rate(line.vat),
    }  # fmt: skip
