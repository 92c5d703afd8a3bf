"""All of France at once: every authority of the shipped tables under every scheme, in columns and one by one.

Beside them, in the same run: the same expressions on DuckDB, the rules as formulas of OpenFisca where it is installed, and the
loop over the engine, run on one authority in twenty (its whole time is twenty times as long). All give the same verdicts.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, NamedTuple, TypeVar

import narwhals as nw
from msgspec.structs import replace
from processes import AIDNUM, Command, medians, megabytes

from aidnum import load_catalogue
from aidnum.columns.table import ROW
from aidnum.columns.tree import number, outcome_in
from aidnum.columns.verdicts import VERDICTS, Reckoner, Reckoning
from aidnum.engine.screen import overview_of, screen
from aidnum.engine.situation import Situation
from aidnum.model.assessment import Outcome
from aidnum.model.profile import Profile
from aidnum.model.rule import AllOf, Bounds, Leaf
from aidnum.model.scheme import Scheme
from aidnum.report.france import France
from aidnum.territory.facts import facts_of

DAY = date(2026, 11, 29)
MANY = 4_000
ONE_IN = 20
ALONE = "--seul"  # what a whole process of this file does
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


class _Run(NamedTuple):
    """All of France under some schemes: the steps, and how long they took."""

    france: France
    reckoner: Reckoner
    reckoning: Reckoning
    found: nw.DataFrame[Any]
    reading: float
    facts: float
    columns: float


def _run(schemes: Sequence[Scheme], said: Situation) -> _Run:
    reading, france = _timed(France)
    facts, (reckoner, reckoning) = _timed(lambda: _reckoned(france, schemes, said))
    columns, found = _timed(lambda: reckoning.over(reckoner.facts.frame))
    return _Run(france, reckoner, reckoning, found, reading, facts, columns)


def _reckoned(france: France, schemes: Sequence[Scheme], said: Situation) -> tuple[Reckoner, Reckoning]:
    reckoner = Reckoner(france.table, said, DAY)
    return reckoner, reckoner.reckoning(schemes)


def _on_duckdb(run: _Run, folder: Path, *, is_compared: bool) -> float:
    """How long DuckDB takes to read the facts of a file and to keep the verdicts in a table."""
    import duckdb

    file = folder / "facts.parquet"
    run.reckoner.facts.frame.write_parquet(file)
    with duckdb.connect() as connection:
        found = run.reckoning.over(nw.from_native(connection.read_parquet(str(file)))).to_native()
        taken, _ = _timed(lambda: found.create("verdicts"))
        if is_compared:
            rows = connection.table("verdicts").order(ROW).fetchall()
            _refuse_others("DuckDB", sum(one != other for one, other in zip(rows, run.found.rows(), strict=True)))
    return taken


def _by_loop(run: _Run, schemes: Sequence[Scheme], said: Situation) -> float:
    taken, expected = _timed(lambda: _one_by_one(run.france, schemes, said))
    told = [[VERDICTS[rank].value for rank in row[1:]] for row in run.found.rows()[::ONE_IN]]
    pairs = zip(told, expected, strict=True)
    _refuse_others("boucle", sum(one != other for pair in pairs for one, other in zip(*pair, strict=True)))
    return taken * ONE_IN


def _on_openfisca(run: _Run, schemes: Sequence[Scheme]) -> tuple[float, float] | None:
    """How long OpenFisca takes to be told rules and facts, then to work them out; None where it isn't installed."""
    try:
        from vectors import Vectors
    except ModuleNotFoundError as error:
        print(f"OpenFisca est passé : {error.name} n'est pas installé (pip install openfisca-core).", file=sys.stderr)
        return None
    told, vectors = _timed(lambda: Vectors(run.reckoner.facts, schemes))
    taken, held = _timed(vectors.calculated)
    expected = _holding(run.reckoner, schemes)
    _refuse_others("OpenFisca", sum(int((expected[name].to_numpy() != each).sum()) for name, each in held.items()))
    return told, taken


def _holding(reckoner: Reckoner, schemes: Sequence[Scheme]) -> nw.DataFrame[Any]:
    """Of whom the rule of each scheme holds, as our own columns have it."""
    outcomes = {scheme.id: outcome_in(scheme.rule, reckoner.facts.decided) for scheme in schemes}
    columns = {name: number(each) if isinstance(each, Outcome) else each for name, each in outcomes.items()}
    frame = reckoner.facts.frame
    return frame.select(nw.col(ROW), **{name: column >= int(Outcome.CONDITION) for name, column in columns.items()})


def _refuse_others(engine: str, different: int) -> None:
    if different:
        raise SystemExit(f"{engine} : {different} verdicts différents")


def _row(schemes: Sequence[Scheme], said: Situation, *, is_looped: bool) -> str:
    run = _run(schemes, said)
    cells = [str(len(schemes)), *(f"{each:.2f}" for each in (run.reading, run.facts, run.columns)), *[""] * 4]
    if "--bref" not in sys.argv:
        with TemporaryDirectory() as folder:
            cells[4] = _beside(_on_duckdb(run, Path(folder), is_compared=is_looped), run.columns)
        fisca = _on_openfisca(run, schemes)
        if fisca:
            cells[5:7] = f"{fisca[0]:.2f}", _beside(fisca[1], run.columns)
        if is_looped:
            cells[7] = _beside(_by_loop(run, schemes, said), run.reading + run.facts + run.columns)
    return f"| {' | '.join(cells)} |"


def _beside(seconds: float, ours: float) -> str:
    return f"{seconds:.2f} (× {seconds / ours:.2g})" if seconds < 10 else f"{seconds:.0f} (× {seconds / ours:.0f})"


def _asked(*, are_many: bool) -> tuple[list[Scheme], Situation]:
    """The shipped schemes, or many made of them, and a project."""
    catalogue = load_catalogue()
    schemes = list(catalogue.schemes)
    said = Situation(Profile(facts={"type": ("dematerialisation",)}), catalogue.vocabulary)
    return (_many(schemes) if are_many else schemes), said


def main() -> None:
    """Print the times in seconds with their ratios to our columns, then the time and memory of whole processes."""
    gc.disable()  # as the command does
    if ALONE in sys.argv:
        _run(*_asked(are_many=str(MANY) in sys.argv))
        return
    print("En secondes ; entre parenthèses, le rapport aux colonnes, ou à tout pour la boucle.\n")
    print("| dispositifs | tables | faits | colonnes | DuckDB | OpenFisca, dire | OpenFisca, calculer | un à un |")
    print("|---:|---:|---:|---:|---:|---:|---:|---:|")
    for are_many in (False, True):
        print(_row(*_asked(are_many=are_many), is_looped=not are_many), flush=True)
    print("\nProcessus entiers :\n")
    alone = (sys.executable, __file__, ALONE)
    for label, words, rounds in (
        (
            "`aidnum reach dsil`",
            (*AIDNUM, "reach", "dsil", "--type", "demat", "--date", DAY.isoformat(), "--format", "json"),
            5,
        ),
        ("toute la France, catalogue livré", alone, 5),
        (f"toute la France, {MANY} dispositifs", (*alone, str(MANY)), 2),
    ):
        command = Command(words)
        print(f"- {label} : {medians([command], rounds)[0]:.2f} s, {megabytes(command):.0f} Mo", flush=True)


if __name__ == "__main__":
    main()
