"""What README and docs show of the program, made by the program: run by cog, checked with every test run."""

from __future__ import annotations

import contextlib
import io
import os
import shlex
import tempfile
import textwrap
from datetime import date
from pathlib import Path
from typing import Any

os.environ.update(COLUMNS="80", AIDNUM_CACHE="0", NO_COLOR="1")

import cog
import dossier

from aidnum.catalogue.catalogue import Catalogue
from aidnum.catalogue.codes import CODES
from aidnum.catalogue.load import load_catalogue
from aidnum.catalogue.schema import catalogue_schema
from aidnum.cli.main import COMMANDS, main
from aidnum.model.profile import read_profile
from aidnum.project.keys import KEYS
from aidnum.report.check import check

_TYPES = {"string": "texte", "integer": "nombre entier", "number": "nombre", "object": "groupe de clés", "array": "liste"}


def _output(*words: str) -> str:
    printed = io.BytesIO()
    shown = io.TextIOWrapper(printed, encoding="utf-8", write_through=True)
    with contextlib.redirect_stdout(shown), contextlib.redirect_stderr(io.StringIO()):
        main(words)
    return printed.getvalue().decode().replace("\u00a0", " ").rstrip()


FOUNDING = (
    "aidnum check --population 520000 --type dematerialisation",
    "    --cout personnel=40000 --cout prestations=60000 --date 2021-03-01",
)


def news(*, most: int) -> None:
    """What changed for a town in a week of the spring of the recovery plan."""
    answer('aidnum news "Saint-Pol-de-Léon" --type demat --since 7j --date 2021-06-02', most=most)


def founding(*, most: int) -> None:
    """The founding question with its costs, on a day when the call was open."""
    answer(" \\\n".join(FOUNDING), most=most)


def town() -> None:
    """The first question of a town clerk, on a day that stays."""
    answer('aidnum check "Saint-Pol-de-Léon" --type "service en ligne" --date 2026-11-24', most=30)


def reach() -> None:
    """How far a grant reaches, on a day that stays."""
    answer("aidnum reach dsil --type demat --date 2026-11-24", most=27)


def village() -> None:
    """A village with a library project, today."""
    answer("aidnum check --collectivite commune --population 3200 --type bibliotheque --date 2026-11-24", most=38)


NAMED = 'aidnum check "Rennes Métropole" --type donnees --date 2021-03-01'


def named(*, most: int) -> None:
    """The same question with a name."""
    answer(NAMED, most=most)


_ASKERS = ("commune", "cc", "ca", "syndicat", "departement", "region")
_LAST_ASKED = date(2026, 11, 28)
_RARE = "identite"


def today() -> None:
    """How many ordinary questions find something on a day, and how many find money."""
    catalogue = load_catalogue()
    asked = [(kind, work) for kind in _ASKERS for work in catalogue.vocabulary.types if work != _RARE]
    found = [_offered(catalogue, kind, work) for kind, work in asked]
    some, paid = sum(map(bool, found)), sum("grant" in kinds for kinds in found)
    cog.outl(
        "\n"
        + textwrap.fill(
            f"On {_LAST_ASKED:%d %B %Y}, {len(catalogue.schemes)} schemes; of {len(asked)} ordinary questions "
            f"({len(_ASKERS)} kinds of authority × {len(asked) // len(_ASKERS)} types of project, nothing else said), "
            f"{some} find something they are eligible for now or at its next call, {paid} a grant.",
            80,
        )
        + "\n"
    )


def _offered(catalogue: Catalogue, kind: str, work: str) -> set[str]:
    """The kinds of aid for which a question is told eligible, open, permanent or yearly."""
    profile = read_profile(catalogue.vocabulary, {"collectivite": kind, "type": work})
    report = check(catalogue, profile, _LAST_ASKED)
    return {entry.assessment.amounts.kind for name in ("now", "next") for entry in report.group(name)}


NETWORK = (
    "aidnum plan --collectivite cc --population 32000 --type bibliotheque",
    "    --fait departement=77 --date 2025-11-24",
    "    --budget docs/exemples/reseau-bibliotheques.csv",
)


def budget() -> None:
    """The spreadsheet of the library network."""
    text = Path(__file__).parent.joinpath("exemples/reseau-bibliotheques.csv").read_text(encoding="utf-8")
    cog.outl(f"\n```csv\n{text}```\n")


def reading() -> None:
    """How that spreadsheet is read."""
    with contextlib.chdir(Path(__file__).parent.parent):
        answer("aidnum budget docs/exemples/reseau-bibliotheques.csv")


