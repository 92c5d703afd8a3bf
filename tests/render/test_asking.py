"""The option of the command line that supplies a fact."""

from __future__ import annotations

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.render.asking import option_for


@pytest.mark.parametrize(
    ("fact", "option"),
    [
        ("population", "--population N"),
        ("collectivite", "--collectivite TYPE"),
        ("mutualise", "--mutualise ou --seul"),
        ("accord", "--fait accord=oui|non"),
        ("postes", "--fait postes=N"),
    ],
)
def test_an_option_shows_the_values_it_takes(small: Catalogue, fact: str, option: str) -> None:
    assert option_for(fact, small.vocabulary) == option


def test_an_option_with_many_values_does_not_list_them(shipped: Catalogue) -> None:
    assert option_for("departement", shipped.vocabulary) == "--fait departement=VALEUR"
