"""Random grants and budgets over the shipped vocabulary and laws, and plans made from them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from aidnum.catalogue.catalogue import Catalogue
from aidnum.catalogue.models import read
from aidnum.engine.assess import assess
from aidnum.engine.offer import Offer, Outlay, offer
from aidnum.engine.situation import Situation
from aidnum.model.budget import CostLine, costs_of, is_investment, natures_of
from aidnum.model.funding import Funding
from aidnum.model.law import Law, Recovery
from aidnum.model.plan import Case
from aidnum.model.profile import Profile
from aidnum.model.rule import AllOf, Is, Leaf, OneOf, Rule
from aidnum.model.scheme import Scheme
from aidnum.model.wishes import Wishes
from aidnum.report.plan import PlanReport, plan
from tests.engine.samples import EXAMPLE, SOURCE

DAY = date(2025, 11, 24)
CATEGORIES = ("personnel", "materiel", "prestations", "hebergement")
PAYERS = (
    "etat",
    "detr",
    "dsil",
    "dotation-bibliotheques",
    "region-payeuse",
    "departement-payeur",
    "epci-payeur",
    "prive",
    None,
)
METROPOLITAN: dict[str, Any] = {"collectivite": "commune", "departement": "63", "outre_mer": False}

_STATED = {
    "id": "loi",
    "title": "Une loi (article 1)",
    "text": "La loi.",
    "sources": [SOURCE, {**SOURCE, "id": "second", "title": "La seconde page"}],
}


def grant(scheme_id: str, pays: dict[str, Any] | list[dict[str, Any]], catalogue: Catalogue, **more: Any) -> Scheme:
    """A grant open to every authority, or several kinds of help."""
    members = catalogue.vocabulary.members("collectivite", "collectivites")
    applicant = Leaf(fact="collectivite", test=OneOf(values=("collectivites",), members=members))
    return read(
        Scheme,
        {
            "id": scheme_id,
            "title": scheme_id,
            "sources": [SOURCE],
            "eligibility": AllOf(parts=(applicant,)),
            "funding": [
                read(Funding, {"kind": "grant", "basis": "ht", **each}) for each in (pays if isinstance(pays, list) else [pays])
            ],
            "calendar": {"state": "rolling"},
            "examples": [EXAMPLE],
            **more,
        },
    )


def flag_rule(fact: str) -> Rule:
    """A rule that a flag holds."""
    return AllOf(parts=(Leaf(fact=fact, test=Is(value=True)),))


def law(**said: Any) -> Law:
    """A law that limits every aid to half of the cost, or what is said of it and of its limit."""
    own = {key: said.pop(key) for key in ("aids", "share", "of", "costs", "source") if key in said}
    limit = {key: value for key, value in {"share": "50%", "of": "cost", **own}.items() if value}
    limited = {"limit": limit} if limit else {}
    return read(Law, {**_STATED, "short": "Une loi", **limited, **{key.rstrip("_"): value for key, value in said.items()}})


def recovery(**said: Any) -> Recovery:
    """A tenth of every cost that comes back, or what is said of it."""
    return read(Recovery, {**_STATED, "rate": "10%", **said})


def offered(
    catalogue: Catalogue, lines: Sequence[CostLine], case: Case = "high", name: str = "aide", **pays: Any
) -> Offer | None:
    """What a grant offers to a project that these lines make."""
    stacking = {"stacking": pays.pop("stacking")} if "stacking" in pays else {}
    profile = Profile(facts=dict(METROPOLITAN), costs=costs_of(lines, "ht"), natures=natures_of(lines, "ht"))
    known = Situation(profile, catalogue.vocabulary)
    return offer(assess(grant(name, pays, catalogue, **stacking), known, DAY), case, known, outlay(catalogue, lines))


def outlay(catalogue: Catalogue, lines: Sequence[CostLine]) -> Outlay:
    """What these lines cost, before tax."""
    return Outlay(tuple(lines), "ht", catalogue.vocabulary)


def an_offer(catalogue: Catalogue, lines: Sequence[CostLine] | None = None, case: Case = "high", **pays: Any) -> Offer:
    """The same, where there is one: half of 100 € of software, or what is said."""
    found = offered(catalogue, [line("logiciel", 100)] if lines is None else lines, case, **{"rate": "50%", **pays})
    assert found is not None
    return found


def planned(
    catalogue: Catalogue,
    schemes: Sequence[Scheme],
    lines: Sequence[CostLine],
    facts: dict[str, Any] | None = None,
    wishes: Wishes | None = None,
) -> PlanReport:
    """The plan of a project that these lines make, among these schemes."""
    return plan(catalogue._replace(schemes=tuple(schemes)), profile_of(lines, facts), lines, DAY, wishes or Wishes())


def profile_of(lines: Sequence[CostLine], facts: dict[str, Any] | None = None) -> Profile:
    """Who leads a project that these lines make: a town of the mainland, or what is said."""
    known = dict(METROPOLITAN if facts is None else facts)
    nature = is_investment(lines)
    if nature is not None:
        known["investissement"] = nature
    return Profile(facts=known, costs=costs_of(lines, "ht"), natures=natures_of(lines, "ht"))


def line(category: str, amount: int | str, nature: str | None = "investment") -> CostLine:
    """A cost line before tax."""
    return CostLine(category, category, Decimal(amount), nature=nature)


def budgets() -> st.SearchStrategy[list[CostLine]]:
    """A few lines, with cents, some of which may be running costs or of no known nature."""
    amounts = st.integers(1, 10_000_000).map(lambda cents: Decimal(cents) / 100)
    natures = st.sampled_from(["investment", "investment", "running", None])
    one = st.builds(lambda c, a, n: CostLine(c, c, a, nature=n), st.sampled_from(CATEGORIES), amounts, natures)
    return st.lists(one, min_size=1, max_size=5)


@st.composite
def grants(draw: st.DrawFn, catalogue: Catalogue, most: int = 7) -> list[Scheme]:
    """Grants of every form, some of which exclude one another or limit what stands beside them."""
    ids = [f"aide-{index}" for index in range(draw(st.integers(0, most)))]
    return [grant(each, draw(_pays()), catalogue, **draw(_stacking(each, ids))) for each in ids]


@st.composite
def _pays(draw: st.DrawFn) -> dict[str, Any]:
    low = draw(st.integers(1, 100))
    forms = [
        {"rate": f"{low}%"},
        {"rate": {"from": f"{low}%", "up_to": f"{draw(st.integers(low, 100))}%"}},
        {"rate": {"up_to": f"{low}%"}},
        {"flat": draw(st.integers(1, 60_000))},
    ]
    pays: dict[str, Any] = {**draw(st.sampled_from(forms)), "basis": draw(st.sampled_from(["ht", "unknown"]))}
    payer = draw(st.sampled_from(PAYERS))
    if payer:
        pays["payer"] = payer
    costs: dict[str, Any] = draw(
        st.sampled_from([{}, {"except": ["personnel"]}, {"only": ["prestations", "materiel"]}, {"uncertain": ["hebergement"]}])
    )
    if draw(st.booleans()):
        costs = {**costs, "nature": draw(st.sampled_from(["investment", "running"]))}
    if costs:
        pays["costs"] = costs
    for key in ("floor", "ceiling", "base_ceiling"):
        if draw(st.integers(0, 4)) == 0:
            pays[key] = draw(st.integers(100, 50_000))
    return pays


@st.composite
def _stacking(draw: st.DrawFn, own: str, ids: Sequence[str]) -> dict[str, Any]:
    stacking: dict[str, Any] = {}
    others = [each for each in ids if each != own]
    if others and draw(st.integers(0, 3)) == 0:
        stacking["excludes"] = [draw(st.sampled_from(others))]
    if draw(st.integers(0, 4)) == 0:
        stacking["one_of"] = ["groupe"]
    if draw(st.integers(0, 4)) == 0:
        stacking["limits"] = [{"aids": ["public"], "share": f"{draw(st.integers(10, 100))}%", "of": "base"}]
    return {"stacking": stacking} if stacking else {}
