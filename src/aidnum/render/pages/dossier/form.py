"""What to type in which box of the forms of a request, what whole euros break, and the address that fills them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from aidnum.french import NBSP, capital, euros, listed, number, plural
from aidnum.model.law import Law
from aidnum.model.plan import Bound
from aidnum.render import document as doc
from aidnum.render import plan_wording as say
from aidnum.render.local_wording import own_list_texts
from aidnum.render.pages.dossier import words
from aidnum.render.prefill import prefilled
from aidnum.render.scheme_wording import source_text
from aidnum.report.dossier import Dossier
from aidnum.report.form import Answer, Broken, Entry, FilledForm

_JOINED, _NO_OTHER = "à joindre", "aucune dans ce plan"
_WHOLE_VOTE = "Le plus sûr : faire voter un plan en euros entiers, ou demander à la préfecture l'arrondi qu'elle attend."
_FILLS = "Cette adresse ouvre le formulaire, ces cases remplies : relire chaque valeur ; une case qui a changé reste vide."
_ASKS_ADDRESS = (
    "La préfecture donne l'adresse du formulaire ; donnée à la commande (--formulaire), elle devient un lien qui le remplit."
)


def page(dossier: Dossier, forms: Sequence[FilledForm], address: str | None = None) -> doc.Page:
    """Each form, box after box in its order; where it is found, when its address is given, filled."""
    return (
        doc.Title(words.subject(dossier), "Formulaire de demande", dossier.report.day),
        *(block for filled in forms for block in _form(filled, dossier, address)),
    )


def _form(filled: FilledForm, dossier: Dossier, address: str | None) -> Iterator[doc.Block]:
    form = filled.form
    yield doc.Heading(form.title)
    yield doc.Paragraph(form.text)
    yield doc.Paragraph(form.caution, "caution")
    yield doc.Paragraph(f"« {doc.BLANK} » : ce que le projet ne dit pas, à remplir en ligne.")
    yield doc.Items(tuple(_item(entry, dossier) for entry in filled.entries))
    yield from doc.listing("Euros entiers", map(doc.Item, broken_texts(filled.broken)))
    yield doc.Heading("Lien qui remplit le formulaire")
    yield from _link(filled, address)
    yield from doc.listing("À savoir", map(doc.Item, form.notes))
    yield from doc.listing("Sources", (doc.Item(source_text(one), url=one.url) for one in form.sources))


def _item(entry: Entry, dossier: Dossier) -> doc.Item:
    label = entry.box.label.removesuffix(".")
    asked = label if label.endswith("?") else f"{label} :"
    return doc.Item(f"{asked} {_answer_text(entry)}", tuple(map(doc.Item, _below(entry, dossier))))


def _answer_text(entry: Entry) -> str:
    if entry.answer in (None, "", ()):
        return _JOINED if entry.box.takes == "file" else _NO_OTHER if entry.box.says == "aids" else doc.BLANK
    return _typed(entry.answer)


def _typed(answer: Answer | None) -> str:
    """An answer as it is typed: the digits of a sum stand together."""
    return " ; ".join(answer) if isinstance(answer, tuple) else str(answer)


def _below(entry: Entry, dossier: Dossier) -> Iterator[str]:
    box = entry.box
    if box.hint:
        yield box.hint
    if box.says == "cost":
        yield from _cost_texts(entry, dossier)
    if box.says == "category":
        yield from _category_texts(entry, dossier)


def _cost_texts(entry: Entry, dossier: Dossier) -> Iterator[str]:
    """What the cost of the form leaves out of the plan's, and what keeps it from being known."""
    report = dossier.report
    if not isinstance(entry.answer, int):
        yield "Le coût hors taxes de l'investissement n'est pas connu de toutes les lignes du plan."
    elif abs(report.total - entry.answer) >= 1:
        yield f"Le plan, lui, compte {say.exact(report.total)} {say.TAXES[report.basis]}."


def _category_texts(entry: Entry, dossier: Dossier) -> Iterator[str]:
    """What the list of the département names for the project, which no link may choose."""
    for request in dossier.requests:
        if request.entry is not None and request.resource.payer in entry.box.of:
            yield from own_list_texts(request.entry, dossier.report.situation.vocabulary)


def broken_texts(broken: Sequence[Broken]) -> Iterator[str]:
    """What whole euros no longer keep to, and what to do; nothing where they keep to all."""
    for one in broken:
        yield f"{capital(_rule_name(one.rule))} : {_passed(one)}"
    if broken:
        yield _WHOLE_VOTE


def _rule_name(rule: Bound | Law) -> str:
    return (rule.short or rule.title) if isinstance(rule, Law) else say.bound_name(rule)


def _passed(one: Broken) -> str:
    brought, allowed = euros(Decimal(one.brought)), say.exact(one.allowed)
    if one.aid is not None:
        return f"arrondie, l'aide {say.aid_name(one.aid)} fait {brought}, sous son minimum de {allowed}"
    return f"arrondies, les aides font {brought}, au-dessus du maximum de {allowed}"


def _link(filled: FilledForm, address: str | None) -> Iterator[doc.Block]:
    if address is None:
        yield doc.Paragraph(_ASKS_ADDRESS)
        return
    made = prefilled(filled, address)
    yield doc.Paragraph(_FILLS)
    yield doc.Link(made.url)
    if made.left_out:
        most = f"{number(filled.form.longest)}{NBSP}caractères"
        count = plural(len(made.left_out), "case est laissée", "cases sont laissées")
        named = listed([f"« {box.label} »" for box in made.left_out])
        yield doc.Paragraph(f"Une adresse tient en {most} : {count} de côté, {named}.")
