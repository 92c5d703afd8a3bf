"""A list of 500 authorities beside one ``check``: whole processes, ratios of time, and memory."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from processes import AIDNUM, Command, medians, megabytes

from aidnum.model.authority import Authority
from aidnum.territory.tables import table

COUNT, ROUNDS, SEED = 500, 5, 1
FILES = ("csv", "json", "ics", "xlsx", "ods")
QUESTION = ("--type", "dematerialisation", "--no-input", "--no-pager")


def main() -> None:
    """Time the commands in turns and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "liste.csv")
        path.write_text(_list(), encoding="utf-8")
        words = (*AIDNUM, "batch", str(path), *QUESTION)
        commands = {
            "aidnum check, par le nom": Command((*AIDNUM, "check", "Rennes Métropole", *QUESTION)),
            f"aidnum batch, {COUNT} collectivités": Command(words),
            **{f"de même, en {name}": Command((*words, "-o", f"{path}.{name}", "--ecraser")) for name in FILES},
        }
        times = medians(list(commands.values()), ROUNDS)
        print("| commande | temps (ms) | rapport à un check | mémoire (Mo) |")
        print("|---|---:|---:|---:|")
        for (name, command), time in zip(commands.items(), times, strict=True):
            print(f"| {name} | {1000 * time:.0f} | {time / times[0]:.1f} × | {megabytes(command):.0f} |")


def _list() -> str:
    """Some authorities of France, of every kind, by name and code."""
    lines = table("authorities")[:].decode().split("\n")[1:-1]
    drawn = map(Authority, random.Random(SEED).sample(lines, COUNT))  # noqa: S311 - a sample
    return "\n".join(["nom;code", *(f"{known.name};{known.code}" for known in drawn), ""])


if __name__ == "__main__":
    main()
