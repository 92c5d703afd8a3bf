"""What a maintainer means who writes a natural French word in place of a key or a value of the format.

Two tables, from a folded word (no accent, no capital, a space for ``_``, ``-`` and ``'``) to the right ones, the likeliest
first; which of them the place knows decides. A word in no table is likened by its letters.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeAlias

from aidnum.french import fold, nearest, stem

Meant: TypeAlias = Mapping[str, tuple[str, ...]]

KEYS: Meant = {
    # the file
    "aides": ("schemes",), "dispositif": ("schemes",), "dispositifs": ("schemes",), "fiches": ("schemes",),
    "lois": ("laws",), "regles": ("laws", "eligibility"), "versements": ("payments",), "recuperations": ("recoveries",),
    "conseils": ("councils",), "assemblees": ("councils",),
    "echeances": ("delays",), "vocabulaire": ("vocabulary",),
    # a scheme
    "accroche": ("summary",), "annee": ("date",), "but": ("summary",), "calendrier": ("calendar",), "code": ("id",),
    "conditions requises": ("conditions",), "couts": ("costs",), "criteres": ("eligibility",), "cumul": ("stacking",),
    "cumuls": ("stacking",), "dates": ("calendar",), "demande": ("apply",), "demander": ("apply", "ask"), "depot": ("apply",),
    "deposer": ("apply",), "description": ("summary",), "eligibilite": ("eligibility",), "exemple": ("examples",),
    "exemples": ("examples",), "financeur": ("organisations", "payer"), "financeurs": ("organisations",),
    "financement": ("funding",), "identifiant": ("id",), "intitule": ("title",), "lien": ("url",), "adresse": ("url",),
    "libelle": ("label", "title"), "nom": ("name", "title", "label"), "nom court": ("short",), "organisme": ("organisations",),
    "organismes": ("organisations",), "organisation": ("organisations",), "objet": ("summary",), "page": ("url",),
    "porteurs": ("organisations",), "programme": ("programme",), "remarque": ("note", "notes"), "remarques": ("notes",),
    "reserve": ("caution",), "resume": ("summary",), "sigle": ("short",), "site": ("url",), "suite": ("successor",),
    "suivant": ("successor",), "successeur": ("successor",), "territoires": ("territoire",), "titre": ("title",),
    "vigilance": ("caution",), "zone": ("territoire",),
    # a source
    "confiance": ("confidence",), "consulte": ("checked",), "consulte le": ("checked",), "fiabilite": ("confidence",),
    "lu": ("checked",), "lu le": ("checked",), "date de la page": ("dated",), "datee": ("dated",), "page du": ("dated",),
    "publie le": ("dated",), "verifie": ("checked",), "verifie le": ("checked",),
    # a funding
    "aide maximale": ("ceiling",), "aide minimale": ("floor",), "assiette": ("base", "costs"), "base": ("base",),
    "bonification": ("bonuses",), "bonifications": ("bonuses",), "cout minimum": ("minimum_cost",), "depenses": ("costs",),
    "depense minimum": ("minimum_cost",), "forfait": ("flat",), "gratuit": ("free",), "majoration": ("bonuses",),
    "majorations": ("bonuses",), "base ht": ("basis",), "montant": ("amount", "flat"),
    "montant maximum": ("ceiling", "amount_max"), "montant minimum": ("floor", "amount_min"), "payeur": ("payer",),
    "plafond": ("ceiling",), "plafond assiette": ("base_ceiling",), "plafond d assiette": ("base_ceiling",),
    "plafond de depenses": ("base_ceiling",), "plancher": ("floor",),
    "sorte": ("kind",), "taux": ("rate",), "tranches": ("bands", "slices"), "paliers": ("slices",),
    "type d aide": ("kind",), "nature": ("nature", "kind"),
    "ajoute": ("add",), "multiplie": ("multiply",), "coefficient": ("multiply",), "jusqu a": ("up_to", "until"),
    "quand": ("when",), "si": ("when",), "par": ("per",), "annees": ("years",),
    "sauf": ("except", "not"), "hors": ("except",), "exclus": ("except", "excludes"), "exclut": ("excludes",),
    "seulement": ("only",), "uniquement": ("only",), "incertain": ("uncertain",), "a confirmer": ("uncertain",),
    "part": ("share",), "limite": ("limit", "limits"), "limites": ("limits",), "listes": ("lists",), "texte": ("text",),
    # a law
    "avec": ("with",), "cede": ("at_least_yields",), "niveau": ("level",), "redaction": ("wordings",),
    "redactions": ("wordings",), "versions": ("wordings",),
    # a payment, a recovery
    "avance": ("advance",), "acomptes": ("instalments",), "acompte": ("instalments",), "usage": ("usual",),
    "d usage": ("usual",), "delai": ("delays",), "delais": ("delays",),
    # a form
    "case": ("boxes",), "cases": ("boxes",), "champs": ("boxes",), "choix": ("options",), "facultatif": ("optional",),
    "indice": ("hint",), "prefixe": ("prefix",), "prend": ("takes",), "formulaire": ("forms",), "formulaires": ("forms",),
    # a calendar
    "appels": ("windows",), "cloture": ("closes",), "date d ouverture": ("opens",), "date de cloture": ("closes",),
    "date limite": ("closes",), "debut": ("opens", "from"), "depuis": ("since", "from"), "derniere cloture": ("last_closed",),
    "etapes": ("stages",), "etat": ("state",), "ferme": ("closes",), "fermeture": ("closes",), "fin": ("closes", "until"),
    "ouvert": ("opens",), "ouverture": ("opens",), "ouvre": ("opens",), "periode": ("windows",), "periodes": ("windows",),
    "sessions": ("windows",), "statut": ("state", "verdict"), "vu ferme": ("seen_closed",), "vu ouvert": ("seen_open",),
    "aussi": ("also",),
    # how to apply
    "contact": ("contact",), "demarrage": ("start_before_decision",), "documents": ("documents",), "guichet": ("where",),
    "ou": ("where", "any"), "pieces": ("documents",), "pieces a fournir": ("documents",),
    "commencer avant": ("start_before_decision",), "debut avant decision": ("start_before_decision",),
    # an example
    "attendu": ("expect",), "attente": ("expect",), "jour": ("date",), "manque": ("missing",), "manquants": ("missing",),
    "profil": ("profile",), "resultat": ("expect",), "montant min": ("amount_min",), "montant max": ("amount_max",),
    # a rule
    "tous": ("all",), "toutes": ("all",), "et": ("all",), "un de": ("any",), "une de": ("any",), "l un": ("any",),
    "aucun": ("not",), "non": ("not",), "pas": ("not",), "environ": ("about",), "a partir de": ("at_least",),
    "au moins": ("at_least",), "minimum": ("at_least", "floor"), "min": ("at_least",), "gte": ("at_least",),
    "plus de": ("above",), "gt": ("above",), "au plus": ("at_most",), "maximum": ("at_most", "ceiling", "maximum"),
    "max": ("at_most",), "lte": ("at_most",), "moins de": ("below",), "inferieur a": ("below",), "lt": ("below",),
    "superieur a": ("above",), "intercommunalites": ("epci",), "intercommunalite": ("epci",),
    # a word of the vocabulary
    "aide": ("help",), "categories": ("cost_categories",), "categories de couts": ("cost_categories",), "court": ("short",),
    "domaines": ("fields",), "engagement": ("commitment",), "faits": ("facts",), "membres": ("members",),
    "payeurs": ("payers",), "synonymes": ("aliases",), "unite": ("unit",), "valeurs": ("values",),
}  # fmt: skip

_CLOSED = ("closed", "windows: [{closes: 2026-06-30}]")  # a calendar has no such state: a closed aid gives its periods
VALUES: Mapping[str, Meant] = {
    "kind": {
        "subvention": ("grant",), "subventions": ("grant",), "aide": ("grant",), "don": ("grant",), "dotation": ("grant",),
        "pret": ("loan",), "emprunt": ("loan",), "avance": ("advance",), "avance remboursable": ("advance",),
        "ingenierie": ("engineering",), "accompagnement": ("engineering",), "conseil": ("engineering",),
        "assistance": ("engineering",), "outil": ("service",), "prestation": ("service",),
        "nombre": ("number",), "choix": ("choice",), "liste": ("tags",), "mots": ("tags",), "oui non": ("flag",),
        "booleen": ("flag",), "case": ("flag",),
    },
    "confidence": {
        "haute": ("high",), "haut": ("high",), "elevee": ("high",), "forte": ("high",), "bonne": ("high",), "sure": ("high",),
        "moyenne": ("medium",), "moyen": ("medium",), "basse": ("low",), "bas": ("low",), "faible": ("low",),
    },
    "basis": {
        "hors taxes": ("ht",), "hors taxe": ("ht",), "toutes taxes comprises": ("ttc",), "toutes taxes": ("ttc",),
    },
    "state": {
        "ouvert": ("open", "rolling"), "ouverte": ("open", "rolling"), "permanent": ("rolling",), "permanente": ("rolling",),
        "continu": ("rolling",), "au fil de l eau": ("rolling",), "en continu": ("rolling",), "annuel": ("recurring",),
        "annuelle": ("recurring",), "tous les ans": ("recurring",), "recurrent": ("recurring",), "epuise": ("exhausted",),
        "epuisee": ("exhausted",), "consomme": ("exhausted",), "a venir": ("upcoming", "windows: [{opens: 2027-01-15}]"),
        "prochain": ("upcoming", "windows: [{opens: 2027-01-15}]"), "clos": _CLOSED, "close": _CLOSED, "ferme": _CLOSED,
        "fermee": _CLOSED, "termine": _CLOSED, "terminee": _CLOSED, "open": ("rolling",), "closed": _CLOSED,
    },
    "verdict": {
        "a confirmer": ("to_confirm",), "possible": ("to_confirm",), "peut etre": ("to_confirm",),
        "ineligible": ("ineligible",), "non eligible": ("ineligible",), "non": ("ineligible",),
        "refuse": ("ineligible",), "oui": ("eligible",),
    },
    "level": {
        "alerte": ("warning",), "avertissement": ("warning",), "a verifier": ("warning",), "regle": ("rule",), "loi": ("rule",),
    },
    "nature": {"investissement": ("investment",), "fonctionnement": ("running",)},
    "costs": {"investissement": ("investment",), "tout": ("all",), "tous": ("all",)},
    "of": {"assiette": ("base",), "cout": ("cost",), "financement": ("financing",)},
    "start_after": {
        "reception": ("receipt",), "accuse de reception": ("receipt",), "depot": ("receipt",), "complet": ("complete",),
        "dossier complet": ("complete",),
    },
    "changeable": {"hausse": ("up",), "baisse": ("down",), "tout": ("any",)},
}  # fmt: skip
_ANYWHERE: Meant = {
    "oui": ("oui", "yes"), "o": ("oui", "yes"), "y": ("oui", "yes"), "vrai": ("oui", "yes"),
    "true": ("oui", "yes"), "1": ("oui", "yes"), "on": ("oui", "yes"),
    "non": ("non", "no"), "n": ("non", "no"), "faux": ("non", "no"), "false": ("non", "no"),
    "0": ("non", "no"), "off": ("non", "no"),
    "inconnu": ("unknown",), "inconnue": ("unknown",), "inconnus": ("unknown",), "non connu": ("unknown",),
    "non precise": ("unknown",), "variable": ("unknown",), "?": ("unknown",), "nc": ("unknown",),
}  # fmt: skip


def keys_meant(word: str) -> tuple[str, ...]:
    """The keys that a French word may mean, the likeliest first."""
    return KEYS.get(fold(word), ())


def key_meant(word: str, known: Collection[str]) -> str | None:
    """The one of the `known` keys that a word surely means: by the table, or but for case, accents and a plural."""
    found = next((key for key in keys_meant(word) if key in known), None)
    return found or {stem(fold(key)): key for key in known}.get(stem(fold(word)))


def value_meant(key: str, word: str, known: Collection[str]) -> list[str]:
    """What a value of a key may mean: by the tables, else the nearest of the `known` values by its letters.

    What holds a colon is no value but what to write in place of the key.
    """
    folded = fold(word)
    right = (*VALUES.get(key, {}).get(folded, ()), *_ANYWHERE.get(folded, ()))
    return [value for value in right if value in known or ":" in value] or nearest(word, known, 1)
