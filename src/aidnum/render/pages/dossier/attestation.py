"""The attestation that the operation hasn't begun."""

from aidnum.french import bare, capital, listed
from aidnum.render import document as doc
from aidnum.render.pages.dossier import words
from aidnum.report.dossier import Dossier
from aidnum.report.start import awaited


def page(dossier: Dossier) -> doc.Page:
    """Who attests, what, and what it knows of a start."""
    aids = [words.aid_name(request.resource, dossier) for request in dossier.requests]
    is_known = all(awaited(request.resource, dossier.report) != "unknown" for request in dossier.requests)
    head = bare(dossier.council.head)
    return (
        doc.Title(words.subject(dossier), "Attestation de non-commencement", dossier.report.day),
        doc.Fields(
            (
                ("Nom et prénom", None),
                ("Qualité", head),
                *words.authority_rows(dossier),
                ("Opération", dossier.title),
                ("Aides demandées", listed(aids) or None),
            )
        ),
        doc.Heading("Je soussigné, ou soussignée"),
        doc.Items(
            (
                doc.Item(
                    "atteste que l'opération n'a pas commencé : aucun acte qui engage les travaux ou l'achat n'est signé, ni "
                    "devis, ni bon de commande, ni marché ; les études préalables et l'achat de terrains sont à part ;"
                ),
                doc.Item("m'engage à ne signer aucun de ces actes avant :", words.series(words.wait_texts(dossier))),
                doc.Item(f"sais qu'un commencement plus tôt {'fait' if is_known else 'peut faire'} perdre l'aide."),
            )
        ),
        doc.Fields((("Fait à", None), ("Le", None))),
        doc.Signatures((capital(dossier.council.head),)),
    )
