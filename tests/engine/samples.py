"""Small rules, schemes and situations, built without a file; and the founding schemes of the shipped catalogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from aidnum.catalogue.models import read
from aidnum.engine.amount import amounts, kept_terms
from aidnum.engine.assess import assess
from aidnum.engine.situation import Situation
from aidnum.model.assessment import Amounts, Assessment, Labels, Numbers
from aidnum.model.funding import Funding
from aidnum.model.profile import Found, Profile
from aidnum.model.rule import AllOf, AnyOf, Bounds, Is, Leaf, OneOf, Rule, negated
from aidnum.model.scheme import Scheme
from aidnum.model.vocabulary import Vocabulary

DAY = date(2021, 3, 1)
SOURCE = {"id": "page", "title": "La page", "url": "https://exemple.fr", "checked": date(2026, 11, 24), "confidence": "high"}
EXAMPLE = {"title": "x", "profile": {}, "date": DAY, "expect": {"state": "rolling"}}


def _flag(**more: Any) -> dict[str, Any]:
    return {"kind": "flag", "question": "Oui ou non ?", **more}


def _number(**more: Any) -> dict[str, Any]:
    return {"kind": "number", "question": "Combien ?", **more}


_ALONE = OneOf(values=("town", "union"), members=frozenset({"town", "small-union", "large-union"}))
_NOT_ALONE = AnyOf(parts=(Leaf(fact="kind", test=_ALONE, negated=True), Leaf(fact="joint", test=Is(value=True))))
VOCABULARY = read(
    Vocabulary,
    {
        "facts": {
            "kind": {"kind": "choice", "values": "kinds", "assumed": ["local"], "question": "Qui ?", "label": "porteur"},
            "type": {
                "kind": "tags",
                "values": "types",
                "redirects": "domain",
                "question": "Quoi ?",
                "label": "type de projet",
            },
            "domain": {"kind": "tags", "values": "fields", "question": "Où donc ?", "label": "domaine"},
            "library": _flag(means={"fact": "domain", "value": "library"}),
            "place": {
                "kind": "choice",
                "question": "Où ?",
                "label": "lieu",
                "values": {"nord": {"label": "Nord"}, "sud": {"label": "Sud"}},
            },
            "population": _number(
                unit="habitants",
                label="population",
                notions={
                    "municipale": {"label": "population municipale"},
                    "totale": {"label": "population totale"},
                    "dgf": {"label": "population DGF", "never_below": "totale", "told_by": "grants"},
                    "autre": {"label": "autre population"},
                    "majoree": {
                        "label": "population majorée",
                        "never_below": "totale",
                        "never_above": {"of": ["totale", "municipale"], "times": 10, "note": "au plus 10 fois la totale"},
                    },
                },
            ),
            "grants": _number(unit="habitants", label="population DGF"),
            "city": {"kind": "choice", "values": "codes", "question": "Quelle ville ?", "label": "ville"},
            "covered": _number(
                unit="habitants", equals="population", unless="joint", changeable="up", advice="avec {ecart} de plus"
            ),
            "joint": _flag(commitment=True, label="projet commun", advice="en s'alliant", condition="le projet est commun"),
            "months": _number(unit="mois", commitment=True, label="durée", condition="le projet dure {valeur}"),
            "posts": _number(unit="postes", label="postes"),
            "works": _number(unit="euros", label="travaux subventionnables"),
            "wide": _flag(supposed=False, unless=_NOT_ALONE, label="pays couvert", condition="le projet couvre le pays"),
            "shared": _flag(commitment=Leaf(fact="type", test=OneOf(values=("data",), members=frozenset({"data"})))),
            "length": _number(unit="kilomètres", label="longueur", decimal=True),
            "a": _flag(),
            "b": _flag(),
            "n": _number(changeable="any"),
            "p": _flag(changeable="any", label="accord pris", advice="en prenant l'accord"),
            "q": _flag(changeable="any"),
            "agreed": _flag(asked_of_office=True, label="accord du bureau"),
            "rated": _flag(label="taux du bureau", short="taux", asked_of_office=True),
        },
        "types": {"online": {"label": "démarches en ligne"}, "data": {"label": "données"}, "books": {"label": "livres"}},
        "fields": {"library": {"label": "bibliothèque"}, "school": {"label": "école"}, "museum": {"label": "musée"}},
        "kinds": {
            "local": {"label": "collectivité", "members": ["town", "county", "union"]},
            "union": {"label": "groupement", "members": ["small-union", "large-union"]},
            "town": {"label": "commune"},
            "county": {"label": "département"},
            "small-union": {"label": "petit groupement"},
            "large-union": {"label": "grand groupement"},
            "club": {"label": "association"},
        },
        "cost_categories": {
            "staff": {"label": "personnel"},
            "service": {"label": "prestations"},
            "gear": {"label": "matériel"},
            "hosting": {"label": "hébergement"},
        },
    },
)


def rule(spec: Mapping[str, Any]) -> Rule:
    """A rule from the words of a catalogue file, with plain values."""
    key, value = next(iter(spec.items()))
    if key == "not":
        return negated(rule(value))
    if key in ("all", "any"):
        parts = tuple(rule(part) for part in value)
        return AllOf(parts=parts) if key == "all" else AnyOf(parts=parts)
    if isinstance(value, bool):
        return Leaf(fact=key, test=Is(value=value))
    if isinstance(value, Mapping):
        about = value.get("about")
        exact = None if about is None else Decimal(about.removesuffix("%")) / 100
        return Leaf(fact=key, test=Bounds(**{**value, "about": exact}))
    words = tuple(value)
    members = frozenset().union(*(VOCABULARY.members(key, word) for word in words))
    return Leaf(fact=key, test=OneOf(values=words, members=members))


def terms(spec: Mapping[str, Any]) -> dict[str, Any]:
    """The keys of a funding or a band, whose rules are built."""
    built = dict(spec)
    if "when" in built:
        built["when"] = rule(built["when"])
    for key in ("bonuses", "bands"):
        if key in built:
            built[key] = [terms(each) for each in built[key]]
    return built


def funding(**spec: Any) -> Funding:
    """A grant before tax, or what is said."""
    return read(Funding, {"kind": "grant", "basis": "ht", **terms(spec)})


def scheme(eligibility: Mapping[str, Any], *, pays: Funding | Sequence[Funding] | None = None, **more: Any) -> Scheme:
    """A scheme that is always open and pays half, or what is said."""
    return read(
        Scheme,
        {
            "id": "aide",
            "title": "Une aide",
            "sources": [SOURCE],
            "eligibility": rule(eligibility),
            "funding": pays or funding(rate="50%"),
            "calendar": {"state": "rolling"},
            "examples": [EXAMPLE],
            **more,
        },
    )


def situation(costs: Mapping[str, Any] | None = None, basis: Literal["ht", "ttc"] = "ht", **facts: Any) -> Situation:
    """What is known when these facts and costs are given."""
    sums = None if costs is None else {name: Decimal(str(amount)) for name, amount in costs.items()}
    return Situation(Profile(facts=facts, costs=sums, costs_basis=basis), VOCABULARY)


def found_population(municipale: int, totale: int, **facts: Any) -> Situation:
    """What is known when open data give a population under two notions."""
    notions = {"municipale": Numbers(municipale, municipale), "totale": Numbers(totale, totale)}
    possible = Numbers(min(municipale, totale), max(municipale, totale))
    found = {"population": Found(totale, possible, "Insee 2023", notions)}
    return Situation(Profile(facts=facts, found=found), VOCABULARY)


def found_kinds(*kinds: str) -> Situation:
    """What is known when open data say that an authority is of several kinds together."""
    return Situation(Profile(found={"kind": Found(kinds, Labels(frozenset(kinds), together=True), "Etalab")}), VOCABULARY)


def assessed(of: Scheme, known: Situation, day: date = DAY) -> Assessment:
    """The assessment of a scheme on the day of the specification."""
    return assess(of, known, day)


def paid(pays: Funding, known: Situation) -> Amounts:
    """The amounts of a funding."""
    return amounts(pays, kept_terms(pays, known), known)
