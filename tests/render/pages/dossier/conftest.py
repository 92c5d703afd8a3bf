"""The documents of a commune, of a communauté de communes, of a département."""

from __future__ import annotations

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.report.dossier import Dossier
from tests.report.dossiers import COMMUNE, DEPARTEMENT, EPCI, POOLED, written


@pytest.fixture(scope="session")
def commune(shipped: Catalogue) -> Dossier:
    return written(shipped, **COMMUNE)


@pytest.fixture(scope="session")
def epci(shipped: Catalogue) -> Dossier:
    return written(shipped, **EPCI)


@pytest.fixture(scope="session")
def departement(shipped: Catalogue) -> Dossier:
    return written(shipped, **DEPARTEMENT)


@pytest.fixture(scope="session")
def pooled(shipped: Catalogue) -> Dossier:
    return written(shipped, **POOLED, others=[("Roscoff", 2_000, "commune")])
