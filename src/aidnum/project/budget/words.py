"""The words by which people lay out a budget: what a column holds, where a section begins, which line is a total.

They are the shape of the table. What a cost *is* belongs to the vocabulary.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from aidnum.french import fold
from aidnum.model.budget import NATURE_WORDS, read_vat
from aidnum.model.reading import Unreadable

if TYPE_CHECKING:
    from decimal import Decimal

    from aidnum.model.profile import Basis


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WITH_SIDE = _set(
    "d de des du les la le l et en section sections investissement fonctionnement invest fonct previsionnel "
    "previsionnels previsionnelle previsionnelles attendu attendus attendue attendues sources origine publics public "
    "montant montants ht ttc € euros total projet operation i ii a b 1 2"
)
_SHORT = (("h.t", "ht "), ("t.t.c", "ttc "), ("t.v.a", "tva "), ("s/total", "sous total "), ("p.u", "pu "), ("qté", "qte "))
_WORD = "[a-z0-9]+|%|€"
EXPENSES = frozenset(("depense", "depenses", "charges", "emplois"))
RESOURCES = frozenset(
    ("recette", "recettes", "ressource", "ressources", "financeur", "financeurs", "financement", "financements", "cofinanceurs")
)
AMOUNTS = _set(
    "montant montants cout couts prix somme sommes estimation estimatif chiffrage euro euros eur € amount budget total"
)
LABELS = _set(
    "libelle libelles poste postes intitule intitules designation objet label description prestation prestations "
    "depense depenses action actions element elements rubrique rubriques lot lots detail details article articles"
)
CATEGORIES = frozenset(("categorie", "categories", "type", "famille", "category"))
ACCOUNTS = frozenset(("compte", "comptes", "imputation", "imputations", "m57", "chapitre"))
QUANTITIES = frozenset(("quantite", "quantites", "qte", "qtes", "nombre", "nb", "nbre", "quantity"))
UNITS = frozenset(("unitaire", "unitaires", "unit", "pu"))
SHARES = frozenset(("%", "taux", "pourcentage", "part", "pourcentages"))
_PERCENT = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,2})?\s*%")
_THOUSANDS = re.compile(r"(?i)\bk ?(?:€|euros?\b|eur\b)|\bmilliers d.euros\b")
_INVESTMENT = frozenset(("investissement", "investissements", "invest", "investment"))
_RUNNING = frozenset(("fonctionnement", "fonct", "running", "fonctionnements"))
_SECTION = _set("section sections depense depenses de d en part partie cout couts budget total recette recettes i ii")
_TOTALS = frozenset(("total", "totaux", "totale", "totales", "global", "globale"))
_FOOT = _set("ht ttc montant prix cout net a payer toutes taxes hors comprises")
DISCOUNTS = frozenset(("remise", "remises", "rabais", "ristourne", "ristournes", "avoir", "deduction"))
_GLOBAL = _set("global globale general generale total totale ensemble")
_BEFORE_TOTAL = _set("sous grand montant montants cout couts budget depenses recettes s st prix ss")
_OPTIONS = _set("option options optionnel optionnels optionnelle optionnelles variante variantes")
_GIVES = _set("subvention subventions aide aides dotation dotations participation participations cofinancement cofinancements")
NOTHING = frozenset(
    ("offert", "offerte", "offerts", "inclus", "incluse", "inclues", "compris", "comprise", "gratuit", "gratuite", "neant")
)
_DASHES = frozenset(("-", "–", "—", "--", "/", "s.o.", "so", "sans objet"))
_OWN = (
    *("autofinancement", "auto financement", "fonds propres", "fond propre", "part communale", "part propre"),
    *("ressources propres", "apport propre", "budget propre", "reste a charge", "reste a financer", "maitre d ouvrage"),
    *("part de la commune", "part de la collectivite", "part collectivite", "part de la communaute", "part intercommunale"),
)
_BESIDE_OWN = _set("solde a la le de du l charge collectivite financer payer restant projet participation apport")
_LOAN = ("emprunt", "emprunts", "pret", "prets")
_FCTVA = ("fctva", "fonds de compensation de la tva", "fonds de compensation pour la tva")


@lru_cache(2_000)
def words(text: str) -> tuple[str, ...]:
    """The words of a text, case and accents aside, with the signs % and €; ``H.T.`` is a word."""
    spelled = text.casefold()
    for written, word in _SHORT:
        spelled = spelled.replace(written, word)
    return tuple(re.findall(_WORD, fold(spelled)))


def basis_said(said: tuple[str, ...]) -> Basis | None:
    """Before tax or with it, as words say; None when they say neither, or both."""
    text = " ".join(said)
    before = "ht" in said or "hors taxe" in text
    after = "ttc" in said or "toutes taxes" in text
    if before == after:
        return None
    return "ht" if before else "ttc"


def rate_said(text: str) -> Decimal | None:
    """The first rate that a text writes: 20 % in « TVA (20%) »."""
    for written in _PERCENT.findall(text):
        try:
            return read_vat(written)
        except Unreadable:
            continue
    return None


def is_in_thousands(text: str) -> bool:
    """Whether amounts are said to be in thousands of euros."""
    return _THOUSANDS.search(text) is not None


def nature_said(said: tuple[str, ...]) -> str | None:
    """Investment or running cost, as words say; None when they say neither, or both."""
    before, after = bool(_INVESTMENT.intersection(said)), bool(_RUNNING.intersection(said))
    if before == after:
        return None
    return "investment" if before else "running"


def says_both_natures(said: tuple[str, ...]) -> bool:
    """Whether words speak of investment and of running costs: « Investissement / fonctionnement »."""
    return bool(_INVESTMENT.intersection(said)) and bool(_RUNNING.intersection(said))


def is_nature(text: str) -> bool:
    """Whether a cell says a nature and nothing else."""
    return nature_of(text) is not None


def nature_of(text: str) -> str | None:
    """The nature that a cell says: ``Invest.``, ``F``, ``Section de fonctionnement``; None for other words."""
    said = words(text)
    alone = NATURE_WORDS.get(" ".join(said))
    return alone or (nature_said(said) if _SECTION.union(_INVESTMENT, _RUNNING).issuperset(said) else None)


def side_said(said: tuple[str, ...]) -> str | None:
    """Which side begins: ``expenses`` or ``resources``; None for other words, and for a title of both."""
    spends, brings = bool(EXPENSES.intersection(said)), bool(RESOURCES.intersection(said))
    if spends == brings or (brings and not RESOURCES.union(_WITH_SIDE).issuperset(said)):
        return None  # « Ressources humaines », « Plan de financement »
    return "expenses" if spends else "resources"


def is_section(said: tuple[str, ...]) -> bool:
    """Whether words do nothing but open a section."""
    return nature_said(said) is not None and _SECTION.union(_INVESTMENT, _RUNNING).issuperset(said)


def is_total(said: tuple[str, ...]) -> bool:
    """Whether a label is that of a total: « Sous-total matériel », « Coût total HT », or « TTC » alone."""
    if not said:
        return False
    if (_FOOT.issuperset(said) and basis_said(said)) or said == ("net", "a", "payer"):
        return True
    return said[0] in _TOTALS or (len(said) > 1 and said[1] in _TOTALS and said[0] in _BEFORE_TOTAL)


def basis_of_total(said: tuple[str, ...]) -> Basis | None:
    """What a total is, as it says: what is to pay is with tax."""
    return "ttc" if "payer" in said else basis_said(said)


def is_part(said: tuple[str, ...]) -> bool:
    """Whether a total says itself that it is one of a part."""
    return said[:1] in (("sous",), ("s",), ("ss",), ("st",))


def is_bare_total(said: tuple[str, ...]) -> bool:
    """Whether a total names nothing that it would be the total of."""
    bare = (
        _TOTALS
        | _FOOT
        | AMOUNTS
        | EXPENSES
        | RESOURCES
        | {"general", "generaux", "du", "de", "des", "le", "projet", "operation"}
    )
    return bare.union(_BEFORE_TOTAL).issuperset(said) and not is_part(said)


def is_vat(said: tuple[str, ...]) -> bool:
    """Whether a label is that of the tax at the foot of a table."""
    return "tva" in said[:2] and (said[0] in ("tva", "montant", "dont", "total", "taux"))


def is_discount(said: tuple[str, ...]) -> bool:
    """Whether a label is that of a discount; « Remise en service » isn't."""
    return bool(said) and said[0] in DISCOUNTS and said[1:2] not in (("en",), ("a",), ("aux",))


