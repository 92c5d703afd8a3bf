"""The authorities whose names begin as a text does."""

from __future__ import annotations

import pytest

from aidnum.territory.beginnings import beginning_with
from aidnum.territory.names import fold_name
from tests.territory.test_tables import communes


@pytest.mark.parametrize(
    ("prefix", "names"),
    [
        ("Fontenay", ["Fontenay-sous-Bois", "Fontenay-aux-Roses", "Fontenay-le-Comte"]),
        ("fonten", ["Fontenay-sous-Bois", "Fontenay-aux-Roses", "Fontenay-le-Comte"]),
        ("St", ["Strasbourg", "Saint-Étienne", "Saint-Denis"]),
        ("Havr", ["Le Havre", "Havrincourt", "Communauté urbaine Le Havre Seine Métropole"]),
        ("Saint-Pol-s", ["Saint-Pol-sur-Ternoise", "Dunkerque"]),
        ("Finist", ["Finistère"]),
        ("", []),
        ("  ", []),
        ("zzz", []),
    ],
)
def test_communes_come_first_the_largest_before_others_and_former_names_last(prefix: str, names: list[str]) -> None:
    assert [known.name for known in beginning_with(prefix, 3)] == names


def test_the_largest_communes_that_begin_so_are_those_of_the_table() -> None:
    for prefix in ("mon", "aub", "ch", "vi"):
        own = [known for known in communes() if fold_name(known.name).startswith(prefix)]
        largest = sorted(own, key=lambda known: (-(known.municipale or 0), known.key))
        found = [known for known in beginning_with(prefix, 50) if fold_name(known.name).startswith(prefix)]
        assert found == largest[: len(found)]
        assert len(found) > 10
