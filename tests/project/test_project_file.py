"""A project file: the same words as the options, and all its faults told with their place."""

from __future__ import annotations

import warnings
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.errors import AidnumError, CatalogueUnreadable, InFile, SeveralInFile, UnknownFact
from aidnum.model.budget import CostLine
from aidnum.model.wishes import Expected, Other, Wishes
from aidnum.project.project_file import read_project_file
from aidnum.project.said import Statement


def _read(catalogue: Catalogue, folder: Path, text: str, name: str = "p.yaml") -> Statement:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_project_file(str(path), catalogue, warnings.warn).statement


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("p.yaml", "population: 520 000\ntype: [demat]\nmutualise: non\n"),
        ("p.yaml", "population: 520 000 habitants\ntype: demat\nmutualise: non\n"),
        ("p.yml", "habitants: 520000\ntype: Dématérialisation\nmutualise: no\n"),
        ("p.json", '{"population": 520000, "type": ["demat"], "mutualise": false}'),
        ("p.yaml", "\ufeffpopulation: '520000'\ntype: demat\nmutualise: non\n"),
    ],
)
def test_facts_are_written_as_people_write_them(shipped: Catalogue, tmp_path: Path, name: str, text: str) -> None:
    assert _read(shipped, tmp_path, text, name) == Statement(
        facts={"population": 520_000, "type": ("dematerialisation",), "mutualise": False}
    )


WHOLE = """
titre: "Réseau : portail #2"
territoire: [35238, "01004", 2A004]
type: demat
faits: {departement: 01, pme: non}
Coûts: {RH: "3 000,50", licences: 12000}
ttc: oui
retenir: [detr, DETR]
sans: dsil
acquis: {dgd-bibliotheques: 12 000}
attendu: {"contrat territoire lecture": 40%, bibliotheque-numerique-de-reference: "1 500,50"}
autre:
  - {nom: "Fondation : L'été = 3", montant: 5000, payeur: Fondation}
  - {nom: Amis, montant: 300}
emprunt: 20 000 €
conseil: 2026-12-01
x-note: libre
"""


def test_every_key_says_what_its_option_says(shipped: Catalogue, tmp_path: Path) -> None:
    assert _read(shipped, tmp_path, WHOLE) == Statement(
        names=("35238", "01004", "2A004"),
        facts={"type": ("dematerialisation",), "departement": "01", "pme": False},
        costs={"personnel": Decimal("3000.50"), "logiciel": Decimal(12_000)},
        basis="ttc",
        title="Réseau : portail #2",
        wishes=Wishes(
            imposed=("detr",),
            granted={"dgd-bibliotheques": Decimal(12_000)},
            left_out=("dsil",),
            expected={
                "contrat-territoire-lecture": Expected(rate=Decimal("0.4")),
                "bibliotheque-numerique-de-reference": Expected(Decimal("1500.5")),
            },
            others=(Other("Fondation : L'été = 3", Decimal(5000), "prive"), Other("Amis", Decimal(300), "public")),
            loan=Decimal(20_000),
        ),
        council=date(2026, 12, 1),
    )


def test_one_for_many_needs_no_brackets(shipped: Catalogue, tmp_path: Path) -> None:
    text = "territoire: Vannes\nretenir: detr\nautre: {nom: Amis, montant: 300}\n"
    said = _read(shipped, tmp_path, text)
    assert (said.names, said.wishes) == (("Vannes",), Wishes(imposed=("detr",), others=(Other("Amis", Decimal(300)),)))


def test_costs_may_be_lines_of_the_basis_asked_for(shipped: Catalogue, tmp_path: Path) -> None:
    rows = (
        "couts:\n"
        "  - {libelle: Portail, categorie: licences, montant: 1000, nature: invest}\n"
        "  - {catégorie: AMO, montant_ht: 10, tva: 20 %}\n"
    )
    path = tmp_path / "p.yaml"
    first = CostLine("Portail", "logiciel", ht=Decimal(1000), nature="investment", where=f"{path}:2:5")
    label = shipped.vocabulary.cost_categories["etudes"].label
    second = CostLine(label, "etudes", ht=Decimal(10), ttc=Decimal(12), vat=Decimal("0.2"), where=f"{path}:3:5")
    assert _read(shipped, tmp_path, rows).costs == (first, second)
    with_tax = (first._replace(ht=None, ttc=Decimal(1000)), second)
    assert read_project_file(str(path), shipped, warnings.warn, "ttc").statement.costs == with_tax
    again = _read(shipped, tmp_path, rows + "ttc: oui\n")
    assert (again.costs, again.basis) == (with_tax, "ttc")


