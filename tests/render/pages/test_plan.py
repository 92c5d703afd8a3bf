"""The answer of ``plan``: sums that add up, and text that can't hurt."""

from __future__ import annotations

import re

import pytest

from aidnum.report.plan import PlanReport
from tests.render.samples import drawn, matches_snapshot, too_wide


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_page_at_any_width(network: PlanReport, cut: PlanReport, width: int) -> None:
    for name, report in (("network", network), ("cut", cut)):
        text = drawn(report, width)
        assert too_wide(text, width) == []
        assert matches_snapshot(f"plan-{name}-{width}.txt", text)


def test_the_bar_fills_its_width_and_says_each_share_in_words(network: PlanReport) -> None:
    lines = drawn(network).split("\n")
    (bar,) = [each for each in lines if re.fullmatch(r"A+B+\.+", each)]
    assert (len(bar), bar.count("A"), bar.count("B")) == (72, 20, 14)
    assert "A dgd-bibliotheques 28,38 % ; B dsil 18,92 % ; . part du porteur 52,70 %" in "\n".join(lines).replace("\u00a0", " ")


def test_hostile_text_is_shown_as_it_is_on_a_terminal(hostile_plan: PlanReport) -> None:
    text = drawn(hostile_plan, 120, colour=True)
    assert "[publiques]" in text
    assert ":sos:" in text
