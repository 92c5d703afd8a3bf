"""Archives that grow, lie or are no workbook: refused before they cost time or memory."""

# ruff: noqa: E501 - a case and its sentence stand on one line

from __future__ import annotations

import io
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from aidnum.errors import AidnumError
from aidnum.project.archive import MAX_ELEMENTS, MAX_PARTS, MAX_TEXT
from aidnum.project.filling import MAX_CELLS
from aidnum.project.spreadsheets import grids_of
from tests.conftest import examples
from tests.project.workbooks import DAMAGED, HEADER, LINKS, cell, opendocument, packed, parts, refusal, row, said, table


def _one_huge_cell() -> bytes:
    return packed(parts(f'<row><c r="A1" t="str"><v>{"a" * 50_000_000}</v></c></row>'))


def _many_long_texts() -> bytes:
    shared = f"<sst><si><t>{'a' * 30_000}</t></si></sst>"
    rows = ("<row>" + '<c t="s"><v>0</v></c>' * 100 + "</row>") * 900
    return packed({**parts(HEADER + rows), "xl/sharedStrings.xml": shared})


def _entities() -> bytes:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "aaaaaaaaaa"}">' for n in range(9))
    bomb = f'<!DOCTYPE x [{levels}]><worksheet><sheetData><row><c t="str"><v>&a8;</v></c></row></sheetData></worksheet>'
    return packed({**parts(), "xl/worksheets/sheet1.xml": bomb})


def _many_elements() -> bytes:
    return packed(parts(f"<row>{'<c/>' * (MAX_ELEMENTS + 1)}</row>"))


