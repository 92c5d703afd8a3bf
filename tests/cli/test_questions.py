"""The questions: which are asked, in what order, and what each reply makes of the profile."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.cli import places
from aidnum.cli.options import AskOptions
from aidnum.cli.questions import MOST_FACTS, Interview, Replies, is_enough
from aidnum.model.profile import Profile, read_profile
from aidnum.project.replies import with_authority
from aidnum.territory.search import find
from tests.cli.replies import listening

DAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "can_ask", lambda _: True)


def _asked(catalogue: Catalogue, profile: Profile, *replies: str, needs_costs: bool = False) -> Replies:
    interview = Interview(catalogue, DAY, AskOptions(no_input=False), listening(*replies), needs_costs=needs_costs)
    return interview.run(profile)


def _said(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().err.replace("\u00a0", " ").split())


def _town(name: str) -> Profile:
    return with_authority(Profile(), find(name).authorities[0], print)


def test_who_comes_first_then_what_is_done_and_the_keys_are_told_once(
    shipped: Catalogue, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = _asked(shipped, Profile(), "Saint-Pol-de-Léon", "demat").profile
    said = _said(capsys)
    assert profile.facts == {"type": ("dematerialisation",)}
    assert profile.authorities[0].key == "29259"
    order = ["Entrée : je ne sais pas", "Quelle est votre collectivité ?", "Saint-Pol-de-Léon (Finistère, 6 941 habitants)"]
    places_said = [said.index(each) for each in [*order, "Saint-Pol-de-Léon — En quoi consiste votre projet ?"]]
    assert places_said == sorted(places_said)
    assert said.count("je ne sais pas") == 1


def test_numbers_and_words_mix_and_what_was_understood_is_said(shipped: Catalogue, capsys: pytest.CaptureFixture[str]) -> None:
    names = list(shipped.vocabulary.types)
    profile = _asked(shipped, _town("Brest"), f"open data, {names.index('cybersecurite') + 1}").profile
    assert profile.facts["type"] == ("donnees", "cybersecurite")
    assert "type de projet : usage et ouverture des données et cybersécurité" in _said(capsys)


def test_a_wrong_reply_is_explained_without_options_and_asked_again(
    shipped: Catalogue, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = _asked(shipped, _town("Brest"), "zzz", "donnees").profile
    said = _said(capsys)
    assert profile.facts == {"type": ("donnees",)}
    assert "Valeur inconnue « zzz »." in said
    assert "--" not in said


def test_a_question_mark_explains_and_changes_nothing(shipped: Catalogue, capsys: pytest.CaptureFixture[str]) -> None:
    profile = _asked(shipped, _town("Brest"), "?", "donnees").profile
    assert profile.facts == {"type": ("donnees",)}
    assert " ".join((shipped.vocabulary.facts["type"].help or "").split()) in _said(capsys)


def test_going_back_undoes_one_reply_as_often_as_asked(shipped: Catalogue, capsys: pytest.CaptureFixture[str]) -> None:
    replies = _asked(shipped, Profile(), "<", "Brest", "donnees", "<", "<", "Quimper", "formation")
    assert [authority.name for authority in replies.profile.authorities] == ["Quimper"]
    assert replies.profile.facts == {"type": ("formation",)}
    assert "C'est la première question." in _said(capsys)


def test_not_knowing_leaves_the_facts_as_they_were_and_questions_end(
    shipped: Catalogue, capsys: pytest.CaptureFixture[str]
) -> None:
    replies = _asked(shipped, Profile(), *[""] * 40)
    assert replies == Replies(Profile(), listens=True)
    assert _said(capsys).count(" [") <= MOST_FACTS + 1


def test_what_hangs_on_a_fact_left_unanswered_is_not_asked(shipped: Catalogue, capsys: pytest.CaptureFixture[str]) -> None:
    _asked(shipped, _town("Saint-Pol-de-Léon"), "site internet", *[""] * 40)
    said = _said(capsys)
    assert "Dans quel domaine" in said
    assert "DRAC" not in said


def test_enough_is_heard_at_any_question_and_the_end_of_input_too(shipped: Catalogue) -> None:
    town = _town("Brest")
    assert _asked(shipped, town, "donnees", "fin").listens
    assert not _asked(shipped, town, "donnees").listens
    assert _asked(shipped, Profile(), "fin") == Replies(Profile(), listens=True)


def test_costs_are_offered_last_where_an_amount_depends_on_them(shipped: Catalogue, capsys: pytest.CaptureFixture[str]) -> None:
    town = _town("Saint-Pol-de-Léon")
    costs = ["logiciel 12000", "formation : 3 000,50 €", "<", "n'importe quoi", "prestations=100 ; licences 5000", ""]
    replies = _asked(shipped, town, "equipement", *[""] * _facts_asked(shipped, town), *costs)
    assert replies.profile.costs == {"logiciel": Decimal(5000), "prestations": Decimal(100)}
    said = _said(capsys)
    assert said.index("Combien coûte le projet, hors taxes ?") > said.index("En quoi consiste")
    assert "la réponse suit" in said
    assert "une dépense puis son montant sont attendus" in said


def _facts_asked(catalogue: Catalogue, profile: Profile) -> int:
    """How many questions come between what is done and the costs."""
    heard: list[str] = []

    def listen(words: object = ()) -> str:
        heard.append(" ".join(map(str, words)) if isinstance(words, list) else "")
        return "equipement" if len(heard) == 1 else ""

    Interview(catalogue, DAY, AskOptions(no_input=False), listen).run(profile)
    return len(heard) - 2


def test_no_cost_is_asked_of_services_alone(shipped: Catalogue, capsys: pytest.CaptureFixture[str]) -> None:
    firm = read_profile(shipped.vocabulary, {"collectivite": "entreprise", "region": "53", "accord_region": "non"})
    _asked(shipped, firm, "inclusion", *[""] * 9)
    assert "Combien coûte" not in _said(capsys)


def test_costs_that_are_needed_are_asked_before_the_facts(shipped: Catalogue, capsys: pytest.CaptureFixture[str]) -> None:
    replies = _asked(shipped, _town("Brest"), "logiciel 12000", "", "fin", needs_costs=True)
    assert replies.profile.costs == {"logiciel": Decimal(12000)}
    said = _said(capsys)
    assert said.index("Combien coûte") < said.index("En quoi consiste")


def test_of_a_profile_that_is_enough_the_costs_alone_are_asked(shipped: Catalogue, capsys: pytest.CaptureFixture[str]) -> None:
    known = read_profile(shipped.vocabulary, {"collectivite": "commune", "type": "demat"})
    assert _asked(shipped, known, "travaux 10", "", needs_costs=True).profile.costs == {"travaux": Decimal(10)}
    assert "[" not in _said(capsys)


def test_a_number_that_open_data_give_is_shown_beside_what_is_asked(
    shipped: Catalogue, capsys: pytest.CaptureFixture[str]
) -> None:
    _asked(shipped, _town("Saint-Pol-de-Léon"), "demat", *[""] * 9)
    said = _said(capsys)
    assert "Quelle est la population DGF" in said
    assert "Connu : 6 941 habitants (municipale) ou 7 154 habitants (totale)" in said


def test_enough_is_a_type_and_who_carries_the_project(shipped: Catalogue) -> None:
    told = [
        {},
        {"type": "demat"},
        {"population": "5"},
        {"type": "demat", "population": "5"},
        {"type": "demat", "collectivite": "cc"},
    ]
    assert [is_enough(read_profile(shipped.vocabulary, facts)) for facts in told] == [False, False, False, True, True]


def test_every_shipped_question_is_explained_and_no_body_goes_by_its_letters_alone(shipped: Catalogue) -> None:
    letters = ("DRAC", "DGF", "QPV", "ZRR", "ANCT", "ANSSI", "EPCI", "SIGB", "DETR", "DSIL", "GIP")
    for name, fact in shipped.vocabulary.facts.items():
        assert fact.help, name
        for short in letters:
            for text in (fact.question, fact.help):
                assert short not in text.split() or f"({short})" in f"{fact.question} {fact.help}", (name, short)
