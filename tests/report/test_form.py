"""What the boxes of the State's form are told for a plan: only what the project says, and each value as its box takes it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from aidnum.catalogue.catalogue import Catalogue
from aidnum.engine.limits import is_payer
from aidnum.model.budget import CostLine
from aidnum.model.plan import Plan
from aidnum.model.wishes import Expected, Other, Wishes
from aidnum.project.merge import read_project
from aidnum.project.said import Said
from aidnum.report.form import Answer, FilledForm, filled_forms, whole
from aidnum.report.plan import PlanReport, plan

DAY = date(2026, 11, 29)
LABELS = {
    "Q2hhbXAtMTk3NzQ0NQ": "kind",
    "Q2hhbXAtNTQyNzM3MQ": "code",
    "Q2hhbXAtNTQyNzM4Mw": "departement",
    "Q2hhbXAtMjk3MTQ0NA": "title",
    "Q2hhbXAtMjk0NzQzNw": "cost",
    "Q2hhbXAtMzI3Njk1OQ": "schemes",
    "Q2hhbXAtMjk3NzM3NQ": "asked",
    "Q2hhbXAtNTY0ODU0OQ": "detr",
    "Q2hhbXAtNTY0ODU1Mg": "dsil",
    "Q2hhbXAtMzI3OTcxNA": "others",
    "Q2hhbXAtNTY3ODQ4MA": "region",
    "Q2hhbXAtNTY3ODQ4Nw": "departement_pays",
    "Q2hhbXAtNTY3ODQ5Nw": "europe",
    "Q2hhbXAtMzMzMzI4Mg": "other_names",
    "Q2hhbXAtNTY3ODUwMg": "other_amount",
    "Q2hhbXAtNTY3ODQ3MA": "fnadt",
    "Q2hhbXAtNTY3ODQ0NA": "fonds_vert",
}
COSTS = (
    CostLine("Logiciel", "logiciel", ht=Decimal("40000.40"), nature="investment"),
    CostLine("Matériel", "materiel", ht=Decimal("20000.15")),
    CostLine("Hébergement", "hebergement", ht=Decimal(3000), nature="running"),
)


def asked(
    catalogue: Catalogue, wishes: Wishes, name: str = "Ploërmel 56", lines: tuple[CostLine, ...] = COSTS
) -> tuple[Plan, PlanReport]:
    project = read_project(catalogue, Said(name, {"type": ["logiciel"], "domaine": ["bibliotheque"]}))
    report = plan(catalogue, project.profile, lines, DAY, wishes)
    return report.plans[0], report


def answers(filled: FilledForm) -> dict[str, Answer]:
    return {LABELS[entry.box.id]: entry.answer for entry in filled.entries if entry.answer not in (None, "", ())}


def test_each_box_is_told_what_the_project_says(shipped: Catalogue) -> None:
    wishes = Wishes(
        expected={"detr": Expected(Decimal("15000.50")), "dsil": Expected(Decimal("9000.49"))},
        others=(
            Other("Aide de la Région", Decimal(5000), "region-payeuse"),
            Other("Fonds départemental", Decimal("1200.50"), "departement-payeur"),
            Other("LEADER", Decimal(800), "europe"),
            Other("CAF", Decimal(700), "caf"),
            Other("Une fondation", Decimal(600), "prive"),
        ),
    )
    (filled,) = filled_forms(*asked(shipped, wishes), "Réseau des médiathèques")
    assert answers(filled) == {
        "kind": "Commune",
        "code": "56165",
        "departement": "56 - Morbihan",
        "title": "Réseau des médiathèques",
        "cost": 60001,
        "schemes": ("DETR", "DSIL"),
        "asked": 24001,
        "detr": 15001,
        "dsil": 9000,
        "others": (
            "Aide du Conseil régional",
            "Aide du Conseil départemental",
            "Aide de l'Union Européenne",
            "Autre dispositif de financement",
        ),
        "region": 5000,
        "departement_pays": 1201,
        "europe": 800,
        "other_names": "CAF",
        "other_amount": 700,
    }


def test_a_grouping_gives_its_siren_and_its_kind(shipped: Catalogue) -> None:
    wishes = Wishes(expected={"dsil": Expected(Decimal(12000))})
    (filled,) = filled_forms(*asked(shipped, wishes, "siren:200066777"), None)
    told = answers(filled)
    assert (told["kind"], told["code"]) == ("EPCI à fiscalité propre", "200066777")
    assert "title" not in told
    assert (told["schemes"], told["asked"]) == (("DSIL",), 12000)


def test_boxes_of_aids_that_the_plan_does_not_ask_for_are_not_shown(shipped: Catalogue) -> None:
    (filled,) = filled_forms(*asked(shipped, Wishes(expected={"dsil": Expected(Decimal(12000))})), None)
    shown = {entry.box.label for entry in filled.entries}
    assert not {
        label for label in shown if "DETR ·" in label or label.startswith(("dont DETR", "Fonds vert", "Autre dispositif"))
    }
    assert {label for label in shown if label.startswith(("DSIL ·", "dont DSIL"))}


def test_an_aid_of_the_form_already_granted_is_not_asked_again(shipped: Catalogue) -> None:
    wishes = Wishes(granted={"dsil": Decimal(9000)}, expected={"detr": Expected(Decimal(15000))})
    (filled,) = filled_forms(*asked(shipped, wishes), None)
    told = answers(filled)
    assert (told["schemes"], told["asked"]) == (("DETR",), 15000)
    assert (told["others"], told["other_amount"]) == (("Autre dispositif de financement",), 9000)


@pytest.mark.parametrize(("name", "option"), [("FNADT", "Fonds National"), ("fonds vert", "Fonds vert"), ("DETR", "Autre")])
def test_an_aid_of_another_is_of_the_sort_that_its_name_says(shipped: Catalogue, name: str, option: str) -> None:
    wishes = Wishes(expected={"dsil": Expected(Decimal(12000))}, others=(Other(name, Decimal(500), "etat"),))
    (filled,) = filled_forms(*asked(shipped, wishes), None)
    told = answers(filled)
    assert (told["schemes"], told["asked"]) == (("DSIL",), 12000)
    (others,) = [entry.answer for entry in filled.entries if entry.box.id == "Q2hhbXAtMzI3OTcxNA"]
    assert isinstance(others, tuple)
    assert [text.startswith(option) for text in others] == [True]


def test_no_form_where_none_of_its_aids_is_asked_for(shipped: Catalogue) -> None:
    others = (Other("Aide de la Région", Decimal(5000), "region-payeuse"),)
    assert filled_forms(*asked(shipped, Wishes(left_out=("detr", "dsil"), others=others)), None) == ()
    assert filled_forms(*asked(shipped, Wishes(left_out=("detr",), granted={"dsil": Decimal(9000)})), None) == ()


def test_no_form_in_euros_where_money_is_another(shipped: Catalogue) -> None:
    laid, report = asked(shipped, Wishes(expected={"dsil": Expected(Decimal(12000))}))
    (form,) = shipped.forms
    assert form.not_in == ("986", "987", "988")
    elsewhere = report._replace(catalogue=shipped._replace(forms=(replace(form, not_in=("56",)),)))
    assert filled_forms(laid, elsewhere, None) == ()


def test_a_cost_that_is_not_known_before_tax_is_not_told(shipped: Catalogue) -> None:
    lines = (COSTS[0], CostLine("Matériel", "materiel", ht=Decimal(20000)))
    laid, report = asked(shipped, Wishes(expected={"dsil": Expected(Decimal(12000))}), lines=lines)
    untaxed = report._replace(lines=(COSTS[0], CostLine("Matériel", "materiel", ttc=Decimal(24000))))
    (filled,) = filled_forms(laid, untaxed, None)
    assert "cost" not in answers(filled)


def test_a_floor_that_rounding_breaks_is_told(shipped: Catalogue) -> None:
    """20 % of 60 000,55 € are 12 000,11 €; 12 000 € are less than 20 % of 60 001 €."""
    lines = (CostLine("Logiciel", "logiciel", ht=Decimal("60000.55"), nature="investment"),)
    laid, report = asked(shipped, Wishes(expected={"detr": Expected(Decimal("12000.11"))}), lines=lines)
    (filled,) = filled_forms(laid, report, None)
    (broken,) = filled.broken
    assert (broken.brought, broken.allowed) == (12000, Decimal("12000.2"))
    assert broken.aid is not None
    assert broken.aid.name == "detr"


def test_a_ceiling_that_rounding_breaks_is_told(shipped: Catalogue) -> None:
    """80 % of 10 000,40 € are 8 000,32 €; two halves rounded up come to 8 001 €, more than 80 % of 10 000 €."""
    lines = (CostLine("Logiciel", "logiciel", ht=Decimal("10000.40"), nature="investment"),)
    wishes = Wishes(expected={"detr": Expected(Decimal("4000.50")), "dsil": Expected(Decimal("3999.50"))})
    laid, report = asked(shipped, wishes, lines=lines)
    assert laid.illegal == ()
    (filled,) = filled_forms(laid, report, None)
    assert {(one.brought, one.allowed) for one in filled.broken} == {(8001, Decimal(8000))}


def test_whole_euros_break_nothing_where_the_plan_is_in_whole_euros(shipped: Catalogue) -> None:
    lines = (CostLine("Logiciel", "logiciel", ht=Decimal(60000), nature="investment"),)
    (filled,) = filled_forms(*asked(shipped, Wishes(expected={"detr": Expected(Decimal(48000))}), lines=lines), None)
    assert filled.broken == ()


@given(st.decimals(min_value=0, max_value=10**7, places=2))
def test_a_whole_amount_is_within_half_a_euro(amount: Decimal) -> None:
    assert abs(whole(amount) - amount) <= Decimal("0.5")


def test_every_sort_of_aid_is_of_payers_or_schemes_and_all_public_aids_have_one(shipped: Catalogue) -> None:
    (form,) = shipped.forms
    vocabulary = shipped.vocabulary
    for payer in vocabulary.payers:
        is_public = is_payer(payer, ("public",), vocabulary)
        assert is_public is any(is_payer(payer, words, vocabulary) for words in form.aids.values())
    assert {one for words in form.aids.values() for one in words} - set(vocabulary.payers) == {"fonds-vert", "fnadt"}


@pytest.mark.parametrize("word", ["nom", "prénom", "téléphone", "adresse électronique", "courriel"])
def test_no_box_of_a_person_is_answered(shipped: Catalogue, word: str) -> None:
    (form,) = shipped.forms
    assert not [box for box in form.boxes if word in box.label.lower().split()]
