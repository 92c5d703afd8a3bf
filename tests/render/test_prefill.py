"""The address that fills a form: each value in its box, never too long, and nothing of a person in it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidnum.model.form import Box, Form
from aidnum.model.scheme import Source
from aidnum.render.prefill import bare, prefilled
from aidnum.report.form import Answer, Entry, FilledForm

ADDRESS = "https://demarche.numerique.gouv.fr/commencer/detr-dsil-56"
LONGEST = 2000
BOXES = (
    Box(id="title", label="Intitulé", takes="text"),
    Box(id="cost", label="Coût", takes="whole"),
    Box(id="kind", label="Nature", takes="one", options={"commune": "Commune"}),
    Box(id="place", label="Département", takes="one"),
    Box(id="aids", label="Aides", takes="several", options={"detr": "DETR", "dsil": "DSIL"}),
    Box(id="flag", label="Travaux", takes="flag"),
    Box(id="file", label="Devis", takes="file"),
    Box(id="more", label="Précision", takes="text", optional=True),
    Box(id="last", label="Autre précision", takes="text", optional=True),
)
FORM = Form(
    id="formulaire",
    title="Le formulaire",
    text="Où l'aide se demande.",
    sources=(Source(id="page", title="La page", url="https://exemple.fr", checked="2026-11-24", confidence="high"),),  # type: ignore[arg-type]
    with_=("etat",),
    caution="Lu dans une copie.",
    prefix="champ_",
    longest=LONGEST,
    aids={"etat": ("etat",)},
    boxes=BOXES,
)


def filled(**answers: Answer | None) -> FilledForm:
    return FilledForm(FORM, tuple(Entry(box, answers.get(box.id)) for box in BOXES), ())


def read(url: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(url).query, strict_parsing=True)


def test_each_value_stands_under_the_key_of_its_box() -> None:
    made = prefilled(
        filled(title="Réseau & « médiathèques » 100 %", cost=60001, kind="Commune", aids=("DETR", "DSIL")), ADDRESS
    )
    assert made.left_out == ()
    assert made.url.startswith(f"{ADDRESS}?champ_title=R%C3%A9seau%20%26%20")
    assert read(made.url) == {
        "champ_title": ["Réseau & « médiathèques » 100 %"],
        "champ_cost": ["60001"],
        "champ_kind": ["Commune"],
        "champ_aids[]": ["DETR", "DSIL"],
    }


def test_what_is_not_said_and_lists_without_their_exact_text_stay_out() -> None:
    made = prefilled(filled(title=None, cost=5, place="56 - Morbihan", aids=(), flag="oui", file="devis.pdf"), ADDRESS)
    assert read(made.url) == {"champ_cost": ["5"]}
    assert prefilled(filled(), ADDRESS).url == ADDRESS


def test_of_a_link_that_is_too_long_the_last_optional_box_is_left_out_first() -> None:
    made = prefilled(filled(title="x" * 500, cost=5, more="y" * 900, last="z" * 900), ADDRESS)
    assert [box.id for box in made.left_out] == ["last"]
    assert set(read(made.url)) == {"champ_title", "champ_cost", "champ_more"}
    made = prefilled(filled(title="x" * 1900, cost=5, more="y" * 900, last="z" * 900), ADDRESS)
    assert [box.id for box in made.left_out] == ["more", "last"]


def test_boxes_that_say_nothing_alone_are_left_out_together() -> None:
    ticked = Box(
        id="ticked",
        label="Autres aides",
        takes="several",
        says="aids",
        of=("autre",),
        optional=True,
        options={"autre": "Autre"},
    )
    named = Box(id="named", label="Laquelle", takes="text", shown_with=("autre",))
    amount = Box(id="amount", label="Combien", takes="text", shown_with=("autre",), optional=True)
    said = [Entry(BOXES[0], "x" * 1700), Entry(ticked, ("Autre",)), Entry(named, "y" * 150), Entry(amount, 5)]

    def left(*entries: Entry) -> list[str]:
        return [box.id for box in prefilled(FilledForm(FORM, entries, ()), ADDRESS).left_out]

    assert left(*said) == []
    assert left(*said[:3], Entry(amount, "z" * 300)) == ["named", "amount"]
    assert left(*said[:2], Entry(named, "y" * 300)) == ["ticked", "named"]


@given(st.text(max_size=400), st.text(max_size=400), st.text(max_size=400), st.integers(min_value=0))
def test_a_link_is_never_too_long_and_gives_back_what_it_was_given(title: str, more: str, last: str, cost: int) -> None:
    said: dict[str, Answer | None] = {"title": title, "more": more, "last": last, "cost": cost}
    made = prefilled(filled(**said), ADDRESS)
    assert len(made.url) <= LONGEST
    assert made.url.isascii()
    told = {key.removeprefix("champ_"): values for key, values in read(made.url).items()} if "?" in made.url else {}
    lost = {box.id for box in made.left_out}
    assert told == {key: [str(value)] for key, value in said.items() if value != "" and key not in lost}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (ADDRESS, ADDRESS),
        (f"  {ADDRESS}  ", ADDRESS),
        (f"{ADDRESS}?champ_autre=1#haut", ADDRESS),
        ("https://Demarche.Numerique.gouv.fr/commencer/été", "https://demarche.numerique.gouv.fr/commencer/%C3%A9t%C3%A9"),
        ("http://demarche.numerique.gouv.fr/commencer/x", None),
        ("demarche.numerique.gouv.fr/commencer/x", None),
        ("https://", None),
        ("https://nom:secret@demarche.numerique.gouv.fr/x", None),
        ("https://demarche.numerique.gouv.fr:99999/x", None),
        ("https://[", None),
        ("https://démarche.fr/x", None),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("", None),
    ],
)
def test_only_an_https_address_is_kept_without_what_follows_its_path(given: str, kept: str | None) -> None:
    assert bare(given) == kept
