"""The answer of ``news``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from aidnum.catalogue.catalogue import Catalogue
from aidnum.errors import AidnumError
from aidnum.model.profile import read_profile
from aidnum.model.wishes import Wishes
from aidnum.project.project_list import Listed, Unread
from aidnum.project.said import Project, Statement
from aidnum.render import markdown
from aidnum.render.pages import page_of
from aidnum.report.asked import Several
from aidnum.report.news import NewsReport, news, news_against
from tests.render.samples import BRIEF, DAY, FACTS, WHOLE, drawn, matches_snapshot, squeezed


@pytest.fixture(scope="module")
def told(small: Catalogue) -> NewsReport:
    """Two months of a winter, for a large authority."""
    return news(small, date(2020, 12, 31), DAY, read_profile(small.vocabulary, FACTS), within=90)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_news_are_the_stored_ones(told: NewsReport, width: int) -> None:
    assert matches_snapshot(f"news-{width}.txt", drawn(told, width))


def test_the_mail_is_the_stored_one(told: NewsReport) -> None:
    assert matches_snapshot("news.md", markdown.render(page_of(told, WHOLE)))


def test_another_catalogue_is_told_by_its_name_and_each_field_as_it_was_and_is(small: Catalogue) -> None:
    first, *rest = small.schemes
    other = small._replace(schemes=(replace(first, title="Démarches"), *rest[1:], replace(rest[0], id="parti")))
    said = squeezed(drawn(news_against(small, other, DAY, name="data-2025")))
    assert said.startswith("Ce qui a changé depuis le catalogue « data-2025 », vu le 1er mars 2021")
    assert "Démarches en ligne : créer ou améliorer : titre (demarches-en-ligne)" in said
    assert "Fiche, titre : Démarches → Démarches en ligne : créer ou améliorer" in said
    places = [said.index(heading) for heading in ("NOUVEAU DANS LE CATALOGUE", "RETIRÉ DU CATALOGUE", "FICHES CHANGÉES")]
    assert places == sorted(places)


def test_what_the_first_day_told_already_is_a_reminder(small: Catalogue) -> None:
    reminders = [drawn(news(small, date(2021, 2, 28), DAY, within=days)).count("— rappel") for days in (30, 31, 88, 89)]
    assert reminders == [0, 0, 1, 2]


def test_a_verdict_that_turned_is_told_once_with_the_former(small: Catalogue) -> None:
    asked = read_profile(small.vocabulary, {**FACTS, "accord": "oui"})
    said = squeezed(drawn(news(small, date(2020, 12, 31), date(2021, 1, 1), asked)))
    assert "Guichet local : prudence et verdict (guichet-local)" in said
    assert "Verdict : était éligible, est maintenant à confirmer" in said
    assert "Verdict : à confirmer" not in said


def test_sheets_that_were_only_checked_are_counted_and_named_in_detail(small: Catalogue) -> None:
    report = news(small, date(2026, 11, 1), date(2026, 11, 30))
    short, whole = squeezed(drawn(report, view=BRIEF)), squeezed(drawn(report, view=WHOLE))
    assert "5 fiches relues, sans autre changement connu ; --detail les nomme." in short
    assert "accompagnement" not in short
    assert "Accompagnement : relecture (accompagnement)" in whole


def test_nothing_new_and_nothing_for_this_profile_are_said(small: Catalogue) -> None:
    assert "Rien n'a changé." in squeezed(drawn(news(small, DAY, DAY, within=0)))
    refused = read_profile(small.vocabulary, {"collectivite": "association"})
    said = squeezed(drawn(news(small, date(2021, 1, 24), date(2021, 1, 25), refused, within=0)))
    assert "1 changement n'est pas montré : ce profil n'est ni éligible à l'aide ni à confirmer, avant comme après." in said


def _list_of(catalogue: Catalogue, facts: Sequence[Mapping[str, Any]]) -> Several:
    profiles = [read_profile(catalogue.vocabulary, own) for own in facts]
    projects = [Project(profile, (), Statement(title=f"n{row}"), Wishes()) for row, profile in enumerate(profiles, 1)]
    unread = Unread("l.csv:9", "Zut", AidnumError("rien ne s'appelle « Zut »"))
    return Several("l.csv", [Listed(f"l.csv:{row}", one) for row, one in enumerate(projects, 1)], (unread,))


def test_those_of_a_list_are_named_a_few_on_a_screen_and_all_on_paper_unless_they_are_the_whole_list(small: Catalogue) -> None:
    several = _list_of(small, [*([FACTS] * 7), {**FACTS, "collectivite": "association"}])
    report = news(small, date(2021, 1, 24), DAY, several, within=60)
    short, paper = squeezed(drawn(report)), squeezed(drawn(report, view=replace(WHOLE, paper=True)))
    assert "Éligible : 7 projets (n1, n2, n3, n4, n5 et 2 autres)" in short
    assert "Éligible : 7 projets (n1, n2, n3, n4, n5, n6 et n7)" in paper
    assert "Non lus, et laissés de côté : 1." in short
    assert "rien ne s'appelle « Zut »" in paper
    alike = news(small, date(2021, 1, 24), DAY, _list_of(small, [FACTS, FACTS]), within=60)
    assert "Éligible : 2 projets, toute la liste" in squeezed(drawn(alike))
    assert "Verdict :" not in short
    refused = news(small, date(2021, 1, 24), DAY, _list_of(small, [{"collectivite": "association"}]), within=60)
    assert "aucun projet de la liste n'est ni éligible à l'aide ni à confirmer, avant comme après." in squeezed(drawn(refused))


def test_the_news_come_before_what_was_not_read_of_a_list(small: Catalogue) -> None:
    paper = replace(WHOLE, paper=True)
    letter = squeezed(drawn(news(small, date(2021, 1, 24), DAY, _list_of(small, [FACTS]), within=60), view=paper))
    said = ("Non lus, et laissés de côté : 1. Leurs noms sont à la fin.", "VIENT D'OUVRIR", "NON LUS", "rien ne s'appelle")
    places = [letter.index(each) for each in said]
    assert places == sorted(places)


def test_what_only_a_dossier_is_written_from_is_counted_for_somebody_and_whole_in_detail(shipped: Catalogue) -> None:
    other = shipped._replace(visas=(), councils=(), laws=shipped.laws[1:])
    asked = read_profile(shipped.vocabulary, {"collectivite": "commune"})
    paper = replace(WHOLE, paper=True, unfold=False)
    somebody, whole, everyone = (
        squeezed(drawn(news_against(shipped, other, DAY, whom, name="avant"), view=view))
        for whom, view in ((asked, paper), (asked, WHOLE), (None, paper))
    )
    title = shipped.visas[0].title
    for told in (somebody, whole, everyone):
        assert shipped.laws[0].title in told
    assert f"Visas des actes : {len(shipped.visas)} changements" in somebody
    assert f"Conseils : {len(shipped.councils)} changements" in somebody
    assert "VISAS DES ACTES" not in somebody
    assert title not in somebody
    assert title in whole
    assert title in everyone


def test_of_a_sheet_that_was_only_read_again_a_few_names_are_enough(small: Catalogue) -> None:
    several = _list_of(small, [*([FACTS] * 7), {**FACTS, "collectivite": "association"}])
    paper = squeezed(drawn(news(small, date(2026, 11, 1), date(2026, 11, 30), several), view=replace(WHOLE, paper=True)))
    reread = paper[paper.index("FICHES RELUES, SANS AUTRE CHANGEMENT CONNU") :]
    assert "(n1, n2, n3, n4, n5 et 2 autres)" in reread
    assert "n6" not in reread


def test_homonyms_of_a_list_are_told_apart(small: Catalogue) -> None:
    several = _list_of(small, [FACTS, FACTS, {**FACTS, "collectivite": "association"}])
    alike = Statement(title="Portail")
    untitled = [one._replace(project=one.project._replace(statement=alike)) for one in several.projects]
    said = squeezed(drawn(news(small, date(2021, 1, 24), DAY, several._replace(projects=untitled), within=60)))
    assert "Éligible : 2 projets (Portail (l.csv:1) et Portail (l.csv:2))" in said
