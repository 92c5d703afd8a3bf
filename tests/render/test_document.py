"""A page with every block, and a law: every writer says the same words in the same order."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidnum.render import docx, html, markdown, odt, terminal
from aidnum.render.document import (
    BLANK,
    Articles,
    Bar,
    Block,
    Board,
    Fields,
    Heading,
    Item,
    Items,
    Line,
    Link,
    Page,
    Paragraph,
    Row,
    Rows,
    Signatures,
    Table,
    Title,
)
from tests.render.act import ACT
from tests.render.read_back import of_docx, of_odt
from tests.render.test_formats import of_html, of_markdown

READ: dict[str, Callable[[Page], str]] = {
    "markdown": lambda page: of_markdown(markdown.render(page)),
    "html": lambda page: of_html(html.render(page)),
    "docx": lambda page: of_docx(docx.render(page)),
    "odt": lambda page: of_odt(odt.render(page)),
}
_TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=60)
_SHORT = st.lists(_TEXTS, min_size=1, max_size=3).map(tuple)
_ITEMS = st.lists(
    st.builds(
        Item, _TEXTS, st.lists(st.builds(Item, _TEXTS), max_size=2).map(tuple), st.sampled_from([None, "https://a.fr/b"])
    ),
    min_size=1,
    max_size=3,
).map(tuple)
_BLOCKS = st.one_of(
    st.builds(Heading, _TEXTS, st.sampled_from([2, 3, 4])),
    st.builds(Paragraph, _TEXTS, st.sampled_from(["plain", "strong", "caution", "hint"])),
    st.builds(Rows, st.lists(st.builds(Row, _TEXTS, _TEXTS, depth=st.integers(0, 3)), max_size=3).map(tuple)),
    st.builds(Items, _ITEMS),
    st.lists(st.tuples(_TEXTS, _TEXTS), min_size=1, max_size=3).map(lambda rows: Table("", rows[0], tuple(rows), sums=(0,))),
    st.builds(
        Board,
        _TEXTS,
        st.just(("Quoi", "Combien")),
        st.builds(Line, st.just("eligible"), st.tuples(_TEXTS, _TEXTS)).map(lambda x: (x,)),
    ),
    st.builds(Link, st.just("https://exemple.fr/a")),
    st.builds(Articles, _ITEMS),
    st.builds(Fields, st.lists(st.tuples(_TEXTS, st.none() | _TEXTS), max_size=3).map(tuple)),
    st.builds(Signatures, _SHORT),
)
PAGES = st.lists(_BLOCKS, max_size=6).map(lambda blocks: (Title("Un projet", "Un acte", date(2026, 11, 29)), *blocks))


def spoken(page: Page) -> Page:
    """A page without its drawings, that only some formats can draw."""
    return tuple(block for block in page if not isinstance(block, Bar))


def said(text: str) -> str:
    """The words of a text in their order, without what layouts set between them."""
    return re.sub(r"[^\w…✓?€]|_", "", text.upper().casefold())


@pytest.mark.parametrize("name", READ)
@given(PAGES)
def test_every_document_says_what_markdown_says(name: str, page: Page) -> None:
    assert said(READ[name](page)) == said(READ["markdown"](page))


def test_the_act_has_every_block() -> None:
    assert {type(block) for block in ACT} == set(get_args(Block))


@pytest.mark.parametrize("name", READ)
def test_the_act_reads_the_same_in_every_document(name: str) -> None:
    assert said(READ[name](spoken(ACT))) == said(READ["markdown"](spoken(ACT)))


@pytest.mark.parametrize("width", [20, 59, 60, 80])
def test_a_terminal_says_the_act_but_for_what_sort_of_document_it_is(width: int) -> None:
    drawn = said(terminal.render(ACT, terminal.Screen(width)))
    for block in ACT:
        if isinstance(block, Articles):
            assert (
                said("".join(f"{name} {item.text} {''.join(b.text for b in item.below)}" for name, item in block.numbered()))
                in drawn
            )
        if isinstance(block, Fields | Signatures):
            asked = block.rows if isinstance(block, Fields) else [(who, None) for who in block.who]
            assert said("".join(f"{label}{value or BLANK}" for label, value in asked)) in drawn
