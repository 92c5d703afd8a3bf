"""A statement as the text of a project file, YAML or JSON: what reads it again says the same."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from aidnum.model.marks import flag_text, percent_text
from aidnum.model.wishes import PUBLIC
from aidnum.render.asking import OPTIONS
from aidnum.render.command_line import sum_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aidnum.model.budget import CostLine
    from aidnum.model.profile import Basis
    from aidnum.model.wishes import Expected, Wishes
    from aidnum.project.said import Statement

_HEAD = "# Un projet, à donner à aidnum par --projet. Ses clés : aidnum schema projet.\n"
_NATURES = {"investment": "investissement", "running": "fonctionnement"}


class _Quoted(str):
    """A text in double quotes, whatever it holds."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """Lists are indented under their key, texts quoted, sums bare."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        super().increase_indent(flow, indentless=False)


def _number_tag(amount: Decimal) -> str:
    """The tag that YAML gives by itself to a number written so, and that needs no telling."""
    return "tag:yaml.org,2002:int" if amount == amount.to_integral_value() else "tag:yaml.org,2002:float"


_Dumper.add_representer(_Quoted, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style='"'))
_Dumper.add_representer(Decimal, lambda dumper, amount: dumper.represent_scalar(_number_tag(amount), sum_text(amount)))


def project_text(statement: Statement, folder: Path, *, as_json: bool = False) -> str:
    """The text of a project file that is to stand in a folder, from which the path of a budget is told."""
    document = _document(statement, folder)
    if as_json:
        return json.dumps(document, ensure_ascii=False, indent=2, default=sum_text, allow_nan=False) + "\n"
    written: str = yaml.dump(document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000)
    return _HEAD + written


def _document(statement: Statement, folder: Path) -> dict[str, Any]:
    own = {name: _fact(value) for name, value in statement.facts.items() if name in OPTIONS}
    others = {name: _fact(value) for name, value in statement.facts.items() if name not in OPTIONS}
    document = {
        "titre": statement.title and _Quoted(statement.title),
        "territoire": _one_or_many([_Quoted(name) for name in statement.names]),
        **own,
        "faits": others,
        "couts": _costs(statement),
        "budget": None if statement.budget is None else _Quoted(_from(statement.budget, folder)),
        "feuille": statement.sheet and _Quoted(statement.sheet),
        "ttc": "oui" if statement.has_costs and statement.basis == "ttc" else None,
        "tva": None if statement.vat is None else percent_text(statement.vat),
        **_wishes(statement.wishes),
        "conseil": statement.council and statement.council.isoformat(),
    }
    return {key: value for key, value in document.items() if value not in (None, [], {})}


def _wishes(wishes: Wishes) -> dict[str, Any]:
    return {
        "retenir": _one_or_many(wishes.imposed),
        "sans": _one_or_many(wishes.left_out),
        "acquis": dict(wishes.granted),
        "attendu": {scheme: _expected(told) for scheme, told in wishes.expected.items()},
        "autre": [
            {"nom": _Quoted(other.name), "montant": other.amount} | ({} if other.payer == PUBLIC else {"payeur": other.payer})
            for other in wishes.others
        ],
        "emprunt": wishes.loan,
    }


def _fact(value: Any) -> Any:
    if isinstance(value, bool):
        return flag_text(value)
    return _one_or_many(value) if isinstance(value, tuple) else value


def _one_or_many(words: Sequence[str]) -> Any:
    return words[0] if len(words) == 1 else list(words)


def _expected(told: Expected) -> str | Decimal | None:
    return told.amount if told.rate is None else percent_text(told.rate)


def _costs(statement: Statement) -> Mapping[str, Decimal] | list[dict[str, Any]] | None:
    if isinstance(statement.costs, tuple):
        return [_line(line, statement.basis) for line in statement.costs]
    return None if statement.costs is None else dict(statement.costs)


def _line(line: CostLine, basis: Basis) -> dict[str, Any]:
    alone = line.ttc if basis == "ht" else line.ht
    amounts = {"montant": line.amount(basis)} if alone is None else {"montant_ht": line.ht, "montant_ttc": line.ttc}
    cells = {
        "libelle": _Quoted(line.label),
        "categorie": line.category,
        **amounts,
        "tva": None if line.vat is None else percent_text(line.vat),
        "nature": None if line.nature is None else _NATURES[line.nature],
    }
    return {key: value for key, value in cells.items() if value is not None}


def _from(budget: str, folder: Path) -> str:
    """The path of a budget from a folder; one that is whole stays so. From a link, ``..`` leads elsewhere."""
    if Path(budget).is_absolute():
        return budget
    above, name = os.path.split(budget)
    whole = Path(os.path.realpath(above)) / name
    return Path(os.path.relpath(whole, os.path.realpath(folder))).as_posix()
