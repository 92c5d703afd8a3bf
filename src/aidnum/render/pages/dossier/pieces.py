"""The pieces of each request: what is done, to sign, to obtain, and how."""

from collections.abc import Iterator

from aidnum.french import capital
from aidnum.model.acts import Piece
from aidnum.render import document as doc
from aidnum.render import plan_wording as say
from aidnum.render.pages.dossier import words
from aidnum.report.dossier import Dossier, Request

_HEADERS = ("Pièce", "État", "Comment l'avoir", "Texte")


def page(dossier: Dossier) -> doc.Page:
    """A table an aid; then what members decide, the decisions on aids already had, and what binds who gives."""
    return (
        doc.Title(words.subject(dossier), "Pièces des demandes", dossier.report.day),
        *(block for request in dossier.requests for block in _request(request, dossier)),
        *doc.listing("Autres membres du projet", _members(dossier)),
        *doc.listing("Aides déjà accordées", _granted(dossier)),
        *doc.listing("Participations attendues", _promised(dossier)),
    )


def _request(request: Request, dossier: Dossier) -> Iterator[doc.Block]:
    resource = request.resource
    yield doc.Heading(f"{words.aid_name(resource, dossier)} : {say.exact(resource.amount)}")
    if request.pieces:
        yield doc.Table(f"Pièces pour {resource.title}", _HEADERS, tuple(map(_row, request.pieces)))
    else:
        documents = [doc.Item(f"{capital(text)} ({words.STATES['obtain']})") for text in request.documents]
        yield doc.Items((*documents, doc.Item("Demander la liste des pièces à qui verse l'aide.")))


def _row(piece: Piece) -> tuple[str, ...]:
    checked = f" {words.TO_CHECK}" if piece.confidence == "unverified" else ""
    return f"{piece.title}{checked}", words.STATES[piece.state], piece.how, piece.basis or ""


def _members(dossier: Dossier) -> Iterator[doc.Item]:
    for text in words.member_texts(dossier):
        wanted = "délibération concordante de son assemblée, ou convention, à obtenir"
        yield doc.Item(f"{text} ; {wanted} {words.TO_CHECK}")


def _granted(dossier: Dossier) -> Iterator[doc.Item]:
    use = "à joindre aux demandes" if dossier.requests else "à garder"
    for text in words.granted_texts(dossier):
        yield doc.Item(f"{text} ; décision d'attribution {use}")


def _promised(dossier: Dossier) -> Iterator[doc.Item]:
    """What shows that who is neither public nor a scheme pays."""
    for text in words.given_texts(dossier):
        yield doc.Item(f"{text} ; accord écrit, ou convention signée ({words.STATES['obtain']})")
