"""What the value of one fact tells of others, through the vocabulary alone."""

from __future__ import annotations

from typing import Any

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.engine.situation import Situation
from aidnum.errors import BadProfile
from aidnum.model.assessment import Flags, Labels
from aidnum.model.profile import Profile, read_profile
from aidnum.model.telling import Told, told
from aidnum.model.vocabulary import Fact, Term, Vocabulary
from aidnum.territory.facts import is_overseas
from aidnum.territory.tables import departmental


def _places(**gives: dict[str, str]) -> Vocabulary:
    """A place of each name, with what it gives of a side and of the sea."""
    terms = {name: Term(label=name, gives=given) for name, given in gives.items()}
    sides = {side: Term(label=side, gives={"sea": "oui"} if side == "west" else {}) for side in ("west", "east")}
    both = Term(label="tout", members=("a", "b"))
    return Vocabulary(
        facts={
            "place": Fact(kind="choice", question="Où ?", label="lieu", values={**terms, "all": both}),
            "side": Fact(kind="choice", question="De quel côté ?", label="côté", values=sides),
            "sea": Fact(kind="flag", question="La mer ?"),
        }
    )


WEST, EAST = {"side": "west"}, {"side": "east"}


def test_a_value_tells_others_and_these_others_again() -> None:
    words = _places(a=WEST, b=EAST)
    assert told(words, {"place": "a"}) == {
        "side": Told(frozenset({"west"}), "place"),
        "sea": Told(frozenset({"oui"}), "place"),
    }
    assert told(words, {"place": "b"}) == {"side": Told(frozenset({"east"}), "place")}
    assert told(words, {"sea": True}) == {}


def test_a_family_tells_what_its_members_tell_together() -> None:
    assert told(_places(a=WEST, b=EAST), {"place": "all"}) == {"side": Told(frozenset({"west", "east"}), "place")}
    assert told(_places(a=WEST, b={}), {"place": "all"}) == {}


def test_values_that_tell_each_other_are_told_once() -> None:
    round_about = _places(a={"side": "west", "place": "b"}, b={"place": "a"})
    assert set(told(round_about, {"place": "a"})) == {"side", "sea", "place"}


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"departement": "35", "region": "84"}, "département 35 va avec « region » : 53"),
        ({"departement": "35", "outre_mer": True}, "département 35 va avec « outre_mer » : non"),
        ({"region": "04", "outre_mer": "non"}, "région 04 va avec « outre_mer » : oui"),
        ({"departement": "Alsace", "region": "Bretagne"}, "département 67A va avec « region » : 44"),
    ],
)
def test_places_that_contradict_one_another_are_refused(shipped: Catalogue, facts: dict[str, Any], said: str) -> None:
    with pytest.raises(BadProfile, match=said):
        read_profile(shipped.vocabulary, facts)


def test_a_place_told_is_known_to_rules_whoever_made_the_profile(shipped: Catalogue) -> None:
    known = Situation(Profile(facts={"departement": "29"}), shipped.vocabulary)
    assert (known["region"].possible, known["region"].given) == (Labels(frozenset({"53"}), together=False), True)
    assert known["outre_mer"].possible == Flags(frozenset({False}))
    assert known.profile.found["region"].origin == "selon « département »"
    agreed = Profile(facts={"departement": "974", "region": "04", "outre_mer": True})
    assert Situation(agreed, shipped.vocabulary).profile is agreed


def test_each_departement_gives_the_region_that_open_data_say(shipped: Catalogue) -> None:
    for code, term in shipped.vocabulary.values("departement").items():
        if not term.members:
            known = departmental(code)
            found = Situation(Profile(facts={"departement": code}), shipped.vocabulary).profile.found
            assert known is not None
            assert ((found["region"].value,), found["outre_mer"].value) == (known.regions, is_overseas(known))
