"""The pieces of each request."""

from __future__ import annotations

from aidnum.catalogue.catalogue import Catalogue
from aidnum.french import NBSP
from aidnum.render.document import Items, Table
from aidnum.render.markdown import render
from aidnum.render.pages.dossier import pieces
from aidnum.report.dossier import Dossier
from tests.render.samples import matches_snapshot
from tests.report.dossiers import COMMUNE, written


def test_the_pieces(epci: Dossier) -> None:
    assert matches_snapshot("dossier-pieces-epci.md", render(pieces.page(epci)))


def test_a_table_an_aid_says_the_state_of_each_piece(epci: Dossier) -> None:
    tables = [block for block in pieces.page(epci) if isinstance(block, Table)]
    assert len(tables) == len(epci.requests)
    states = {row[1] for table in tables for row in table.rows}
    assert states == {"dans ce dossier, blancs à remplir", "à signer", "à obtenir"}


def test_where_no_piece_is_known_those_of_the_scheme_are_told_and_the_list_is_to_be_asked_for(epci: Dossier) -> None:
    bare = epci._replace(requests=tuple(request._replace(pieces=()) for request in epci.requests))
    listed = [item.text for block in pieces.page(bare) if isinstance(block, Items) for item in block.items]
    assert "Devis détaillés (à obtenir)" in listed
    assert listed.count("Demander la liste des pièces à qui verse l'aide.") == len(epci.requests)


def test_the_decision_of_an_aid_already_had_is_to_be_joined(commune: Dossier) -> None:
    assert "décision d'attribution à joindre" in render(pieces.page(commune)).replace("\n", " ")


def test_what_a_member_decides_is_to_be_obtained(pooled: Dossier) -> None:
    told = render(pieces.page(pooled)).replace(NBSP, " ").replace("\n", " ")
    assert "Roscoff : 2 000,00 € ; délibération concordante" in told


def test_what_binds_a_donor_is_to_be_obtained(shipped: Catalogue) -> None:
    given = written(shipped, **{**COMMUNE, "others": [("Rotary", 900, "prive")]})
    text = " ".join(render(pieces.page(given)).replace("\u00a0", " ").split())
    assert "- Rotary : 900,00 € ; accord écrit, ou convention signée (à obtenir)" in text
    assert "décision d'attribution à garder" in text
