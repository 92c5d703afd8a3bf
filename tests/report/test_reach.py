"""How far an aid reaches: as ``assess`` tells it of each authority, one by one."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from aidnum.catalogue.catalogue import Catalogue, Gathered
from aidnum.engine.assess import assess
from aidnum.engine.situation import Situation
from aidnum.errors import Nobody, NoColumns, UnknownScheme
from aidnum.model.assessment import Doubt, Verdict
from aidnum.model.authority import Authority
from aidnum.model.funding import Funding
from aidnum.model.profile import Profile, read_profile
from aidnum.model.scheme import Scheme
from aidnum.report.reach import Counts, ReachReport, reach
from aidnum.territory.facts import facts_of
from tests.conftest import FULL
from tests.engine.samples import scheme

TODAY = date(2026, 11, 29)
SOME = 1 if FULL else 499


def _reach(catalogue: Catalogue, name: str, costs: Mapping[str, Decimal] | None = None, **facts: Any) -> ReachReport:
    return reach(catalogue, name, read_profile(catalogue.vocabulary, facts, costs), TODAY)


def _with(catalogue: Catalogue, *schemes: Scheme) -> Catalogue:
    return catalogue._replace(schemes=Gathered(schemes))


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("detr", {}),
        ("dsil", {"type": "demat", "mutualise": True}),
        ("france-relance-donnees", {"type": "donnees"}),
        ("dgd-bibliotheques", {"domaine": "bibliotheque", "duree_mois": 12}),
    ],
)
def test_each_authority_has_the_verdict_and_the_missing_facts_of_the_engine(
    name: str, facts: Mapping[str, Any], shipped: Catalogue
) -> None:
    found, said = _reach(shipped, name, **facts), read_profile(shipped.vocabulary, facts)
    for authority, verdict, missing in found._replace(rows=found.rows[::SOME]).reached():
        known = Situation(Profile(facts=said.facts, found=facts_of([authority])), shipped.vocabulary)
        told = assess(found.scheme, known, TODAY)
        assert (verdict, missing) == (told.verdict, told.missing if told.verdict is Verdict.TO_CONFIRM else ())


def test_counts_are_those_of_the_list(shipped: Catalogue) -> None:
    found = _reach(shipped, "detr")
    listed = [*found.reached()]
    counts = Counter(one.verdict.value for one in listed)
    assert found.counts == Counts(**counts)
    assert len(listed) == found.counts.total
    for told in (found.by_kind, found.by_departement):
        assert Counts(*map(sum, zip(*told.values(), strict=True))) == found.counts
    communes = Counter(one.verdict.value for one in listed if one.authority.kind == "commune")
    assert found.by_kind["commune"] == Counts(**communes)
    here = Counter(one.verdict.value for one in listed if one.authority.departements[:1] == ("35",))
    assert found.by_departement["35"] == Counts(**here)


def test_what_keeps_most_unsure_comes_first(shipped: Catalogue) -> None:
    found = _reach(shipped, "detr")
    asked = Counter(fact for one in found.reached() for fact in one.missing)
    assert {one.fact: one.authorities for one in found.unsure} == asked
    assert [one.authorities for one in found.unsure] == sorted(asked.values(), reverse=True)
    assert found.unsure[0].fact == "categorie_detr"
    assert found.unsure[0].question == shipped.vocabulary.facts["categorie_detr"].question


def test_those_whose_figures_are_known_and_pass_by_the_way_of_counting_are_told(shipped: Catalogue) -> None:
    small = _draft(shipped, {"all": [{"collectivite": ["commune"]}, {"population": {"below": 400}}]})
    found = _reach(_with(shipped, small), "aide")
    (asked,) = found.unsure
    both = [one for one in _all(found) if one.municipale is not None and one.totale is not None]
    apart = [one for one in both if (one.municipale or 0) < 400 <= (one.totale or 0)]
    assert (asked.fact, asked.apart, asked.notions) == ("population", len(apart), ("municipale", "totale"))
    assert asked.authorities == asked.apart > 0
    dgf = _draft(shipped, {"all": [{"collectivite": ["commune"]}, {"population": {"below": 400, "notion": "dgf"}}]})
    (lacking,) = _reach(_with(shipped, dgf), "aide").unsure
    assert lacking.authorities > lacking.apart == 0


def _draft(catalogue: Catalogue, spec: Mapping[str, Any], **more: Any) -> Scheme:
    """A scheme over the shipped words that isn't published."""
    from tests.engine import samples

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(samples, "VOCABULARY", catalogue.vocabulary)
        return scheme(spec, **more)


