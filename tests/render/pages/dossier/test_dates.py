"""The page of the dates of a dossier: a table of steps, what can't be, what to ask, what the texts say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, get_args

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.engine.retroplan import retroplan
from aidnum.engine.situation import Situation
from aidnum.model.law import StepName, Who
from aidnum.model.profile import read_profile
from aidnum.model.retroplan import Days, Filing
from aidnum.render import dates_wording as say
from aidnum.render import document as doc
from aidnum.render import markdown
from aidnum.render.pages.dossier.dates import page
from aidnum.report.dates import Dates

DAY = date(2026, 11, 29)
COUNCIL, CLOSING = date(2027, 1, 25), date(2027, 1, 29)
TOWN = {"collectivite": "commune", "population": "12000"}
DETR = Filing("detr", "DETR", "detr", closes=CLOSING)
OPEN = DETR._replace(closes=None)


def made(
    catalogue: Catalogue, council: date | None, *aids: Filing, facts: dict[str, Any] | None = None, day: date = DAY
) -> Dates:
    """The dates of a town that asks for these aids."""
    situation = Situation(read_profile(catalogue.vocabulary, TOWN if facts is None else facts), catalogue.vocabulary)
    return Dates(
        day=day,
        council=council,
        steps=retroplan(catalogue.delays, aids, Days(day, council), situation),
        closings=tuple(aid for aid in aids if aid.closes),
        schemes=(),
        questions=(),
        authority=None,
        voters=next(one for one in catalogue.councils if one.id == "conseil-municipal"),
        who="commune, 12 000 habitants",
        project="dématérialisation",
    )


def _texts(some: doc.Page, role: str = "caution") -> list[str]:
    found = [block.text for block in some if isinstance(block, doc.Paragraph) and block.role == role]
    return [text.replace("\u00a0", " ") for text in found]


def _rows(some: doc.Page) -> Sequence[tuple[str, ...]]:
    (table,) = (block for block in some if isinstance(block, doc.Table))
    return [tuple(cell.replace("\u00a0", " ") for cell in row) for row in table.rows]


def _listed(some: doc.Page, heading: str) -> list[str]:
    """The items under a heading."""
    place = next((at for at, block in enumerate(some) if isinstance(block, doc.Heading) and block.text == heading), None)
    if place is None:
        return []
    found = some[place + 1]
    assert isinstance(found, doc.Items)
    return [item.text for item in found.items]


def test_the_table_says_when_what_who_and_by_which_text(shipped: Catalogue) -> None:
    assert [row[:3] for row in _rows(page(made(shipped, COUNCIL, DETR)))] == [
        (
            "Au plus tard le 19 janvier 2027",
            "Envoyer la convocation, l'ordre du jour et la note explicative de synthèse, et afficher",
            "Le maire",
        ),
        ("Le 25 janvier 2027", "Voter la délibération", "Le conseil municipal"),
        (
            "Prévu le 25 janvier 2027, au plus tard le 26 janvier 2027",
            "Signer, publier, transmettre à la préfecture",
            "Le secrétariat",
        ),
        ("Au plus tard le 1er février 2027", "Afficher la liste des délibérations et la mettre en ligne", "Le secrétariat"),
        ("Prévu le 26 janvier 2027, au plus tard le 29 janvier 2027", "Déposer la demande : DETR", "Le maire"),
        (
            "Prévu le 26 janvier 2027, au plus tard le 29 janvier 2027",
            "Recevoir et garder le message d'accusé de réception du formulaire : DETR",
            "Le secrétariat",
        ),
        ("À partir du 27 janvier 2027", "Signer le premier devis, bon de commande ou marché : DETR", "Le maire"),
        ("Au plus tard le 26 avril 2027", "Dossier dit complet, ou pièces demandées : DETR", "La préfecture"),
        ("Le 31 décembre 2028", "Sans arrêté, la demande est réputée rejetée : DETR", "La préfecture"),
        ("Date non connue", "Recevoir la notification de l'arrêté : DETR", "La préfecture"),
        (
            "Au plus tard 2 mois avant la fin du délai pour commencer",
            "Demander, s'il le faut, un an de plus pour commencer : DETR",
            "Le maire",
        ),
        ("Au plus tard 2 ans après la notification", "Avoir commencé, et l'avoir déclaré au préfet : DETR", "Le maire"),
        (
            "Au plus tard 15 jours après le début déclaré",
            "Publier le plan de financement, s'il porte sur des biens corporels : DETR",
            "Le secrétariat",
        ),
        (
            "Au plus tard la veille de la fin du délai pour finir",
            "Demander, s'il le faut, deux ans de plus pour finir : DETR",
            "Le maire",
        ),
        ("Au plus tard 4 ans après le début déclaré", "Avoir fini, et demandé le solde : DETR", "Le maire"),
    ]


def test_a_text_is_trusted_as_far_as_it_was_read_on_the_day(shipped: Catalogue) -> None:
    def trusted(day: date) -> list[str]:
        return [row[3] for row in _rows(page(made(shipped, COUNCIL, DETR, day=day))) if "L.2121-12" in row[3]]

    assert trusted(DAY) == ["CGCT, L.2121-12 (confiance moyenne)"]
    assert trusted(date(2025, 12, 21)) == ["CGCT, L.2121-12 (confiance élevée)"]


def test_with_nothing_known_each_step_is_told_by_another(shipped: Catalogue) -> None:
    some = page(made(shipped, None, OPEN))
    assert _texts(some, "plain") == ["Ni séance ni clôture connue : chaque étape est donnée par rapport à une autre."]
    assert [row[0] for row in _rows(some)][:8] == [
        "Au plus tard 5 jours francs avant la séance",
        "Date à fixer",
        "Après la séance, avant le dépôt",
        "Au plus tard 7 jours après la séance",
        "Avant la clôture, date à demander",
        "Le jour du dépôt",
        "À partir du lendemain de la réception de la demande",
        "Au plus tard 3 mois après la réception de la demande",
    ]
    assert not any("20" in row[0] for row in _rows(some))


@pytest.mark.parametrize(
    ("council", "aids", "said"),
    [
        (
            COUNCIL,
            [DETR],
            "une séance le 25 janvier 2027, une clôture le 29 janvier 2027 (DETR) et un dépôt le lendemain de la séance",
        ),
        (COUNCIL, [OPEN], "une séance le 25 janvier 2027 et un dépôt le lendemain de la séance"),
        (None, [DETR], "une clôture le 29 janvier 2027 (DETR) et un dépôt le dernier jour"),
        (
            CLOSING,
            [DETR],
            "une séance le 29 janvier 2027, une clôture le 29 janvier 2027 (DETR) et un dépôt le jour de la clôture",
        ),
        (
            CLOSING,
            [DETR, OPEN._replace(name="b")],
            (
                "une séance le 29 janvier 2027, une clôture le 29 janvier 2027 (DETR) et un dépôt le lendemain de la séance, "
                "ou le jour de la clôture quand elle vient avant"
            ),
        ),
    ],
)
def test_what_the_dates_rest_on_is_told(council: date | None, aids: list[Filing], said: str, shipped: Catalogue) -> None:
    assert _texts(page(made(shipped, council, *aids)), "plain") == [f"Calculé pour {said}."]


@pytest.mark.parametrize(
    ("council", "closes", "said"),
    [
        (COUNCIL, CLOSING, ()),
        (
            date(2027, 2, 1),
            CLOSING,
            (
                "La séance du 1er février 2027 vient après la clôture (DETR, le 29 janvier 2027) : l'avancer,",
                "ou demander si elle peut suivre le dépôt.",
            ),
        ),
        (
            date(2026, 12, 4),
            CLOSING,
            (
                "La convocation devait partir le 28 novembre 2026 au plus tard ; convoquée le 29 novembre 2026,",
                "la séance peut se tenir à partir du 5 décembre 2026.",
            ),
        ),
        (
            None,
            date(2026, 12, 1),
            (
                "La convocation devait partir le 25 novembre 2026 au plus tard pour une séance avant la clôture ;",
                "convoquée le 29 novembre 2026, la séance peut se tenir à partir du 5 décembre 2026.",
            ),
        ),
        (date(2026, 11, 28), CLOSING, ("La séance du 28 novembre 2026 est déjà passée.",)),
        (None, date(2026, 11, 28), ("La date de clôture est passée (DETR, 28 novembre 2026).",)),
    ],
)
def test_sequences_that_can_not_be_are_told_before_the_table(
    council: date | None, closes: date, said: tuple[str, ...], shipped: Catalogue
) -> None:
    some = page(made(shipped, council, DETR._replace(closes=closes)))
    assert _texts(some) == ([" ".join(said)] if said else [])
    table = next(place for place, block in enumerate(some) if isinstance(block, doc.Table))
    assert all(some.index(block) < table for block in some if isinstance(block, doc.Paragraph) and block.role == "caution")


def test_a_council_after_some_closing_dates_names_those_alone(shipped: Catalogue) -> None:
    later = Filing("dsil", "DSIL", "dsil", closes=date(2027, 3, 31))
    (said,) = _texts(page(made(shipped, date(2027, 2, 1), DETR, later)))
    assert "DETR" in said
    assert "DSIL" not in said


def test_aids_that_close_on_one_day_are_told_together(shipped: Catalogue) -> None:
    some = page(made(shipped, date(2027, 2, 1), DETR, Filing("dsil", "DSIL", "dsil", closes=CLOSING)))
    assert "une clôture le 29 janvier 2027 (DETR et DSIL) et" in _texts(some, "plain")[0]
    assert "après la clôture (DETR et DSIL, le 29 janvier 2027) :" in _texts(some)[0]


def test_what_no_text_says_is_asked_once_for_the_aids_that_it_is_about(shipped: Catalogue) -> None:
    region = Filing("Région", "Région", "region-payeuse")
    asked = _listed(page(made(shipped, COUNCIL, DETR, region)), "À demander")
    assert "Région : Quels délais de début et de fin la décision fixe-t-elle ?" in asked
    assert not any(text.startswith("DETR") for text in asked)
    both = _listed(page(made(shipped, None, OPEN, region)), "À demander")
    assert "DETR et Région : Quelle est la date limite de dépôt de cette année ? À demander au financeur." in both


def test_a_question_that_would_shorten_a_delay_says_what_is_done_without_it(shipped: Catalogue) -> None:
    asked = made(shipped, COUNCIL, DETR)._replace(questions=("Combien d'habitants ?",))
    assert _listed(page(asked), "À demander") == [
        "Combien d'habitants ? Sans réponse, le délai le plus long est pris par prudence."
    ]


def test_a_scheme_says_whether_the_project_may_start_before_its_decision(shipped: Catalogue) -> None:
    scheme = shipped.scheme("detr")
    assert scheme is not None
    some = page(made(shipped, COUNCIL, DETR)._replace(schemes=(scheme,)))
    assert _listed(some, "Commencer avant la décision") == ["DETR : oui, une fois la demande reçue"]
    silent = next(one for one in shipped.schemes if one.apply and not one.apply.start)
    assert _listed(page(made(shipped, COUNCIL, DETR)._replace(schemes=(silent,))), "Commencer avant la décision") == []


def test_each_text_stands_once_with_its_notes_its_caution_and_its_sources(shipped: Catalogue) -> None:
    some = markdown.render(page(made(shipped, COUNCIL, DETR, DETR._replace(name="b", title="B", closes=None))))
    told = " ".join(some.replace("\u00a0", " ").split())
    assert told.count("la convocation part au moins cinq jours francs avant la séance") == 1
    assert told.count("Quatre ans après le début déclaré") == 1
    assert "Le jour de l'envoi et celui de la séance ne comptent pas" in told
    assert "Prudence : Un délai allongé, à cinq et sept jours francs" in told
    assert "<https://amf62.fr/project/la-convocation-du-conseil-municipal>" in told
    assert "Prudence" not in markdown.render(page(made(shipped, COUNCIL, DETR, day=date(2025, 12, 21))))


def test_every_shipped_delay_has_words_for_who_acts_and_for_each_end(shipped: Catalogue) -> None:
    delays = [rule.delay for rule in shipped.delays if rule.delay is not None]
    assert [say.span_text(delay) for delay in delays if "cette étape" in say.span_text(delay)] == []
    assert {rule.who for rule in shipped.delays} <= set(get_args(Who))
    assert {rule.step for rule in shipped.delays} == set(get_args(StepName))
    heads = {say.who_text(shipped.delays[0], council) for council in shipped.councils}
    assert {"Le maire", "Le président"} < heads
