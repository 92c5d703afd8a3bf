"""The dossier of ``docs/exemples/dossier``, as the two commands of the guide write it; run, this writes it anew."""

from __future__ import annotations

import contextlib
import io
import os
import shlex
import shutil
import tempfile
from pathlib import Path

from aidnum.cli.main import main

EXAMPLES = Path(__file__).parent / "exemples"
BUDGET = "reseau-bibliotheques.csv"
COMMANDS = (
    (
        'aidnum projet "CC Pays de l\'Ourcq" --type bibliotheque',
        '    --titre "Réseau des médiathèques" --budget reseau-bibliotheques.csv',
        "    --attendu dsil=30000 --emprunt 20000 -o projet.yaml",
    ),
    ("aidnum dossier --projet projet.yaml --conseil 2027-01-25 -o dossier",),
)
_DAY = ("--date", "2026-11-29", "--no-input")


def made() -> dict[str, str]:
    """Each document of the dossier as Markdown, by its name."""
    os.environ["AIDNUM_CACHE"] = "0"
    with tempfile.TemporaryDirectory() as name, contextlib.chdir(name):
        shutil.copy(EXAMPLES / BUDGET, BUDGET)
        for lines, more in zip(COMMANDS, ((), ("--format", "md")), strict=True):
            with contextlib.redirect_stderr(io.StringIO()) as told:
                status = main([*shlex.split(" ".join(lines))[1:], *more, *_DAY])
            if status:
                raise RuntimeError(told.getvalue())
        return {one.name: one.read_text(encoding="utf-8") for one in sorted(Path("dossier").glob("*.md"))}


def write(folder: Path) -> None:
    """Write them in a folder, and nothing else."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, text in made().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(EXAMPLES / "dossier")
