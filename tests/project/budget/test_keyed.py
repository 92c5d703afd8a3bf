"""Budgets in YAML and JSON: the same words as in a spreadsheet, each value at its line and column."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.errors import AidnumError, SeveralInFile
from aidnum.project.budget.reader import read_budget


def _write(folder: Path, text: str, name: str = "budget.yaml") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_yaml_budget_is_read_with_the_same_words(shipped: Catalogue, tmp_path: Path) -> None:
    text = (
        "lignes:\n  - {libellé: Portail, catégorie: licences, montant HT: 12500, TVA: 20 %, nature: investissement}\n"
        "  - {libellé: Hébergement et maintenance, montant: 100}\n"
    )
    reading = read_budget(_write(tmp_path, text), shipped.vocabulary, "ht")
    assert [(line.where, line.category, line.ht, line.ttc, line.nature) for line in reading.lines] == [
        ("budget.yaml:2:5", "logiciel", Decimal(12500), Decimal(15000), "investment"),
        ("budget.yaml:3:5", "hebergement", Decimal(100), None, None),
    ]
    assert (reading.set_aside, reading.unread, reading.notes) == ((), (), ())


def test_a_json_budget_is_read_too(shipped: Catalogue, tmp_path: Path) -> None:
    path = _write(tmp_path, '{"couts": [{"category": "RH", "amount": "10"}]}', "budget.json")
    assert [line.category for line in read_budget(path, shipped.vocabulary, "ht").lines] == ["personnel"]


def test_a_value_that_can_not_be_read_is_told_at_its_line(shipped: Catalogue, tmp_path: Path) -> None:
    text = "lignes:\n  - {catégorie: RH, montant: env. 3}\n  - {catégorie: bateaux, montant: 3}\n"
    reading = read_budget(_write(tmp_path, text), shipped.vocabulary, "ht")
    assert [(one.where, one.why) for one in reading.unread] == [
        ("budget.yaml:2:5", "« env. 3 » n'est qu'une estimation"),
        ("budget.yaml:3:5", "catégorie de coût inconnue « bateaux »"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("lignes:\n  - {catégorie: RH, montan: 3}\n", ":2:21 : clé inconnue « montan » (« montant » ?) ; attendu : libellé"),
        ("lignes:\n  - {montant: 3, coût: 4}\n", ":2:18 : « coût » : cette colonne a déjà une valeur"),
        ("lignes:\n  - RH\n", ":2:5 : une ligne est un groupe de clés"),
        ("lignes: RH\n", ":1:1 : « lignes » attend une liste"),
        ("- RH\n", ":1:1 : un budget est une liste de lignes"),
        ("lignes:\n  - {catégorie: [RH], montant: 3}\n", ":2:6 : chaque clé d'une ligne attend une seule valeur"),
        ("lignes:\n  - {catégorie: RH, catégorie: AMO, montant: 3}\n", ":2:21 : clé en double"),
        ("lignes: []\n", " : aucune ligne de coût"),
    ],
)
def test_a_spoilt_yaml_is_refused_where_it_is_spoilt(shipped: Catalogue, tmp_path: Path, text: str, said: str) -> None:
    path = _write(tmp_path, text)
    with pytest.raises(AidnumError) as caught:
        read_budget(path, shipped.vocabulary, "ht")
    assert caught.value.message.removeprefix(path).startswith(said)


def test_all_that_is_wrong_with_the_keys_is_told_at_once(shipped: Catalogue, tmp_path: Path) -> None:
    with pytest.raises(SeveralInFile) as caught:
        read_budget(_write(tmp_path, "autre: 1\nlignes:\n  - RH\n  - {zzz: 1}\n"), shipped.vocabulary, "ht")
    assert len(caught.value.errors) == 3
