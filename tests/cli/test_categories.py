"""Questions about the category of a label: one each, whatever the number of its lines."""

from __future__ import annotations

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.cli import categories
from aidnum.cli.categories import asked
from aidnum.cli.options import AskOptions
from aidnum.model.budget import Unread
from tests.cli.replies import listening

UNREAD = (
    Unread("b.csv:2", "aucun mot ne dit la catégorie", "…", "Bidules"),
    Unread("b.csv:3", "« env. 500 » n'est pas un montant", "…"),
    Unread("b.csv:4", "aucun mot ne dit la catégorie", "…", "Trucs"),
    *(Unread(f"b.csv:{line}", "aucun mot ne dit la catégorie", "…", "Bidules") for line in range(5, 9)),
)
OPTIONS = AskOptions(no_input=False)


@pytest.fixture(autouse=True)
def somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(categories, "can_ask", lambda options: not options.no_input)


def _said(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().err.replace("\u00a0", " ").split())


def test_each_label_is_asked_once_and_answered_by_a_number_or_a_name(
    shipped: Catalogue, capsys: pytest.CaptureFixture[str]
) -> None:
    told = asked(UNREAD, shipped.vocabulary, OPTIONS, listening("3", "licences"))
    said = _said(capsys)
    assert told == {"bidules": list(shipped.vocabulary.cost_categories)[2], "trucs": "logiciel"}
    assert "« Bidules » (b.csv:2, b.csv:5, b.csv:6 et 2 autres) : quelle catégorie de dépense ?" in said
    assert said.count("quelle catégorie") == 2
    assert said.endswith("ajouter au budget une colonne « Catégorie ».")


def test_what_is_no_category_is_asked_again_and_enter_leaves(shipped: Catalogue, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(UNREAD, shipped.vocabulary, OPTIONS, listening("voyages", "", "?", "0", "matériel")) == {"trucs": "materiel"}
    said = _said(capsys)
    assert "Catégorie de coût inconnue « voyages »." in said
    assert "Les aides retiennent certaines dépenses et pas d'autres : personnel ; " in said


def test_going_back_asks_the_label_before_again(shipped: Catalogue, capsys: pytest.CaptureFixture[str]) -> None:
    told = asked(UNREAD, shipped.vocabulary, OPTIONS, listening("<", "travaux", "<", "études", "mobilier"))
    assert told == {"bidules": "etudes", "trucs": "mobilier"}
    assert _said(capsys).count("C'est la première question.") == 1


@pytest.mark.parametrize("ending", ["fin", None])
def test_who_has_enough_keeps_what_was_told(shipped: Catalogue, ending: str | None) -> None:
    assert asked(UNREAD, shipped.vocabulary, OPTIONS, listening("travaux", ending)) == {"bidules": "travaux"}


def test_nothing_is_asked_of_nobody_nor_where_nothing_lacks(shipped: Catalogue, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked(UNREAD, shipped.vocabulary, AskOptions(no_input=True), listening("1", "1")) == {}
    assert asked(UNREAD[1:2], shipped.vocabulary, OPTIONS, listening("1")) == {}
    assert _said(capsys) == ""
