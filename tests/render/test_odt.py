"""An OpenDocument text read back with the library that wrote it: styles, lists, tables, language, and nothing to tidy up."""

from __future__ import annotations

import io
import re
from datetime import datetime
from zipfile import ZipFile

import odfdo
import pytest

from aidnum.render.document import Articles, Block, Fields, Item, Paragraph, Row, Rows, Signatures, Table, Title
from aidnum.render.odt import render
from tests.render.act import ACT, PLAN
from tests.render.read_back import of_odt, text_document


@pytest.fixture(scope="module")
def act() -> odfdo.Document:
    return text_document(render(ACT))


def _part(content: bytes, name: str) -> str:
    with ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def _content(*page: Block) -> str:
    return _part(render((Title("Un projet", "Un acte"), *page)), "content.xml")


def _paragraphs(document: odfdo.Document) -> list[odfdo.Element]:
    return document.body.get_elements("//office:text//text:p|//office:text//text:h")


def _style(paragraph: odfdo.Element) -> str:
    return str(paragraph.get_attribute("text:style-name")).removesuffix(".Lié").replace("_20_", " ")


def test_each_block_has_the_style_of_its_role(act: odfdo.Document) -> None:
    styles = [("".join(map(str, found.xpath("descendant::text()"))), _style(found)) for found in _paragraphs(act)]
    for text, style in {
        "Délibération": "Title",
        "Réseau numérique des bibliothèques": "Subtitle",
        "Visas": "Heading 1",
        "Où demander": "Heading 2",
        "À la préfecture": "Heading 3",
        "Date de la séance": "Champ",
        "Coût": "Champ",
        "Dont reprise": "Champ 1",
        "compétence lecture publique": "List 1",
        "Le coût s'entend hors taxes": "Mise en garde",
        "Considérant que": "Text body",
        "fixe comme suit son coût et son plan de financement": "Article",
        "Ceci est un projet d'acte": "Mention",
        "Le président": "Signature",
    }.items():
        assert {found for told, found in styles if told.startswith(text)} == {style}, text


def test_every_style_that_is_used_is_one_of_the_document() -> None:
    content, sheet = (_part(render(ACT), f"{part}.xml") for part in ("content", "styles"))
    used = set(re.findall(r'(?:text|table):style-name="([^"]*)"', content)) - {""}
    known = set(re.findall(r'style:name="([^"]*)"', content + sheet))
    assert used <= known
    assert set(re.findall(r'style:parent-style-name="([^"]*)"', content + sheet)) <= known


def test_headings_have_their_level_in_the_outline(act: odfdo.Document) -> None:
    levels = [heading.get_attribute("text:outline-level") for heading in act.body.get_elements("//text:h")]
    assert levels == ["1", "1", "1", "1", "2", "3"]


def test_it_is_french_in_its_styles_and_its_properties(act: odfdo.Document) -> None:
    sheet = _part(render(ACT), "styles.xml")
    assert set(re.findall(r'fo:language="([^"]*)" fo:country="([^"]*)"', sheet)) == {("fr", "FR")}
    assert act.meta.language == "fr-FR"


def test_its_properties_say_what_it_is_and_when_and_nobody(act: odfdo.Document) -> None:
    assert act.meta.title == "Délibération\u00a0: Réseau numérique des bibliothèques"
    assert act.meta.creation_date == act.meta.date == datetime(2026, 11, 29, 12)  # noqa: DTZ001 - no place, no zone
    assert (act.meta.initial_creator, act.meta.creator) == (None, None)


def test_the_sheet_is_a4_and_numbered() -> None:
    sheet = _part(render(ACT), "styles.xml")
    assert 'fo:page-width="210mm" fo:page-height="297mm"' in sheet
    footer = sheet[sheet.index("<style:footer>") :]
    assert "<text:page-number" in footer
    assert "<text:page-count" in footer


def test_a_title_is_no_markup_in_the_footer() -> None:
    page = (Title("Un projet", "Décision <1> & 2"),)
    assert "Décision &lt;1&gt; &amp; 2<text:tab/>" in _part(render(page), "styles.xml")


def test_no_paragraph_is_empty_outside_tables(act: odfdo.Document) -> None:
    outside = act.body.get_elements("//office:text//text:p[not(ancestor::table:table)]")
    assert all("".join(map(str, paragraph.xpath("descendant::text()"))).strip() for paragraph in outside)