@pytest.mark.parametrize(
    ("budget", "found"),
    [("b.csv", "{folder}/b.csv"), ("../b.csv", "{folder}/../b.csv"), ("/ailleurs/b.csv", "/ailleurs/b.csv")],
)
def test_the_path_of_a_budget_starts_from_the_file(shipped: Catalogue, tmp_path: Path, budget: str, found: str) -> None:
    assert _read(shipped, tmp_path, f"budget: {budget}\n").budget == found.format(folder=tmp_path)


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("population: 520.000\n", "1:13", "« 520.000 » est ambigu"),
        ("pme: oui\npopulaton: 5\n", "2:1", "clé inconnue « populaton »"),
        ("titer: x\n", "1:1", "clé inconnue « titer »"),
        ("pme: oui\n\ntype: [demat, xyz]\n", "3:7", "type : valeur inconnue « xyz »"),
        ("population: 5\nhabitants: 6\n", "2:1", "le fait « population » est donné deux fois"),
        ("population: 5\nfaits: {habitants: 6}\n", "2:9", "le fait « population » est donné deux fois"),
        ("population: 5\npopulation: 6\n", "2:1", "clé en double « population », déjà donnée en 1:1"),
        ("couts: {RH: 5}\nCoûts: {RH: 6}\n", "2:1", "la clé « couts » est donnée deux fois"),
        ("population: [1, 2]\n", "1:13", "une seule valeur est attendue"),
        ("population: [3200]\n", "1:13", "une seule valeur est attendue"),
        ("population: {a: 1}\n", "1:13", "une seule valeur est attendue"),
        ("pme: [oui]\n", "1:6", "une seule valeur est attendue"),
        ("collectivite: [commune, cc]\n", "1:15", "une seule valeur est attendue"),
        ("type: {a: b}\n", "1:7", "une seule valeur est attendue"),
        ("type: [demat, [donnees]]\n", "1:7", "une seule valeur est attendue"),
        ("type: []\n", "1:7", "liste vide"),
        ("- population\n", "1:1", "un projet est un groupe de clés"),
        ("", "1:1", "un projet est un groupe de clés"),
        ('{"population": 5', "1:", "jamais fermé"),
        ("a: &x 1\nb: *x\n", "1:", "ancre"),
        ('titre: "Réseau\n', "1:8", 'guillemet « " » ouvert ici et jamais fermé'),
        ("titre: [a]\n", "1:8", "une seule valeur est attendue"),
        (f"titre: {'é' * 201}\n", "1:8", "titre trop long : 201 caractères, 200 au plus"),
        ("titre:\n", "1:7", "valeur vide"),
        ("territoire: []\n", "1:13", "liste vide"),
        ("territoire: [{a: b}]\n", "1:14", "une seule valeur est attendue"),
        ("faits: pme\n", "1:8", "un groupe de clés est attendu"),
        ("faits: {pmee: oui}\n", "1:9", "fait inconnu « pmee »"),
        ("couts: 12\n", "1:8", "un groupe de clés est attendu"),
        ("couts: {logicil: 12}\n", "1:9", "catégorie de coût inconnue « logicil »"),
        ("couts: {logiciel: 1.200}\n", "1:19", "est ambigu"),
        ("couts: {RH: 1, salaires: 2}\n", "1:16", "« personnel » est donné deux fois"),
        ("couts:\n  - {categorie: logicil, montant: 2}\n", "2:17", "catégorie de coût inconnue « logicil »"),
        ("couts:\n  - {categorie: RH, montant: 2.000}\n", "2:30", "est ambigu"),
        ("couts:\n  - {categorie: RH}\n", "2:5", "montant manquant"),
        ("couts:\n  - {categorie: RH, montants: 2}\n", "2:21", "clé inconnue « montants »"),
        ("couts:\n  - {categorie: RH, dépense: RH}\n", "2:21", "déjà donnée sous un autre nom"),
        ("couts:\n  - {categorie: [RH], montant: 3}\n", "2:17", "une seule valeur est attendue"),
        ("couts:\n  - RH\n", "2:5", "un groupe de clés est attendu"),
        ("couts: {RH: 1}\nbudget: a.csv\n", "2:1", "les coûts sont donnés un à un et par un budget"),
        ("ttc: peut-être\n", "1:6", "n'est ni oui ni non"),
        ("retenir: dter\n", "1:10", "aucun dispositif ne s'appelle « dter »"),
        ("sans: [detr, dtre]\n", "1:14", "aucun dispositif ne s'appelle « dtre »"),
        ("sans: detr\nretenir: detr\n", "1:1", "detr est écarté, et pourtant retenu, acquis ou attendu"),
        ("acquis: {dsil: 1}\nattendu: {dsil: 2}\n", "2:1", "dsil est à la fois acquis et attendu"),
        ("acquis: {detr: 0}\n", "1:16", "une aide de 0 € n'est pas une aide"),
        ("acquis: {detr: 40%}\n", "1:16", "n'est pas un montant en euros"),
        ("acquis: {dter: 1}\n", "1:10", "aucun dispositif ne s'appelle « dter »"),
        ("attendu: {detr: 140%}\n", "1:17", "« 140% » dépasse 100 %"),
        ("attendu: {detr: 0%}\n", "1:17", "une aide de 0 € n'est pas une aide"),
        ("attendu: {detr: 0.4}\n", "1:17", "vouliez-vous dire 40% ?"),
        ("autre: {nom: A}\n", "1:8", "clé obligatoire manquante : « montant »"),
        ("autre: {nom: A, montant: x}\n", "1:26", "n'est pas un montant en euros"),
        ("autre: {nom: A, montant: 1, payeur: moi}\n", "1:37", "payeur inconnu « moi »"),
        (f"autre: {{nom: {'a' * 121}, montant: 1}}\n", "1:14", "un nom de 1 à 120 caractères est attendu, trouvé 121"),
        ("autre: [{nom: A, montant: 1}, {nom: a, montant: 2}]\n", "1:31", "l'aide « a » est donnée deux fois"),
        ("emprunt: -5\n", "1:10", "est négatif"),
        ("conseil: 2026-02-30\n", "1:10", "le 30 février 2026 n'existe pas"),
    ],
)
def test_a_fault_is_told_with_its_place(shipped: Catalogue, tmp_path: Path, text: str, place: str, said: str) -> None:
    with pytest.raises(InFile) as caught:
        _read(shipped, tmp_path, text)
    assert caught.value.message.startswith(f"{tmp_path / 'p.yaml'}:{place}")
    assert said in caught.value.message
    assert caught.value.exit_status == 1


