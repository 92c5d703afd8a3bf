"""What the documents of word processors share: widths, words, and archives that are the same whenever they are made."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from zipfile import ZIP_STORED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidnum.errors import AidnumError
from aidnum.render import docx, odt
from aidnum.render.document import Fields, Heading, Item, Items, Page, Paragraph, Signatures, Table, Title
from aidnum.render.paper import bonds, leads, widths, words
from tests.conftest import ROOT
from tests.render.act import ACT, PLAN
from tests.render.read_back import of_docx, of_odt

RENDER: dict[str, Callable[[Page], bytes]] = {"docx": docx.render, "odt": odt.render}
READ: dict[str, Callable[[bytes], str]] = {"docx": of_docx, "odt": of_odt}
_OTHER_RUN = """
import sys, hashlib
from aidnum.render import docx, odt
from tests.render.act import ACT
print(hashlib.sha256({"docx": docx, "odt": odt}[sys.argv[1]].render(ACT)).hexdigest())
"""


def test_a_signature_stays_with_what_it_signs_and_the_last_section_is_not_alone() -> None:
    vote = (Heading("Vote"), Fields((("Pour", None), ("Contre", None))), Signatures(("Le maire",)))
    last = (Heading("Suites"), Fields((("Le", None),)), Heading("Recours"), Paragraph("Deux mois."))
    assert bonds((*vote, *last)) == [None, "whole", None, None, "whole", None, None]
    assert bonds((Paragraph("a"), PLAN, Signatures(("Le maire",)))) == ["last", "whole", None]


@pytest.mark.parametrize(("count", "bond"), [(6, "whole"), (7, "last")])
def test_a_long_list_keeps_its_end_alone_with_a_signature(count: int, bond: str) -> None:
    assert bonds((Items((Item("a"),) * count), Signatures(("Le maire",)))) == [bond, None]


@pytest.mark.parametrize("name", RENDER)
def test_the_same_page_makes_the_same_bytes_in_another_run(name: str) -> None:
    runs = {
        subprocess.run(
            [sys.executable, "-c", _OTHER_RUN, name],
            cwd=ROOT, env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(runs) == 1


@pytest.mark.parametrize("name", RENDER)
@pytest.mark.parametrize(
    ("day", "stamp"), [(date(2026, 11, 29), (2026, 11, 29)), (date(1979, 1, 1), (1980, 1, 1)), (None, (1980, 1, 1))]
)
def test_every_file_of_a_document_bears_its_day(name: str, day: date | None, stamp: tuple[int, ...]) -> None:
    with ZipFile(io.BytesIO(RENDER[name]((Title("Un projet", "Un acte", day),)))) as archive:
        assert {info.date_time[:3] for info in archive.infolist()} == {stamp}


def test_the_type_of_an_opendocument_stands_first_as_it_is() -> None:
    with ZipFile(io.BytesIO(odt.render(ACT))) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        assert archive.read(first) == b"application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize("name", RENDER)
def test_what_needs_an_extra_says_how_to_install_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, {"docx": "docx", "odt": "odfdo"}[name], None)
    with pytest.raises(AidnumError, match="module qui n'est pas installé") as refused:
        RENDER[name](ACT)
    assert "pip install 'aidnum[documents]'" in str(refused.value.hint)


@pytest.mark.parametrize("name", RENDER)
@pytest.mark.parametrize(
    "text", ["a\x00b", "a\ud800b", "a\uffffb", "a\u202eb", "<a>&amp;</a>", "]]>", "a\tb\nc", "  a  b  ", ""]
)
def test_a_text_that_xml_cannot_hold_is_written_all_the_same(name: str, text: str) -> None:
    page = (
        Title(text, text),
        Paragraph(text),
        Items((Item(text, url=f"https://exemple.fr/{text}"),)),
        Table("", (text,), ((text,),)),
    )
    assert words(text) in READ[name](RENDER[name](page)).replace("\n ", "\n")


@pytest.mark.parametrize("url", ["https://exemple.fr/a?b=c&d=%20#e", "HTTP://exemple.fr"])
def test_an_address_of_the_web_leads_there(url: str) -> None:
    assert leads(url)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://exemple.fr/é", "https://a b", 'https://a"b', "file:///a", ""])
def test_another_address_stays_text(url: str) -> None:
    assert not leads(url)
    for name, render in RENDER.items():
        content = render((Items((Item("Là", url=url),)),))
        assert words(url) in READ[name](content)
        with ZipFile(io.BytesIO(content)) as archive:
            assert not any(
                b"hyperlink" in archive.read(part) or b"<text:a " in archive.read(part)
                for part in archive.namelist()
                if "styles" not in part
            )


def test_figures_and_longest_words_have_the_room_they_need() -> None:
    shares = widths(PLAN)
    assert [
        round(share * 92) >= max(len(words(row[column])) for row in PLAN.rows)
        for column, share in enumerate(shares)
        if column in PLAN.sums
    ] == [True] * 3
    assert shares[0] == max(shares)


@given(st.integers(1, 6).flatmap(lambda count: st.lists(st.tuples(*[st.text(max_size=80)] * count), min_size=1, max_size=5)))
def test_columns_share_the_whole_width_and_none_is_without_room(rows: list[tuple[str, ...]]) -> None:
    shares = widths(Table("", rows[0], tuple(rows)))
    assert sum(shares) == pytest.approx(1)
    assert min(shares) > 0.01
