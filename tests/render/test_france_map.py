"""The picture of ``reach``: a shape for every département, classes that share colours, text that anyone reads."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.profile import read_profile
from aidnum.render.france_map import (
    ABSENT,
    HOPED_STEPS,
    INSET_BOX,
    INSET_FROM,
    INSET_SCALE,
    OVERSEAS,
    PAPER,
    PARIS,
    SOFT,
    STEPS,
    Step,
    render,
    step_of,
)
from aidnum.report.reach import Counts, ReachReport, reach
from aidnum.territory.outlines import CREDIT, outlines
from tests.render.samples import HOSTILE_TEXTS
from tests.render.shapes import corners

SVG = "{http://www.w3.org/2000/svg}"
DAY = date(2026, 11, 29)


@pytest.fixture(scope="module")
def report(shipped: Catalogue) -> ReachReport:
    return reach(shipped, "dsil", read_profile(shipped.vocabulary, {"type": "demat"}), DAY)


def _picture(report: ReachReport) -> ET.Element:
    return ET.fromstring(render(report))  # noqa: S314 - our own


def _fills(picture: ET.Element) -> dict[str, set[str]]:
    """The colours of each département, by the code in the words that come with its shape."""
    found: dict[str, set[str]] = {}
    for shape in picture.iter(f"{SVG}path"):
        (code,) = re.findall(r"\((\w+)\)\xa0:", _said(shape))
        found.setdefault(code, set()).add(shape.attrib["fill"])
    return found


def _said(shape: ET.Element) -> str:
    return shape.findtext(f"{SVG}title") or ""


def _metadata(picture: ET.Element) -> ET.Element:
    (found,) = picture.iter(f"{SVG}metadata")
    return found


def _texts(picture: ET.Element) -> list[str]:
    return [text.text or "" for text in picture.iter(f"{SVG}text")]


def _luminance(colour: str) -> float:
    """Relative luminance, as WCAG defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_every_departement_of_the_data_has_a_shape_and_its_class(report: ReachReport) -> None:
    fills = _fills(_picture(report))
    assert report.by_departement.keys() - {""} == fills.keys() == {*outlines(), *OVERSEAS}
    for code, colours in fills.items():
        assert colours == {step_of(report.by_departement[code]).fill}, code


@pytest.mark.parametrize(
    ("counts", "step"),
    [
        (Counts(), ABSENT),
        (Counts(0, 9, 9), STEPS[0]),
        (Counts(1, 0, 999), STEPS[1]),
        (Counts(24, 0, 76), STEPS[1]),
        (Counts(25, 0, 75), STEPS[2]),
        (Counts(49, 1, 50), STEPS[2]),
        (Counts(50, 50, 0), STEPS[3]),
        (Counts(74, 0, 26), STEPS[3]),
        (Counts(75, 0, 25), STEPS[4]),
        (Counts(1, 0, 0), STEPS[4]),
    ],
)
def test_a_class_is_a_share_of_the_eligible(counts: Counts, step: object) -> None:
    assert step_of(counts) is step


def test_where_nobody_is_eligible_those_to_be_confirmed_are_shown_and_the_legend_says_so(report: ReachReport) -> None:
    said = {"35": Counts(0, 9, 1), "22": Counts(0, 1, 9)}
    nobody = report._replace(counts=Counts(0, 10, 10), by_departement=said)
    picture = _picture(nobody)
    fills = _fills(picture)
    assert (fills["35"], fills["22"], fills["56"]) == ({HOPED_STEPS[4].fill}, {HOPED_STEPS[1].fill}, {ABSENT.fill})
    assert "Part des collectivités à confirmer" in _texts(picture)
    assert "Part des collectivités éligibles" in _texts(_picture(report))
    refused = nobody._replace(counts=Counts(0, 0, 20), by_departement={"35": Counts(0, 0, 20)})
    assert "Part des collectivités éligibles" in _texts(_picture(refused))
    assert _fills(_picture(refused))["35"] == {STEPS[0].fill}