def is_global(said: tuple[str, ...]) -> bool:
    """Whether a discount says that it is of all that stands above it."""
    return bool(_GLOBAL.intersection(said))


def is_option(said: tuple[str, ...]) -> bool:
    """Whether a label is that of what may be bought beside the rest: « Option : serveur », « Tranche optionnelle »."""
    return bool(_OPTIONS.intersection(said[:2]))


def gives(said: tuple[str, ...]) -> bool:
    """Whether a label begins as that of a resource: « Subvention DETR »."""
    return bool(_GIVES.intersection(said[:1])) or said[:3] == ("fonds", "de", "concours")


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is nothing to pay: « offert », « compris dans le lot », a dash."""
    said = words(text)
    return text.strip().casefold() in _DASHES or (said[:1] != () and said[0] in NOTHING and not any(map(str.isdigit, text)))


def own_share(name: str) -> str | None:
    """Which part of the own share a resource is: ``own``, ``loan``, or ``fctva``, which comes later; None for an aid."""
    said = f" {' '.join(words(name))} "
    if {"collectivite", "solde"}.intersection(words(name)) and _BESIDE_OWN.issuperset(words(name)):
        return "own"
    for kind, known in (("fctva", _FCTVA), ("loan", _LOAN), ("own", _OWN)):
        if any(f" {word} " in said for word in known):
            return kind
    return None
