"""What ``partners`` answers, in words."""

from __future__ import annotations

import pytest

from aidnum.model.authority import Authority
from aidnum.render.wording import partners_text
from aidnum.report import partners as report
from aidnum.report.partners import PartnersReport, partners
from aidnum.territory.search import find


def _partners(name: str, threshold: int = 500_000) -> PartnersReport:
    return partners(find(name).authorities[0], threshold)


def _plain(text: str | None) -> str:
    return (text or "").replace("\u00a0", " ")


def test_the_heading_says_who_and_how_many() -> None:
    assert (
        _plain(report.partners_heading(_partners("Ouessant")))
        == "Ouessant (Finistère, 860 habitants) : atteindre 500 000 habitants"
    )
    unknown = Authority("99001\tcommune\tAilleurs\t\t\t\t\t\t\t\t\t")
    heading = report.partners_heading(PartnersReport(unknown, 10, ()))
    assert _plain(heading) == "Ailleurs (population non connue) : atteindre 10 habitants"


@pytest.mark.parametrize(
    ("name", "threshold", "said"),
    [
        ("Ouessant", 860, ["Ce seuil est atteint sans partenaire : Ouessant suffit."]),
        ("Ouessant", 861, []),
        ("Ouessant", 100_000_000, ["Aucun regroupement avec ses voisines, son département ou sa région n'y suffit."]),
    ],
)
def test_without_a_way_it_says_why(name: str, threshold: int, said: list[str]) -> None:
    assert report.partners_summary(_partners(name, threshold)) == said


def test_a_way_says_with_whom_and_how_many_in_all() -> None:
    (departement, region) = _partners("Ouessant").ways
    assert report.way_heading(departement) == "Avec votre département"
    assert _plain(report.way_total(departement)) == "En tout : 933 455 habitants ; 957 879 habitants en population totale"
    assert report.way_heading(region) == "Avec votre région"


def test_the_nearest_way_is_the_first_that_suffices() -> None:
    ouessant = _partners("Ouessant").authority
    nearest = report.nearest_partners(ouessant, 500_000)
    assert nearest is not None
    assert (nearest.authority, nearest.threshold, nearest.way.name) == (ouessant, 500_000, "departement")
    assert _plain(partners_text(nearest)).startswith("avec votre département (Finistère) : 933 455 habitants.")
    assert report.nearest_partners(ouessant, 860) is None
    assert report.nearest_partners(ouessant, 0) is None
