"""How an error is told to who typed a command line: its hint names the options and commands that errors know nothing of."""

from __future__ import annotations

from aidnum.errors import (
    AidnumError,
    AloneTogether,
    CostsTwice,
    InFile,
    NoCatalogue,
    NoCosts,
    UnknownFact,
    UnknownScheme,
    UnknownValue,
)


def spoken(error: AidnumError) -> tuple[str, str | None]:
    """The sentence of an error, and its hint."""
    match error:
        case CostsTwice():
            return "--cout et --budget donnent tous deux les coûts", error.hint
        case AloneTogether():
            hint = "Retirer --seul, ou ne nommer qu'une collectivité."
            return "--seul et plusieurs collectivités se contredisent", hint
    return error.message, _hint(error)


def _hint(error: AidnumError) -> str | None:
    match error:
        case InFile():
            return _hint(error.error)
        case NoCatalogue():
            return "Donner un fichier avec --catalogue, ou retirer --no-shipped."
        case NoCosts():
            return "Donner --cout CATEGORIE=EUROS ou --budget FICHIER."
        case UnknownFact():
            return " ".join(filter(None, (error.hint, "La liste : aidnum facts.")))
        case UnknownValue():
            return " ".join(filter(None, (error.hint, f"Les valeurs possibles : aidnum facts {error.fact}.")))
        case UnknownScheme():
            return error.hint or "La liste : aidnum list."
    return error.hint
