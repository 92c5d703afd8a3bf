"""The délibération, its blocks in the usual order; what the assembly alone knows is left blank."""

from collections.abc import Iterator

from aidnum.french import capital, listed, long_date, of, of_the
from aidnum.model.assessment import Verdict
from aidnum.render import document as doc
from aidnum.render import plan_wording as say
from aidnum.render.pages.dossier import words
from aidnum.report.dossier import Dossier


def page(dossier: Dossier) -> doc.Page:
    """The whole act."""
    return (*_head(dossier), *_grounds(dossier), *_decision(dossier), *_end(dossier))


def _head(dossier: Dossier) -> Iterator[doc.Block]:
    """Who met, when, and on what."""
    council, day = dossier.council, dossier.council_day
    kind = f"Extrait du registre des délibérations {of_the(council.assembly)}"
    yield doc.Title(words.subject(dossier), kind, dossier.report.day)
    yield doc.Paragraph("République française", "strong")
    yield doc.Fields(
        (
            *words.authority_rows(dossier),
            ("Numéro de la délibération", None),
            ("Séance du", long_date(day) if day else None),
            ("Convocation envoyée le", None),
            ("Sous la présidence de", None),
            ("Membres en exercice", None),
            ("Présents", None),
            ("Représentés, avec leur pouvoir", None),
            ("Absents", None),
            ("Votants", None),
            ("Quorum atteint, ou seconde convocation du", None),
            ("Secrétaire de séance", None),
        )
    )
    what = "approbation, plan de financement et demandes d'aides" if dossier.requests else "approbation et plan de financement"
    yield doc.Heading("Objet")
    yield doc.Paragraph(f"{words.subject(dossier)} : {what}", "strong")


def _grounds(dossier: Dossier) -> Iterator[doc.Block]:
    yield doc.Heading("Visas")
    yield doc.Items(tuple(doc.Item(words.visa_text(visa, dossier)) for visa in dossier.visas))
    yield doc.Heading("Considérants")
    yield doc.Items(tuple(doc.Item(f"Considérant {text} ;") for text in _considered(dossier)))


def _considered(dossier: Dossier) -> Iterator[str]:
    yield f"que l'opération répond au besoin suivant : {doc.BLANK}"
    yield f"que la solution retenue est : {doc.BLANK}"
    yield f"que son coût prévisionnel est de {words.sum_text(dossier)}"
    fitting = [one.entry for one in dossier.requests if one.entry]
    sure = [entry.scheme.name for entry in fitting if entry.verdict is Verdict.ELIGIBLE]
    if sure:
        to_what = "à l'aide suivante" if len(sure) == 1 else "aux aides suivantes"
        yield f"que, pour les raisons que donne la note de présentation, elle peut prétendre {to_what} : {listed(sure)}"
    yield f"que l'opération commencera le {doc.BLANK} et s'achèvera le {doc.BLANK}"


def _decision(dossier: Dossier) -> Iterator[doc.Block]:
    """Numbered articles, with the plan below the one that fixes it."""
    council = dossier.council
    yield doc.Heading("Décision")
    yield doc.Paragraph(f"Sur le rapport {of_the(council.head)}, et après en avoir délibéré, {council.assembly} :")
    first = tuple(_approved(dossier))
    yield doc.Articles(first)
    yield words.account(dossier)
    yield doc.Articles(tuple(_undertaken(dossier)), len(first) + 1)


def _approved(dossier: Dossier) -> Iterator[doc.Item]:
    """The operation, who leads it, what it costs and who pays."""
    described = f"réalisée à {doc.BLANK}, que décrit la note de présentation"
    yield doc.Item(f"Approuve l'opération {words.operation(dossier)}, {described}.")
    if dossier.members:
        leader = f"Dit que le maître d'ouvrage de l'opération est {words.who(dossier)}"
        yield doc.Item(f"{leader}, et que les autres membres y participent ainsi :", words.series(words.member_texts(dossier)))
    yield doc.Item(
        f"Arrête son coût prévisionnel à {words.sum_text(dossier)}, et son plan de financement comme suit, "
        "dépenses et recettes en équilibre :"
    )


def _undertaken(dossier: Dossier) -> Iterator[doc.Item]:
    """What is asked for, and what the authority takes on."""
    granted, asked, given = words.granted_texts(dossier), words.asked_texts(dossier), words.given_texts(dossier)
    if granted:
        yield doc.Item("Prend acte des aides déjà accordées :", words.series(granted))
    if asked:
        yield doc.Item("Demande les aides suivantes :", words.series(asked))
    if given:
        yield doc.Item("Prend acte des participations attendues, que chacun confirmera par écrit :", words.series(given))
    own = ", ".join(words.own_share_texts(dossier))
    lost = "une aide refusée ou réduite" if asked else "une de ces ressources, si elle venait à manquer,"
    more = f"à prendre à sa charge ce qu'{lost} n'apporterait pas"
    yield doc.Item(f"S'engage à financer le reste, {own}, et {more}.")
    if asked:
        signs = "s'engage à ne signer ni devis, ni bon de commande, ni marché avant"
        yield doc.Item(f"Déclare que l'opération n'a pas commencé, et {signs} :", words.series(words.wait_texts(dossier)))
    yield doc.Item("Dit que les crédits nécessaires sont inscrits au budget :", words.series(_credits(dossier)))
    yield from (doc.Item(one.article) for one in dossier.mentions if one.article)
    signs = f"{'à déposer ces demandes, et ' * bool(asked)}à signer les conventions et tout document utile à l'opération"
    yield doc.Item(f"Autorise {dossier.council.head} {signs}.")
    yield doc.Item("Dit que la présente délibération sera transmise au représentant de l'État et publiée.")


def _credits(dossier: Dossier) -> Iterator[str]:
    """A line for each section that pays."""
    for nature in dict.fromkeys(line.nature for line in dossier.report.lines):
        section = f"section {of(say.NATURES[nature])}" if nature else f"section {doc.BLANK}"
        yield f"exercice {doc.BLANK}, {section}, compte {doc.BLANK}"


def _end(dossier: Dossier) -> Iterator[doc.Block]:
    """The vote, the signatures, what makes the act executory, and the remedies."""
    yield doc.Heading("Vote")
    yield doc.Fields((("Pour", None), ("Contre", None), ("Abstentions", None), ("Délibération adoptée", None)))
    yield doc.Signatures((capital(dossier.council.head), "Le secrétaire de séance"))
    yield doc.Heading("Caractère exécutoire")
    certified = f"Certifiée exécutoire par {dossier.council.head}, le"
    yield doc.Fields((("Reçue en préfecture le", None), ("Publiée le", None), (certified, None)))
    yield doc.Heading("Voies et délais de recours")
    delay = doc.BLANK if dossier.is_overseas else "deux mois"
    yield doc.Paragraph(
        f"La présente délibération peut être contestée devant le tribunal administratif de {doc.BLANK}, dans un délai de "
        f"{delay} à compter de sa publication."
    )
