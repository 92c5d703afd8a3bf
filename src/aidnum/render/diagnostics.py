"""Diagnostics in four formats: long (source line and caret), court (one line), json, github (annotations)."""

import json

from aidnum.catalogue.codes import CODES, Code
from aidnum.catalogue.diagnostics import Diagnostic
from aidnum.catalogue.lint import Validation
from aidnum.french import plural, visible

MOST = 100
MOST_SHOWN = 200
FORMATS = ("long", "court", "json", "github")


def render(validation: Validation, name: str) -> str:
    """The diagnostics of a validation in one of :data:`FORMATS`; texts stop after a hundred and say how many are left."""
    if name == "json":
        return _json(validation)
    write = {"long": _long, "court": _short, "github": _github}[name]
    shown = [write(diagnostic, validation.texts.get(diagnostic.path, "")) for diagnostic in validation.diagnostics[:MOST]]
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


def _short(diagnostic: Diagnostic, _text: str) -> str:
    place = f"{diagnostic.path}:{diagnostic.line}:{diagnostic.column}"
    return visible(f"{place}: {diagnostic.severity}[{diagnostic.code}] {diagnostic.message}")


def _long(diagnostic: Diagnostic, text: str) -> str:
    lines = text.split("\n")
    before, after = _around(lines[diagnostic.line - 1] if diagnostic.line <= len(lines) else "", diagnostic.column - 1)
    gutter = f"{diagnostic.line:>5} | "
    caret = " " * len(gutter + before) + "^"
    return f"{_short(diagnostic, text)}\n{gutter}{before}{after}\n{caret}"


def _around(line: str, index: int) -> tuple[str, str]:
    """What to show of a line before and from an index: all of it, or what stands near."""
    before, after = line[:index], line[index:]
    if len(before) > MOST_SHOWN:
        before = f"…{before[-MOST_SHOWN:]}"
    if len(after) > MOST_SHOWN:
        after = f"{after[:MOST_SHOWN]}…"
    return visible(before.replace("\t", " ")), visible(after.replace("\t", " "))


def _github(diagnostic: Diagnostic, _text: str) -> str:
    level = "error" if diagnostic.is_error else "warning"
    place = f"file={_property(diagnostic.path)},line={diagnostic.line},col={diagnostic.column}"
    return f"::{level} {place},title={diagnostic.code}::{_data(diagnostic.message)}"


def _data(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _json(validation: Validation) -> str:
    rows = [
        {
            "path": visible(one.path), "line": one.line, "column": one.column,
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