def test_what_is_to_be_confirmed_has_colours_of_its_own(report: ReachReport) -> None:
    hoped = report._replace(counts=Counts(0, 10, 10), by_departement={"35": Counts(0, 9, 1)})
    assert not {step.fill for step in STEPS[1:]} & {step.fill for step in HOPED_STEPS[1:]}
    assert STEPS[4].fill not in ET.tostring(_picture(hoped), "unicode")
    assert all(step.fill in ET.tostring(_picture(hoped), "unicode") for step in HOPED_STEPS)


def test_the_legend_holds_what_is_outside_the_question_only_where_something_is(report: ReachReport) -> None:
    assert ABSENT.label not in _texts(_picture(report))
    some = report._replace(by_departement={"35": Counts(1, 0, 0)})
    assert ABSENT.label in _texts(_picture(some))


@pytest.mark.parametrize("steps", [STEPS, HOPED_STEPS])
def test_colours_differ_in_lightness_and_what_is_written_on_them_is_read(steps: tuple[Step, ...]) -> None:
    for lighter, darker in pairwise((ABSENT, *steps)):
        assert _luminance(lighter.fill) > _luminance(darker.fill)
    for lighter, darker in pairwise(steps):
        assert _contrast(lighter.fill, darker.fill) > 1.25, (lighter, darker)
    for step in (ABSENT, *steps):
        assert _contrast(step.fill, step.ink) > 4.5, step
    assert _contrast(SOFT, PAPER) > 4.5


def test_a_picture_says_what_it_shows_where_it_comes_from_and_what_it_is_not(report: ReachReport) -> None:
    picture = _picture(report)
    title, description = picture.findtext(f"{SVG}title") or "", picture.findtext(f"{SVG}desc") or ""
    assert picture.attrib["aria-labelledby"] == "titre description"
    assert report.scheme.title in title
    classes = Counter(step_of(counts).label for code, counts in report.by_departement.items() if code)
    for label, count in classes.items():
        assert f"{label}, {count}\u00a0département" in description
    shown = " ".join(_texts(picture))
    for said in (report.scheme.title, *report.said, CREDIT, "Licence Ouverte", "29 novembre 2026", "14\u00a0régions"):
        assert said.replace("\u00a0", " ") in shown.replace("\u00a0", " "), said
    assert CREDIT in ET.tostring(_metadata(picture), encoding="unicode", method="text")


def test_numbers_are_written_once_each_those_of_paris_in_its_frame_alone(report: ReachReport) -> None:
    codes = Counter(text for text in _texts(_picture(report)) if text in {*outlines(), *OVERSEAS})
    assert codes == Counter([*outlines(), *OVERSEAS])


def test_paris_and_its_neighbours_hold_in_their_frame() -> None:
    for code in PARIS:
        for corner in corners(outlines()[code].path):
            for at, origin, room in zip(corner, INSET_FROM, INSET_BOX, strict=True):
                assert 0 < (at - origin) * INSET_SCALE < room, code


@pytest.mark.parametrize("title", HOSTILE_TEXTS)
def test_a_title_is_text_whatever_it_holds(title: str, report: ReachReport) -> None:
    plain, odd = (_picture(each) for each in (report, report._replace(scheme=replace(report.scheme, title=title))))
    elements = {element.tag for element in plain.iter()}
    assert {element.tag for element in odd.iter()} == elements
    assert {key for element in odd.iter() for key in element.attrib} == {key for each in plain.iter() for key in each.attrib}


def test_a_long_title_is_written_on_several_lines_and_all_stands_inside_the_picture(report: ReachReport) -> None:
    long = report._replace(scheme=replace(report.scheme, title="Aide aux très petites communes du littoral " * 6))
    picture = _picture(long)
    _, _, width, height = map(float, picture.attrib["viewBox"].split())
    for text in picture.iter(f"{SVG}text"):
        assert 0 < float(text.attrib["x"]) < width
        assert 0 < float(text.attrib["y"]) < height
    assert height > float(_picture(report).attrib["height"])
