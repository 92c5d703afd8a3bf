"""An act with every block that a page can have, two sheets of A4 long."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from aidnum.render.document import (
    Articles,
    Bar,
    Board,
    Fields,
    Heading,
    Item,
    Items,
    Line,
    Link,
    Page,
    Paragraph,
    Row,
    Rows,
    Share,
    Signatures,
    Table,
    Title,
)

DAY = date(2026, 11, 29)
PLAN = Table(
    "",
    ("Dépenses", "Montant HT", "Recettes", "Taux", "Montant", "Part"),
    (
        ("Logiciel de gestion du réseau", "42 600,00 €", "État, DSIL", "40 %", "42 600,00 €", "41,76 %"),
        (
            "Portail commun et reprise des données des onze bibliothèques",
            "38 400,00 €",
            "Département",
            "",
            "20 000,00 €",
            "19,61 %",
        ),
        ("Formation des bibliothécaires", "21 000,00 €", "Autofinancement", "", "39 400,00 €", "38,63 %"),
        ("Total des dépenses", "102 000,00 €", "Total des recettes", "", "102 000,00 €", "100 %"),
    ),
    sums=(1, 4, 5),
)
ACT: Page = (
    Title("Réseau numérique des bibliothèques", "Délibération", DAY),
    Fields(
        (
            ("Numéro", None),
            ("Date de la séance", None),
            ("Collectivité", "Communauté de communes du Val de l'Orne"),
            ("Membres en exercice, présents, représentés, votants", None),
            ("Secrétaire de séance", None),
        )
    ),
    Heading("Visas"),
    Items(
        (
            Item("Vu le code général des collectivités territoriales, articles L.1111-10 et L.5211-1 ;"),
            Item(
                "Vu les statuts de la communauté [à vérifier] ;", (Item("compétence lecture publique", (Item("depuis 2019"),)),)
            ),
            Item("Vu la page du financeur", url="https://www.exemple.gouv.fr/dsil?annee=2026&lieu=orne"),
        )
    ),
    Heading("Considérants"),
    Paragraph(
        "Considérant que les onze bibliothèques du territoire tiennent chacune leur catalogue, que leurs lecteurs ne peuvent "
        "ni chercher ni réserver un document d'une commune à l'autre, et qu'un logiciel commun coûte moins que onze."
    ),
    Paragraph("Le coût s'entend hors taxes : la TVA revient par le FCTVA deux ans plus tard.", "caution"),
    Rows((Row("coût", "102 000 € HT"), Row("durée", "18 mois"), Row("dont reprise des données", "6 mois", depth=1))),
    Heading("Décision"),
    Paragraph("Après en avoir délibéré, le conseil communautaire :", "strong"),
    Articles(
        (
            Item("approuve l'opération « Réseau numérique des bibliothèques », conduite sur tout le territoire ;"),
            Item("fixe comme suit son coût et son plan de financement :"),
        )
    ),
    PLAN,
    Bar((Share("A", "DSIL", Decimal("0.4176")), Share(".", "reste", Decimal("0.5824"))), "bas"),
    Articles(
        (
            Item(
                "demande les aides suivantes :",
                (Item("à l'État, au titre de la DSIL, 42 600 € ;"), Item("au Département, 20 000 €.")),
            ),
            Item("s'engage à payer le reste, et ce qu'une aide refusée laisserait, sur ses fonds propres ;"),
            Item("dit que rien n'a commencé, et que rien ne commencera avant l'accusé de réception des demandes ;"),
            Item("autorise le président à signer tout acte utile à la présente décision."),
        ),
        first=3,
    ),
    Fields((("Pour", None), ("Contre", None), ("Abstentions", None))),
    Signatures(("Le président", "Le secrétaire de séance")),
    Board(
        "Peuvent être demandées",
        ("Aide", "Combien", "Quand"),
        (
            Line("eligible", ("Dotation de soutien à l'investissement local", "40 800 €", "jusqu'au 31 janvier 2027")),
            Line("to_confirm", ("Dotation générale de décentralisation", "à confirmer", "non connue")),
        ),
    ),
    Heading("Où demander", 3),
    Heading("À la préfecture", 4),
    Link("https://www.exemple.gouv.fr/formulaire"),
    Paragraph("Exécutoire après sa publication et sa réception en préfecture.", apart=True),
    Paragraph("Catalogue du 24 novembre 2026.", "origin"),
    Paragraph("Ceci est un projet d'acte : seul le conseil décide.", "caveat"),
)