def test_all_the_faults_of_a_file_are_told_in_its_order(shipped: Catalogue, tmp_path: Path) -> None:
    text = 'titre: ""\npopulaton: 5\nconseil: hier\nacquis: {dter: 1, detr: x}\npme: oui\npme: non\n'
    with pytest.raises(SeveralInFile, match=r"p\.yaml : 6 défauts$") as caught:
        _read(shipped, tmp_path, text)
    places = [error.message.split(" : ")[0].removeprefix(f"{tmp_path}/p.yaml:") for error in caught.value.errors]
    assert places == ["1:8", "2:1", "3:10", "4:10", "4:25", "6:1"]
    assert caught.value.lines == tuple(error.message for error in caught.value.errors)


def test_what_is_wrong_with_a_fact_is_kept_beside_its_place(shipped: Catalogue, tmp_path: Path) -> None:
    with pytest.raises(InFile) as caught:
        _read(shipped, tmp_path, "populaton: 5\n")
    assert isinstance(caught.value.error, UnknownFact)
    assert "population" in (caught.value.hint or "")


def test_a_title_cut_by_a_comment_is_told(shipped: Catalogue, tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match=r"p\.yaml:1:15 : « #2 » est lu comme un commentaire"):
        assert _read(shipped, tmp_path, "titre: Réseau #2\n").title == "Réseau"


def test_a_file_that_is_absent_or_a_folder_is_told(shipped: Catalogue, tmp_path: Path) -> None:
    with pytest.raises(CatalogueUnreadable, match=r"^projet « /absent.yaml » illisible : le fichier n'existe pas$"):
        read_project_file("/absent.yaml", shipped, warnings.warn)
    with pytest.raises(AidnumError, match="c'est un dossier"):
        read_project_file(str(tmp_path), shipped, warnings.warn)


@pytest.mark.parametrize(
    ("head", "row"),
    [("", "cle{}: 1\n"), ("faits:\n", "  cle{}: 1\n"), ("couts:\n", "  cle{}: 1\n"), ("sans:\n", "  - cle{}\n")],
)
def test_reading_stops_at_a_file_of_faults(
    shipped: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, head: str, row: str
) -> None:
    monkeypatch.setattr("aidnum.project.placed.MOST_FAULTS", 20)
    with pytest.raises(SeveralInFile, match=r"p\.yaml : au moins 20 défauts") as caught:
        _read(shipped, tmp_path, head + "".join(row.format(number) for number in range(30)))
    assert len(caught.value.errors) == 20
    with pytest.raises(SeveralInFile, match=r"p\.yaml : 19 défauts"):
        _read(shipped, tmp_path, head + "".join(row.format(number) for number in range(19)))


def test_each_name_of_an_aid_from_elsewhere_is_looked_at_once(
    shipped: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folded: list[str] = []

    def fold(name: str) -> str:
        folded.append(name)
        return name.lower()

    monkeypatch.setattr("aidnum.model.wishes.fold", fold)
    text = "autre:\n" + "".join(f"  - {{nom: A{number}, montant: 1}}\n" for number in range(50))
    assert len(_read(shipped, tmp_path, text).wishes.others) == 50
    assert folded == [f"A{number}" for number in range(50)]
