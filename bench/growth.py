"""How ``check`` grows with a user's own catalogue: 36, 400 and 4 000 schemes, made from the shipped ones under other ids."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from msgspec.structs import replace
from processes import AIDNUM, Command, medians, megabytes

from aidnum import Profile, check, load_catalogue
from aidnum.catalogue.dump import dump_catalogue

SIZES = (36, 400, 4_000)
FACTS = ("--population", "520000", "--type", "dematerialisation", "--date", "2021-03-01", "--no-input")


def _catalogue(folder: Path, size: int) -> Path:
    """A folder with so many schemes, in files small enough to be read."""
    place = folder / str(size)
    place.mkdir()
    shipped = islice(cycle(load_catalogue().schemes), size)
    made = [replace(scheme, id=f"dispositif-{number}") for number, scheme in enumerate(shipped)]
    for start in range(0, size, 500):
        text = dump_catalogue(made[start : start + 500])
        (place / f"schemes-{start:05d}.yaml").write_text(text, encoding="utf-8")
    return place


def _in_process(place: Path, size: int) -> float:
    catalogue = load_catalogue([place], shipped=False)
    if len(catalogue.schemes) != size:
        raise SystemExit(f"{len(catalogue.schemes)} dispositifs lus sur {size}")
    profile = Profile(facts={"population": 520_000, "type": ("dematerialisation",)})
    return median(_timed(lambda: check(catalogue, profile, date(2021, 3, 1))) for _ in range(5))


def _timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def main() -> None:
    """Time each size, with a compiled catalogue and without, and print a table."""
    with TemporaryDirectory() as folder:
        cache = str(Path(folder) / "cache")
        os.environ["AIDNUM_CACHE"] = cache
        print("| dispositifs | check (ms) | commande, compilé (ms) | mémoire (Mo) | sans cache (ms) | mémoire (Mo) |")
        print("|---:|---:|---:|---:|---:|---:|")
        for size in SIZES:
            place = _catalogue(Path(folder), size)
            words = (*AIDNUM, "check", *FACTS, "--no-shipped", "--catalogue", str(place))
            warm, bare = Command(words, {"AIDNUM_CACHE": cache}), Command(words, {"AIDNUM_CACHE": "0"})
            inside = _in_process(place, size)
            times = medians([warm], 5) + medians([bare], 1 if size > 1_000 else 3)
            cells = f"{1000 * times[0]:.0f} | {megabytes(warm):.0f} | {1000 * times[1]:.0f} | {megabytes(bare):.0f}"
            print(f"| {size} | {1000 * inside:.1f} | {cells} |")


if __name__ == "__main__":
    main()
