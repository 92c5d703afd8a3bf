"""The styles and the sheet of an OpenDocument text: those that a page uses, and no other.

Names that LibreOffice knows (Title, Heading 1…) are shown in the reader's language; the others are in French.
"""

from collections.abc import Sequence
from html import escape

from aidnum.french import NBSP
from aidnum.render.paper import BULLETS, COUNTRY, FONT, LANGUAGE, MARGIN_MM, WIDTH_MM

TEXT, TITLE, SUBTITLE, BULLET, ARTICLE, SIGNATURE = "Text body", "Title", "Subtitle", "List 1", "Article", "Signature"
FIELD, CAUTION, MENTION, CAPTION = "Champ", "Mise en garde", "Mention", "Caption"
CELL, HEADER, SUM, SUM_HEADER = "Table Contents", "Table Heading", "Montant", "En-tête de montant"
CELLS = {(False, False): CELL, (True, False): HEADER, (False, True): SUM, (True, True): SUM_HEADER}  # header, figures
STRONG, LINK = "Strong Emphasis", "Internet link"
BULLET_LIST, ARTICLE_LIST = "Puces", "Articles"
DEEPEST = 3

_NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
)


def known_by(name: str) -> str:
    """The name of a style as OpenDocument writes it inside a file."""
    return name.replace(" ", "_20_")


def _own(name: str, family: str, properties: str, more: str = "") -> str:
    """A style that stands beside the text."""
    return (
        f'<style:style style:name="{name}" style:family="{family}"{more}>'
        f"<style:{family}-properties {properties}/></style:style>"
    )


def _style(name: str, paragraph: str = "", text: str = "", base: str = "Standard", *, outline: int = 0) -> str:
    """A paragraph style."""
    level = f' style:default-outline-level="{outline}"' if outline else ""
    return (
        f'<style:style style:name="{known_by(name)}" style:display-name="{name}" style:family="paragraph" '
        f'style:parent-style-name="{known_by(base)}"{level}><style:paragraph-properties {paragraph}/>'
        f"<style:text-properties {text}/></style:style>"
    )


def _character(name: str, text: str) -> str:
    return _own(known_by(name), "text", text, f' style:display-name="{name}"')


def _spacing(above: int, below: int) -> str:
    """Room above and below, in points."""
    return f'fo:margin-top="{above}pt" fo:margin-bottom="{below}pt"'


def _heading(level: int, points: float, above: int) -> str:
    return _style(f"Heading {level}", f'{_spacing(above, 4)} {_KEPT} fo:keep-together="always"', _bold(points), outline=level)


def _bold(points: float) -> str:
    return f'fo:font-weight="bold" {_size(points)}'


def _size(points: float) -> str:
    return f'fo:font-size="{points:g}pt"'


def _hanging(left: float) -> str:
    """An indent in centimetres, from which the first line stands out."""
    return f'fo:margin-left="{left}cm" fo:text-indent="-0.5cm"'


def _label(followed_by: str, left: float, hanging: float) -> str:
    return (
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        f'<style:list-level-label-alignment text:label-followed-by="{followed_by}" text:list-tab-stop-position="{left}cm" '
        f'fo:margin-left="{left}cm" fo:text-indent="{-hanging}cm"/></style:list-level-properties>'
    )


def _bullets(first: int) -> str:
    """The levels of a list from one on, each with its sign; the deepest have the last."""
    return "".join(
        f'<text:list-level-style-bullet text:level="{level}" text:bullet-char="{BULLETS[min(place, len(BULLETS)) - 1]}">'
        f"{_label('listtab', 0.5 * place, 0.5)}</text:list-level-style-bullet>"
        for place, level in enumerate(range(first, _LEVELS + 1), start=1)
    )


_LEVELS = 10  # that OpenDocument has
_BOUND = ".Lié"
_KEPT = 'fo:keep-with-next="always"'
_RIGHT = 'fo:text-align="end"'
_LOCALE = f'fo:language="{LANGUAGE}" fo:country="{COUNTRY}"'
_FACE = f'<style:font-face style:name="{FONT}" svg:font-family="{FONT}" style:font-family-generic="swiss"/>'
_PAGE = (
    f'fo:page-width="210mm" fo:page-height="297mm" style:print-orientation="portrait" fo:margin="{MARGIN_MM}mm" '
    f'fo:margin-bottom="10mm"'
)

