"""The options that commands share, one class a group; a command's options are a class that inherits the groups it takes.

Every value arrives as text and is read by aidnum's own readers: typer's conversion would make 520 of ``520.000``.
"""

from typing import Annotated, Any

from typer import Argument, Option

FACTS = "Faits"
COSTS = "Coûts"
ANSWER = "Réponse"
CATALOGUE = "Catalogue et date"


class Options:
    """The values of a command line; the annotated fields of a subclass are the options of its command."""

    def __init__(self, **values: Any) -> None:
        self.__dict__.update(values)


class AskOptions(Options):
    """Whether questions may be asked."""

    no_input: Annotated[bool, Option("--no-input", help="Ne pose jamais de question.", rich_help_panel=ANSWER)] = False


class NameOptions(AskOptions):
    """Who carries the project."""

    names: Annotated[
        list[str] | None,
        Argument(
            metavar="[NOM]…",
            help="La collectivité, nom ou code (Ploërmel 56, insee:59650, cp:59650) ; plusieurs : un projet commun.",
            show_default=False,
        ),
    ] = None
    territoire: Annotated[
        list[str] | None,
        Option("--territoire", metavar="NOM", help="De même, par option. Répétable.", rich_help_panel=FACTS),
    ] = None


class FactOptions(AskOptions):
    """What is known of the applicant and the project, one fact at a time."""

    population: Annotated[
        str | None, Option("--population", metavar="N", help="Habitants de la collectivité.", rich_help_panel=FACTS)
    ] = None
    collectivite: Annotated[
        str | None,
        Option(
            "--collectivite", metavar="PORTEUR", help="Qui porte le projet : commune, cc, departement…", rich_help_panel=FACTS
        ),
    ] = None
    type: Annotated[
        list[str] | None,
        Option("--type", metavar="TYPE", help="Type de projet : donnees, equipement… Répétable.", rich_help_panel=FACTS),
    ] = None
    domaine: Annotated[
        list[str] | None,
        Option("--domaine", metavar="DOMAINE", help="Domaine : bibliotheque, ecole… Répétable.", rich_help_panel=FACTS),
    ] = None
    mutualise: Annotated[
        bool | None,
        Option("--mutualise/--seul", help="Projet mené avec d'autres collectivités, ou seul.", rich_help_panel=FACTS),
    ] = None
    duree_mois: Annotated[
        str | None,
        Option("--duree-mois", metavar="N", help="Mois avant les premiers résultats.", rich_help_panel=FACTS),
    ] = None
    fait: Annotated[
        list[str] | None,
        Option("--fait", metavar="FAIT=VALEUR", help="Tout autre fait ; la liste : aidnum facts.", rich_help_panel=FACTS),
    ] = None


class ProfileFileOption(AskOptions):
    """The file that says it all."""

    projet: Annotated[
        str | None,
        Option(
            "--projet",
            "--profil",
            metavar="FICHIER",
            help="Le fichier d'un projet ; les options l'emportent.",
            rich_help_panel=FACTS,
        ),
    ] = None


class ProfileOptions(ProfileFileOption, FactOptions, NameOptions):
    """What is known of the applicant and the project."""


class GivenCostOptions(Options):
    """The costs, or the file that tells them."""

    cout: Annotated[
        list[str] | None,
        Option("--cout", metavar="CATEGORIE=EUROS", help="Un coût du projet, hors taxes. Répétable.", rich_help_panel=COSTS),
    ] = None
    budget: Annotated[
        str | None,
        Option("--budget", metavar="FICHIER", help="Les coûts ligne par ligne : CSV, XLSX, ODS, YAML.", rich_help_panel=COSTS),
    ] = None


class CountOptions(Options):
    """How the costs are read: where they stand, and with which tax."""

    feuille: Annotated[
        str | None,
        Option("--feuille", metavar="FEUILLE", help="La feuille du classeur où sont les coûts.", rich_help_panel=COSTS),
    ] = None
    ttc: Annotated[bool, Option("--ttc", help="Les coûts donnés sont TTC.", rich_help_panel=COSTS)] = False
    tva: Annotated[
        str | None,
        Option("--tva", metavar="TAUX", help="Le taux de TVA, qui donne le TTC du HT ou l'inverse.", rich_help_panel=COSTS),
    ] = None


