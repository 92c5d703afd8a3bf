"""A page as an OpenDocument text, for LibreOffice: the same styles, lists and tables as the Word document has."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, assert_never

from aidnum.french import capital
from aidnum.render import odt_styles as styles
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
    COUNTRY,
    LANGUAGE,
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
    from odfdo import Cell, Document, Element
    from odfdo import Table as OdfTable

_ROLES = {"caution": styles.CAUTION, "origin": styles.MENTION, "caveat": styles.MENTION}
_UNUSED = ("Thumbnails/", "Configurations2/")  # what the library's own template brings


def render(page: Page) -> bytes:
    """A page as an .odt file; the same page gives the same bytes.

    Raises:
        NoWriter: when the module that writes it isn't installed.
    """
    try:
        import odfdo
    except ImportError as error:
        raise NoWriter from error
    document, title, file = odfdo.Document("text"), title_of(page), io.BytesIO()
    _prepare(document, title)
    writer = _Writer(document)
    for block, bond in zip(page, bonds(page), strict=True):
        writer.add(block, bond)
    document.save(file)
    return stamped(file.getvalue(), moment(title))


def _prepare(document: Document, title: Title) -> None:
    """Our styles, sheet, footer and properties in place of the template's."""
    for part in [part for part in document.parts if part.startswith(_UNUSED)]:
        document.del_part(part)
    for path in [path for path in document.manifest.get_paths() if path.startswith(_UNUSED)]:
        document.manifest.del_full_path(path)
    document.set_part("styles", styles.sheet(words(title.kind)))
    document.body.clear()
    document.meta.title, document.meta.language = whole_title(title), f"{LANGUAGE}-{COUNTRY}"
    document.meta.creation_date = document.meta.date = moment(title)


class _Writer:
    """Blocks as paragraphs, lists and tables; the styles that they want for themselves stand beside them, each once."""

    def __init__(self, document: Document) -> None:
        self._body = document.body
        (self._beside,) = document.content.get_elements("//office:automatic-styles")
        self._known: set[str] = set()
        self._tables = self._decisions = 0
        for style in styles.BESIDE:
            self._style(style)

    def add(self, block: Block, bond: Bond = None) -> None:
        """Write one block, and keep what its bond says on the sheet where the next one begins."""
        before = len(self._body.children)
        self._add(block)
        if bond and not isinstance(block, Table | Board | Signatures):
            written = [told for element in self._body.children[before:] for told in _paragraphs(element)]
            for told in written if bond == "whole" else written[-1:]:
                self._keep(told)

    def _add(self, block: Block) -> None:  # noqa: C901, PLR0912 - one case a block
        match block:
            case Title():
                self._title(block)
            case Heading():
                self._heading(block.text, block.level - 1)
            case Paragraph():
                self._told(block)
            case Rows():
                self._rows(block.rows)
            case Fields():
                self._rows(filled(block))
            case Items():
                self._body.append(self._list(block.items, styles.BULLET_LIST))
            case Articles():
                self._articles(block)
            case Table():
                self._table(block)
            case Board():
                self._heading(block.heading, 1)
                self._table(table_of(block))
            case Signatures():
                self._signatures(block)
            case Link():
                self._body.append(_linked(_paragraph("Adresse :", styles.TEXT), block.url))
            case Bar():
                pass
            case _:
                assert_never(block)

    def _style(self, style: str) -> None:
        """Write a style beside the text, if it isn't there."""
        from odfdo import Element

        if style not in self._known:
            self._known.add(style)
            self._beside.append(Element.from_tag(style))

    def _keep(self, paragraph: Element) -> None:
        name = str(paragraph.get_attribute("text:style-name"))
        if not styles.is_kept(name):
            self._style(styles.kept(name))
            paragraph.set_attribute("text:style-name", styles.kept_name(name))

    def _heading(self, text: str, level: int) -> None:
        from odfdo import Header

        self._body.append(_styled(Header(level, words(text)), f"Heading {level}"))

    def _title(self, title: Title) -> None:
        self._body.append(_paragraph(title.kind, styles.TITLE))
        if title.text:
            self._body.append(_paragraph(title.text, styles.SUBTITLE))

    def _told(self, paragraph: Paragraph) -> None:
        """A paragraph; what to type next is no part of a document."""
        if paragraph.role == "strong":
            self._body.append(_with_strong(paragraph.text, "", styles.TEXT))
        elif paragraph.role != "hint":
            self._body.append(_paragraph(paragraph.text, _ROLES.get(paragraph.role, styles.TEXT)))

    def _rows(self, rows: Sequence[Row]) -> None:
        for place, row in enumerate(rows, start=1):
            label = row.label if row.role == "name" else capital(row.label)
            style = f"{styles.FIELD} {min(row.depth, styles.DEEPEST)}" if row.depth else styles.FIELD
            told = _with_strong(f"{label} :", row.value, style)
            if place < len(rows):
                self._keep(told)
            self._body.append(told)

    def _list(self, items: Iterable[Item], style: str | None = None) -> Element:
        """A list; one inside another has no style of its own, since its level gives it."""
        from odfdo import List, ListItem

        listed = List(style=style)
        for item in items:
            told = _paragraph(item.text, styles.BULLET)
            written = ListItem(_linked(told, item.url) if item.url else told)
            if item.below:
                written.append(self._list(item.below))
            listed.append(written)
        return listed

    def _articles(self, articles: Articles) -> None:
        """Articles that go on from others go on with their list: one that is added or taken away moves the numbers of all."""
        from odfdo import List, ListItem

        decision, goes_on = List(style=styles.ARTICLE_LIST), articles.first > 1 and self._decisions > 0
        if goes_on:
            decision.set_attribute("text:continue-list", f"articles-{self._decisions}")
        self._decisions += 1
        decision.set_attribute("xml:id", f"articles-{self._decisions}")
        for place, item in enumerate(articles.items):
            article = ListItem(_paragraph(item.text, styles.ARTICLE))
            if not place and not goes_on:
                article.set_attribute("text:start-value", str(articles.first))
            if item.below:
                article.append(self._list(item.below))
            decision.append(article)
        self._body.append(decision)

    def _table(self, table: Table) -> None:
        from odfdo import Element

        if table.caption:
            self._body.append(_paragraph(table.caption, styles.CAPTION))
        laid = self._grid(widths(table), table.caption, whole=is_whole(table))
        head = Element.from_tag("table:table-header-rows")
        head.append(_row(table, 0, table.headers))
        laid.append(head)
        for place, cells in enumerate(table.rows, start=1):
            laid.append(_row(table, place, cells))

    def _grid(self, shares: Sequence[float], caption: str = "", *, whole: bool = True, bound: bool = False) -> OdfTable:
        """A table of the width of the text, with its columns and a caption for who doesn't see it."""
        from odfdo import Column, Element
        from odfdo import Table as OdfTable

        self._tables += 1
        name = f"Tableau{self._tables}"
        for style in styles.grid(name, [WIDTH_MM * share for share in shares], whole=whole, bound=bound):
            self._style(style)
        laid = OdfTable(name, style=name)
        for place, _ in enumerate(shares):
            laid.append(Column(style=f"{name}.{place}"))
        if caption:
            title = Element.from_tag("table:title")
            title.text = words(caption)
            laid.insert(title, position=0)
        self._body.append(laid)
        return laid

    def _signatures(self, signatures: Signatures) -> None:
        """Names side by side, each with room below it; no more than a grid without lines."""
        from odfdo import Row

        signed = Row(style=styles.ROW)
        for who in signatures.who:
            places = (_paragraph(who, styles.SIGNATURE), _paragraph(BLANK, styles.SIGNATURE))
            signed.append(_cell(styles.BARE_BOX, *places))
        self._grid([1 / len(signatures.who)] * len(signatures.who), bound=True).append(signed)


