"""The answer of ``partners``: each way with its partners and its total."""

from __future__ import annotations

import pytest

from aidnum.report.partners import PartnersReport, partners
from aidnum.territory.tables import by_key
from tests.render.samples import drawn, matches_snapshot, squeezed


def _report(key: str, threshold: int) -> PartnersReport:
    authority = by_key(key)
    assert authority is not None
    return partners(authority, threshold)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_page_is_the_stored_one(width: int) -> None:
    assert matches_snapshot(f"territory-partners-{width}.txt", drawn(_report("243500139", 500_000), width))


def test_no_way_is_said() -> None:
    assert "n'y suffit." in squeezed(drawn(_report("243500139", 60_000_000)))
    assert "Ce seuil est atteint sans partenaire" in squeezed(drawn(_report("243500139", 10)))
