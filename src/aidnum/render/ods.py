"""A plan as an OpenDocument workbook, the same sheets as in Excel's. It asks for no module: the format is plain XML.

A library would bring three times its weight in others and leave the styles and the pages, which are most of this, to be
written as XML all the same.
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import islice
from xml.etree.ElementTree import Element, tostring
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from aidnum.render.plan_wording import exact, share_text
from aidnum.render.workbook import Book, book_of
from aidnum.render.workbook.formula import OPEN, Ref, spelled
from aidnum.render.workbook.sheet import Cell, Row, Sheet, Style, shown
from aidnum.report.plan import PlanReport

_KIND = "application/vnd.oasis.opendocument.spreadsheet"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES = {
    "xmlns:office": f"{_ODF}:office:1.0",
    "xmlns:style": f"{_ODF}:style:1.0",
    "xmlns:table": f"{_ODF}:table:1.0",
    "xmlns:text": f"{_ODF}:text:1.0",
    "xmlns:number": f"{_ODF}:datastyle:1.0",
    "xmlns:meta": f"{_ODF}:meta:1.0",
    "xmlns:fo": f"{_ODF}:xsl-fo-compatible:1.0",
    "xmlns:of": f"{_ODF}:of:1.2",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "office:version": "1.3",
}
_FRANCE = {"number:language": "fr", "number:country": "FR"}
_DECIMALS = {"number:decimal-places": "2", "number:min-decimal-places": "2", "number:min-integer-digits": "1"}
_GROUNDS = {"none": "transparent", "head": "#d9d9d9", "total": "#f2f2f2"}
_KINDS = {"text": "string", "euros": "currency", "percent": "percentage"}
_PAGE = {
    "fo:page-width": "29.7cm",
    "fo:page-height": "21cm",
    "style:print-orientation": "landscape",
    "style:scale-to-X": "1",
    "style:table-centering": "horizontal",
    "fo:margin": "1.1cm",
}


def render(report: PlanReport) -> bytes:
    """The workbook."""
    book, file = book_of(report), io.BytesIO()
    parts = {
        "META-INF/manifest.xml": _manifest(),
        "meta.xml": _meta(book),
        "styles.xml": _pages(book),
        "content.xml": _Content(book).tree(),
    }
    with ZipFile(file, "w") as packed:
        packed.writestr(ZipInfo("mimetype"), _KIND, ZIP_STORED)
        for name, tree in parts.items():
            packed.writestr(ZipInfo(name), tostring(tree, "utf-8", xml_declaration=True), ZIP_DEFLATED)
    return file.getvalue()


def _node(tag: str, names: Mapping[str, str], *inside: Element | str) -> Element:
    """An element with its attributes, and what it holds."""
    made = Element(tag, dict(names))
    for one in inside:
        if isinstance(one, Element):
            made.append(one)
        elif len(made):
            made[-1].tail = one
        else:
            made.text = one
    return made


def _manifest() -> Element:
    files = {"/": _KIND, "content.xml": "text/xml", "styles.xml": "text/xml", "meta.xml": "text/xml"}
    entries = (
        _node("manifest:file-entry", {"manifest:full-path": path, "manifest:media-type": kind}) for path, kind in files.items()
    )
    return _node("manifest:manifest", {"xmlns:manifest": f"{_ODF}:manifest:1.0", "manifest:version": "1.3"}, *entries)


def _meta(book: Book) -> Element:
    made = _node("meta:creation-date", {}, f"{book.day.isoformat()}T12:00:00")
    return _node("office:document-meta", _NAMES, _node("office:meta", {}, _node("dc:title", {}, book.title), made))


def _pages(book: Book) -> Element:
    """What a printer needs: the page, one for all sheets, and its foot."""
    layout = _node(
        "style:page-layout",
        {"style:name": "page"},
        _node("style:page-layout-properties", _PAGE),
        _node(
            "style:footer-style",
            {},
            _node("style:header-footer-properties", {"fo:min-height": "0.8cm", "fo:margin-top": "0.3cm"}),
        ),
    )
    small = _node(
        "style:style", {"style:name": "small", "style:family": "text"}, _node("style:text-properties", {"fo:font-size": "8pt"})
    )
    left = _small(book.title)
    right = _small(
        _node("text:sheet-name", {}), ", page ", _node("text:page-number", {}), " sur ", _node("text:page-count", {})
    )
    foot = _node("style:footer", {}, _node("style:region-left", {}, left), _node("style:region-right", {}, right))
    master = _node("style:master-page", {"style:name": "page", "style:page-layout-name": "page"}, foot)
    return _node(
        "office:document-styles",
        _NAMES,
        _node("office:automatic-styles", {}, small, layout),
        _node("office:master-styles", {}, master),
    )


def _small(*inside: Element | str) -> Element:
    return _node("text:p", {}, _node("text:span", {"text:style-name": "small"}, *inside))


class _Content:
    """The sheets, and the styles of what they hold, each made once."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._styles: dict[Style | str, Element] = {}

    def tree(self) -> Element:
        """The whole part."""
        tables = [self._table(sheet) for sheet in self._book.sheets]
        table = {"style:name": "sheet", "style:family": "table", "style:master-page-name": "page"}
        styles = [*_numbers(), _node("style:style", table), *self._styles.values()]
        return _node(
            "office:document-content",
            _NAMES,
            _node("office:automatic-styles", {}, *styles),
            _node("office:body", {}, _node("office:spreadsheet", {}, *tables)),
        )

    def _table(self, sheet: Sheet) -> Element:
        last = Ref(sheet.name, len(sheet.rows) - 1, len(sheet.widths) - 1)
        names = {
            "table:name": sheet.name,
            "table:style-name": "sheet",
            "table:print-ranges": f"'{sheet.name}'.A1:'{sheet.name}'.{last.name}",
        }
        widths = (
            _node("table:table-column", {"table:style-name": self._sized("column", _cm(width))}) for width in sheet.widths
        )
        rows = (self._row(sheet, number, row) for number, row in enumerate(sheet.rows))
        first, last_head = sheet.repeated
        before = list(islice(rows, first))
        heads = _node("table:table-header-rows", {}, *islice(rows, last_head - first + 1))
        return _node("table:table", names, *widths, *before, heads, *rows)

    def _row(self, sheet: Sheet, number: int, row: Row) -> Element:
        style = self._sized("row", f"{sheet.height(row)}pt")
        return _node("table:table-row", {"table:style-name": style}, *self._cells(sheet, number, row))

    def _cells(self, sheet: Sheet, number: int, row: Row) -> Iterator[Element]:
        at = 0
        for cell in row:
            if cell.column > at:
                yield _node("table:table-cell", {"table:number-columns-repeated": str(cell.column - at)})
            yield self._cell(cell, Ref(sheet.name, number, cell.column))
            if cell.span > 1:
                names = {"table:style-name": self._styled(cell.style), "table:number-columns-repeated": str(cell.span - 1)}
                yield _node("table:covered-table-cell", names)
            at = cell.column + cell.span
        if not row:
            yield _node("table:table-cell", {})

    def _cell(self, cell: Cell, ref: Ref) -> Element:
        names = {"table:style-name": self._styled(cell.style)}
        if cell.span > 1:
            names |= {"table:number-columns-spanned": str(cell.span), "table:number-rows-spanned": "1"}
        content = cell.content
        if content is None:
            return _node("table:table-cell", names)
        if not isinstance(content, str | Decimal):
            names["table:formula"] = spelled(content, OPEN, ref.sheet)
        value = self._book.given[ref]
        if isinstance(value, str):
            return _node("table:table-cell", names | {"office:value-type": "string"}, _paragraph(shown(value)))
        kind = _KINDS[cell.style.shows]
        told = share_text(value) if kind == "percentage" else exact(value)
        currency = {"office:currency": "EUR"} if kind == "currency" else {}
        return _node(
            "table:table-cell", names | {"office:value-type": kind, "office:value": f"{value:f}"} | currency, _paragraph(told)
        )

    def _sized(self, what: str, size: str) -> str:
        """The style of a column so wide, or of a row so high."""
        name = f"{what}-{size}"
        key = {"column": "style:column-width", "row": "style:row-height"}[what]
        if name not in self._styles:
            fixed = {"style:use-optimal-row-height": "false"} if what == "row" else {}
            sized = _node(f"style:table-{what}-properties", {key: size} | fixed)
            self._styles[name] = _node("style:style", {"style:name": name, "style:family": f"table-{what}"}, sized)
        return name

    def _styled(self, style: Style) -> str:
        """The style of a cell."""
        if style not in self._styles:
            self._styles[style] = _look(style, f"cell-{len(self._styles)}")
        return self._styles[style].attrib["style:name"]


