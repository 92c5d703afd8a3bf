"""The words that documents share."""

from __future__ import annotations

from typing import Any

from aidnum.catalogue.catalogue import Catalogue
from aidnum.render.document import BLANK
from aidnum.render.pages.dossier.words import (
    authority_rows,
    granted_texts,
    operation,
    own_share_texts,
    series,
    sum_text,
    wait_texts,
    who,
)
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


def test_who_leads_is_named_as_in_a_sentence(shipped: Catalogue) -> None:
    told = [who(written(shipped, **said)) for said in (COMMUNE, DEPARTEMENT, EPCI)]
    assert told[:2] == ["la commune de Saint-Pol-de-Léon", "le Département du Finistère"]
    assert told[2] == "Communauté de communes du Pays de l'Ourcq"
    region = written(shipped, names=("reg:53",), facts=INVESTED, costs={"logiciel": 9_000}, others=[("Aide", 900, None)])
    assert who(region) == "la Région Bretagne"


def test_where_a_collectivity_of_its_own_lies_is_not_told_beside_its_name(shipped: Catalogue) -> None:
    small: dict[str, Any] = {"facts": INVESTED, "costs": {"logiciel": 9_000}, "others": [("Aide", 900, None)]}
    assert rows(written(shipped, names=("Métropole de Lyon",), **small)) == [
        ("Collectivité à statut particulier", "Métropole de Lyon")
    ]
    assert len(rows(written(shipped, names=("Nouvelle-Calédonie",), **small))) == 1


def test_a_cost_counted_with_tax_is_told_before_it_where_that_is_known(shipped: Catalogue) -> None:
    taxed = written(shipped, **{**COMMUNE, "basis": "ttc"})
    assert sum_text(taxed).replace("\u00a0", " ") == "37 000,00 € TTC, soit 30 833,34 € HT"


def test_the_title_of_an_aid_does_not_say_its_name_twice(shipped: Catalogue) -> None:
    (text,) = granted_texts(written(shipped, **COMMUNE))
    assert text.startswith("État – DSIL (Dotation de soutien à l'investissement local)")


def test_what_is_known_of_no_funder_is_a_blank_to_fill(shipped: Catalogue) -> None:
    (told,) = wait_texts(written(shipped, **{**COMMUNE, "others": [("Aide", 900, None)]}))
    assert told == f"la date à demander au financeur, {BLANK} (Aide)"