def test_headers_are_repeated_and_rows_stay_whole() -> None:
    content = _content(PLAN)
    (head,) = re.findall(r"<table:table-header-rows>.*?</table:table-header-rows>", content, re.DOTALL)
    assert head.count("<table:table-row") == 1
    assert set(re.findall(r'<table:table-row table:style-name="([^"]*)"', content)) == {"Ligne"}
    assert re.search(r'style:name="Ligne".*?fo:keep-together="always"', content)


def test_figures_are_on_the_right_and_totals_in_bold() -> None:
    (table,) = text_document(render((Title("Un projet", "Un acte"), PLAN))).body.get_tables()
    rows = table.get_elements("descendant::table:table-row")
    assert len(rows) == len(PLAN.rows) + 1
    for place, row in enumerate(rows):
        for column, cell in enumerate(row.get_elements("descendant::text:p")):
            expected = ("Montant", "En-tête de montant") if column in PLAN.sums else ("Table Contents", "Table Heading")
            assert _style(cell) == expected[not place], (place, column)
            strong = [span.get_attribute("text:style-name") for span in cell.get_elements("text:span")]
            assert bool(strong) == (place == len(PLAN.rows) and bool(PLAN.rows[-1][column])), (place, column)


@pytest.mark.parametrize("rows", [1, 20, 21])
def test_a_short_table_stays_on_one_sheet_with_what_announces_it(rows: int) -> None:
    content = _content(Paragraph("Voici :"), Table("", ("Quoi",), (("a",),) * rows))
    assert f'style:may-break-between-rows="{"false" if rows <= 20 else "true"}"' in content
    assert re.search(r'<text:p text:style-name="Text_20_body.Lié">Voici', content)
    assert re.search(r'style:name="Text_20_body.Lié".*?fo:keep-with-next="always"', content)


def test_what_is_signed_stays_on_the_sheet_of_its_signature() -> None:
    fields = Fields((("Pour", None), ("Contre", None)))
    assert _content(fields).count('text:style-name="Champ.Lié"') == 1
    signed = _content(fields, Signatures(("Le maire",)))
    assert signed.count('text:style-name="Champ.Lié"') == 2
    assert "Lié.Lié" not in signed
    assert re.search(r'style:name="Tableau1".*?fo:keep-with-next="always"', signed)


def test_a_table_keeps_no_other_table_on_its_sheet() -> None:
    table = Table("", ("Quoi",), (("a",),))
    assert "Table_20_Contents.Lié" not in _content(table, table)


def test_a_caption_is_told_to_those_who_see_it_and_to_those_who_do_not() -> None:
    content = _content(Table("Le plan", ("Quoi",), (("a",),)))
    assert re.search(r'<text:p text:style-name="Caption">Le plan</text:p><table:table [^>]*><table:title>Le plan<', content)


def test_articles_that_go_on_continue_a_list_and_others_begin_anew() -> None:
    one = Item("un")
    page = (Articles((one, one), first=4), Paragraph("entre"), Articles((one,), first=6), Articles((one,)))
    assert re.findall(r"Article\s(\d)", of_odt(render(page))) == ["4", "5", "6", "1"]


def test_a_list_in_a_list_has_a_sign_however_deep() -> None:
    sheet = _part(render(ACT), "styles.xml")
    levels = re.findall(r'<text:list-level-style-bullet text:level="(\d+)" text:bullet-char="."', sheet)
    for first, found in ((1, levels[:10]), (2, levels[10:])):
        assert found == [str(level) for level in range(first, 11)]


def test_a_row_inside_a_group_stands_further_in() -> None:
    rows = Rows((Row("a", "b"), Row("c", "d", depth=1), Row("e", "f", depth=9)))
    assert re.findall(r'text:style-name="(Champ[^"]*)"', _content(rows)) == ["Champ.Lié", "Champ_20_1.Lié", "Champ_20_3"]


def test_only_addresses_of_the_web_are_links() -> None:
    links = re.findall(r'<text:a [^>]*xlink:href="([^"]*)"', _part(render(ACT), "content.xml"))
    assert links == ["https://www.exemple.gouv.fr/dsil?annee=2026&amp;lieu=orne", "https://www.exemple.gouv.fr/formulaire"]
