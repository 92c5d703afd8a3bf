"""The question in words: what was given, and what open data add."""

from __future__ import annotations

from decimal import Decimal

from aidnum.engine.phrases import Phrases
from aidnum.engine.situation import Situation
from aidnum.model.assessment import Flags, Labels, Numbers
from aidnum.model.profile import Found, Profile
from aidnum.report.profile import data_words, profile_words
from aidnum.territory.search import find
from tests.engine.samples import VOCABULARY


def _told(profile: Profile) -> tuple[list[str], list[str]]:
    """What was given and what open data say, with plain spaces."""
    told = (say(profile, Situation(profile, VOCABULARY), Phrases(VOCABULARY, {})) for say in (profile_words, data_words))
    given, found = ([text.replace("\u00a0", " ") for text in texts] for texts in told)
    return given, found


def test_who_asks_comes_first_then_the_facts_then_the_costs() -> None:
    costs = {"staff": Decimal(40_000), "service": Decimal("0.5")}
    rennes = tuple(find("Rennes").authorities)
    profile = Profile(facts={"population": 5, "joint": True}, costs=costs, costs_basis="ttc", authorities=rennes)
    assert _told(profile)[0] == [
        "Rennes (Ille-et-Vilaine, 230 890 habitants)",
        "population : 5 habitants",
        "projet commun : oui",
        "coûts TTC : personnel 40 000 € et prestations 0,50 €",
    ]


def test_costs_not_known_are_not_spoken_of_and_none_at_all_is_said() -> None:
    assert _told(Profile()) == ([], [])
    assert _told(Profile(costs={}))[0] == ["coûts HT : aucun"]


def test_what_open_data_say_is_gathered_by_origin() -> None:
    found = {
        "population": Found(5, Numbers(5, 5), "Insee 2023"),
        "place": Found("nord", Labels(frozenset({"nord"}), together=False), "Etalab"),
        "n": Found(7, Numbers(7, 7), "Insee 2023"),
    }
    assert _told(Profile(found=found))[1] == ["population : 5 habitants ; n : 7 (Insee 2023)", "lieu : Nord (Etalab)"]


def test_not_what_was_given_nor_bare_codes_nor_what_has_no_sense() -> None:
    found = {
        "population": Found(5, Numbers(5, 5), "Insee 2023"),
        "city": Found("35238", Labels(frozenset({"35238"}), together=False), "Etalab"),
        "a": Found(False, Flags(frozenset({False})), "Etalab"),
        "type": Found((), Labels(frozenset(), together=True), "Etalab"),
    }
    assert _told(Profile(facts={"population": 6}, found=found)) == (["population : 6 habitants"], [])
