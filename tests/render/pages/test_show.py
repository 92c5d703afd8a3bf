"""The answer of ``show``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.profile import read_profile
from aidnum.render import as_csv, as_json
from aidnum.render.document import View
from aidnum.report.check import check
from aidnum.report.listing import show
from tests.render.samples import DAY, SCHEMES, drawn, matches_snapshot, small_catalogue, squeezed


def _said(catalogue: Catalogue, scheme: str) -> str:
    return squeezed(drawn(show(catalogue, scheme, DAY)))


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("scheme", ["demarches-en-ligne", "petites-communes"])
def test_a_scheme_is_the_stored_one(small: Catalogue, scheme: str, width: int) -> None:
    assert matches_snapshot(f"show-{scheme}-{width}.txt", drawn(show(small, scheme, DAY), width))


def test_the_rule_is_a_nested_list_with_its_sources_and_notes(small: Catalogue) -> None:
    text = drawn(show(small, "demarches-en-ligne", DAY), 120).replace("\u00a0", " ")
    assert "\n  - Toutes ces conditions :\n    - Porteur du projet : collectivité\n" in text
    assert "\n      - Population du projet : au moins 500 000 habitants, à 10 % près [article]. Environ 500 000" in text


def test_dates_that_another_source_gives_are_told(small: Catalogue) -> None:
    said = _said(small, "demarches-en-ligne")
    assert "1re session, selon une autre source [guide] : clôture le 31 mai 2021" in said
    assert "Sélection, à partir du 1er juin 2021 (étape sans dépôt)" in said


def test_how_to_apply_and_what_excludes_it_are_told(small: Catalogue) -> None:
    said = _said(small, "demarches-en-ligne")
    for words in (
        "Où déposer Le portail des démarches",
        "Contact aides@exemple.gouv.fr",
        "Pièces à fournir Le plan de financement, La délibération",
        "Commencer avant la décision non",
        "Ne se cumule pas avec Ancien appel (ancien-appel)",
    ):
        assert words in said
    assert "Suite Démarches en ligne" in _said(small, "ancien-appel")


def test_what_a_source_says_can_be_had_with_it_is_told_with_that_source(tmp_path: Path) -> None:
    said = SCHEMES.replace("stacking: {excludes: [ancien-appel]}", "stacking: {with: [ancien-appel], source: guide}")
    stacked = small_catalogue(tmp_path, said)
    assert "Se cumule avec Ancien appel (ancien-appel) [guide]" in _said(stacked, "demarches-en-ligne")
    report = show(stacked, "demarches-en-ligne", DAY)
    answer = json.loads(as_json.render(report))
    assert (answer["stacks_with"], answer["excludes"]) == (["ancien-appel"], [])
    assert answer["stacking_source"] == report.scheme.sources[-1].url


def test_bands_and_bonuses_stand_under_their_rule(small: Catalogue) -> None:
    text = drawn(show(small, "petites-communes", DAY)).replace("\u00a0", " ")
    assert "\n  - Forfait : 17 500 € + 12 500 € sur 2 ans, par poste, dans ce cas :\n    - Porteur" in text
    assert "\n    - Majoration de 2 500 €, par poste, dans ce cas :\n      - Accord" in text
    assert "\n  - Majoration de 10 % de taux, dans ce cas :\n    - Projet mutualisé" in text


def test_slices_limits_by_unit_and_bonuses_that_multiply_are_told(tmp_path: Path) -> None:
    funding = """funding:
      kind: grant
      basis: ht
      slices: [{up_to: 50000, rate: 40%}, {rate: 20%}]
      ceiling: {per: postes, amount: 2000}
      at_most_aid_of: ancien-appel
      bands:
        - {when: {cout_retenu: {below: 9000}}, floor: {per: postes, amount: 50}}
      bonuses:
        - {when: {accord: oui}, multiply: 110%}
        - {when: {accord: non}, multiply: 90%}
    """
    spoilt = SCHEMES.replace("funding: {kind: grant, basis: unknown, rate: {up_to: 80%}, ceiling: 20000}", funding.rstrip())
    report = show(small_catalogue(tmp_path, spoilt), "guichet-local", DAY)
    for said in (
        "Paliers 40 % jusqu'à 50 000 €, puis 20 %",
        "Aide plafonnée à 2 000 € par poste",
        "Bornée par l'aide de Ancien appel (ancien-appel)",
        "Majoration de 10 % de l'aide, dans ce cas :",
        "Minoration de 10 % de l'aide, dans ce cas :",
        "Aide non versée en dessous de : 50 € par poste, dans ce cas :",
        "Dépenses retenues : moins de 9 000 €",
    ):
        assert said in squeezed(drawn(report))
    terms = json.loads(as_json.render(report))["funding"]
    assert terms["slices"] == [{"up_to": "50000.00", "rate": "0.40"}, {"up_to": None, "rate": "0.20"}]
    assert terms["at_most_aid_of"] == "ancien-appel"
    assert terms["ceiling"] == {"per": "postes", "amount": "2000.00"}
    assert [bonus["multiply"] for bonus in terms["bonuses"]] == ["1.10", "0.90"]
    assert "minoration alors;10" in as_csv.render(report).replace("\u00a0", " ")


def test_every_kind_of_help_is_told(tmp_path: Path) -> None:
    several = "funding: [{kind: loan, basis: unknown, rate: 80%, note: Sans intérêt.}, {kind: grant, basis: ht, flat: 500}]"
    schemes = SCHEMES.replace("funding: {kind: grant, basis: unknown, rate: {up_to: 80%}, ceiling: 20000}", several)
    catalogue = small_catalogue(tmp_path, schemes)
    report = show(catalogue, "guichet-local", DAY)
    said = squeezed(drawn(report))
    assert said.index("Nature subvention Montants hors taxes Forfait 500 €") < said.index("Nature prêt")
    told = json.loads(as_json.render(report))
    assert [each["kind"] for each in told["fundings"]] == ["grant", "loan"]
    assert told["funding"] == told["fundings"][0]
    assert 'financement;"prêt' in as_csv.render(report)
    checked = check(catalogue, read_profile(catalogue.vocabulary, {"accord": "oui"}), DAY)
    detail = squeezed(drawn(checked, 80, View(detail=True)))
    assert "Combien subvention, 500 € Ou encore prêt, 80 % des dépenses retenues" in detail
    answer = json.loads(as_json.render(checked))["assessments"]
    fundings = next(one["fundings"] for one in answer if one["scheme"] == "guichet-local")
    assert [(each["kind"], each["rate_min"], each["amount_min"]) for each in fundings] == [
        ("grant", None, "500.00"),
        ("loan", "0.80", None),
    ]
    assert "prêt, 80\u00a0% des dépenses retenues" in as_csv.render(checked)


def test_a_caution_says_from_when(small: Catalogue) -> None:
    assert "Prudence, à partir du 1er janvier 2021 : La loi a pu changer." in _said(small, "guichet-local")


def test_every_source_has_its_address_on_its_own_line(small: Catalogue) -> None:
    text = drawn(show(small, "demarches-en-ligne", DAY), 40)
    assert "\n  https://exemple.fr/article\n" in text
    assert "\n  https://exemple.fr/guide\n" in text


def test_every_shipped_scheme_can_be_shown(shipped: Catalogue) -> None:
    for scheme in shipped.schemes:
        assert scheme.id in drawn(show(shipped, scheme.id, DAY), 80)
