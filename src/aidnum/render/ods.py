"""A plan or a list as an OpenDocument workbook, the same sheets as in Excel's. It asks for no module: the format is plain XML.

A library would bring three times its weight in others and leave the styles and the pages, which are most of this, to be
written as XML all the same.
"""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from itertools import islice
from tempfile import SpooledTemporaryFile
from xml.etree.ElementTree import Element, tostring
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from aidnum.french import number, short_date
from aidnum.render.plan_wording import exact, share_text
from aidnum.render.workbook import Book, book_for
from aidnum.render.workbook.formula import OPEN, Ref, spelled
from aidnum.render.workbook.sheet import FIRST_DAY, Cell, Row, Sheet, Style, shown
from aidnum.report.batch import BatchReport
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
    "xmlns:config": f"{_ODF}:config:1.0",
    "xmlns:ooo": "http://openoffice.org/2004/office",
    "office:version": "1.3",
}
_FRANCE = {"number:language": "fr", "number:country": "FR"}
_DECIMALS = {"number:decimal-places": "2", "number:min-decimal-places": "2", "number:min-integer-digits": "1"}
_GROUNDS = {"none": "transparent", "head": "#d9d9d9", "total": "#f2f2f2"}
_KINDS = {"text": "string", "euros": "currency", "percent": "percentage", "count": "float", "day": "date"}
_TABLES = "aidnum:tables"  # a place kept in a tree for what is too long to be one
_XML = b"<?xml version='1.0' encoding='utf-8'?>\n"
_FROZEN = 2
_IN_MEMORY = 1 << 20
_PAGE = {
    "fo:page-width": "29.7cm",
    "fo:page-height": "21cm",
    "style:print-orientation": "landscape",
    "style:scale-to-X": "1",
    "style:table-centering": "horizontal",
    "fo:margin": "1.1cm",
}


def render(report: PlanReport | BatchReport) -> bytes:
    """The workbook."""
    return written(book_for(report))


def written(book: Book, step: Callable[[], None] = lambda: None) -> bytes:
    """The file of a workbook; `step` is called after each row."""
    file = io.BytesIO()
    parts = {
        "META-INF/manifest.xml": _manifest(),
        "meta.xml": _meta(book),
        "styles.xml": _pages(book),
        "settings.xml": _seen(book),
    }
    with ZipFile(file, "w") as packed:
        packed.writestr(ZipInfo("mimetype"), _KIND, ZIP_STORED)
        for name, tree in parts.items():
            packed.writestr(ZipInfo(name), tostring(tree, "utf-8", xml_declaration=True), ZIP_DEFLATED)
        content = ZipInfo("content.xml")
        content.compress_type = ZIP_DEFLATED
        with packed.open(content, "w", force_zip64=any(sheet.flow for sheet in book.sheets)) as part:
            part.writelines(_Content(book, step).pieces())
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
    files = {"/": _KIND, **dict.fromkeys(("content.xml", "styles.xml", "meta.xml", "settings.xml"), "text/xml")}
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


def _seen(book: Book) -> Element:
    """What stays in sight of each sheet: its head, and the columns that are kept."""
    sheets = _node("config:config-item-map-named", {"config:name": "Tables"}, *map(_frozen, book.sheets))
    view = _node("config:config-item-map-entry", {}, _item("ViewId", "view1"), sheets)
    views = _node("config:config-item-map-indexed", {"config:name": "Views"}, view)
    every = _node("config:config-item-set", {"config:name": "ooo:view-settings"}, views)
    return _node("office:document-settings", _NAMES, _node("office:settings", {}, every))


def _frozen(sheet: Sheet) -> Element:
    down, right = sheet.repeated[1] + 1, sheet.kept
    items = (
        *(("VerticalSplitMode", _FROZEN), ("VerticalSplitPosition", down), ("PositionBottom", down)),
        *((("HorizontalSplitMode", _FROZEN), ("HorizontalSplitPosition", right), ("PositionRight", right)) if right else ()),
        ("ActiveSplitRange", 3 if right else _FROZEN),
    )
    return _node("config:config-item-map-entry", {"config:name": sheet.name}, *(_item(*item) for item in items))