def _paragraphs(element: Element) -> list[Element]:
    """An element of the body if it is a paragraph, else those in it: of an article, of a list."""
    return element.get_elements("descendant-or-self::text:p|descendant-or-self::text:h")


def _styled(element: Element, style: str) -> Element:
    element.set_attribute("text:style-name", styles.known_by(style))
    return element


def _paragraph(text: str, style: str) -> Element:
    from odfdo import Paragraph as OdfParagraph

    return _styled(OdfParagraph(words(text)), style)


def _with_strong(strong: str, text: str, style: str) -> Element:
    """A paragraph that begins in bold."""
    from odfdo import Span

    told = _paragraph("", style)
    told.append(Span(words(strong), style=styles.known_by(styles.STRONG)))
    if text:
        told.append(f" {words(text)}")
    return told


def _linked(paragraph: Element, url: str) -> Element:
    """A paragraph with an address after it, shown whole, so that paper keeps it; one of the web opens."""
    from odfdo import Link as OdfLink

    paragraph.append(" ")
    if leads(url):
        paragraph.append(OdfLink(url, text=words(url), style=styles.known_by(styles.LINK)))
    else:
        paragraph.append(words(url))
    return paragraph


def _cell(box: str, *told: Element) -> Cell:
    from odfdo import Cell

    cell = Cell(style=box)
    for paragraph in told:
        cell.append(paragraph)
    return cell


def _row(table: Table, place: int, cells: Sequence[str]) -> Element:
    """The row at a place of a table; the headers are the first, and the totals of an account the last."""
    from odfdo import Row

    is_last = place == len(table.rows)
    row = Row(style=styles.ROW)
    for column, text in enumerate(cells):
        style = styles.CELLS[not place, column in table.sums]
        told = _with_strong(text, "", style) if table.sums and is_last and text else _paragraph(text, style)
        row.append(_cell(styles.CELL_BOX if place else styles.HEADER_BOX, told))
    return row
