"""The codes of diagnostics: stable names, what each means, and how to mend it. ``docs/diagnostics.md`` is made from here."""

from __future__ import annotations

from typing import NamedTuple


class Code(NamedTuple):
    """A kind of fault, explained to whoever maintains a catalogue."""

    title: str
    meaning: str
    wrong: str
    right: str


CODES: dict[str, Code] = {
    "Y001": Code(
        "syntaxe YAML",
        "Le fichier ne se lit pas comme du YAML : deux-points ou apostrophe sans guillemets, indentation irrégulière, guillemet non fermé.",
        "title: Aide : volet 1",
        'title: "Aide : volet 1"',
    ),
    "Y002": Code("tabulation", "YAML s'indente avec des espaces.", "\\ttitle: Aide", "  title: Aide"),
    "Y003": Code(
        "espace insécable",
        "Une espace insécable, souvent collée depuis un traitement de texte, sert d'indentation ou suit des deux-points.",
        "title:\u00a0Aide",
        "title: Aide",
    ),
    "Y004": Code("clé en double", "La même clé est donnée deux fois dans un groupe ; YAML garderait la dernière en silence.", "rate: 50%\nrate: 75%", "rate: 50%"),
    "Y005": Code("ancre ou renvoi", "Les ancres (&) et renvois (*) sont refusés : chaque fiche se lit seule.", "rate: *taux", "rate: 50%"),
    "Y006": Code("étiquette de type", "Les étiquettes (!!str, !autre) sont refusées.", "title: !!str Aide", "title: Aide"),
    "Y007": Code("clé de fusion", "La clé « << » est refusée : elle cache d'où vient une valeur.", "<<: {rate: 50%}", "rate: 50%"),
    "Y008": Code("trop grand", "Le fichier est trop profond (32 niveaux) ou trop grand (5 Mo, 500 000 éléments).", "all: {all: {all: {…}}}", "une règle de moins de 32 niveaux"),
    "Y009": Code("encodage", "Le fichier n'est pas en UTF-8.", "un fichier enregistré en « ANSI » ou en UTF-16", "le même, enregistré en UTF-8"),
    "Y010": Code("plusieurs documents", "Un fichier contient un seul document.", "---\nversion: 1\n---\nversion: 1", "version: 1"),
    "Y011": Code("fichier vide", "Le fichier ne contient rien, ou seulement des commentaires.", "# à faire", "version: 1\nschemes: […]"),
    "Y012": Code("clé non textuelle", "Une clé est un mot, pas une liste ni un groupe.", "? [a, b] : 1", "a: 1"),
    "Y013": Code("valeur vide", "Une clé est donnée sans valeur.", "summary:", 'summary: "Ce que finance l\'aide."'),
    "Y014": Code("racine", "La racine du fichier est un groupe de clés : version, schemes, vocabulary.", "- id: x", "version: 1\nschemes:\n  - id: x"),
    "Y015": Code("caractère interdit", "Un caractère de contrôle, invisible ou incomplet se cache dans le texte.", 'title: "A\\u202Eide"', "title: Aide"),
    "M001": Code(
        "valeur illisible",
        "La valeur n'a pas la forme attendue : nombre, montant, taux, date, mot d'une liste, groupe de clés.",
        "opens: 31/12/2026",
        "opens: 2026-12-31",
    ),
    "M002": Code("clé manquante", "Une clé obligatoire n'est pas donnée.", "- id: aide", "- id: aide\n  title: …"),
    "M003": Code("clé inconnue", "La clé n'existe pas à cet endroit ; le message propose la plus proche. Les clés « x-… » sont libres.", "populaton: {at_least: 5}", "population: {at_least: 5}"),
    "M004": Code("version", "La version du format n'est pas celle que cet aidnum lit.", "version: 9", "version: 1"),
    "V001": Code("fait inconnu", "La règle teste un fait que le vocabulaire ne déclare pas, ou un fait d'une autre sorte.", "- habitants: {at_least: 5}", "- population: {at_least: 5}"),
    "V002": Code("valeur inconnue", "La valeur n'est pas de celles que le fait peut prendre.", "- type: [dematerialization]", "- type: [dematerialisation]"),
    "V003": Code("règle mal formée", "Une règle est all, any, not, ou un seul fait avec un test de sa sorte.", "- population: 3500", "- population: {at_least: 3500}"),
    "V004": Code("intervalle vide", "Aucun nombre ne satisfait les bornes ensemble.", "population: {at_least: 5000, at_most: 3500}", "population: {at_least: 3500, at_most: 5000}"),
    "V005": Code("catégorie de coût inconnue", "La catégorie n'est pas dans le vocabulaire.", "except: [salaire]", "except: [personnel]"),
    "V006": Code("vocabulaire contradictoire", "Un mot du vocabulaire renvoie à un mot absent, ou a deux sens.", "members: [communne]", "members: [commune]"),
    "V007": Code("payeur inconnu", "Le mot n'est pas l'un des payeurs que le vocabulaire déclare sous « payers ».", "payer: etats", "payer: etat"),
    "S001": Code(
        "demandeur absent",
        "Chaque dispositif dit qui peut le demander, dans un critère à part, directement sous « all ».",
        "eligibility: {type: [donnees]}",
        "eligibility:\n  all:\n    - collectivite: [collectivites]\n    - type: [donnees]",
    ),
    "R001": Code("source inconnue", "Le renvoi à une source ne correspond à aucun « id » de « sources ».", "source: artcle", "source: article"),
    "R002": Code("dispositif inconnu", "« successor », « stacking » ou « at_most_aid_of » nomme un dispositif qui n'est dans aucun fichier lu.", "successor: detr-2", "successor: detr"),
    "R003": Code("identifiant en double", "Deux dispositifs portent le même « id », et seul le premier est gardé ; ou deux sources d'un dispositif ; ou deux règles de droit.", "- id: detr\n- id: detr", "- id: detr\n- id: detr-2"),
    "C001": Code("dates à l'envers", "Une période se ferme avant de s'ouvrir ou est vue ouverte en dehors de ses dates, ou une page est lue avant le jour qu'elle porte.", "opens: 2021-05-28\ncloses: 2021-01-25", "opens: 2021-01-25\ncloses: 2021-05-28"),
    "C002": Code("périodes qui se chevauchent", "Deux périodes de dépôt du même dispositif se recouvrent.", "closes: 2021-06-30 puis opens: 2021-06-01", "closes: 2021-05-31 puis opens: 2021-06-01"),
    "C003": Code(
        "rédactions qui se chevauchent",
        "Deux rédactions d'une règle de droit valent le même jour : la première se termine la veille de la suivante, « until ». "
        "Celle qui ne dit pas ses dates a celles de la règle.",
        "- {from: 2011-05-13}\n- {from: 2021-10-06}",
        "- {from: 2011-05-13, until: 2021-10-05}\n- {from: 2021-10-06}",
    ),
    "F001": Code("financement incohérent", "Deux clés d'un financement se contredisent, et l'une resterait sans effet.", "rate: 50%\nslices: [{rate: 40%}]", "rate: 50%"),
    "F002": Code(
        "paliers mal rangés",
        "Les bornes « up_to » des paliers montent, comptées depuis 0, et seul le dernier peut s'en passer : sinon un palier ne sert jamais.",
        "slices: [{rate: 40%}, {up_to: 50000, rate: 20%}]",
        "slices: [{up_to: 50000, rate: 40%}, {rate: 20%}]",
    ),
    "E001": Code("exemple en échec", "L'exemple n'obtient pas le résultat qu'il attend.", "expect: {verdict: eligible}", "expect: {verdict: to_confirm}"),
    "E002": Code("exemple illisible", "Le profil ou les coûts de l'exemple ne se lisent pas.", "profile: {populatoin: 500}", "profile: {population: 500}"),
    "L001": Code("texte coupé", "La fin d'un texte sans guillemets est lue comme un commentaire.", "title: Appel #2 numérique", 'title: "Appel #2 numérique"'),
    "L002": Code("guillemets typographiques", "Les guillemets “ ” ou « » autour d'une valeur en font partie.", "title: “Aide”", 'title: "Aide"'),
    "L003": Code("règle impossible", "Deux critères d'un même « all » ne peuvent pas être vrais ensemble.", "- population: {below: 10}\n- population: {at_least: 20}", "- population: {below: 10}"),
    "L004": Code(
        "territoire inconnu",
        "Aucun département, région, EPCI ou commune d'aujourd'hui ne porte ce code : personne ne verrait le dispositif. "
        "Une commune s'écrit par son code Insee, un EPCI par son SIREN.",
        'communes: ["84999"]',
        'communes: ["84007"]',
    ),
    "L005": Code(
        "critère d'un autre fait",
        "Le critère, ou le profil d'un exemple, nomme sous un fait ce qu'un autre fait dit : un mot de domaine donné comme type, "
        "ou l'ancien nom d'un domaine. Il est lu comme le message l'écrit, et la fiche reste utilisable.",
        "- type: [mediatheque, donnees]",
        "- any:\n    - domaine: [bibliotheque]\n    - type: [donnees]",
    ),
    "L006": Code(
        "critère sans effet",
        "Le critère nomme toutes les valeurs d'un fait : il ne borne rien, mais fait poser une question. "
        "Un dispositif ouvert à tous les types de projet n'a pas de critère « type ».",
        "- collectivite: [commune]\n- type: [donnees, …, archivage]",
        "- collectivite: [commune]",
    ),
    "L007": Code(
        "trou entre deux tranches",
        "Un nombre ne va à aucune des tranches d'un financement, alors qu'un plus petit et un plus grand y vont : "
        "qui s'y trouve n'aurait ni montant ni verdict sûr. Souvent, une borne « below » devait être « at_most ».",
        "- {when: {population: {below: 5000}}, rate: 35%}\n- {when: {population: {above: 5000}}, rate: 25%}",
        "- {when: {population: {at_most: 5000}}, rate: 35%}\n- {when: {population: {above: 5000}}, rate: 25%}",
    ),
}  # fmt: skip
