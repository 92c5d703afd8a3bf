"""Whole commands beside the bare imports of the libraries they stand on: ratios of time, and memory."""

from __future__ import annotations

import sys

from processes import AIDNUM, Command, medians, megabytes

ROUNDS = 15
IMPORTS = "import typer, yaml, rich.console, rich.table; from pydantic import BaseModel"
CHECK = (*AIDNUM, "check", "--type", "dematerialisation", "--date", "2021-03-01", "--no-input")


def main() -> None:
    """Time the commands in turns and print a table."""
    commands = {
        "imports des bibliothèques": Command((sys.executable, "-c", IMPORTS)),
        "aidnum --help": Command((*AIDNUM, "--help")),
        "aidnum check": Command((*CHECK, "--population", "520000")),
        "aidnum check, en couleur": Command((*CHECK, "--population", "520000"), {"FORCE_COLOR": "1"}),
        "aidnum check, par le nom": Command((*CHECK, "Rennes Métropole")),
        "touche Tab, une option": Command(AIDNUM, {"AIDNUM_COMPLETE": "fish\naidnum\ncheck\n--ty\n"}),
        "touche Tab, un nom": Command(AIDNUM, {"AIDNUM_COMPLETE": "fish\naidnum\ncheck\nsaint-pol\n"}),
        "touche Tab, une fiche": Command(AIDNUM, {"AIDNUM_COMPLETE": "fish\naidnum\nshow\nfrance\n"}),
    }
    times = medians(list(commands.values()), ROUNDS)
    print("| commande | temps (ms) | rapport aux imports | mémoire (Mo) |")
    print("|---|---:|---:|---:|")
    for (name, command), time in zip(commands.items(), times, strict=True):
        print(f"| {name} | {1000 * time:.0f} | {time / times[0]:.2f} × | {megabytes(command):.0f} |")


if __name__ == "__main__":
    main()
