"""The délibération: whole acts as they are printed, and what must be true of every document."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.render.as_json import render as as_json
from aidnum.render.document import BLANK, Articles, Page, Table
from aidnum.render.markdown import render
from aidnum.render.pages.dossier import attestation, deliberation, note, pieces, plan
from aidnum.report.dossier import Dossier
from tests.render.pages.dossier.test_readme import page_of
from tests.render.samples import matches_snapshot
from tests.report.dossiers import COMMUNE, INVESTED, written

PAGES = (deliberation.page, plan.page, note.page, attestation.page, pieces.page, page_of)
WHO = ("commune", "epci", "departement", "pooled")
AMOUNT = re.compile(r"(?<![\d,])(\d{1,3}(?:\xa0\d{3})*,\d\d)\xa0€")
ENGLISH = re.compile(r"\b(?:the|of|and|scheme|plan of|unknown|none|null|true|false|high|low|eligible|window)\b", re.IGNORECASE)


@pytest.fixture(params=WHO)
def made(request: pytest.FixtureRequest) -> Dossier:
    value: Dossier = request.getfixturevalue(request.param)
    return value


def text_of(page: Page) -> str:
    """What a document says, whatever its lines."""
    return re.sub(r"[ \n]+", " ", render(page))


@pytest.mark.parametrize("name", ["commune", "epci", "departement"])
def test_a_whole_act(name: str, request: pytest.FixtureRequest) -> None:
    assert matches_snapshot(f"deliberation-{name}.md", render(deliberation.page(request.getfixturevalue(name))))


def test_every_amount_to_the_cent_is_one_of_the_plan_in_json(made: Dossier) -> None:
    told = json.loads(as_json(made.report))
    known = {Decimal(text) for text in re.findall(r'"(\d+\.\d\d)"', json.dumps(told))}
    known |= {made.plan.loan, made.plan.own_funds, made.total("ttc") or Decimal(0)}
    for page in PAGES:
        found = AMOUNT.findall(text_of(page(made)))
        assert {Decimal(text.replace("\u00a0", "").replace(",", ".")) for text in found} <= known


def test_the_table_balances_and_holds_each_aid_that_an_article_asks_for(made: Dossier) -> None:
    page = deliberation.page(made)
    (table,) = (block for block in page if isinstance(block, Table))
    sums = [[_euros(row[at]) for row in table.rows] for at in (1, 4)]
    assert [sum(column[:-1]) for column in sums] == [column[-1] for column in sums] == [made.report.total] * 2
    articles = [item for block in page if isinstance(block, Articles) for item in block.items]
    asked = next((item.below for item in articles if item.text.startswith("Demande")), ())
    received = {(row[2], row[4]) for row in table.rows}
    assert len(asked) == len(made.requests)
    for item in asked:
        assert any(item.text.startswith(name) and amount in item.text for name, amount in received if name and amount)


def _euros(text: str) -> Decimal:
    return Decimal(text.removesuffix("\u00a0€").replace("\u00a0", "").replace(",", ".") or 0)


def test_no_document_shows_an_id_nor_an_english_word(made: Dossier, shipped: Catalogue) -> None:
    ids = {scheme.id for scheme in shipped.schemes} | {one.id for one in (*shipped.visas, *shipped.mentions, *shipped.pieces)}
    sources = {source.id for request in made.requests for source in request.resource.sources}
    hyphened = {one for one in ids | sources if "-" in one}
    for page in PAGES:
        text = re.sub(r"<https?://[^>]*>|<!--.*?-->", "", render(page(made)))
        assert ENGLISH.findall(text) == []
        assert [one for one in hyphened if re.search(rf"(?<![\w-]){re.escape(one)}(?![\w-])", text)] == []


def test_articles_are_numbered_through_the_table(made: Dossier) -> None:
    blocks = [block for block in deliberation.page(made) if isinstance(block, Articles)]
    names = [name for block in blocks for name, _ in block.numbered()]
    assert names == [f"Article {number} :" for number in range(1, len(names) + 1)]


def test_what_only_the_council_knows_is_blank(epci: Dossier) -> None:
    text = render(deliberation.page(epci))
    for label in ("Séance du", "Pour", "Présents", "Secrétaire de séance", "Publiée le"):
        assert f"- {label} : {BLANK}" in text.replace("\u00a0", " ")


def test_a_text_that_was_not_read_is_marked_between_brackets(departement: Dossier) -> None:
    text = text_of(deliberation.page(departement)).replace("\\", "")
    assert "qui finance l'opération [à vérifier] ;" in text.replace("\u00a0", " ").replace("  ", " ")


def test_the_plan_is_to_be_published_if_what_is_bought_is_tangible(made: Dossier) -> None:
    told = "S'engage, si l'opération porte sur des immobilisations corporelles, à afficher le plan"
    assert told in text_of(deliberation.page(made))


def test_an_act_that_asks_for_nothing_speaks_of_no_request(shipped: Catalogue) -> None:
    had = written(shipped, **{**COMMUNE, "others": [("Rotary", 900, "prive")]})
    text = text_of(deliberation.page(had)).replace("\u00a0", " ")
    assert re.findall("demande[sr]?|n'a pas commencé", text, re.IGNORECASE) == []
    assert "Autorise le maire à signer les conventions" in text
    assert "Prend acte des participations attendues, que chacun confirmera par écrit : - Rotary : 900,00 €." in text


def test_a_visa_that_may_not_be_the_applicants_is_to_be_chosen(shipped: Catalogue) -> None:
    facts = {**INVESTED, "collectivite": "syndicat"}
    made = written(shipped, facts=facts, costs={"logiciel": 9_000}, others=[("Aide", 900, None)])
    text = text_of(deliberation.page(made)).replace("\\", "")
    assert text.count("[à garder ou à ôter]") == len(made.unsure & {one.id for one in made.visas}) >= 3


def test_a_pooled_project_says_who_leads_it_and_what_members_pay(pooled: Dossier) -> None:
    text = text_of(deliberation.page(pooled)).replace("\u00a0", " ")
    assert "le maître d'ouvrage de l'opération est la commune de Saint-Pol-de-Léon" in text
    assert "- Roscoff : 2 000,00 €." in text


def test_the_delay_of_remedies_is_blank_where_it_may_be_another(shipped: Catalogue, commune: Dossier) -> None:
    small: dict[str, Any] = {"facts": INVESTED, "costs": {"logiciel": 9_000}, "others": [("Aide", 900, None)]}
    overseas = written(shipped, names=("Nouvelle-Calédonie",), **small)
    assert f"dans un délai de {BLANK} à compter" in text_of(deliberation.page(overseas))
    assert "dans un délai de deux mois à compter" in text_of(deliberation.page(commune))
