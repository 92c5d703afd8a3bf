"""Diagnostics in four formats: long (source line, its fault underlined), court (one line), json, github (annotations)."""

import json
import unicodedata
from collections.abc import Callable, Mapping
from functools import partial

from aidnum.catalogue.codes import CODES, Code
from aidnum.catalogue.diagnostics import Diagnostic, Mark
from aidnum.catalogue.lint import Validation
from aidnum.french import plural, visible
from aidnum.render.terminal import painter

MOST = 100
MOST_SHOWN = 200
FORMATS = ("long", "court", "json", "github")
_STYLES = {"erreur": "bold red", "alerte": "bold yellow"}


def render(validation: Validation, name: str, *, colour: bool = False) -> str:
    """The diagnostics of a validation in one of :data:`FORMATS`; texts stop after a hundred and say how many are left.

    With `colour`, the long form shows how grave each is by colour too.
    """
    match name:
        case "json":
            return _json(validation)
        case "github":
            write: Callable[[Diagnostic], str] = _github
        case "court":
            write = _short
        case _:
            write = partial(_long, texts=validation.texts, colour=colour)
    shown = [write(diagnostic) for diagnostic in validation.diagnostics[:MOST]]
    left = len(validation.diagnostics) - MOST
    if left > 0 and name != "github":
        shown.append(f"et {plural(left, 'autre', 'autres')}")
    return "".join(f"{text}\n" for text in shown)


def summary(validation: Validation) -> str:
    """One line that tells how the validation went."""
    warnings = len(validation.diagnostics) - validation.errors
    counts = f"{plural(validation.errors, 'erreur', 'erreurs')}, {plural(warnings, 'alerte', 'alertes')}"
    schemes = plural(validation.schemes, "dispositif", "dispositifs")
    return f"{schemes}, {plural(validation.examples, 'exemple', 'exemples')} : {counts}"


def explanation(code: str, known: Code) -> str:
    """What a code means and how to mend it."""
    wrong = "\n".join(f"    {line}" for line in known.wrong.split("\n"))
    right = "\n".join(f"    {line}" for line in known.right.split("\n"))
    return f"{code} : {known.title}\n\n{known.meaning}\n\nÀ la place de :\n\n{wrong}\n\nécrire :\n\n{right}\n"


def _short(diagnostic: Diagnostic, paint: Callable[[str], str] = str) -> str:
    place = visible(f"{diagnostic.path}:{diagnostic.line}:{diagnostic.column}")
    return f"{place}: {paint(f'{diagnostic.severity}[{diagnostic.code}]')} {visible(diagnostic.message)}"


def _long(diagnostic: Diagnostic, texts: Mapping[str, str], *, colour: bool) -> str:
    paint = painter(_STYLES[diagnostic.severity]) if colour else str
    code = _excerpt(texts.get(diagnostic.path, ""), diagnostic.line, diagnostic.column, diagnostic.end_column, paint)
    return f"{_short(diagnostic, paint)}\n{code}"


def _excerpt(text: str, line: int, column: int, end_column: int, paint: Callable[[str], str]) -> str:
    """A line of a text, and under it what is meant, underlined."""
    lines = text.split("\n")
    before, meant, after = _parts(lines[line - 1] if line <= len(lines) else "", column - 1, end_column - 1)
    gutter = f"{line:>5} | "
    underline = " " * _columns(gutter + before) + paint("^" + "~" * (_columns(meant) - 1))
    return f"{gutter}{before}{meant}{after}\n{underline}"


def _parts(line: str, start: int, end: int) -> tuple[str, str, str]:
    """What to show of a line before, in and after a fault: all of it, or what stands near."""
    before, fault, after = line[:start], line[start:end], line[end:]
    room = max(MOST_SHOWN - len(fault), 0)
    if len(before) > MOST_SHOWN:
        before = f"…{before[-MOST_SHOWN:]}"
    if len(fault) > MOST_SHOWN:
        fault, after = fault[:MOST_SHOWN], "…"
    elif len(after) > room:
        after = f"{after[:room]}…"
    return _shown(before), _shown(fault), _shown(after)


def _shown(text: str) -> str:
    """Text of a file as one line of a terminal, a tab as wide as a space."""
    return visible(text.replace("\t", " "))


def _columns(text: str) -> int:
    """How many columns a terminal gives to a text: two to a wide character, none to an accent apart."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(unicodedata.category(character) in ("Mn", "Me") for character in text)


def _github(diagnostic: Diagnostic) -> str:
    level = "error" if diagnostic.is_error else "warning"
    mark = Mark(diagnostic.line, diagnostic.column)
    return annotation(level, diagnostic.path, mark, diagnostic.code, diagnostic.message)


def annotation(level: str, path: str, mark: Mark, title: str, message: str) -> str:
    """A remark on a line of a file, as GitHub reads it in what a job prints."""
    place = f"file={_property(path)},line={mark.line},col={mark.column}"
    return f"::{level} {place},title={_property(title)}::{_data(message)}"


def _data(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _json(validation: Validation) -> str:
    rows = [
        {
            "path": visible(one.path), "line": one.line, "column": one.column, "end_column": one.end_column,
            "severity": "error" if one.is_error else "warning", "code": one.code,
            "title": CODES[one.code].title, "message": one.message,
        }
        for one in validation.diagnostics
    ]  # fmt: skip
    document = {
        "schema_version": "1", "schemes": validation.schemes, "examples": validation.examples,
        "errors": validation.errors, "diagnostics": rows,
    }  # fmt: skip
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
