"""Who wins: what is said, then open data on who is named, then the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.errors import (
    AidnumError,
    AloneTogether,
    BadUsage,
    CostsTwice,
    InFile,
    NothingGranted,
    UnknownAuthority,
    UnknownScheme,
)
from aidnum.model.budget import CostLine, Unread
from aidnum.model.profile import Counted, Profile
from aidnum.model.wishes import Expected, Other, Wishes
from aidnum.project.merge import read_project
from aidnum.project.said import Project, Said
from tests.conftest import ROOT
from tests.project.conftest import Read

if TYPE_CHECKING:
    from aidnum.project.budget.usable import Ask

BUDGET = ROOT / "docs/exemples/reseau-bibliotheques.csv"


def _file(folder: Path, text: str) -> Path:
    path = folder / "profil.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_nothing_said_is_nothing_known(read: Read) -> None:
    assert read() == Project(Profile())


def test_facts_and_costs_are_written_as_people_write_them(read: Read) -> None:
    project = read(facts={"habitants": "520 000", "type": "demat"}, costs={"RH": "40 000,50 €", "licences": 3}, basis="ttc")
    assert project.profile == Profile(
        facts={"population": 520_000, "type": ("dematerialisation",)},
        costs={"personnel": Decimal("40000.50"), "logiciel": Decimal(3)},
        costs_basis="ttc",
    )
    assert project.lines == (
        CostLine("personnel", "personnel", ttc=Decimal("40000.50")),
        CostLine("logiciels (licences)", "logiciel", ttc=Decimal(3)),
    )


def test_what_is_said_wins_over_the_file_under_any_of_its_names(read: Read, tmp_path: Path) -> None:
    path = _file(tmp_path, "population: 3000\npme: oui\n")
    facts = read(file=path, facts={"habitants": 4000, "pme": "non"}).profile.facts
    assert facts == {"population": 4000, "pme": False}
    assert read(file=path).profile.facts == {"population": 3000, "pme": True}


def test_a_field_is_one_fact_whatever_it_is_said_by(read: Read, tmp_path: Path) -> None:
    path = _file(tmp_path, "type: [médiathèque, demat]\nconcerne_bibliotheque: oui\n")
    assert read(file=path).profile.facts == {"domaine": ("bibliotheque",), "type": ("dematerialisation",)}
    other = read(file=path, facts={"type": ["école", "données"]}).profile.facts
    assert other == {"domaine": ("ecole",), "type": ("donnees",)}
    denied = read(file=path, facts={"concerne_bibliotheque": "non"}).profile.facts
    assert denied == {"concerne_bibliotheque": False, "type": ("dematerialisation",)}


def test_a_name_wins_over_the_file_and_what_is_said_over_the_name(read: Read, tmp_path: Path, told: list[str]) -> None:
    path = _file(tmp_path, 'departement: "01"\npopulation: 12\ntype: donnees\n')
    profile = read(names="35238", file=path).profile
    assert profile.facts == {"type": ("donnees",)}
    assert (profile.found["departement"].value, profile.found["population"].value) == ("35", 235045)
    assert read(names="35238", file=path, facts={"population": 9}).profile.facts == {"population": 9, "type": ("donnees",)}
    assert told == []


def test_a_project_named_by_several_wins_over_a_file_that_says_it_alone(read: Read, tmp_path: Path) -> None:
    path = _file(tmp_path, "mutualise: non\n")
    profile = read(names=["35238", "35047"], file=path).profile
    assert (profile.facts, profile.found["mutualise"].value) == ({}, True)
    with pytest.raises(AloneTogether, match="se contredisent"):
        read(names=["35238", "35047"], facts={"mutualise": "non"})


def test_a_budget_gives_lines_costs_and_whether_they_are_investment(read: Read, told: list[str]) -> None:
    project = read(names=["Rennes Métropole"], facts={"type": "bibliotheque"}, budget=BUDGET)
    assert sum(line.ht or 0 for line in project.lines) == sum((project.profile.costs or {}).values()) == 102_000
    assert project.profile.facts["investissement"] is True
    assert project.profile.natures["logiciel"].investment > 0
    assert [authority.key for authority in project.profile.authorities] == ["243500139"]
    assert told == []


def test_a_budget_that_contradicts_a_fact_is_refused(read: Read) -> None:
    assert read(facts={"investissement": "oui"}, budget=BUDGET).profile.facts["investissement"] is True
    with pytest.raises(BadUsage, match="le budget contient des lignes d'investissement, et le fait"):
        read(facts={"investissement": "non"}, budget=BUDGET)


def test_costs_given_twice_are_refused(read: Read) -> None:
    with pytest.raises(CostsTwice, match="un à un et par un budget"):
        read(costs={"RH": 3}, budget=BUDGET)


def test_a_fact_given_under_two_names_is_refused(read: Read) -> None:
    with pytest.raises(BadUsage, match="« population » est donné deux fois"):
        read(facts={"population": 3, "habitants": 3})


def test_a_departement_given_tells_its_region_and_another_is_refused(read: Read) -> None:
    assert read(facts={"departement": "51"}).profile.found["region"].value == "44"
    with pytest.raises(BadUsage, match="« region » : 53"):
        read(facts={"departement": "35", "region": "84"})


def test_a_region_given_tells_whether_it_lies_overseas_and_the_contrary_is_refused(read: Read) -> None:
    assert read(facts={"region": "04"}).profile.found["outre_mer"].value is True
    for region, overseas in (("11", "oui"), ("04", "non")):
        with pytest.raises(BadUsage, match="« outre_mer »"):
            read(facts={"region": region, "outre_mer": overseas})
    with pytest.raises(BadUsage, match="« region » : 84"):
        read(names="Pontivy", facts={"departement": "01", "region": "53"})


def test_a_departement_given_beside_a_name_brings_its_own_region(read: Read) -> None:
    found = read(names="Rennes", facts={"departement": "974"}).profile.found
    assert (found["region"].value, found["outre_mer"].value) == ("04", True)


def test_places_of_a_file_fall_before_a_name_even_where_what_is_said_contradicts_them(read: Read, tmp_path: Path) -> None:
    path = _file(tmp_path, "faits: {departement: 29}\n")
    profile = read(names="Rennes", file=path, facts={"region": "84"}).profile
    assert (profile.facts, profile.found["departement"].value) == ({"region": "84"}, "35")
    with pytest.raises(BadUsage, match="va avec"):
        read(file=path, facts={"region": "84"})


def test_places_said_that_contradict_one_another_are_no_fault_of_the_file(read: Read, tmp_path: Path) -> None:
    path = _file(tmp_path, "territoire: Pontivy\n")
    with pytest.raises(BadUsage, match=r"^département 01 va avec « region » : 84"):
        read(file=path, facts={"departement": "01", "region": "53"})


def test_who_chooses_is_asked_for_an_unclear_name_alone(shipped: Catalogue, read: Read) -> None:
    asked = []
    said = Said(names=("Rennes", "st denis"))
    project = read_project(shipped, said, lambda match: asked.append(match.query) or match.authorities[1])  # type: ignore[func-returns-value]
    assert [authority.key for authority in project.profile.authorities] == ["35238", "93066"]
    assert asked == ["st denis"]
    with pytest.raises(UnknownAuthority, match="« st denis » désigne 4 collectivités") as caught:
        read(names=said.names)
    assert "  Saint-Denis : 93066" in caught.value.lines


def test_alerts_are_python_warnings_unless_somebody_takes_them(shipped: Catalogue) -> None:
    with pytest.warns(UserWarning, match="departement de Rennes : 35 ; la valeur donnée, 22, est prise à la place"):
        read_project(shipped, Said(names=("Rennes",), facts={"departement": "22"}))


def test_a_file_that_is_absent_is_told(read: Read) -> None:
    for said in ({"file": "/absent.yaml"}, {"budget": "/absent.csv"}):
        with pytest.raises(AidnumError, match="le fichier n'existe pas"):
            read(**said)


def test_a_name_of_the_file_is_a_name_and_the_facts_beside_it_win_over_open_data(read: Read, tmp_path: Path) -> None:
    path = _file(tmp_path, "territoire: Vannes\npopulation: 9\n")
    profile = read(file=path).profile
    assert ([authority.key for authority in profile.authorities], profile.facts) == (["56260"], {"population": 9})
    assert read(names="35238", file=path).profile.facts == {}


@pytest.mark.parametrize(
    ("text", "place", "cause"),
    [
        ("pme: non\nTerritoire: st denis\n", "2:13", UnknownAuthority),
        ("territoire: [35238, 35047]\nmutualise: non\n", "1:13", AloneTogether),
    ],
)
def test_an_unclear_name_of_the_file_is_told_with_its_place(
    read: Read, tmp_path: Path, text: str, place: str, cause: type[AidnumError]
) -> None:
    path = _file(tmp_path, text)
    with pytest.raises(InFile) as caught:
        read(file=path)
    assert caught.value.message.startswith(f"{path}:{place} : ")
    assert isinstance(caught.value.error, cause)
    assert caught.value.lines == caught.value.error.lines


def test_costs_said_take_the_place_of_all_the_costs_of_the_file(read: Read, tmp_path: Path) -> None:
    path = _file(tmp_path, f"budget: {BUDGET}\nttc: oui\n")
    project = read(file=path, costs={"RH": 3})
    assert (project.profile.costs, project.profile.costs_basis) == ({"personnel": Decimal(3)}, "ht")
    assert project.lines == (CostLine("personnel", "personnel", ht=Decimal(3)),)
    assert sum(read(file=path).profile.costs.values()) == 122_400  # type: ignore[union-attr]


def test_tax_included_is_said_of_the_costs_of_the_file_too(read: Read, tmp_path: Path) -> None:
    path = _file(tmp_path, "couts: [{categorie: RH, montant: 5, nature: fonctionnement}]\n")
    profile = read(file=path, basis="ttc").profile
    assert (profile.costs, profile.costs_basis) == ({"personnel": Decimal(5)}, "ttc")
    assert profile.facts == {"investissement": False}
    assert profile.natures["personnel"].running == 5


EXPECTED = "contrat-territoire-lecture"
WISHED = f"retenir: [detr]\nsans: dsil\nacquis: {{dgd-bibliotheques: 5}}\nattendu: {{{EXPECTED}: 40%}}\n"


@pytest.mark.parametrize(
    ("said", "wished"),
    [
        ({"imposed": ["dsil"]}, {"imposed": ("dsil",), "left_out": ()}),
        ({"granted": {"dsil": "6"}}, {"granted": {"dsil": Decimal(6)}, "left_out": ()}),
        ({"left_out": ["DETR"]}, {"left_out": ("detr",), "imposed": ()}),
        ({"left_out": "dgd-bibliotheques"}, {"left_out": ("dgd-bibliotheques",), "granted": {}}),
        ({"left_out": [EXPECTED]}, {"left_out": (EXPECTED,), "expected": {}}),
        ({"expected": {"dgd-bibliotheques": 7}}, {"expected": {"dgd-bibliotheques": Expected(Decimal(7))}, "granted": {}}),
        (
            {"granted": {"contrat-territoire-lecture": 7}},
            {"granted": {"contrat-territoire-lecture": Decimal(7)}, "expected": {}},
        ),
        ({"others": [("Amis", 3, None)]}, {"others": (Other("Amis", Decimal(3)),)}),
        ({"loan": 0}, {"loan": Decimal(0)}),
    ],
)
def test_a_wish_takes_the_place_of_its_key_and_of_what_contradicts_it(
    read: Read, tmp_path: Path, said: dict[str, Any], wished: dict[str, Any]
) -> None:
    path = _file(tmp_path, WISHED + "autre: {nom: Z, montant: 1}\nemprunt: 2\n")
    filed = Wishes(
        imposed=("detr",),
        granted={"dgd-bibliotheques": Decimal(5)},
        left_out=("dsil",),
        expected={EXPECTED: Expected(rate=Decimal("0.4"))},
        others=(Other("Z", Decimal(1)),),
        loan=Decimal(2),
    )
    assert read(file=path).statement.wishes == filed
    assert read(file=path, **said).statement.wishes == filed._replace(**wished)


@pytest.mark.parametrize(
    ("said", "error", "sentence"),
    [
        ({"imposed": ["dter"]}, UnknownScheme, "« dter »"),
        ({"imposed": ["detr"], "left_out": ["detr"]}, BadUsage, "detr est écarté, et pourtant retenu"),
        ({"granted": {"detr": "x"}}, BadUsage, "acquis detr : « x » n'est pas un montant"),
        ({"granted": {"detr": 0}}, NothingGranted, "0 €"),
        ({"granted": {"detr": 1, "DETR": 2}}, BadUsage, "acquis : « detr » est donné deux fois"),
        ({"others": [("Amis", "x", None)]}, BadUsage, "autre Amis : « x » n'est pas un montant"),
        ({"others": [("Amis", 1, "moi")]}, BadUsage, "payeur inconnu « moi »"),
        ({"others": [("Amis", 1, None), ("AMIS", 2, None)]}, BadUsage, "« AMIS » est donnée deux fois"),
        ({"loan": "-1"}, BadUsage, "emprunt : « -1 » est négatif"),
        ({"council": "hier"}, BadUsage, "conseil : « hier » n'est pas une date"),
        ({"title": " "}, BadUsage, "titre : valeur vide"),
        ({"title": "a\u202eb"}, BadUsage, "titre : caractère de contrôle ou invisible"),
    ],
)
def test_what_is_wished_wrongly_is_refused(read: Read, said: dict[str, Any], error: type[AidnumError], sentence: str) -> None:
    with pytest.raises(error, match=re.escape(sentence)):
        read(**said)


FUNDED = """\
Dépenses;Montant HT;Recettes;Montant
Licences;1000;DETR;400
Remise;-100;Région Bretagne;200
;;Emprunt;100
;;Autofinancement;200
"""


def _funded(folder: Path) -> Path:
    path = folder / "budget.csv"
    path.write_text(FUNDED, encoding="utf-8")
    return path


def test_the_resources_of_a_budget_are_wishes(read: Read, tmp_path: Path) -> None:
    project = read(budget=_funded(tmp_path))
    assert project.wishes == Wishes(
        expected={"detr": Expected(Decimal(400))},
        others=(Other("Région Bretagne", Decimal(200), "region-payeuse"),),
        loan=Decimal(100),
    )
    assert project.statement.wishes == Wishes()
    assert [line.ht for line in project.lines] == [Decimal(900)]


def test_who_carries_the_project_is_no_funder_of_it(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "budget.csv"
    path.write_text("Poste;HT\nLicences;900\nRecettes;\nPloërmel;500\nCommune de Loyat;100\n", encoding="utf-8")
    assert [other.name for other in read(names=["Ploërmel"], budget=path).wishes.others] == ["Commune de Loyat"]
    assert [other.name for other in read(budget=path).wishes.others] == ["Ploërmel", "Commune de Loyat"]


def test_what_is_said_of_an_aid_wins_over_the_resources_of_the_budget(read: Read, tmp_path: Path, told: list[str]) -> None:
    budget = _funded(tmp_path)
    assert read(budget=budget, left_out=["detr"]).wishes.expected == {}
    granted = read(budget=budget, granted={"detr": 300}).wishes
    assert (granted.granted, granted.expected) == ({"detr": Decimal(300)}, {})
    expected = read(budget=budget, expected={"detr": "30%", "dsil": 5}).wishes.expected
    assert expected == {"detr": Expected(rate=Decimal("0.3")), "dsil": Expected(Decimal(5))}
    assert read(budget=budget, expected={"dsil": 5}).wishes.expected["detr"] == Expected(Decimal(400))
    assert read(budget=budget, loan=0).wishes.loan == 0
    assert told == []


def test_aids_from_elsewhere_that_are_said_are_added_to_those_of_the_budget(
    read: Read, tmp_path: Path, told: list[str]
) -> None:
    wishes = read(budget=_funded(tmp_path), others=[("Amis", 250, "prive")]).wishes
    brought = Other("Région Bretagne", Decimal(200), "region-payeuse")
    assert wishes.others == (Other("Amis", Decimal(250), "prive"), brought)
    assert told == ["aux autres aides données s'ajoutent celles du budget, que le même nom remplacerait : « Région Bretagne »"]


def test_an_aid_from_elsewhere_that_is_said_replaces_that_of_the_budget_of_its_name(
    read: Read, tmp_path: Path, told: list[str]
) -> None:
    wishes = read(budget=_funded(tmp_path), others=[("REGION bretagne", 250, "region")]).wishes
    assert wishes.others == (Other("REGION bretagne", Decimal(250), "region-payeuse"),)
    assert told == ["donnée à part, l'aide du budget est remplacée : « Région Bretagne »"]


def test_a_project_file_wins_over_the_resources_of_its_budget(read: Read, tmp_path: Path) -> None:
    _funded(tmp_path)
    path = _file(tmp_path, "budget: budget.csv\nacquis: {detr: 350}\nemprunt: 50\n")
    wishes = read(file=path).wishes
    assert (wishes.granted, wishes.expected, wishes.loan) == ({"detr": Decimal(350)}, {}, Decimal(50))


def test_a_rate_of_vat_tells_costs_both_ways(read: Read) -> None:
    project = read(costs={"logiciel": "120"}, basis="ttc", vat="20 %")
    assert project.lines == (CostLine("logiciels (licences)", "logiciel", Decimal(100), Decimal(120), Decimal("0.2")),)
    assert project.profile.other == Counted({"logiciel": Decimal(100)}, "ht", {})
    assert read(costs={"logiciel": "120"}, basis="ttc").profile.other is None


def test_the_rate_of_vat_that_is_said_wins_over_that_of_the_file(read: Read, tmp_path: Path) -> None:
    path = _file(tmp_path, "tva: 20%\nfeuille: Budget\ncouts: [{categorie: logiciel, montant ttc: 110}]\n")
    assert [line.ht for line in read(file=path).lines] == [Decimal("91.67")]
    assert [line.ht for line in read(file=path, vat="10%").lines] == [Decimal(100)]


def test_other_costs_make_the_rate_of_vat_and_the_sheet_of_the_file_fall(read: Read, tmp_path: Path) -> None:
    path = _file(tmp_path, "tva: 20%\nfeuille: Budget\ncouts: {logiciel: 5}\n")
    kept, fallen = read(file=path).statement, read(file=path, costs={"RH": 3}).statement
    assert (kept.vat, kept.sheet) == (Decimal("0.2"), "Budget")
    assert (fallen.vat, fallen.sheet) == (None, None)
    assert read(file=path, sheet="Autre").statement.sheet == "Autre"


@pytest.mark.parametrize("vat", ["0,2", "cent", "-5", 120])
def test_what_is_no_rate_of_vat_is_refused(read: Read, vat: object) -> None:
    with pytest.raises(BadUsage, match=r"tva : « .* » n'est pas un taux de TVA"):
        read(costs={"logiciel": 5}, vat=vat)


def test_a_budget_is_read_at_the_rate_of_vat_and_from_the_sheet_that_are_said(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "b.csv"
    path.write_text("Libellé;Montant TTC\nLicences;1200\n", encoding="utf-8")
    assert [line.ht for line in read(budget=path, vat="20%").lines] == [Decimal(1000)]
    with pytest.raises(AidnumError, match="Coûts"):
        read(budget=path, vat="20%", sheet="Coûts")


def test_the_categories_that_a_budget_lacks_may_be_told(shipped: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "b.csv"
    path.write_text("Libellé;Montant HT\nBidules;5\nLicences;7\n", encoding="utf-8")
    asked: list[str | None] = []

    def ask(unread: Sequence[Unread]) -> dict[str, str]:
        asked.extend(one.label for one in unread)
        return {"bidules": "materiel"}

    lines = read_project(shipped, Said(budget=path), ask=ask).lines
    assert ([line.category for line in lines], asked) == (["materiel", "logiciel"], ["Bidules"])


@pytest.mark.parametrize("ask", [None, lambda _: {}])
def test_a_category_that_nobody_tells_is_refused(shipped: Catalogue, tmp_path: Path, ask: Ask | None) -> None:
    path = tmp_path / "b.csv"
    path.write_text("Libellé;Montant HT\nBidules;5\n", encoding="utf-8")
    with pytest.raises(AidnumError, match="Bidules"):
        read_project(shipped, Said(budget=path), ask=ask)


def test_nothing_is_asked_of_a_budget_that_is_read_whole(shipped: Catalogue) -> None:
    def ask(unread: Sequence[Unread]) -> dict[str, str]:
        raise AssertionError(unread)

    assert read_project(shipped, Said(budget=BUDGET), ask=ask).lines != ()
