"""How an error is told to who typed a command line: its hint names the options and commands that errors know nothing of."""

from __future__ import annotations

from aidnum.errors import (
    AidnumError,
    AloneTogether,
    CostsTwice,
    InFile,
    NoCatalogue,
    NoCosts,
    NoLongerOpen,
    NoPlan,
    NothingGranted,
    NothingToFund,
    NotInPlan,
    NotToExpect,
    RateLacks,
    RateOfUnknownCosts,
    SeveralInFile,
    UnknownCode,
    UnknownFact,
    UnknownScheme,
    UnknownTax,
    UnknownValue,
    WhoDecides,
    WhoPays,
)
from aidnum.french import plural

MOST = 100
_MENDED_BY: dict[type[AidnumError], str] = {
    NoCatalogue: "Donner un fichier avec --catalogue, ou retirer --no-shipped.",
    NothingGranted: "Avec --sans FICHE.",
    NoLongerOpen: "Déjà accordée : --acquis FICHE=EUROS. Promise : --attendu FICHE=EUROS.",
    NotToExpect: "Déjà accordée tout de même : --acquis FICHE=EUROS.",
    RateLacks: "Par exemple --tva 20%.",
    RateOfUnknownCosts: "Donner le taux de TVA : --tva 20%. Ou la somme : --attendu FICHE=EUROS.",
    NoCosts: "Donner --cout CATEGORIE=EUROS ou --budget FICHIER.",
    NothingToFund: "Donner les coûts : --cout CATEGORIE=EUROS, ou --budget FICHIER.",
    UnknownTax: "Donner le taux de TVA : --tva 20%. Ou la somme : --attendu FICHE=EUROS.",
    NoPlan: "Imposer une aide : --retenir FICHE, ou --attendu FICHE=EUROS.",
    NotInPlan: "Avec --attendu FICHE=EUROS, ou --sans FICHE.",
    WhoDecides: "Nommer la collectivité, ou donner --collectivite.",
    WhoPays: "Nommer d'abord le maître d'ouvrage, puis chaque membre ; la part de chacun : --autre NOM=EUROS:commune. "
    "Le maître d'ouvrage paie seul : --fait paie_seul=oui.",
    UnknownCode: "Le trouver : aidnum territory NOM.",
    UnknownFact: "La liste : aidnum facts.",
}


def spoken(error: AidnumError) -> tuple[str, str | None]:
    """The sentence of an error, and its hint."""
    match error:
        case CostsTwice():
            return "--cout et --budget donnent tous deux les coûts", error.hint
        case AloneTogether():
            hint = "Retirer --seul, ou ne nommer qu'une collectivité."
            return "--seul et plusieurs collectivités se contredisent", hint
        case InFile():
            return error.message, spoken(error.error)[1]
        case UnknownScheme():
            return error.message, _with("La liste : aidnum list.", error.hint)
        case UnknownValue():
            bare = "Un nom se donne sans option : aidnum check NOM." if error.fact == "collectivite" else None
            return error.message, _with(_with(error.hint, bare), f"Les valeurs possibles : aidnum facts {error.fact}.")
    return error.message, _with(error.hint, _MENDED_BY.get(type(error)))


def spoken_lines(error: AidnumError) -> tuple[str, ...]:
    """The lines below an error's sentence; of a file, what is wrong in it, each with its own hint."""
    if not isinstance(error, SeveralInFile):
        return error.lines
    told = [
        f"{sentence.removesuffix('.')}. {hint}" if hint else sentence for sentence, hint in map(spoken, error.errors[:MOST])
    ]
    left = len(error.errors) - MOST
    return (*told, f"et {plural(left, 'autre', 'autres')}") if left > 0 else tuple(told)


def _with(hint: str | None, more: str | None) -> str | None:
    return " ".join(filter(None, (hint, more))) or None
