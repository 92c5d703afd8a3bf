"""The note de présentation."""

from __future__ import annotations

from aidnum.render.markdown import render
from aidnum.render.pages.dossier import note
from aidnum.report.dossier import Dossier
from tests.render.samples import matches_snapshot


def test_the_note(epci: Dossier) -> None:
    assert matches_snapshot("dossier-note-epci.md", render(note.page(epci)))


def test_each_reason_names_a_source_that_is_listed(epci: Dossier) -> None:
    text = render(note.page(epci)).replace("\u00a0", " ").replace("\n", " ")
    for request in epci.requests:
        assert request.entry is not None
        told = text.split(f"**{request.resource.title}".replace("  ", " "))[-1] if request.resource.title in text else text
        assert "(source 2)" in told
        assert "Source 2 :" in told


def test_an_aid_of_others_has_no_reasons(departement: Dossier) -> None:
    assert "Pourquoi ces aides" not in render(note.page(departement))


def test_a_criterion_that_is_met_says_what_is_known_alone(epci: Dossier) -> None:
    text = render(note.page(epci))
    assert "Région\u00a0: Île-de-France (source" in text
    assert "(demandé" not in text.partition("À montrer")[0]
