"""What changed in a catalogue beside its schemes, in words: its rules and its vocabulary."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from aidnum.engine.cost import COST, COST_FACT
from aidnum.engine.phrases import Phrases
from aidnum.french import capital, listed, long_date, number, percent, plural
from aidnum.model.funding import Rate
from aidnum.model.law import Span, Wording
from aidnum.model.limit import Limit
from aidnum.model.rule import Rule
from aidnum.model.scheme import Caution, Source
from aidnum.model.vocabulary import Notion, Term, Vocabulary
from aidnum.render import document as doc
from aidnum.render.dates_wording import span_text
from aidnum.render.pages.news_fields import Rewritten, rewritten_texts, without
from aidnum.render.scheme_wording import limit_text, source_text
from aidnum.render.wording import rate_text
from aidnum.report.amendments import Amendment, What

PARTS = {
    "laws": "Règles sur les sommes", "payments": "Versements", "recoveries": "Sommes récupérées", "councils": "Conseils",
    "visas": "Visas des actes", "mentions": "Mentions des actes", "pieces": "Pièces des demandes", "forms": "Formulaires",
    "delays": "Étapes et délais", "facts": "Faits", "types": "Types de projet", "fields": "Domaines", "kinds": "Porteurs",
    "cost_categories": "Catégories de coûts", "payers": "Payeurs", "organisations": "Organismes", "aliases": "Autres noms",
}  # fmt: skip
KEYS = {
    "from": "début", "until": "fin", "text": "texte", "when": "à qui", "with": "payeurs", "limit": "limite",
    "at_least": "part minimale", "at_least_yields": "part minimale qui cède", "level": "portée", "ask": "à demander",
    "sources": "sources", "title": "titre", "short": "nom court", "note": "à savoir", "notes": "à savoir",
    "wordings": "rédactions", "advance": "avance", "instalments": "acomptes", "usual": "usage", "rate": "taux",
    "costs": "dépenses", "delays": "délais",
    "caution": "prudence", "assembly": "assemblée", "head": "exécutif", "members": "membres", "of": "où", "article": "article",
    "basis": "fondement", "state": "état", "how": "comment l'obtenir", "not_in": "départements sans", "prefix": "préfixe",
    "longest": "longueur", "aids": "aides", "boxes": "cases", "step": "étape", "who": "qui agit", "confidence": "confiance",
    "delay": "délai", "kind": "sorte", "question": "question", "help": "explication", "label": "nom", "unit": "unité",
    "values": "valeurs", "redirects": "renvoi", "means": "sens", "commitment": "engagement",
    "asked_of_office": "à qui le demander", "assumed": "valeur d'office", "equals": "égal à", "unless": "sauf",
    "supposed": "supposé", "decimal": "décimales", "changeable": "sens du changement", "condition": "condition",
    "condition_no": "condition contraire", "advice": "conseil", "maximum": "maximum", "notions": "façons de compter",
    "gives": "faits liés", "usually_running": "fonctionnement", "per": "un par", "named": "nom local", "names": "noms locaux",
    "yours": "nom sans lieu", "aliases": "autres noms", "checked": "relecture",
}  # fmt: skip
_CHANGES = "changement", "changements"
WHATS: dict[What, str] = {"added": "nouveau", "removed": "retiré", "changed": "changé"}
_PROSE = frozenset(
    (
        *("text", "ask", "title", "short", "note", "notes", "assembly", "head", "article", "basis", "how", "question", "help"),
        *("label", "unit", "condition", "condition_no", "advice", "named", "yours", "aliases"),
    )
)
"""The keys under which a text is for people; others hold the words of a catalogue."""


_WRITERS: tuple[tuple[Any, Callable[[Any, Vocabulary], str | None]], ...] = (
    (bool, lambda value, _: "oui" if value else "non"),
    (int, lambda value, _: number(value)),
    (Decimal, lambda value, _: percent(value)),
    (date, lambda value, _: long_date(value)),
    (Rate, lambda value, _: rate_text(value.low, value.high)),
    (Limit, limit_text),
    (Source, lambda value, _: source_text(value)),
    (Span, lambda value, _: span_text(value)),
    (Rule, lambda value, vocabulary: Phrases(vocabulary, {COST: COST_FACT}).sentence(value)),
    (Term | Notion, lambda value, _: value.label),
    (Caution, lambda value, _: f"à partir du {long_date(value.from_)} : {value.text}"),
)
"""How what is no text is written, the first kind that it is of."""


def sections(amendments: Iterable[Amendment]) -> Iterator[doc.Block]:
    """What came, went and changed, a section a part."""
    for part, same in groupby(amendments, key=lambda one: one.part):
        yield doc.Heading(PARTS[part])
        yield doc.Items(tuple(map(_item, same)))


def counted(amendments: Iterable[Amendment]) -> Iterator[doc.Block]:
    """How many there are of each part, for those whom their words don't concern."""
    sizes = Counter(one.part for one in amendments)
    if sizes:
        yield doc.Heading("Pour rédiger un dossier")
        yield doc.Items(tuple(doc.Item(f"{PARTS[part]} : {plural(size, *_CHANGES)}") for part, size in sizes.items()))
        yield doc.Paragraph("Aucun verdict, aucune somme n'en dépend ; --detail les écrit en entier.")


def key_words(one: Amendment) -> tuple[str, ...]:
    """The keys under which it changed, by their names in French."""
    return tuple(KEYS[key] for key in one.fields)


def told(one: Amendment) -> Iterator[str]:
    """What changed in it, a sentence a thing, as far as words say it."""
    former, present = one.vocabularies
    for key in one.fields:
        before, after = _lines(key, _of(one.before, key), former), _lines(key, _of(one.after, key), present)
        rewritten = Rewritten(capital(KEYS[key]), without(before, after), without(after, before))
        yield from rewritten_texts(rewritten)


def _item(one: Amendment) -> doc.Item:
    said = listed(key_words(one)) if one.what == "changed" else WHATS[one.what]
    return doc.Item(f"{one.title} : {said} ({one.id})", tuple(map(doc.Item, told(one))))


def _of(value: Any, key: str) -> Any:
    """What stands under a key of a rule or a word; other names are all that they are."""
    if isinstance(value, tuple):
        return value
    names = dict(zip(value.__struct_encode_fields__, value.__struct_fields__, strict=True))
    return getattr(value, names[key]) if key in names else None


def _lines(key: str, value: Any, vocabulary: Vocabulary) -> list[str]:
    """What stands under a key, in words; nothing where they are those of a catalogue."""
    match value:
        case tuple() | list():
            return [line for one in value for line in _lines(key, one, vocabulary)]
        case dict():
            return [line for one in value.values() for line in _lines(key, one, vocabulary)]
        case str():
            return _text(key, value, vocabulary)
        case Wording():
            return _wording(value, vocabulary)
        case _:
            write = next((write for kind, write in _WRITERS if isinstance(value, kind)), None)
            line = write(value, vocabulary) if write else None
            return [line] if line else []


def _wording(value: Wording, vocabulary: Vocabulary) -> list[str]:
    dated = f"depuis le {long_date(value.from_)}" if value.from_ else "d'abord"
    return [
        f"{dated}, {KEYS[key]} : {line}"
        for key in ("text", "limit", "at_least", "note")
        for line in _lines(key, getattr(value, key), vocabulary)
    ]


def _text(key: str, value: str, vocabulary: Vocabulary) -> list[str]:
    if key == "with":
        return [vocabulary.payers[value].label] if value in vocabulary.payers else []
    return [value] if key in _PROSE else []
