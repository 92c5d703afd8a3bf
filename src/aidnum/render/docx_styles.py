"""The styles, the lists and the settings of a Word document: those that a page uses, and no other.

Names that Word knows (Title, heading 1, List Bullet…) are shown in the reader's language; the others are in French.
"""

from aidnum.french import NBSP
from aidnum.render.paper import BULLETS, COUNTRY, FONT, LANGUAGE

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LOCALE = f"{LANGUAGE}-{COUNTRY}"
BULLET_LIST, ARTICLE_LIST = 0, 1
FIELD, CAUTION, MENTION = "Champ", "Mise en garde", "Mention"
CELL, HEADER, SUM, SUM_HEADER, SEPARATOR = "Cellule", "En-tête", "Montant", "En-tête de montant", "Entre deux tableaux"
CELLS = {(False, False): CELL, (True, False): HEADER, (False, True): SUM, (True, True): SUM_HEADER}  # header, figures


def _known_by(name: str) -> str:
    """The identifier of a style, as Word makes it from the name."""
    return name.title().replace(" ", "")


def _style(name: str, paragraph: str = "", run: str = "", base: str = "Normal", *, is_own: bool = False) -> str:
    """A paragraph style."""
    own = ' w:customStyle="1"' if is_own else ""
    return (
        f'<w:style w:type="paragraph"{own} w:styleId="{_known_by(name)}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{_known_by(base)}"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
    )


def _spacing(before: int, after: int) -> str:
    """Room above and below, in points."""
    return f'<w:spacing w:before="{before * 20}" w:after="{after * 20}"/>'


def _size(points: float) -> str:
    return f'<w:sz w:val="{points * 2:.0f}"/><w:szCs w:val="{points * 2:.0f}"/>'


def _indent(left: int, hanging: int = 0) -> str:
    """An indent in twentieths of a point."""
    return f'<w:ind w:left="{left}" w:hanging="{hanging}"/>'


def _heading(level: int, points: float, before: int) -> str:
    kept = "<w:keepNext/><w:keepLines/>"
    outline = f'<w:outlineLvl w:val="{level - 1}"/>'
    return _style(f"heading {level}", f"{kept}{_spacing(before, 4)}{outline}", f"<w:b/>{_size(points)}")


def _bullet(level: int) -> str:
    name = "List Bullet" if level == 1 else f"List Bullet {level}"
    listed = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="1"/></w:numPr>'
    return _style(name, f"{listed}{_spacing(0, 2)}")


def _level(level: int, sign: str) -> str:
    """A level of the bullets; each belongs to its style."""
    style = "ListBullet" if level == 1 else f"ListBullet{level}"
    return (
        f'<w:lvl w:ilvl="{level - 1}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="{style}"/>'
        f'<w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/><w:pPr>{_indent(284 * level, 284)}</w:pPr></w:lvl>'
    )


_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_FONTS = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'

STYLES = f"""<w:styles {_W}>
<w:docDefaults>
<w:rPrDefault><w:rPr>{_FONTS}{_size(10.5)}<w:lang w:val="{LOCALE}" w:eastAsia="{LOCALE}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:before="80" w:after="80" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault>
</w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>
<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>
<w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>
<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="EDEFF2"/></w:tcPr></w:tblStylePr></w:style>
<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>
{_style("Title", f"<w:keepNext/>{_spacing(0, 4)}", f"<w:b/>{_size(18)}")}
{_style("Subtitle", f"<w:keepNext/>{_spacing(0, 12)}", _size(12))}
{"".join(_heading(level, points, before) for level, points, before in ((1, 13, 16), (2, 11.5, 12), (3, 10.5, 8)))}
{"".join(_bullet(level) for level, _ in enumerate(BULLETS, start=1))}
{_style("Article", f'<w:numPr><w:numId w:val="2"/></w:numPr>{_spacing(8, 4)}', is_own=True)}
{_style(FIELD, _spacing(1, 1) + _indent(284, 284), is_own=True)}
{_style(CAUTION, '<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="404040"/></w:pBdr>', "<w:b/>", is_own=True)}
{_style(MENTION, _spacing(6, 2), _size(9), is_own=True)}
{_style(CELL, _spacing(0, 0), _size(9.5), is_own=True)}
{_style(HEADER, "<w:keepNext/>", "<w:b/>", CELL, is_own=True)}
{_style(SUM, '<w:jc w:val="right"/>', "", CELL, is_own=True)}
{_style(SUM_HEADER, '<w:jc w:val="right"/>', "", HEADER, is_own=True)}
{_style(SEPARATOR, '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>', _size(1), is_own=True)}
{_style("Signature", "<w:keepNext/><w:keepLines/>" + _spacing(24, 24))}
{_style("caption", f"<w:keepNext/>{_spacing(8, 3)}", f"<w:i/>{_size(9.5)}")}
{_style("footer", '<w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs>' + _spacing(0, 0), _size(9))}
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:qFormat/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:u w:val="single"/></w:rPr></w:style>
</w:styles>"""

NUMBERING = f"""<w:numbering {_W}>
<w:abstractNum w:abstractNumId="{BULLET_LIST}"><w:multiLevelType w:val="multilevel"/>
{"".join(_level(level, sign) for level, sign in enumerate(BULLETS, start=1))}</w:abstractNum>
<w:abstractNum w:abstractNumId="{ARTICLE_LIST}"><w:multiLevelType w:val="singleLevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Article"/><w:suff w:val="space"/>
<w:lvlText w:val="Article{NBSP}%1{NBSP}:"/><w:lvlJc w:val="left"/><w:rPr><w:b/></w:rPr></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="{BULLET_LIST}"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="{ARTICLE_LIST}"/></w:num>
</w:numbering>"""

SETTINGS = f"""<w:settings {_W}>
<w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/><w:characterSpacingControl w:val="doNotCompress"/>
<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:themeFontLang w:val="{LOCALE}"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>
</w:settings>"""
