"""The workbooks as LibreOffice opens, computes and prints them, where it is installed."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest

from aidnum.render import ods, xlsx
from aidnum.report.plan import PlanReport
from tests.render.workbook.books import read_ods, read_xlsx

OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) isn't installed: workbooks aren't opened in it")

WRITERS = {"xlsx": xlsx.render, "ods": ods.render}
STORED = {
    "xlsx": re.compile(rb"(</f>)<v>[^<]*</v>"),
    "ods": re.compile(
        rb'(table:formula="[^"]*") office:value-type="[^"]*"(?: office:value="[^"]*")?[^>]*(>)<text:p>[^<]*</text:p>'
    ),
}


def converted(files: dict[str, bytes], to: str, folder: Path) -> dict[str, bytes]:
    """Workbooks as LibreOffice writes them anew, in a profile of its own; its start is what takes time."""
    assert OFFICE
    for name, content in files.items():
        (folder / name).write_bytes(content)
    words = [
        OFFICE,
        "--headless",
        f"-env:UserInstallation=file://{folder}/office",
        "--convert-to",
        to,
        "--outdir",
        f"{folder}/out",
    ]
    subprocess.run([*words, *(str(folder / name) for name in files)], check=True, capture_output=True, timeout=300)
    return {name: (folder / "out" / f"{Path(name).stem}.{to}").read_bytes() for name in files}


def emptied(content: bytes, kind: str) -> bytes:
    """A workbook whose formulas carry no value: it must be computed."""
    file, count = io.BytesIO(), 0
    with ZipFile(io.BytesIO(content)) as given, ZipFile(file, "w") as bare:
        for one in given.infolist():
            part, found = STORED[kind].subn(rb"\1\2" if kind == "ods" else rb"\1", given.read(one))
            bare.writestr(one, part)
            count += found
    assert count > 100
    return file.getvalue()


def test_libreoffice_computes_what_the_cells_carry(crowded: PlanReport, tmp_path: Path) -> None:
    bare = {f"{kind}.{kind}": emptied(write(crowded), kind) for kind, write in WRITERS.items()}
    told = read_ods(ods.render(crowded))
    for name, content in converted(bare, "xlsx", tmp_path).items():
        found = read_xlsx(content)
        for sheet, cell, formula in told.formulas:
            value, again = told[sheet, cell], found[sheet, cell]
            if isinstance(value, str):
                assert again == value, (name, sheet, cell, formula)
            else:
                assert abs(Decimal(again) - value) < Decimal("1e-6"), (name, sheet, cell, formula)


def test_a_sheet_is_a_page_but_for_those_with_long_labels(
    network: PlanReport, crowded: PlanReport, unlawful: PlanReport, tmp_path: Path
) -> None:
    most = {"network": 9, "crowded": 9, "unlawful": 4}
    reports = {"network": network, "crowded": crowded, "unlawful": unlawful}
    files = {f"{name}-{kind}.{kind}": write(one) for name, one in reports.items() for kind, write in WRITERS.items()}
    for name, content in converted(files, "pdf", tmp_path).items():
        report = reports[name.split("-")[0]]
        pages = re.findall(rb"/Type\s*/Page\b", content)
        assert len(report.plans) + 3 <= len(pages) <= most[name.split("-")[0]], name
