"""What the documents of word processors say, read back with the libraries that write them, the numbers of lists included."""

from __future__ import annotations

import io
from collections.abc import Iterator

import odfdo
from docx import Document
from docx.document import Document as WordDocument
from docx.table import Table
from docx.text.paragraph import Paragraph


def word(content: bytes) -> WordDocument:
    """A Word document."""
    return Document(io.BytesIO(content))


def of_docx(content: bytes) -> str:
    """The text of a Word document, its footer left out."""
    document = word(content)
    numbers = _Numbers(document)
    return "\n".join(text for block in document.iter_inner_content() for text in _of_word(block, numbers))


def _of_word(block: Paragraph | Table, numbers: _Numbers) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield f"{numbers.before(block)} {block.text}"
    else:
        yield from (paragraph.text for row in block.rows for cell in row.cells for paragraph in cell.paragraphs)


class _Numbers:
    """The numbers that Word puts before the articles, by the definition of their lists."""

    def __init__(self, document: WordDocument) -> None:
        self._numbering = document.part.numbering_part.element
        self._done: dict[int, int] = {}

    def before(self, paragraph: Paragraph) -> str:
        """The number of an article; nothing before another paragraph."""
        if paragraph.style is None or paragraph.style.name != "Article":
            return ""
        listed = paragraph.paragraph_format.element.pPr.numPr.numId.val
        number = self._numbering.num_having_numId(listed)
        starts = number.xpath("./w:lvlOverride/w:startOverride/@w:val")
        self._done[listed] = self._done[listed] + 1 if listed in self._done else int(starts[0])
        abstract = number.abstractNumId.val
        (text,) = self._numbering.xpath(f"./w:abstractNum[@w:abstractNumId={abstract}]/w:lvl[@w:ilvl=0]/w:lvlText/@w:val")
        return str(text).replace("%1", str(self._done[listed]))


def text_document(content: bytes) -> odfdo.Document:
    """An OpenDocument text."""
    return odfdo.Document(io.BytesIO(content))


def of_odt(content: bytes) -> str:
    """The text of an OpenDocument, its footer left out."""
    done: dict[str, int] = {}
    return "\n".join(text for element in text_document(content).body.children for text in _of_element(element, done))


def _of_element(element: odfdo.Element, done: dict[str, int]) -> Iterator[str]:
    """Each paragraph; a list of articles counts from its own start, or from where the list that it continues has come to."""
    starts = [int(str(start)) for start in element.xpath("text:list-item/@text:start-value")]
    number = starts[0] - 1 if starts else done.get(str(element.get_attribute("text:continue-list")), 0)
    for paragraph in element.get_elements("descendant-or-self::text:p|descendant-or-self::text:h"):
        is_article = str(paragraph.get_attribute("text:style-name")).startswith("Article")
        number += is_article
        yield f"Article {number} : {_inner(paragraph)}" if is_article else _inner(paragraph)
    if name := element.get_attribute("xml:id"):
        done[str(name)] = number


def _inner(paragraph: odfdo.Element) -> str:
    """The text alone: the library writes the address of a link once more after it."""
    return "".join(map(str, paragraph.xpath("descendant::text()")))
