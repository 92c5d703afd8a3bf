"""A Word document read back with the library that wrote it: styles, lists, tables, language, and nothing to tidy up."""

from __future__ import annotations

import io
import re
from datetime import datetime
from zipfile import ZipFile

import pytest
from docx.document import Document
from docx.table import Table as WordTable

from aidnum.render.document import Articles, Fields, Item, Items, Paragraph, Row, Rows, Signatures, Table, Title
from aidnum.render.docx import render
from tests.render.act import ACT, PLAN
from tests.render.read_back import of_docx, word


@pytest.fixture(scope="module")
def act() -> Document:
    return word(render(ACT))


def _parts(content: bytes) -> dict[str, str]:
    with ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def _table(table: Table) -> WordTable:
    return word(render((Title("Un projet", "Un acte"), table))).tables[0]


def test_each_block_has_the_style_of_its_role(act: Document) -> None:
    styles = {paragraph.text.split(" :")[0].strip(): paragraph.style.name for paragraph in act.paragraphs if paragraph.style}
    for text, style in {
        "Délibération": "Title",
        "Réseau numérique des bibliothèques": "Subtitle",
        "Visas": "Heading 1",
        "Où demander": "Heading 2",
        "À la préfecture": "Heading 3",
        "Date de la séance": "Champ",
        "Coût": "Champ",
        "compétence lecture publique": "List Bullet 2",
        "depuis 2019": "List Bullet 3",
        "Le coût s'entend hors taxes": "Mise en garde",
        "fixe comme suit son coût et son plan de financement": "Article",
        "à l'État, au titre de la DSIL, 42\u00a0600\u00a0€\u00a0;": "List Bullet",
        "Ceci est un projet d'acte": "Mention",
    }.items():
        assert {found for told, found in styles.items() if told.startswith(text)} == {style}, text


def test_every_style_that_is_used_is_one_of_the_document() -> None:
    document, styles = (_parts(render(ACT))[f"word/{part}.xml"] for part in ("document", "styles"))
    known = set(re.findall(r'w:styleId="([^"]*)"', styles))
    assert set(re.findall(r'<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]*)"', document)) <= known
    assert set(re.findall(r'<w:basedOn w:val="([^"]*)"', styles)) <= known


def test_it_is_french_in_its_styles_its_settings_and_its_properties(act: Document) -> None:
    parts = _parts(render(ACT))
    assert set(re.findall(r'<w:lang w:val="([^"]*)"', parts["word/styles.xml"])) == {"fr-FR"}
    assert 'w:themeFontLang w:val="fr-FR"' in parts["word/settings.xml"]
    assert "en-US" not in "".join(text for name, text in parts.items() if "theme/" not in name)
    assert act.core_properties.language == "fr-FR"


def test_its_properties_say_what_it_is_and_when_and_nobody(act: Document) -> None:
    known = act.core_properties
    assert known.title == "Délibération\u00a0: Réseau numérique des bibliothèques"
    assert known.created is not None
    assert known.created.replace(tzinfo=None) == datetime(2026, 11, 29, 12)  # noqa: DTZ001 - no place, no zone
    assert (known.author, known.comments, known.last_modified_by) == ("", "", "")


def test_the_sheet_is_a4_and_numbered(act: Document) -> None:
    (section,) = act.sections
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    footer = section.footer.paragraphs[0].paragraph_format.element.xml
    assert re.findall(r'w:instr="(\w+)"', footer) == ["PAGE", "NUMPAGES"]


def test_no_paragraph_is_empty(act: Document) -> None:
    assert [paragraph.style for paragraph in act.paragraphs if not paragraph.text.strip()] == []


def test_headers_are_repeated_and_rows_stay_whole() -> None:
    xml = _table(PLAN)._tbl.xml  # noqa: SLF001 - what the library doesn't show
    rows = re.findall(r"<w:tr>.*?</w:tr>", xml, re.DOTALL)
    assert ["<w:tblHeader" in row for row in rows] == [True, *[False] * len(PLAN.rows)]
    assert all("<w:cantSplit" in row for row in rows)


def test_figures_are_on_the_right_and_totals_in_bold() -> None:
    table = _table(PLAN)
    for place, row in enumerate(table.rows):
        for column, cell in enumerate(row.cells):
            (paragraph,) = cell.paragraphs
            assert paragraph.style is not None
            expected = ("Montant", "En-tête de montant") if column in PLAN.sums else ("Cellule", "En-tête")
            assert paragraph.style.name == expected[not place], (place, column)
            assert {run.style.name == "Strong" for run in paragraph.runs if run.text} <= {place == len(PLAN.rows)}


@pytest.mark.parametrize("rows", [1, 20, 21])
def test_a_short_table_stays_on_one_sheet_with_what_announces_it(rows: int) -> None:
    page = (Title("", "Un acte"), Paragraph("Voici :"), Table("", ("Quoi",), (("a",),) * rows))
    document = word(render(page))
    assert document.paragraphs[-1].paragraph_format.keep_with_next
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in document.tables[0].rows]
    assert kept == [True if rows <= 20 else None] * rows + [None]


def test_what_is_signed_stays_on_the_sheet_of_its_signature() -> None:
    page = (Title("", "Un acte"), Fields((("Pour", None), ("Contre", None))), Items((Item("a"), Item("b"))))
    signed = [one for one in word(render((*page, Signatures(("Le maire",))))).paragraphs if one.text]
    assert [one.paragraph_format.keep_with_next for one in signed[-2:]] == [True, True]
    alone = [one for one in word(render(page)).paragraphs if one.text]
    assert [one.paragraph_format.keep_with_next for one in alone[-2:]] == [None, None]


def test_a_caption_is_told_to_those_who_see_it_and_to_those_who_do_not() -> None:
    document = word(render((Title("", "Un acte"), Table("Le plan", ("Quoi",), (("a",),)))))
    assert document.paragraphs[-1].style is not None
    assert (document.paragraphs[-1].text, document.paragraphs[-1].style.name) == ("Le plan", "Caption")
    assert '<w:tblCaption w:val="Le plan"/>' in document.tables[0]._tbl.xml  # noqa: SLF001 - what the library doesn't show


def test_two_tables_that_follow_each_other_stay_two() -> None:
    table = Table("", ("Quoi",), (("a",),))
    kinds = [type(block).__name__ for block in word(render((Title("", "Un acte"), table, table))).iter_inner_content()]
    assert kinds == ["Paragraph", "Table", "Paragraph", "Table"]


def test_articles_that_go_on_share_a_list_and_others_begin_anew() -> None:
    one = Item("un")
    page = (Articles((one, one), first=4), Paragraph("entre"), Articles((one,), first=6), Articles((one,)))
    assert re.findall(r"Article\s(\d)", of_docx(render(page))) == ["4", "5", "6", "1"]


def test_a_row_inside_a_group_stands_further_in() -> None:
    document = word(render((Rows((Row("a", "b"), Row("c", "d", depth=1), Row("e", "f", depth=2))),)))
    indents = [paragraph.paragraph_format.left_indent for paragraph in document.paragraphs]
    assert [None if indent is None else round(indent.mm) for indent in indents] == [None, 10, 15]


def test_only_addresses_of_the_web_are_links(act: Document) -> None:
    links = [link.address for paragraph in act.paragraphs for link in paragraph.hyperlinks]
    assert links == ["https://www.exemple.gouv.fr/dsil?annee=2026&lieu=orne", "https://www.exemple.gouv.fr/formulaire"]
