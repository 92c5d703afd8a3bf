"""HTML: one file that needs nothing else, that a screen reader can read, in which nothing from a catalogue is markup."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from decimal import Decimal
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidnum.catalogue.catalogue import Catalogue
from aidnum.catalogue.load import load_catalogue
from aidnum.french import visible
from aidnum.render.document import Bar, Heading, Item, Items, Link, Paragraph, Row, Rows, Share, Table, Title
from aidnum.render.html import STYLE, render
from aidnum.render.pages import page_of
from aidnum.report.plan import PlanReport
from aidnum.report.territory import territory
from tests.render.samples import HOSTILE_TEXTS, WHOLE, answer, reports, squeezed

EMPTY = {"meta", "br", "rect"}
TAGS = {
    *("html", "head", "meta", "title", "style", "body", "main", "footer", "h1", "h2", "h3", "h4", "p", "br", "a", "ul", "li"),
    *("dl", "dt", "dd", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "figure", "figcaption"),
    *("svg", "rect", "text", "span"),
}


class Read(HTMLParser):
    """A document read back: its elements in order, its text, and whether each element that opens also closes."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(document)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open[-1:] != ["style"]:
            self.texts.append(data)

    def named(self, *tags: str) -> list[tuple[str, dict[str, str | None]]]:
        return [(tag, attributes) for tag, attributes in self.elements if tag in tags]

    @property
    def said(self) -> str:
        return squeezed(" ".join(self.texts))


def _documents(catalogue: Catalogue) -> Iterator[tuple[str, Read]]:
    for name, report, _ in reports(catalogue, len(catalogue.schemes)):
        yield name, Read(render(page_of(report, WHOLE)))


@pytest.fixture(scope="module")
def documents(small: Catalogue, hostile: Catalogue, network: PlanReport, hostile_plan: PlanReport) -> dict[str, Read]:
    named = {f"hostile {name}": document for name, document in _documents(hostile)}
    plans = {"plan": network, "hostile plan": hostile_plan}
    named |= {name: Read(render(page_of(plan, WHOLE))) for name, plan in plans.items()}
    named["territory"] = Read(render(page_of(territory("Rennes Métropole"), WHOLE)))
    named["territory of many"] = Read(render(page_of(territory("st denis"), WHOLE)))
    return named | dict(_documents(small))


def test_a_document_is_french_and_has_one_title_that_is_its_first_heading(documents: dict[str, Read]) -> None:
    for name, read in documents.items():
        assert read.named("html") == [("html", {"lang": "fr"})], name
        assert [tag for tag, _ in read.elements if tag[0] == "h" and tag[1:].isdigit()].count("h1") == 1, name
        assert len(read.named("title", "main", "footer")) == 3, name


def test_headings_go_down_one_level_at_a_time(documents: dict[str, Read]) -> None:
    for name, read in documents.items():
        levels = [int(tag[1]) for tag, _ in read.named("h1", "h2", "h3", "h4")]
        assert levels[0] == 1, name
        assert all(after <= before + 1 for before, after in pairwise(levels)), name


def test_nothing_from_a_catalogue_is_an_element_or_an_attribute(documents: dict[str, Read]) -> None:
    for name, read in documents.items():
        assert {tag for tag, _ in read.elements} <= TAGS, name
        known = {attribute for _, attributes in read.elements for attribute in attributes}
        assert known <= {
            *("lang", "charset", "http-equiv", "content", "name", "class", "href", "rel", "scope"),
            *("viewbox", "role", "aria-label", "x", "y", "width", "height", "fill", "font-size"),
        }, name


def test_hostile_text_is_read_as_it_was_written(hostile: Catalogue) -> None:
    said = Read(render(page_of(answer(hostile), WHOLE))).said
    for text in HOSTILE_TEXTS:
        assert squeezed(text) in said


def test_links_lead_only_to_web_addresses_that_are_shown_or_that_the_name_of_an_aid_hides(
    documents: dict[str, Read], hostile: Catalogue, small: Catalogue
) -> None:
    own = {scheme.url for catalogue in (hostile, small) for scheme in catalogue.schemes}
    for name, read in documents.items():
        for _, attributes in read.named("a"):
            address = attributes["href"] or ""
            assert re.match("https?://", address), name
            assert attributes["rel"] == "noopener noreferrer", name
            assert squeezed(address) in read.said or address in own, name


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//exemple.fr", "mailto:a@exemple.fr", "htps://x"])
def test_an_address_that_is_not_of_the_web_stays_text(url: str) -> None:
    read = Read(render((Title("x", "y"), Link(url), Items((Item("a", url=url),)))))
    assert read.named("a") == []
    assert read.said.count(url) == 2


