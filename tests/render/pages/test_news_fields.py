"""What changed in a scheme, in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.funding import Rate
from aidnum.model.scheme import Scheme
from aidnum.render.pages.news_fields import FIELDS, Rewritten, rewritten, told
from aidnum.report.amendments import UNTOLD
from aidnum.report.listing import show
from aidnum.report.news import news
from tests.render.samples import DAY, small_catalogue

SHEET = "demarches-en-ligne"


def _rewritten(catalogue: Catalogue, **changed: object) -> tuple[Rewritten, ...]:
    """What is told when the first scheme is what it is, and was something else."""
    first, *rest = catalogue.schemes
    other = catalogue._replace(schemes=(replace(first, **changed), *rest))
    return rewritten(show(other, SHEET, DAY), show(catalogue, SHEET, DAY))


def test_every_field_of_a_scheme_that_is_told_has_its_french_name() -> None:
    assert set(FIELDS) >= {*Scheme.__struct_encode_fields__} - UNTOLD


def test_a_value_under_a_label_is_told_as_it_was_and_as_it_is(small: Catalogue) -> None:
    (funding,) = small.schemes[0].fundings
    rate = Rate(low=Decimal("0.4"), high=Decimal("0.4"))
    (one,) = _rewritten(small, fundings=(replace(funding, rate=rate),))
    assert one == ("Combien, taux", ("40\u00a0%",), ("50\u00a0%",))


def test_lines_of_a_list_are_told_when_they_come_and_when_they_go(small: Catalogue) -> None:
    assert _rewritten(small, conditions=("La démarche est accessible.", "Et gratuite.")) == (
        ("À vérifier", ("Et gratuite.",), ()),
    )
    assert _rewritten(small, conditions=()) == (("À vérifier", (), ("La démarche est accessible.",)),)


def test_the_same_sheet_is_rewritten_nowhere(small: Catalogue) -> None:
    assert _rewritten(small) == ()


def test_the_dates_that_a_sheet_bears_are_told(tmp_path: Path) -> None:
    catalogue = small_catalogue(tmp_path)
    sheet = catalogue.schemes[1]
    dated = replace(sheet, sources=(replace(sheet.sources[0], dated="2020-12"),))
    report = news(catalogue._replace(schemes=(dated,)), date(2020, 11, 1), date(2026, 11, 30))
    (change,) = [change for change in report.changes if change.what == "changed"]
    assert list(told(change)) == [
        "Fiche relue le 24\u00a0novembre\u00a02026",
        "Page de décembre 2020 : La page du guichet",
        "Prudence, à partir du 1er\u00a0janvier\u00a02021 : La loi a pu changer.",
    ]


@pytest.mark.parametrize("name", ["title", "summary", "url", "notes", "apply", "successor", "programme"])
def test_a_field_that_changes_is_seen_on_the_sheet(small: Catalogue, name: str) -> None:
    other = {"title": "Autre", "summary": "Autre.", "url": "https://exemple.fr/autre", "notes": (), "apply": None}
    assert _rewritten(small, **{name: other.get(name, "autre")})