_STYLES = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-styles {_NAMESPACES} office:version="1.4">
<office:font-face-decls>{_FACE}</office:font-face-decls>
<office:styles>
<style:default-style style:family="paragraph">
<style:paragraph-properties fo:orphans="2" fo:widows="2" fo:line-height="108%" {_spacing(2, 3)}/>
<style:text-properties style:font-name="{FONT}" {_size(10.5)} {_LOCALE}/>
</style:default-style>
<style:default-style style:family="table"><style:table-properties table:border-model="collapsing"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
{_style(TEXT)}
{_style(TITLE, f"{_spacing(0, 4)} {_KEPT}", _bold(18))}
{_style(SUBTITLE, f"{_spacing(0, 12)} {_KEPT}", _size(12))}
{"".join(_heading(level, points, above) for level, points, above in ((1, 13, 16), (2, 11.5, 12), (3, 10.5, 8)))}
{_style(BULLET, _spacing(0, 2))}
{_style(ARTICLE, _spacing(6, 2))}
{_style(FIELD, f"{_spacing(1, 1)} {_hanging(0.5)}")}
{"".join(_style(f"{FIELD} {depth}", f"{_hanging(0.5 * (depth + 1))}", "", FIELD) for depth in range(1, DEEPEST + 1))}
{_style(CAUTION, 'fo:border-left="2.5pt solid #404040" fo:padding-left="0.25cm"', 'fo:font-weight="bold"')}
{_style(MENTION, _spacing(6, 2), _size(9))}
{_style(CAPTION, f"{_spacing(8, 3)} {_KEPT}", f'fo:font-style="italic" {_size(9.5)}')}
{_style(CELL, _spacing(0, 0), _size(9.5))}
{_style(HEADER, "", 'fo:font-weight="bold"', CELL)}
{_style(SUM, _RIGHT, "", CELL)}
{_style(SUM_HEADER, _RIGHT, "", HEADER)}
{_style(SIGNATURE, f'{_spacing(24, 24)} {_KEPT} fo:keep-together="always"')}
{_style("Footer", _spacing(0, 0), _size(9))}
{_character(STRONG, 'fo:font-weight="bold"')}
{_character(LINK, 'style:text-underline-style="solid" style:text-underline-color="font-color"')}
<text:list-style style:name="{BULLET_LIST}">{_bullets(1)}</text:list-style>
<text:list-style style:name="{ARTICLE_LIST}"><text:list-level-style-number text:level="1"
 text:style-name="{known_by(STRONG)}" style:num-format="1" style:num-prefix="Article{NBSP}" style:num-suffix="{NBSP}:">
{_label("space", 0, 0)}</text:list-level-style-number>{_bullets(2)}</text:list-style>
</office:styles>
<office:automatic-styles>
<style:page-layout style:name="A4"><style:page-layout-properties {_PAGE}/>
<style:footer-style><style:header-footer-properties fo:min-height="10mm" fo:margin-top="5mm"/></style:footer-style>
</style:page-layout>
<style:style style:name="Pied" style:family="paragraph" style:parent-style-name="Footer"><style:paragraph-properties>
<style:tab-stops><style:tab-stop style:position="{WIDTH_MM}mm" style:type="right"/></style:tab-stops>
</style:paragraph-properties></style:style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4"><style:footer/></style:master-page>
</office:master-styles>
</office:document-styles>"""


def sheet(title: str) -> bytes:
    """The styles, and A4 pages whose footer has a title and their number."""
    footer = (
        f'<text:p text:style-name="Pied">{escape(title)}<text:tab/>Page <text:page-number text:select-page="current">1'
        "</text:page-number> sur <text:page-count>1</text:page-count></text:p>"
    )
    return _STYLES.replace("<style:footer/>", f"<style:footer>{footer}</style:footer>").encode()


_BOX = 'fo:border="0.5pt solid #808080" fo:padding="0.1cm"'
ROW, CELL_BOX, HEADER_BOX, BARE_BOX = "Ligne", "Case", "Case.En-tête", "Case.Nue"
BESIDE = (
    _own(ROW, "table-row", 'fo:keep-together="always"'),
    _own(CELL_BOX, "table-cell", _BOX),
    _own(HEADER_BOX, "table-cell", f'{_BOX} fo:background-color="#edeff2"'),
    _own(BARE_BOX, "table-cell", 'fo:border="none" fo:padding="0.1cm"'),
)


def kept_name(name: str) -> str:
    """The name of a style whose paragraphs stay on the sheet where the next thing begins."""
    return f"{name}{_BOUND}"


def is_kept(name: str) -> bool:
    """Whether a style is such a one."""
    return name.endswith(_BOUND)


def kept(name: str) -> str:
    """That style."""
    return _own(kept_name(name), "paragraph", _KEPT, f' style:parent-style-name="{name}"')


def grid(name: str, widths_mm: Sequence[float], *, whole: bool, bound: bool) -> list[str]:
    """The styles of one table: whole on a sheet or not, bound to what follows or not, and the widths of its columns."""
    breaks = f'style:may-break-between-rows="{"false" if whole else "true"}"{f" {_KEPT}" if bound else ""}'
    columns = [
        _own(f"{name}.{place}", "table-column", f'style:column-width="{width:.1f}mm"') for place, width in enumerate(widths_mm)
    ]
    return [_own(name, "table", f'style:width="{WIDTH_MM}mm" table:align="left" {_spacing(4, 4)} {breaks}'), *columns]