def test_those_near_a_threshold_told_roughly_are_counted_apart(shipped: Catalogue) -> None:
    near = _draft(shipped, {"all": [{"collectivite": ["commune"]}, {"population": {"below": 10_000, "about": "10%"}}]})
    found = _reach(_with(shipped, near), "aide")
    assert found.counts.to_confirm == found.near + sum(one.authorities for one in found.unsure) > found.near > 0
    lower = _draft(shipped, {"all": [{"collectivite": ["commune"]}, {"population": {"below": 5_000}}]})
    assert _reach(_with(shipped, lower), "aide").counts.eligible < found.counts.eligible


def test_what_no_answer_lifts_is_told_of_those_that_it_holds_down(shipped: Catalogue) -> None:
    rule = {"collectivite": ["commune"]}
    careful = _draft(shipped, rule, caution={"from": TODAY, "text": "La loi a changé.", "source": "page"})
    found = _reach(_with(shipped, careful), "aide")
    assert found.doubts == {Doubt.CAUTION: found.counts.to_confirm}
    assert (found.counts.eligible, found.near, found.unsure) == (0, 0, ())
    assert found.doubtful(Doubt.CAUTION).doubts == (Doubt.CAUTION,)


@pytest.mark.parametrize("amount", [400, 40_000])
def test_costs_count_as_they_do_for_one(amount: int, shipped: Catalogue) -> None:
    pays = {"kind": "grant", "basis": "ht", "rate": "50%", "minimum_cost": {"per": "population", "amount": 1}}
    from aidnum.catalogue.models import read

    costly = _draft(shipped, {"collectivite": ["commune"]}, pays=read(Funding, pays))
    found = _reach(_with(shipped, costly), "aide", {"logiciel": Decimal(amount)})
    for authority, verdict, _ in found._replace(rows=found.rows[::SOME]).reached():
        said = Profile(costs={"logiciel": Decimal(amount)}, found=facts_of([authority]))
        assert verdict is assess(costly, Situation(said, shipped.vocabulary), TODAY).verdict
    assert found.counts.eligible > 0 < found.counts.ineligible


def _all(found: ReachReport) -> list[Authority]:
    return [one.authority for one in found.reached()]


def test_what_data_tell_chooses_and_changes_nothing_else(shipped: Catalogue) -> None:
    whole = {one.authority.key: one for one in _reach(shipped, "detr").reached()}
    some = _reach(shipped, "detr", collectivite="epci", departement="35")
    assert {"35" in one.departements for one in _all(some)} == {True}
    assert {one.kind for one in _all(some)} == {"cc", "ca", "metropole"}
    assert [*some.reached()] == [whole[one.key] for one in _all(some)]
    assert [one.key for one in _all(_reach(shipped, "detr", commune="35238"))] == ["35238"]
    assert {one.regions[0][0] for one in _all(_reach(shipped, "detr", outre_mer=True)) if one.regions} == {"0"}
    assert "Lessac" in {one.name for one in _all(_reach(shipped, "detr", population=550))}


def test_nobody_is_no_answer(shipped: Catalogue) -> None:
    with pytest.raises(Nobody, match="aucune collectivité de France ne correspond à porteur du projet : association"):
        _reach(shipped, "detr", collectivite="association")
    with pytest.raises(UnknownScheme):
        _reach(shipped, "zzz")


def test_without_the_extra_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch, shipped: Catalogue) -> None:
    for name in [name for name in sys.modules if name.startswith("aidnum.columns")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "narwhals", None)
    with pytest.raises(NoColumns) as told:
        _reach(shipped, "detr")
    assert told.value.hint == "Installer l'extra « france » : pip install 'aidnum[france]'."