def _numbers() -> Iterable[Element]:
    """How sums and parts are written in France."""
    number = {**_DECIMALS, "number:grouping": "true"}
    symbol = _node("number:currency-symbol", _FRANCE, "€")
    space = _node("number:text", {}, "\u00a0")
    yield _node("number:currency-style", {"style:name": "euros", **_FRANCE}, _node("number:number", number), space, symbol)
    sign = _node("number:text", {}, "\u00a0%")
    yield _node("number:percentage-style", {"style:name": "percent", **_FRANCE}, _node("number:number", _DECIMALS), sign)


def _look(style: Style, name: str) -> Element:
    data = {} if style.shows == "text" else {"style:data-style-name": style.shows}
    around = {
        "fo:border": "0.5pt solid #000000" if style.boxed else "none",
        "fo:background-color": _GROUNDS[style.ground],
        "fo:padding": "0.12cm" if style.boxed else "0cm",
        "fo:wrap-option": "wrap" if style.shows == "text" else "no-wrap",
        "style:vertical-align": "middle",
        "style:text-align-source": "fix",
    }
    side = "center" if style.centred else "start" if style.shows == "text" else "end"
    letters = {
        "fo:font-family": "Arial",
        "fo:font-size": f"{style.size}pt",
        "fo:font-weight": "bold" if style.bold else "normal",
        "fo:font-style": "italic" if style.typed else "normal",
    }
    return _node(
        "style:style",
        {"style:name": name, "style:family": "table-cell", **data},
        _node("style:table-cell-properties", around),
        _node("style:paragraph-properties", {"fo:text-align": side}),
        _node("style:text-properties", letters),
    )


def _paragraph(text: str) -> Element:
    """A text whose spaces all stay: the format keeps one of several."""
    words = text.split(" ")
    inside: list[Element | str] = [words[0]]
    for word in words[1:]:
        inside += [_node("text:s", {}), word]
    return _node("text:p", {}, *inside)


def _cm(width: float) -> str:
    """A width in characters as Excel counts them, 7 points of a screen each and 5 around."""
    return f"{(7 * width + 5) / 96 * 2.54:.3f}cm"
