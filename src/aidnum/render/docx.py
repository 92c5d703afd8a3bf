"""A page as a Word document: real styles, lists that number themselves, tables whose headers are repeated, nothing else.

What a style can't say alone is set beside it: the indent of a row inside a group, what keeps a short table on one sheet.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, assert_never

from aidnum.french import capital
from aidnum.render import docx_styles as styles
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
    Link,
    Page,
    Paragraph,
    Row,
    Rows,
    Signatures,
    Table,
    Title,
    filled,
    table_of,
)
from aidnum.render.paper import (
    BULLETS,
    MARGIN_MM,
    WIDTH_MM,
    Bond,
    NoWriter,
    bonds,
    is_whole,
    leads,
    moment,
    stamped,
    title_of,
    whole_title,
    widths,
    words,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as WordTable
    from docx.text.paragraph import Paragraph as WordParagraph

_ROLES = {"caution": styles.CAUTION, "origin": styles.MENTION, "caveat": styles.MENTION}
_INDENT_MM = 5
# What the library's own template brings and these documents don't use.
_UNUSED = ("stylesWithEffects", "customXml", "webSettings", "fontTable", "thumbnail", "extended-properties")


def render(page: Page) -> bytes:
    """A page as a .docx file; the same page gives the same bytes.

    Raises:
        NoWriter: when the module that writes it isn't installed.
    """
    try:
        import docx
    except ImportError as error:
        raise NoWriter from error
    document, title, file = docx.Document(), title_of(page), io.BytesIO()
    _prepare(document, title)
    writer = _Writer(document)
    for block, bond in zip(page, bonds(page), strict=True):
        writer.add(block, bond)
    document.save(file)
    return stamped(file.getvalue(), moment(title))


def _prepare(document: Document, title: Title) -> None:
    """Our styles, sheet, footer and properties in place of the template's."""
    from docx.oxml import parse_xml

    part = document.part
    for element, source in (
        (document.styles.element, styles.STYLES),
        (part.numbering_part.element, styles.NUMBERING),
        (document.settings.element, styles.SETTINGS),
    ):
        element[:] = list(parse_xml(source))
    for rels in (part.rels, part.package.rels):
        for name in [name for name, rel in rels.items() if rel.reltype.endswith(_UNUSED)]:
            del rels[name]
    _lay_sheet(document, title)
    _describe(document, title)


def _lay_sheet(document: Document, title: Title) -> None:
    """A4 with its margins, and a footer that numbers the pages."""
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN_MM)
    section.header_distance = section.footer_distance = Mm(10)
    footer = section.footer.paragraphs[0]
    footer.add_run(f"{words(title.kind)}\tPage ")
    _field(footer, "PAGE")
    footer.add_run(" sur ")
    _field(footer, "NUMPAGES")


def _field(paragraph: WordParagraph, instruction: str) -> None:
    """A number that the word processor works out."""
    paragraph.add_run("1")
    _wrapped(paragraph, "w:fldSimple", "w:instr", instruction)