def _many_cells() -> bytes:
    return packed(parts(f"<row>{'<c><v>1</v></c>' * 100}</row>" * (MAX_CELLS // 100) + cell("A9999")))


def _many_parts() -> bytes:
    return packed({**parts(), **{f"xl/media/{n}.png": "" for n in range(MAX_PARTS)}})


def _many_sheets() -> bytes:
    return packed(parts(sheets='<sheet name="a" r:id="rId1"/>' * 200))


def _many_empty_rows() -> bytes:
    return opendocument(table("<table:table-row/>" * (MAX_ELEMENTS + 1)))


def _a_repeated_cell() -> bytes:
    return opendocument(*[table(row(said("a", times=100), times=1_048_576))] * 200)


def _many_strings() -> bytes:
    return packed({**parts(), "xl/sharedStrings.xml": f"<sst>{'<si><t>a</t></si>' * 2_000_000}</sst>"})


def _long_name() -> bytes:
    return packed(parts(f'<row x="{"a" * 40_000_000}"/>'))


def _lying_size() -> bytes:
    raw = _one_huge_cell()
    size = zipfile.ZipFile(io.BytesIO(raw)).getinfo("xl/worksheets/sheet1.xml").file_size
    return raw.replace(size.to_bytes(4, "little"), (1_000).to_bytes(4, "little"))


def _encrypted() -> bytes:
    raw = bytearray(packed(parts()))
    start = raw.index(b"PK\x01\x02")
    while start >= 0:
        raw[start + 8] |= 1
        start = raw.find(b"PK\x01\x02", start + 4)
    return bytes(raw)


def _deep() -> bytes:
    return packed(parts("<a>" * 400_000 + "</a>" * 400_000))


HARMFUL: dict[str, tuple[Callable[[], bytes], str]] = {
    "one cell of 50 MB": (_one_huge_cell, " : décompressé, il dépasse 30 Mo"),
    "a text of 33 000 letters": (lambda: packed(parts(cell("A1", f"<v>{'1' * (MAX_TEXT + 1)}</v>"))), " : un texte dépasse 32767 caractères"),
    "entities": (_entities, " : il déclare un type de document"),
    "elements": (_many_elements, " : il contient plus de 500000 éléments"),
    "sheets": (_many_sheets, " : il a plus de 200 feuilles"),
    "sheets of an ODS": (lambda: opendocument(*[table("")] * 201), " : il a plus de 200 feuilles"),
    "parts": (_many_parts, " : il contient plus de 5000 fichiers"),
    "shared texts": (_many_strings, " : décompressé, il dépasse 30 Mo"),
    "a long name": (_long_name, " : décompressé, il dépasse 30 Mo"),
    "a size that lies": (_lying_size, ""),
    "encrypted": (_encrypted, " : il est chiffré"),
    "compressed by bzip2": (lambda: packed(parts(), zipfile.ZIP_BZIP2), " : sa compression n'est pas celle d'un classeur"),
    "compressed by lzma": (lambda: packed(parts(), zipfile.ZIP_LZMA), " : sa compression n'est pas celle d'un classeur"),
    "with a password": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, " : il est protégé par un mot de passe, ou d'un ancien format"),
    "empty": (lambda: b"", ""),
    "text": (lambda: b"a;b\n", ""),
    "no workbook": (lambda: packed({"a.txt": "a"}), " : « xl/workbook.xml » y manque"),
    "no sheet": (lambda: packed({**parts(), "xl/_rels/workbook.xml.rels": LINKS.format(more="").replace("sheet1", "sheet2")}),
                 " : « xl/worksheets/sheet2.xml » y manque"),
    "no XML": (lambda: packed(parts("<row>")), ""),
    "a text that isn't there": (lambda: packed(parts('<row><c t="s"><v>0</v></c></row>')), " : un texte commun y manque"),
    "a text before the first": (lambda: packed({**parts('<row><c t="s"><v>-1</v></c></row>'),
                                                "xl/sharedStrings.xml": "<sst><si><t>a</t></si></sst>"}), " : un texte commun y manque"),
    "an unknown encoding": (lambda: packed({**parts(), "xl/workbook.xml": "<?xml version='1.0' encoding='x-y'?><a/>"}), ""),
}  # fmt: skip


@pytest.mark.parametrize("name", HARMFUL)
def test_what_could_do_harm_is_refused_in_words(name: str) -> None:
    made, said = HARMFUL[name]
    assert refusal(made()) == f"budget « b.xlsx » : ce classeur ne se lit pas{said or DAMAGED}"


def test_too_many_cells_are_refused_with_their_sheet() -> None:
    assert refusal(_many_cells()) == "b.xlsx:Feuil1!A9999 : trop de cellules : 100\u00a0000 au plus dans un fichier"


BOUNDED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (400_000_000, 400_000_000))
resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
from aidnum.cli.main import main
sys.exit(main(["check", "--no-input", "--date", "2025-11-24", "--budget", sys.argv[1]]))
"""


def _half_a_gigabyte() -> bytes:
    file = io.BytesIO(packed({name: text for name, text in parts().items() if "sheet1" not in name}))
    with (
        zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as part,
    ):
        for _ in range(500):
            part.write(b" " * 1_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    "made",
    [
        _half_a_gigabyte,
        _one_huge_cell,
        _many_long_texts,
        _entities,
        _many_elements,
        _many_cells,
        _many_sheets,
        _many_empty_rows,
        _a_repeated_cell,
        _many_strings,
        _long_name,
        _deep,
    ],
)
def test_a_bomb_is_told_in_one_sentence_within_400_megabytes(tmp_path: Path, made: Callable[[], bytes]) -> None:
    path = tmp_path / "b.xlsx"
    path.write_bytes(made())
    start = time.monotonic()
    ran = subprocess.run([sys.executable, "-c", BOUNDED, str(path)], capture_output=True, text=True, check=False, timeout=60)
    assert (ran.returncode, ran.stdout, ran.stderr.startswith("erreur : ")) == (1, "", True)
    assert time.monotonic() - start < 15


@settings(max_examples=examples(100))
@given(st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 255)), min_size=1, max_size=8), st.booleans())
@example(changes=[(29, 3)], packs=False)
def test_a_spoilt_workbook_is_read_or_refused(changes: list[tuple[int, int]], packs: bool) -> None:  # noqa: FBT001
    raw = bytearray(packed(parts(), zipfile.ZIP_DEFLATED if packs else zipfile.ZIP_STORED))
    for place, value in changes:
        raw[place % len(raw)] = value
    with suppress(AidnumError):
        assert grids_of(bytes(raw), "b.xlsx")
