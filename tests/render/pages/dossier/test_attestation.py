"""The attestation that nothing has begun."""

from __future__ import annotations

from aidnum.render.markdown import render
from aidnum.render.pages.dossier import attestation
from aidnum.report.dossier import Dossier
from tests.render.samples import matches_snapshot


def test_the_attestation(epci: Dossier) -> None:
    assert matches_snapshot("dossier-attestation-epci.md", render(attestation.page(epci)))


def test_it_is_signed_by_the_head_for_the_aids_to_ask_for_alone(commune: Dossier) -> None:
    text = render(attestation.page(commune))
    assert "Le maire" in text
    assert "FNADT" in text
    assert "DSIL" not in text
