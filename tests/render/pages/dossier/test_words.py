"""The words that documents share."""

from __future__ import annotations

from aidnum.catalogue.catalogue import Catalogue
from aidnum.render.document import BLANK
from aidnum.render.pages.dossier.words import authority_rows, operation, own_share_texts, series, sum_text, who
from aidnum.report.dossier import Dossier
from tests.report.dossiers import COMMUNE, DEPARTEMENT, EPCI, INVESTED, written


def rows(dossier: Dossier) -> list[tuple[str, str | None]]:
    return list(authority_rows(dossier))


def test_who_asks_stands_under_what_it_is(shipped: Catalogue) -> None:
    assert rows(written(shipped, **COMMUNE)) == [("Commune", "Saint-Pol-de-Léon"), ("Département", "Finistère")]
    assert rows(written(shipped, **DEPARTEMENT)) == [("Département", "Finistère")]
    both = written(shipped, names=("Martinique",), facts=INVESTED, costs={"logiciel": 9_000}, others=[("Aide", 900, None)])
    assert rows(both) == [("Département et région", "Martinique")]
    assert rows(written(shipped, **EPCI))[0] == ("Collectivité", "Communauté de communes du Pays de l'Ourcq")


def test_what_is_not_said_is_blank(shipped: Catalogue) -> None:
    facts = {**INVESTED, "collectivite": "commune"}
    nameless = written(shipped, facts=facts, costs={"logiciel": 9_000}, others=[("Aide", 900, None)])
    assert (operation(nameless), who(nameless)) == (BLANK, BLANK)
    assert rows(nameless) == [("Collectivité", None), ("Département", None)]


def test_a_cost_known_with_tax_is_told_both_ways(shipped: Catalogue) -> None:
    said = written(shipped, **COMMUNE)
    assert sum_text(said) == "37\u00a0000,00\u00a0€ HT, soit 44\u00a0400,00\u00a0€ TTC"
    assert sum_text(written(shipped, **DEPARTEMENT)) == "32\u00a0000,00\u00a0€ HT"
    assert list(own_share_texts(said))[1] == "dont 5\u00a0000,00\u00a0€ d'emprunt et 21\u00a0000,00\u00a0€ de fonds propres"


def test_the_parts_of_a_sentence_end_with_one_full_stop() -> None:
    assert [item.text for item in series(["a", "b"])] == ["a ;", "b."]