def _item(name: str, value: int | str) -> Element:
    kind = "int" if isinstance(value, int) else "string"
    return _node("config:config-item", {"config:name": name, "config:type": kind}, str(value))


class _Content:
    """The sheets, and the styles of what they hold, each made once."""

    def __init__(self, book: Book, step: Callable[[], None]) -> None:
        self._book = book
        self._step = step
        self._styles: dict[Style | str, Element] = {}
        self._told: dict[Cell, bytes] = {}

    def pieces(self) -> Iterator[bytes]:
        """The whole part. Which styles it begins with is known at the end: the sheets wait, long ones on the disk."""
        with SpooledTemporaryFile(_IN_MEMORY) as tables:
            for sheet in self._book.sheets:
                tables.writelines(self._table(sheet))
            tables.seek(0)
            before, after = _around(self._tree())
            yield _XML + before
            yield from tables
            yield after

    def _tree(self) -> Element:
        """What stands around the sheets."""
        table = {"style:name": "sheet", "style:family": "table", "style:master-page-name": "page"}
        styles = [*_numbers(), _node("style:style", table), *self._styles.values()]
        filters = [_filter(sheet) for sheet in self._book.sheets if sheet.filtered]
        ranges = [_node("table:database-ranges", {}, *filters)] if filters else []
        return _node(
            "office:document-content",
            _NAMES,
            _node("office:automatic-styles", {}, *styles),
            _node("office:body", {}, _node("office:spreadsheet", {}, _node(_TABLES, {}), *ranges)),
        )

    def _table(self, sheet: Sheet) -> Iterator[bytes]:
        names = {"table:name": sheet.name, "table:style-name": "sheet", "table:print-ranges": _area(sheet, 0)}
        widths = [
            _node("table:table-column", {"table:style-name": self._sized("column", _cm(width))}) for width in sheet.widths
        ]
        kept = [_node("table:table-header-columns", {}, *widths[: sheet.kept])] if sheet.kept else []
        before, after = _around(_node("table:table", names, *kept, *widths[sheet.kept :], _node(_TABLES, {})))
        first, last_head = sheet.repeated
        rows = (self._row(sheet, place, row) for place, row in enumerate(sheet.every))
        yield before
        yield from islice(rows, first)
        yield b"<table:table-header-rows>"
        yield from islice(rows, last_head - first + 1)
        yield b"</table:table-header-rows>"
        yield from rows
        yield after

    def _row(self, sheet: Sheet, place: int, row: Row) -> bytes:
        """A row as high as its texts ask."""
        self._step()
        style = self._sized("row", f"{sheet.height(row)}pt")
        return b'<table:table-row table:style-name="%s">%s</table:table-row>\n' % (
            style.encode(),
            b"".join(self._cells(sheet, place, row)),
        )

    def _cells(self, sheet: Sheet, place: int, row: Row) -> Iterator[bytes]:
        at = 0
        for cell in row:
            if cell.column > at:
                yield b'<table:table-cell table:number-columns-repeated="%d"/>' % (cell.column - at)
            if isinstance(cell.content, str | Decimal | None):
                told = self._told.get(cell)
                if told is None:
                    told = self._told[cell] = self._cell(cell, cell.content)
                yield told
            else:
                ref = Ref(sheet.name, place, cell.column)
                yield self._cell(cell, self._book.given[ref], spelled(cell.content, OPEN, ref.sheet))
            at = cell.column + cell.span
        if not row:
            yield b"<table:table-cell/>"

    def _cell(self, cell: Cell, value: str | Decimal | None, formula: str | None = None) -> bytes:
        """A cell that shows a value, with the cells that it covers."""
        style = {"table:style-name": self._styled(cell.style)}
        names = style | ({} if formula is None else {"table:formula": formula})
        if cell.span > 1:
            names |= {"table:number-columns-spanned": str(cell.span), "table:number-rows-spanned": "1"}
        if value is None:
            told = _node("table:table-cell", names)
        elif isinstance(value, str):
            told = _node("table:table-cell", names | {"office:value-type": "string"}, _paragraph(shown(value)))
        else:
            worth, text = _worth(value, cell.style)
            told = _node("table:table-cell", names | worth, _paragraph(text))
        covered = {**style, "table:number-columns-repeated": str(cell.span - 1)}
        after = [_node("table:covered-table-cell", covered)] if cell.span > 1 else []
        return b"".join(tostring(one, "utf-8") for one in (told, *after))

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