def network(*more: str, most: int | None = None) -> None:
    """The plan of a library network, or what other options make of it."""
    with contextlib.chdir(Path(__file__).parent.parent):
        answer(" \\\n".join([*NETWORK, *(f"    {option}" for option in more)]), most=most)


def paper() -> None:
    """The table of the low plan, as Markdown shows it."""
    with contextlib.chdir(Path(__file__).parent.parent):
        words = " ".join(NETWORK).split()[1:]
        text = _output(*words, "--format", "markdown", "--acquis", "dsil=30000")
    table = text.split("<!-- markdownlint-disable MD013 -->\n\n")[1].split("\n\n<!--")[0]
    cog.outl(f"\n```markdown\n{table}\n```\n")


def folder() -> None:
    """The two commands that make a dossier of a name and a budget."""
    lines = [" \\\n".join(command) for command in dossier.COMMANDS]
    cog.outl("\n```console\n" + "\n".join(f"$ {line}" for line in lines) + "\n```\n")


def answer(line: str, *, most: int | None = None) -> None:
    """A command line and what it prints, up to so many lines."""
    lines = _output(*shlex.split(line.replace("\\\n", ""))[1:]).split("\n")
    kept = lines if most is None else [*lines[:most], "…"]
    cog.outl("\n```console\n$ " + line + "\n" + "\n".join(kept) + "\n```\n")


def commands() -> None:
    """Every command with its help."""
    cog.outl("\n```text\n" + _output("--help") + "\n```\n")
    for name in COMMANDS:
        cog.outl(f"## {name}\n\n```text\n{_output(name, '--help')}\n```\n")


def codes() -> None:
    """Every diagnostic code."""
    cog.outl("")
    for code, known in CODES.items():
        cog.outl(f"## {code} : {known.title}\n\n{_wrapped(known.meaning)}\n\nÀ la place de :\n\n```text\n{known.wrong}\n```\n")
        cog.outl(f"écrire :\n\n```yaml\n{known.right}\n```\n")


def keys() -> None:
    """The keys of every part of a catalogue file, from its schema."""
    definitions = catalogue_schema(load_catalogue().vocabulary)["$defs"]
    cog.outl("")
    for name, definition in definitions.items():
        if name not in ("rule", "terms-rule") and "properties" in definition:
            cog.outl(f"### {name}\n")
            required = definition.get("required", [])
            for key, field in definition["properties"].items():
                must = ", obligatoire" if key in required else ""
                cog.outl(_wrapped(f"- `{key}` : {_form(field)}{must}"))
            cog.outl("")


WRITTEN = (
    "aidnum projet Ploërmel --type dematerialisation --cout logiciel=12000",
    "    --cout prestations=8500,50 --retenir detr --attendu dsil=25%",
    "    --titre 'Démarches en ligne : portail et formulaires'",
)


def project() -> None:
    """A project said once."""
    answer(" \\\n".join(WRITTEN))


def project_keys() -> None:
    """The keys of a project file that are no facts, from their declaration."""
    cog.outl("")
    for key in KEYS:
        cog.outl(_wrapped(f"- `{key.name}` : {key.about}"))
    cog.outl("")


def facts() -> None:
    """The facts that rules may test."""
    cog.outl("")
    for name, fact in load_catalogue().vocabulary.facts.items():
        cog.outl(_wrapped(f"- `{name}` ({fact.kind}) : {fact.question}"))
    cog.outl("")


def _wrapped(text: str) -> str:
    return textwrap.fill(text, 80, subsequent_indent="  " if text.startswith("- ") else "", break_on_hyphens=False)


def _form(field: dict[str, Any]) -> str:
    if "$ref" in field:
        return f"`{field['$ref'].rsplit('/', 1)[-1]}`"
    if "enum" in field:
        return " | ".join(f"`{word}`" for word in field["enum"] if isinstance(word, str))
    if "anyOf" in field:
        forms = [_form(part) for part in field["anyOf"] if part.get("type") != "null"]
        return " ou ".join(dict.fromkeys(form for form in forms if form))
    if field.get("type") == "array":
        return f"liste de {_form(field['items'])}"
    if field.get("format") == "date":
        return "date `2026-12-31`"
    if "%" in str(field.get("pattern")):
        return "taux `50%`"
    kinds = field.get("type", "object")
    return " ou ".join(_TYPES[kind] for kind in ([kinds] if isinstance(kinds, str) else kinds))


def fault() -> None:
    """A validation that fails, on a file with one mistake."""
    text = Path(__file__).parent.joinpath("format.md").read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path("my-aids.yaml").write_text(text.replace("- population:", "- populaton:"), encoding="utf-8")
        answer("aidnum validate my-aids.yaml")