class CostOptions(CountOptions, GivenCostOptions):
    """What the project costs."""


class WishOptions(Options):
    """What is wanted of a plan."""

    retenir: Annotated[
        list[str] | None, Option("--retenir", metavar="FICHE", help="Impose cette aide dans le plan. Répétable.")
    ] = None
    sans: Annotated[
        list[str] | None, Option("--sans", metavar="FICHE", help="Écarte cette aide, refusée ou non voulue. Répétable.")
    ] = None
    acquis: Annotated[
        list[str] | None, Option("--acquis", metavar="FICHE=EUROS", help="Une aide déjà accordée. Répétable.")
    ] = None
    attendu: Annotated[
        list[str] | None,
        Option("--attendu", metavar="FICHE=TAUX", help="Une aide attendue, 40% ou des euros. Répétable."),
    ] = None
    autre: Annotated[
        list[str] | None,
        Option("--autre", metavar="AIDE=EUROS[:PAYEUR]", help="Une aide qu'aucune fiche ne décrit. Répétable."),
    ] = None
    emprunt: Annotated[str | None, Option("--emprunt", metavar="EUROS", help="Ce qui est emprunté.")] = None


class ProjectOptions(WishOptions):
    """All the rest that a project file holds."""

    titre: Annotated[str | None, Option("--titre", metavar="TITRE", help="Le titre du projet.")] = None
    conseil: Annotated[str | None, Option("--conseil", metavar="AAAA-MM-JJ", help="Le jour où le conseil délibère.")] = None


class DateOption(Options):
    """The day of the answer."""

    date: Annotated[
        str | None,
        Option("--date", metavar="AAAA-MM-JJ", help="Jour de la réponse ; aujourd'hui par défaut.", rich_help_panel=CATALOGUE),
    ] = None


class CatalogueOptions(DateOption):
    """Which catalogue is read."""

    catalogue: Annotated[
        list[str] | None,
        Option("--catalogue", metavar="CHEMIN", help="Fichier ou dossier à ajouter. Répétable.", rich_help_panel=CATALOGUE),
    ] = None
    no_shipped: Annotated[
        bool, Option("--no-shipped", help="Sans le catalogue livré avec aidnum.", rich_help_panel=CATALOGUE)
    ] = False


class AnswerOptions(AskOptions):
    """How the answer is given."""

    format: Annotated[
        str | None,
        Option("--format", metavar="FORMAT", help="terminal, markdown, html, json ou csv.", rich_help_panel=ANSWER),
    ] = None
    output: Annotated[
        str | None,
        Option("-o", "--output", metavar="FICHIER", help="Écrit la réponse dans un nouveau fichier.", rich_help_panel=ANSWER),
    ] = None
    ecraser: Annotated[bool, Option("--ecraser", help="Remplace le fichier s'il existe.", rich_help_panel=ANSWER)] = False
    no_pager: Annotated[
        bool, Option("--no-pager", help="Affiche une longue réponse d'un seul tenant.", rich_help_panel=ANSWER)
    ] = False


class DetailOptions(Options):
    """How much of the answer is shown."""

    detail: Annotated[bool, Option("--detail", help="Aussi chaque critère, sa raison, sa source.", rich_help_panel=ANSWER)] = (
        False
    )
    tout: Annotated[bool, Option("--tout", help="Tout : aides fermées et non éligibles comprises.", rich_help_panel=ANSWER)] = (
        False
    )
    bref: Annotated[
        bool, Option("--bref", help="Seulement ce qui peut encore être demandé, sans critères.", rich_help_panel=ANSWER)
    ] = False


class CheckOptions(CatalogueOptions, CostOptions, ProfileOptions):
    """The options of a question about a project."""