def _around(tree: Element) -> tuple[bytes, bytes]:
    """The text of a tree, before and after its place for what is written apart."""
    before, _, after = tostring(tree, "utf-8").partition(b"<%s />" % _TABLES.encode())
    return before, after


def _area(sheet: Sheet, first: int) -> str:
    """The cells of a sheet from a row on."""
    last = Ref(sheet.name, sheet.length - 1, len(sheet.widths) - 1)
    return f"'{sheet.name}'.{Ref(sheet.name, first, 0).name}:'{sheet.name}'.{last.name}"


def _filter(sheet: Sheet) -> Element:
    area = _area(sheet, sheet.repeated[1])
    names = {"table:name": f"filtre {sheet.name}", "table:target-range-address": area, "table:display-filter-buttons": "true"}
    return _node("table:database-range", names)


def _worth(value: Decimal, style: Style) -> tuple[dict[str, str], str]:
    """What a number is for a program, and how it is shown."""
    kind = {"office:value-type": _KINDS[style.shows]}
    if style.shows == "day":
        day = FIRST_DAY + timedelta(days=int(value))
        return kind | {"office:date-value": day.isoformat()}, short_date(day)
    if style.shows == "count":
        return kind | {"office:value": f"{value:f}"}, number(int(value))
    currency = {"office:currency": "EUR"} if style.shows == "euros" else {}
    return kind | {"office:value": f"{value:f}"} | currency, share_text(value) if style.shows == "percent" else exact(value)


def _numbers() -> Iterable[Element]:
    """How sums and parts are written in France."""
    number = {**_DECIMALS, "number:grouping": "true"}
    symbol = _node("number:currency-symbol", _FRANCE, "€")
    space = _node("number:text", {}, "\u00a0")
    yield _node("number:currency-style", {"style:name": "euros", **_FRANCE}, _node("number:number", number), space, symbol)
    sign = _node("number:text", {}, "\u00a0%")
    yield _node("number:percentage-style", {"style:name": "percent", **_FRANCE}, _node("number:number", _DECIMALS), sign)
    whole = {"number:decimal-places": "0", "number:min-integer-digits": "1", "number:grouping": "true"}
    yield _node("number:number-style", {"style:name": "count", **_FRANCE}, _node("number:number", whole), space)
    long = {"number:style": "long"}
    day, month, slash = _node("number:day", long), _node("number:month", long), _node("number:text", {}, "/")
    yield _node("number:date-style", {"style:name": "day", **_FRANCE}, day, slash, month, slash, _node("number:year", long))


def _look(style: Style, name: str) -> Element:
    data = {} if style.shows == "text" else {"style:data-style-name": style.shows}
    around = {
        "fo:border": "0.5pt solid #000000" if style.boxed else "none",
        "fo:background-color": _GROUNDS[style.ground],
        "fo:padding": "0.12cm" if style.boxed else "0cm",
        "fo:wrap-option": "wrap" if style.shows == "text" and style.wraps else "no-wrap",
        "style:vertical-align": "middle",
        "style:text-align-source": "fix",
        **({"style:rotation-angle": "90"} if style.turned else {}),
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