def test_nothing_is_fetched_nor_run_and_the_policy_says_so(documents: dict[str, Read]) -> None:
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'"
    for name, read in documents.items():
        assert [a["content"] for _, a in read.named("meta") if a.get("http-equiv") == "Content-Security-Policy"] == [policy], (
            name
        )
    assert "url(" not in STYLE
    assert "@import" not in STYLE


def test_the_style_is_the_one_that_the_policy_allows() -> None:
    document = render((Title("x", "y"),))
    assert document.count("<style>") == 1
    assert f"<style>{STYLE}</style>" in document


def test_it_prints_on_a4_without_cutting_a_row() -> None:
    assert "@page { size: A4" in STYLE
    assert "@media print" in STYLE
    assert re.search(r"tr,[^{]*\{ break-inside: avoid", STYLE)


def test_tables_have_a_caption_and_headers_for_columns_and_rows(network: PlanReport) -> None:
    read = Read(render(page_of(network, WHOLE)))
    assert len(read.named("caption")) == len(read.named("table")) == 5
    assert len(read.named("tfoot")) == 3
    scopes = [attributes.get("scope") for _, attributes in read.named("th")]
    assert scopes.count("col") == 3 * 4 + 2 * 5
    assert scopes.count("row") == len(read.named("tr")) - 5


def test_a_bar_is_told_in_words_to_who_does_not_see_it() -> None:
    parts = (Share("A", "une aide 30,00 %", Decimal("0.3")), Share(".", "part du porteur 70,00 %", Decimal("0.7")))
    read = Read(render((Title("x", "y"), Bar(parts))))
    [(_, drawing)] = read.named("svg")
    assert drawing["role"] == "img"
    assert "A une aide 30,00" in (drawing["aria-label"] or "")
    assert [attributes["width"] for _, attributes in read.named("rect")] == ["300.0", "700.0"]


def test_a_long_table_may_break_between_pages_and_a_short_one_may_not() -> None:
    for rows, look in ((20, None), (21, "long")):
        read = Read(render((Title("x", "y"), Table("z", ("a", "b"), (("1", "2"),) * rows))))
        assert [attributes.get("class") for _, attributes in read.named("table")] == [look]
    assert "table:not(.long), tr" in STYLE


def test_a_share_below_zero_is_drawn_as_nothing() -> None:
    parts = (Share("A", "une aide", Decimal("1.8")), Share(".", "part du porteur", Decimal("-0.8")))
    widths = [a["width"] for _, a in Read(render((Title("x", "y"), Bar(parts)))).named("rect")]
    assert widths == ["1800.0", "0.0"]


def test_outcomes_are_words(small: Catalogue) -> None:
    said = "".join(Read(render(page_of(answer(small, facts), WHOLE))).said for facts in ({}, {"population": "9000"}))
    for word in ("Oui", "Non", "À préciser", "À condition", "Éligible maintenant (", "À demander (", "Non éligible ("):
        assert word in said


def test_what_to_type_next_is_left_out_and_what_closes_the_page_is_its_footer() -> None:
    page = (
        Title("Titre", "Sorte"),
        Heading("Section", option="--option"),
        Items((Item("Une question", option="--fait x"),)),
        Paragraph("aidnum list", "hint"),
        Paragraph("Ceci est une simulation.", "caveat", apart=True),
    )
    document = render(page)
    assert "--" not in Read(document).said
    assert "aidnum list" not in document
    assert "<footer>\n<p>Ceci est une simulation.</p>" in document


def test_every_shipped_scheme_and_answer_is_well_formed() -> None:
    assert {len(read.named("h1")) for _, read in _documents(load_catalogue())} == {1}


@given(st.text(max_size=200))
def test_any_text_comes_back_from_any_block(text: str) -> None:
    table = Table(text, (text, "b"), ((text, "d"),))
    blocks = (Title(text, "k"), Heading(text), Paragraph(text), Rows((Row("l", text),)), Items((Item(text),)), table)
    read = Read(render(blocks))
    shown = "".join(visible(text).split())
    assert "".join("".join(read.texts).split()).casefold().count(shown.casefold()) >= 8 or not shown
