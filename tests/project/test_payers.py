"""Who pays, by the words of a name."""

from __future__ import annotations

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.project.payers import payer_of


@pytest.mark.parametrize(
    ("name", "payer"),
    [
        ("Région Bretagne", "region-payeuse"),
        ("Conseil départemental du Morbihan", "departement-payeur"),
        ("État", "etat"),
        ("Préfecture du Morbihan", "etat"),
        ("DRAC Bretagne", "ministere-culture"),
        ("Europe (FEDER)", "europe"),
        ("CAF 56", "caf"),
        ("Communauté de communes de l'Oust", "epci-payeur"),
        ("Ploërmel agglo", "epci-payeur"),
        ("EPCI", "epci-payeur"),
        ("Commune de Campénéac", "commune-payeuse"),
        ("Fondation du patrimoine", "prive"),
        ("Agence de l'eau", "public"),
        ("Regionale", "public"),
    ],
)
def test_a_payer_is_known_by_its_words(shipped: Catalogue, name: str, payer: str) -> None:
    assert payer_of(name, shipped.vocabulary) == payer
