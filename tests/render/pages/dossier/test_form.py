"""``formulaire.md``: each box of the form in its order, with what to type, what rounding breaks, and the link."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.render import markdown
from aidnum.render.document import BLANK, Item, Items, Link, Paragraph
from aidnum.render.pages.dossier import form
from aidnum.report.dossier import Dossier
from aidnum.report.form import filled_forms
from tests.report.dossiers import COMMUNE, written

ADDRESS = "https://demarche.numerique.gouv.fr/commencer/detr-dsil-29"


def _asking(expected: dict[str, str], cost: str) -> dict[str, Any]:
    return {**COMMUNE, "granted": {}, "expected": expected, "costs": {"logiciel": cost}}


def _page(dossier: Dossier, address: str | None = None) -> Any:
    return form.page(dossier, filled_forms(dossier.plan, dossier.report, dossier.title), address)


def _text(dossier: Dossier, address: str | None = None) -> str:
    return " ".join(markdown.render(_page(dossier, address)).replace("\u00a0", " ").split())


def _boxes(dossier: Dossier) -> list[Item]:
    return list(next(block.items for block in _page(dossier) if isinstance(block, Items)))


@pytest.fixture
def asking(shipped: Catalogue) -> Dossier:
    """A commune that counts on DETR and DSIL in cents."""
    return written(shipped, **_asking({"detr": "12000.11", "dsil": "9000.50"}, "60000.55"))


def test_every_box_that_is_shown_stands_in_the_order_of_the_form(shipped: Catalogue, asking: Dossier) -> None:
    (known,) = shipped.forms
    labels = [
        box.label.removesuffix(".")
        for box in known.boxes
        if {"detr", "dsil", "fnadt"} & {*box.shown_with} or not box.shown_with
    ]
    told = [item.text for item in _boxes(asking)]
    assert len(told) == len(labels)
    assert all(text.startswith(label) for text, label in zip(told, labels, strict=True))


def test_sums_are_told_as_they_are_typed_and_what_nobody_said_is_blank(asking: Dossier) -> None:
    told = {item.text for item in _boxes(asking)}
    assert {"Coût total de l'opération (en euros HT) : 60001", "dont DETR : 12000", "dont DSIL : 9001"} <= told
    assert f"Date de commencement de l'opération : {BLANK}" in told
    assert f"Le projet d'investissement comprend-il des travaux ? {BLANK}" in told
    assert "Justificatifs des dépenses prévisionnelles : à joindre" in told


def test_what_rounding_breaks_is_told_with_what_to_do(asking: Dossier, shipped: Catalogue) -> None:
    text = _text(asking)
    assert "Plancher de 20 % de la DETR : arrondie, l'aide DETR fait 12 000 €, sous son minimum de 12 000,20 €" in text
    assert "faire voter un plan en euros entiers" in text
    whole = written(shipped, **_asking({"detr": "12000"}, "60000"))
    assert "Euros entiers" not in _text(whole)


def test_the_list_of_the_departement_is_told_where_the_category_is_asked(asking: Dossier) -> None:
    (category,) = (item for item in _boxes(asking) if item.text.startswith("DETR ·"))
    assert any("liste 2026" in below.text for below in category.below)


def test_the_link_is_there_when_the_address_is_given(asking: Dossier) -> None:
    links = [block for block in _page(asking, ADDRESS) if isinstance(block, Link)]
    assert [link.url.startswith(f"{ADDRESS}?champ_") for link in links] == [True]
    assert not [block for block in _page(asking) if isinstance(block, Link)]
    assert "La préfecture donne l'adresse du formulaire" in _text(asking)


def test_boxes_left_out_of_a_link_that_is_too_long_are_named(asking: Dossier) -> None:
    text = _text(asking._replace(title="médiathèque " * 90), ADDRESS)
    assert "Une adresse tient en 2 000 caractères" in text
    assert "« dont DSIL »" in text


def test_the_caution_and_the_sources_are_told_without_the_names_of_programs(asking: Dossier) -> None:
    cautions = [block.text for block in _page(asking) if isinstance(block, Paragraph) and block.role == "caution"]
    assert len(cautions) == 1
    assert "copie d'essai" in cautions[0]
    text = _text(asking)
    assert "## Sources" in text
    assert "[copie" not in text


def test_a_cost_that_is_not_the_plan_s_is_explained(asking: Dossier) -> None:
    assert "Le plan, lui, compte" not in _text(asking)
    report = asking.report._replace(total=Decimal(70000))
    assert "Le plan, lui, compte 70 000,00 € HT." in _text(asking._replace(report=report))
