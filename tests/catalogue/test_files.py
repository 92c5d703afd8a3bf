"""What bytes say of themselves."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from aidnum.catalogue.files import scheme_template, wide_encoding, yaml_files
from aidnum.catalogue.lint import validate
from aidnum.model import calendar, funding, scheme


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        ("a;é\n".encode("utf-16-le"), "utf-16-le"),
        ("a;é\n".encode("utf-16-be"), "utf-16-be"),
        ("prix : 3 €, l’été".encode("utf-16-le"), "utf-16-le"),
        ("a;é\n".encode(), None),
        (b"", None),
        (b"a\0bcdefg", None),
        (b"\0" * 8, None),
        ("abcd".encode("utf-32-le"), None),
        ("漢字".encode("utf-16-le"), None),
    ],
)
def test_two_bytes_a_character_are_told_by_their_nulls(raw: bytes, encoding: str | None) -> None:
    assert wide_encoding(raw) == encoding


def test_the_files_of_a_folder_stand_by_name_after_the_founding_one(tmp_path: Path) -> None:
    for name in ("culture.yaml", "vocabulary.yml", "schemes.yaml", ".brouillon.yaml", "notes.txt", "aides.yaml"):
        (tmp_path / name).touch()
    assert [path.name for path in yaml_files(tmp_path)] == ["schemes.yaml", "aides.yaml", "culture.yaml", "vocabulary.yml"]


def test_the_scheme_to_fill_in_is_one_that_holds(tmp_path: Path) -> None:
    path = tmp_path / "mes-aides.yaml"
    path.write_text(scheme_template(), encoding="utf-8")
    found = validate([path])
    assert (found.diagnostics, found.schemes, found.examples) == ((), 1, 2)


@pytest.mark.parametrize("value", [scheme.Scheme, scheme.Source, funding.Funding, calendar.Calendar, scheme.Apply])
def test_the_scheme_to_fill_in_names_every_key(value: type[msgspec.Struct]) -> None:
    words = set(re.findall("[a-z_]+", scheme_template()))
    assert {field.encode_name for field in msgspec.structs.fields(value)} - words == set()
