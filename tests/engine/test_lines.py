"""The lines of a problem: those that every aid looks at alike are one, and no rounding takes a cent from an aid."""

from __future__ import annotations

from aidnum.catalogue.catalogue import Catalogue
from aidnum.engine.lines import merged
from tests.engine.plan_samples import an_offer, line, outlay


def test_lines_that_every_aid_looks_at_alike_are_one(shipped: Catalogue) -> None:
    lines = [line("logiciel", 100), line("materiel", 50), line("hebergement", 30, "running"), line("logiciel", 20)]
    own = an_offer(shipped, lines, costs={"only": ["logiciel", "materiel"]})
    found = merged([own], outlay(shipped, lines))
    assert sorted(found.costs) == [30_00, 170_00]
    assert found.of(0) == {found.costs.index(170_00)} == found.investment
    assert found.on[0][found.costs.index(170_00)] == 85_00


def test_natures_are_kept_apart_even_where_no_aid_is(shipped: Catalogue) -> None:
    found = merged([], outlay(shipped, [line("logiciel", 100), line("logiciel", 40, "running")]))
    assert found.costs == (100_00, 40_00)
    assert found.unless_all(frozenset({0, 1})) is None
    assert found.unless_all(found.investment) == frozenset({0})


def test_a_discount_lessens_the_line_that_it_is_like_and_holds_no_aid(shipped: Catalogue) -> None:
    lines = [line("logiciel", 100), line("logiciel", -30), line("materiel", 10), line("materiel", -10)]
    assert merged([], outlay(shipped, lines)).costs == (70_00,)


def test_what_an_aid_may_lay_is_rounded_to_the_cent_above(shipped: Catalogue) -> None:
    lines = [line("logiciel", "0.01"), line("materiel", "99.99")]
    found = merged([an_offer(shipped, lines, rate="50%", costs={"only": ["logiciel"]})], outlay(shipped, lines))
    assert found.on == ((1, 0),)
