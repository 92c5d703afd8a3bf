"""All of France at once: every authority of the shipped tables under every scheme, in columns and one by one.

The loop over the engine is run on one authority in twenty; its whole time is twenty times as long. Both give the same verdicts.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable, Sequence
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, TypeVar

import duckdb
import narwhals as nw
from msgspec.structs import replace
from processes import AIDNUM, Command, medians, megabytes

from aidnum import load_catalogue
from aidnum.columns.verdicts import VERDICTS, Reckoner
from aidnum.engine.screen import overview_of, screen
from aidnum.engine.situation import Situation
from aidnum.model.profile import Profile
from aidnum.model.rule import AllOf, Bounds, Leaf
from aidnum.model.scheme import Scheme
from aidnum.report.france import France
from aidnum.territory.facts import facts_of

DAY = date(2026, 11, 29)
MANY = 4_000
ONE_IN = 20
T = TypeVar("T")


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    start = perf_counter()
    done = work()
    return perf_counter() - start, done


def _many(schemes: Sequence[Scheme]) -> list[Scheme]:
    """Schemes made from the shipped ones, each with a threshold of its own."""
    return [
        replace(
            scheme,
            id=f"dispositif-{number}",
            eligibility=AllOf(parts=(scheme.rule, Leaf(fact="population", test=Bounds(at_least=number)))),
        )
        for number, scheme in enumerate(islice(cycle(schemes), MANY))
    ]


def _one_by_one(france: France, schemes: Sequence[Scheme], said: Situation) -> list[list[str]]:
    overview, found = overview_of(schemes), []
    for row in range(0, len(france.table.frame), ONE_IN):
        profile = Profile(facts=said.profile.facts, found=facts_of([france.authority(row)]))
        found.append([one.verdict.value for one in screen(overview, Situation(profile, said.vocabulary), DAY)])
    return found


def _on_duckdb(reckoner: Reckoner, over: Callable[[Any], Any], folder: Path) -> float:
    file = folder / "facts.parquet"
    reckoner.facts.frame.write_parquet(file)
    return _timed(lambda: over(nw.from_native(duckdb.read_parquet(str(file)))).to_native().fetchall())[0]


def _row(label: str, schemes: Sequence[Scheme], said: Situation, folder: Path, *, is_compared: bool) -> str:
    reading, france = _timed(France)
    facts, (reckoner, reckoning) = _timed(lambda: _reckoned(france, schemes, said))
    columns, found = _timed(lambda: reckoning.over(reckoner.facts.frame))
    cells = [label, f"{reading:.2f}", f"{facts:.2f}", f"{columns:.2f}"]
    if not is_compared:
        return " | ".join([*cells, "", "", "", ""])
    elsewhere = _on_duckdb(reckoner, reckoning.over, folder)
    loop, expected = _timed(lambda: _one_by_one(france, schemes, said))
    told = [[VERDICTS[rank].value for rank in row[1:]] for row in found.rows()[::ONE_IN]]
    different = sum(one != other for pair in zip(told, expected, strict=True) for one, other in zip(*pair, strict=True))
    if different:
        raise SystemExit(f"{different} verdicts différents")
    whole = reading + facts + columns
    return " | ".join([*cells, f"{elsewhere:.2f}", f"{loop * ONE_IN:.0f}", f"{loop * ONE_IN / whole:.0f} ×", str(different)])


def _reckoned(france: France, schemes: Sequence[Scheme], said: Situation) -> tuple[Reckoner, Any]:
    reckoner = Reckoner(france.table, said, DAY)
    return reckoner, reckoner.reckoning(schemes)


def main() -> None:
    """Print the times in seconds, the ratios and the most memory held, then those of the command."""
    import gc

    gc.disable()  # as the command does
    catalogue = load_catalogue()
    shipped = list(catalogue.schemes)
    said = Situation(Profile(facts={"type": ("dematerialisation",)}), catalogue.vocabulary)
    print("| dispositifs | tables (s) | faits (s) | colonnes (s) | DuckDB (s) | un à un (s) | rapport | verdicts différents |")
    print("|---:|---:|---:|---:|---:|---:|---:|---:|")
    with TemporaryDirectory() as folder:
        print(f"| {_row(str(len(shipped)), shipped, said, Path(folder), is_compared='--bref' not in sys.argv)} |", flush=True)
        print(f"| {_row(str(MANY), _many(shipped), said, Path(folder), is_compared=False)} |")
    print(f"\nMémoire : {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} Mo, tout compris.")
    command = Command((*AIDNUM, "reach", "dsil", "--type", "demat", "--date", DAY.isoformat(), "--format", "json"))
    print(f"`aidnum reach dsil` : {medians([command], 5)[0]:.2f} s, {megabytes(command):.0f} Mo.")


if __name__ == "__main__":
    main()