def _wrapped(paragraph: WordParagraph, tag: str, key: str, value: str) -> None:
    """Put the last run of a paragraph in an element that the library has no words for."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    holder, element = paragraph.paragraph_format.element, OxmlElement(tag)
    element.set(qn(key), value)
    element.append(holder.r_lst[-1])
    holder.append(element)


def _describe(document: Document, title: Title) -> None:
    properties = document.core_properties
    properties.title, properties.language = whole_title(title), styles.LOCALE
    properties.author = properties.comments = ""
    properties.created = properties.modified = moment(title)


class _Writer:
    """Blocks as paragraphs and tables; the articles of a decision share one list, which numbers them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._list = 0
        self._written: list[WordParagraph] = []  # outside tables, of the block being written
        self._follows_table = True

    def add(self, block: Block, bond: Bond = None) -> None:
        """Write one block, and keep what its bond says on the sheet where the next one begins."""
        self._written = []
        self._add(block)
        for told in self._written if bond == "whole" else self._written[-1:] if bond else ():
            told.paragraph_format.keep_with_next = True

    def _add(self, block: Block) -> None:  # noqa: C901, PLR0912 - one case a block
        match block:
            case Title():
                self._title(block)
            case Heading():
                self._paragraph(block.text, f"Heading {block.level - 1}")
            case Paragraph():
                self._told(block)
            case Rows():
                self._rows(block.rows)
            case Fields():
                self._rows(filled(block))
            case Items():
                self._items(block.items)
            case Articles():
                self._articles(block)
            case Table():
                self._table(block)
            case Board():
                self._paragraph(block.heading, "Heading 1")
                self._table(table_of(block))
            case Signatures():
                self._signatures(block)
            case Link():
                self._linked(self._paragraph("Adresse :", "Normal"), block.url)
            case Bar():
                pass
            case _:
                assert_never(block)

    def _paragraph(self, text: str, style: str) -> WordParagraph:
        told = self._document.add_paragraph(words(text), style)
        self._written.append(told)
        self._follows_table = False
        return told

    def _title(self, title: Title) -> None:
        self._paragraph(title.kind, "Title")
        if title.text:
            self._paragraph(title.text, "Subtitle")

    def _told(self, paragraph: Paragraph) -> None:
        """A paragraph; what to type next is no part of a document."""
        if paragraph.role == "hint":
            return
        told = self._paragraph("", _ROLES.get(paragraph.role, "Normal"))
        told.add_run(words(paragraph.text), "Strong" if paragraph.role == "strong" else None)

    def _rows(self, rows: Sequence[Row]) -> None:
        from docx.shared import Mm

        for place, row in enumerate(rows, start=1):
            told = self._paragraph("", styles.FIELD)
            told.add_run(words(f"{row.label if row.role == 'name' else capital(row.label)} :"), "Strong")
            told.add_run(f" {words(row.value)}")
            told.paragraph_format.keep_with_next = place < len(rows) or None
            if row.depth:
                told.paragraph_format.left_indent = Mm(_INDENT_MM * (row.depth + 1))

    def _items(self, items: Iterable[Item], depth: int = 1) -> None:
        for item in items:
            listed = self._paragraph(item.text, "List Bullet" if depth == 1 else f"List Bullet {min(depth, len(BULLETS))}")
            if item.url:
                self._linked(listed, item.url)
            self._items(item.below, depth + 1)

    def _articles(self, articles: Articles) -> None:
        """Articles that go on from others are in their list: one that is added or taken away moves the numbers of all."""
        if articles.first == 1 or not self._list:
            self._list = self._new_list(articles.first)
        for item in articles.items:
            properties = self._paragraph(item.text, "Article").paragraph_format.element.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = 0, self._list
            self._items(item.below)

    def _new_list(self, first: int) -> int:
        numbering = self._document.part.numbering_part.element
        added = numbering.add_num(styles.ARTICLE_LIST)
        added.add_lvlOverride(ilvl=0).add_startOverride(first)
        return int(added.numId)

    def _linked(self, paragraph: WordParagraph, url: str) -> None:
        """An address shown whole, so that paper keeps it; one of the web opens."""
        from docx.opc.constants import RELATIONSHIP_TYPE

        paragraph.add_run(" ")
        if not leads(url):
            paragraph.add_run(words(url))
            return
        paragraph.add_run(words(url), "Hyperlink")
        relation = self._document.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        _wrapped(paragraph, "w:hyperlink", "r:id", relation)

    def _table(self, table: Table) -> None:
        if table.caption:
            self._paragraph(table.caption, "Caption")
        rows = (table.headers, *table.rows)
        laid = self._grid(len(rows), widths(table), "Table Grid")
        self._make_readable(table)
        for place, (row, cells) in enumerate(zip(laid.rows, rows, strict=True)):
            is_last = place == len(table.rows)
            for column, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
                written = cell.paragraphs[0]
                written.style = styles.CELLS[not place, column in table.sums]
                written.paragraph_format.keep_with_next = (is_whole(table) and not is_last) or None
                if text:
                    written.add_run(words(text), "Strong" if table.sums and is_last else None)

    def _grid(self, rows: int, shares: Sequence[float], style: str | None) -> WordTable:
        """A table of the width of the text; Word joins two that follow each other without a paragraph between them."""
        from docx.shared import Mm

        if self._follows_table:
            self._paragraph("", styles.SEPARATOR)
        laid: WordTable = self._document.add_table(rows, len(shares), style)
        laid.autofit = False
        for column, share in zip(laid.columns, shares, strict=True):
            column.width = Mm(WIDTH_MM * share)
            for cell in column.cells:
                cell.width = column.width
        self._written.clear()
        self._follows_table = True
        return laid

    def _make_readable(self, table: Table) -> None:
        """Headers that are told as such and repeated on each page, rows that stay whole, a caption for who doesn't see it."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        laid = self._document.element.body.tbl_lst[-1]
        for place, row in enumerate(laid.tr_lst):
            for tag in ("w:cantSplit", "w:tblHeader")[: 1 if place else 2]:
                row.get_or_add_trPr().append(OxmlElement(tag))
        caption = OxmlElement("w:tblCaption")
        caption.set(qn("w:val"), words(table.caption))
        laid.tblPr.append(caption)

    def _signatures(self, signatures: Signatures) -> None:
        """Names side by side, each with room below it; no more than a grid without lines."""
        shares = [1 / len(signatures.who)] * len(signatures.who)
        for cell, who in zip(self._grid(1, shares, None).rows[0].cells, signatures.who, strict=True):
            cell.paragraphs[0].style = "Signature"
            cell.paragraphs[0].add_run(words(who))
            cell.add_paragraph(BLANK, "Signature")
