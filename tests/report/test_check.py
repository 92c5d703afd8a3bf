"""The report of ``check``: groups and their order, reasons, questions, conditions, advice, and what to do next."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.assessment import Outcome
from aidnum.model.profile import Profile, read_profile
from aidnum.model.scheme import Scheme
from aidnum.report.check import CheckReport, Question, check
from aidnum.report.entry import GROUPS, OFFERED
from tests.engine.samples import DAY, SOURCE, VOCABULARY, funding, scheme, situation

LOCAL = {"kind": ["local"]}
CLOSED = {"windows": [{"opens": date(2020, 1, 1), "closes": date(2020, 12, 31)}]}
OPEN = {"windows": [{"opens": date(2021, 1, 1), "closes": date(2021, 12, 31)}]}
TO_COME = {"windows": [{"opens": date(2021, 6, 1), "closes": date(2021, 7, 1)}]}


def _scheme(
    name: str, eligibility: dict[str, Any] | None = None, calendar: dict[str, Any] | None = None, **more: Any
) -> Scheme:
    return scheme(eligibility or LOCAL, id=name, title=name.capitalize(), calendar=calendar or {"state": "rolling"}, **more)


def _check(*schemes: Scheme, day: date = DAY, costs: dict[str, Any] | None = None, **facts: Any) -> CheckReport:
    return check(Catalogue(schemes, VOCABULARY, ("x.yaml",)), situation(costs, **facts).profile, day)


def _plain(texts: tuple[str, ...]) -> list[str]:
    return [text.replace("\u00a0", " ") for text in texts]


def test_every_scheme_has_an_entry_grouped_by_what_to_do_of_it() -> None:
    report = _check(
        _scheme("refusee", {"all": [LOCAL, {"a": True}]}),
        _scheme("fermee", calendar=CLOSED),
        _scheme("epuisee", calendar={"state": "exhausted"}),
        _scheme("incertaine", {"all": [LOCAL, {"b": True}]}),
        _scheme("non-datee", calendar={"state": "unknown"}),
        _scheme("annuelle", calendar={"state": "recurring"}),
        _scheme("bonne"),
        _scheme("fermee-et-refusee", {"all": [LOCAL, {"a": True}]}, CLOSED),
        a=False,
    )
    found = {name: [entry.scheme.id for entry in report.group(name)] for name in GROUPS}
    assert found == {
        "now": ["bonne"],
        "next": ["annuelle"],
        "ask": ["incertaine", "non-datee"],
        "closed": ["fermee", "epuisee"],
        "ineligible": ["refusee", "fermee-et-refusee"],
    }
    assert len(report.entries) == 8


def test_within_a_group_what_closes_first_comes_first_and_what_closed_last_too() -> None:
    windows: list[tuple[str, dict[str, Any]]] = [
        ("c", {"windows": [{"opens": date(2021, 1, 1), "closes": date(2021, 9, 1)}]}),
        ("b", OPEN),
        ("f", {"state": "unknown"}),
        ("e", TO_COME),
        ("d", {"state": "recurring"}),
        ("r", {"state": "rolling"}),
        ("z", {"windows": [{"opens": date(2019, 1, 1), "closes": date(2019, 9, 1)}]}),
        ("y", CLOSED),
    ]
    report = _check(*(_scheme(name, calendar=calendar) for name, calendar in windows))
    assert [entry.scheme.id for entry in report.entries] == ["c", "b", "r", "d", "e", "f", "y", "z"]


@pytest.mark.parametrize(
    ("calendar", "dated", "is_far"),
    [
        ({"windows": [{"opens": date(2022, 3, 1), "closes": date(2022, 4, 1)}]}, None, False),
        ({"windows": [{"opens": date(2022, 3, 2), "closes": date(2022, 4, 1)}]}, None, True),
        ({"state": "unknown"}, "2022-03-02", True),
        ({"state": "unknown"}, "2022-03-01", False),
        ({"state": "unknown"}, "unknown", False),
        ({"state": "recurring"}, "2024", False),
    ],
)
def test_what_opens_or_was_first_seen_more_than_a_year_later_is_far(
    calendar: dict[str, Any],
    dated: str | None,
    is_far: bool,  # noqa: FBT001
) -> None:
    one = _scheme("une", calendar=calendar, sources=[{**SOURCE, "dated": dated} if dated else SOURCE])
    report = _check(one)
    assert bool(report.far) is is_far
    assert any(map(report.near_lines, OFFERED)) is not is_far
    assert any(map(report.lines, OFFERED))


def test_reasons_are_those_that_carry_the_verdict() -> None:
    rule = {"all": [LOCAL, {"any": [{"p": True}, {"posts": {"at_least": 2}}]}, {"place": ["nord"]}]}
    profiles: list[dict[str, Any]] = [
        {"kind": "town", "p": True, "posts": 1, "place": "sud"},
        {"kind": "town", "p": True, "posts": 1, "place": "nord"},
        {"kind": "union", "p": False, "place": "nord"},
    ]
    refused, held, open_ = (_check(_scheme("x", rule), **facts).entries[0] for facts in profiles)
    assert _plain(refused.why) == ["lieu : Sud (demandé : Nord)"]
    assert _plain(held.why) == ["porteur : commune (demandé : collectivité)", "accord pris : oui", "lieu : Nord"]
    assert _plain(open_.why) == []
    assert [criterion.outcome for criterion in refused.criteria] == [Outcome.YES, Outcome.YES, Outcome.NO, Outcome.NO]


def test_a_cost_too_low_is_a_reason_and_has_its_advice() -> None:
    pays = funding(rate="50%", minimum_cost=4_000)
    entry = _check(_scheme("x", pays=pays), costs={"service": 1_000}).entries[0]
    assert _plain(entry.why) == ["dépenses retenues : 1 000 € (demandé : au moins 4 000 €)"]
    assert _plain(entry.advice) == ["avec 3 000 € de dépenses retenues de plus"]


def test_conditions_are_commitments_then_what_a_person_confirms() -> None:
    rule = {"all": [LOCAL, {"months": {"at_most": 18}}, {"any": [{"months": {"at_most": 18}}, {"a": True}]}]}
    entry = _check(_scheme("x", rule, conditions=["Le code est ouvert."])).entries[0]
    assert _plain(entry.conditions) == ["à condition que le projet dure au plus 18 mois", "Le code est ouvert."]


def test_advice_is_in_words() -> None:
    rule = {"all": [LOCAL, {"covered": {"at_least": 500_000, "about": "10%"}}]}
    entry = _check(_scheme("x", rule), population=488_000).entries[0]
    assert _plain(entry.advice) == ["avec 12 000 habitants de plus"]


def test_a_refusal_says_what_it_supposes() -> None:
    rule = {"all": [LOCAL, {"any": [{"wide": True}, {"n": {"above": 5}}]}]}
    told = {
        "supposed": _check(_scheme("x", rule), kind="town", n=1),
        "given": _check(_scheme("x", rule), kind="town", n=1, wide=False),
        "held": _check(_scheme("x", rule), kind="town", n=9),
        "refused anyway": _check(_scheme("x", {"all": [{"kind": ["county"]}, rule]}), kind="town", n=1),
    }
    found = {name: [(one.fact, one.otherwise) for one in report.entries[0].suppositions] for name, report in told.items()}
    assert found == {"supposed": [("wide", True)], "given": [], "held": [], "refused anyway": []}
    entry = told["supposed"].entries[0]
    assert (entry.suppositions[0].held, entry.suppositions[0].lifting) == (
        "« pays couvert » est non",
        "le projet couvre le pays",
    )
    assert [(line.supposed, line.outcome) for line in entry.criteria] == [
        (False, Outcome.YES),
        (True, Outcome.NO),
        (False, Outcome.NO),
    ]
    assert _plain((entry.criteria[1].text,)) == ["pays couvert : non, supposé (demandé : oui)"]


def test_questions_that_settle_most_schemes_still_running_come_first() -> None:
    both = {"all": [LOCAL, {"a": True}, {"b": True}]}
    report = _check(
        _scheme("one", both),
        _scheme("two", {"all": [LOCAL, {"b": True}]}),
        _scheme("three", {"all": [LOCAL, {"a": True}]}, CLOSED),
        _scheme("four", {"all": [LOCAL, {"a": True}]}, CLOSED),
        _scheme("five", {"all": [LOCAL, {"place": ["nord"]}]}, CLOSED),
    )
    assert report.missing == (
        Question("b", "Oui ou non ?", 2, 2),
        Question("a", "Oui ou non ?", 3, 1),
        Question("place", "Où ?", 1, 0),
    )


def test_equal_questions_come_by_name() -> None:
    report = _check(_scheme("x", {"all": [LOCAL, {"b": True}, {"a": True}]}))
    assert [question.fact for question in report.missing] == ["a", "b"]


def test_the_profile_is_told_in_words() -> None:
    report = _check(_scheme("x"), costs={"service": 60_000, "staff": "0.5"}, kind="town", population=1_200)
    assert _plain(report.profile_words) == [
        "porteur : commune",
        "population : 1 200 habitants",
        "coûts HT : prestations 60 000 € et personnel 0,50 €",
    ]
    assert _plain(_check(_scheme("x"), costs={}).profile_words) == ["coûts HT : aucun"]
    assert _check(_scheme("x")).profile_words == ()


@pytest.mark.parametrize("calendar", [OPEN, {"state": "rolling"}])
def test_nothing_is_said_of_next_steps_when_something_is_open(calendar: dict[str, Any]) -> None:
    assert _check(_scheme("x", calendar=calendar), _scheme("y", calendar=CLOSED)).next_steps == ()


def test_when_nothing_is_open_the_last_to_close_is_named() -> None:
    older = {"windows": [{"closes": date(2019, 5, 1)}]}
    report = _check(_scheme("x", calendar=older), _scheme("y", calendar=CLOSED), _scheme("z", {"kind": ["club"]}, OPEN))
    assert _plain(report.next_steps) == [
        "Rien n'est ouvert pour ce profil le 1er mars 2021 ; le dernier dispositif à fermer a été « Y », le 31 décembre 2020."
    ]


def test_when_nothing_was_ever_open_that_is_all_there_is_to_say() -> None:
    assert _check(_scheme("x", {"kind": ["club"]}, OPEN)).next_steps == ()
    assert _plain(_check(_scheme("x", calendar={"windows": [{"seen_closed": date(2021, 1, 1)}]})).next_steps) == [
        "Rien n'est ouvert pour ce profil le 1er mars 2021."
    ]


def test_what_comes_next_is_the_successor_the_next_window_what_returns_and_what_is_not_known() -> None:
    report = _check(
        _scheme("ancien", calendar=CLOSED, successor="relais"),
        _scheme("relais", calendar=TO_COME),
        _scheme("plus-tard", calendar={"windows": [{"opens": date(2022, 1, 1), "closes": date(2022, 2, 1)}]}),
        _scheme("annuel", calendar={"state": "recurring"}),
        _scheme("flou", calendar={"state": "unknown"}),
    )
    assert _plain(report.next_steps)[1:] == [
        "À la suite de « Ancien » : « Relais » (relais).",
        "Prochaine période : « Relais », à partir du 1er juin 2021.",
        "Chaque année, à une date à demander : « Annuel ».",
        "Dates non connues, à demander : « Flou ».",
    ]


def test_a_successor_that_is_over_or_refused_is_no_next_step() -> None:
    report = _check(
        _scheme("ancien", calendar=CLOSED, successor="ferme"),
        _scheme("ferme", calendar=CLOSED),
        _scheme("autre", calendar=CLOSED, successor="refuse"),
        _scheme("refuse", {"kind": ["club"]}, OPEN),
    )
    assert len(report.next_steps) == 1
    assert [entry.successor.scheme.id for entry in report.entries if entry.successor] == ["ferme", "refuse"]


def test_a_service_that_is_open_does_not_hide_that_no_money_is() -> None:
    report = _check(_scheme("service", pays=funding(kind="service")), _scheme("fermee", calendar=CLOSED))
    assert _plain(report.next_steps) == [
        (
            "Aucune aide financière n'est ouverte pour ce profil le 1er mars 2021 ; "
            "le dernier dispositif à fermer a été « Fermee », le 31 décembre 2020."
        )
    ]


def test_a_long_list_of_what_comes_is_cut_and_counted() -> None:
    report = _check(*(_scheme(f"s{n}", calendar={"state": "recurring"}) for n in range(5)))
    assert _plain(report.next_steps)[1:] == ["Chaque année, à une date à demander : « S0 », « S1 », « S2 » et 2 autres."]


def test_of_several_lists_of_words_the_shortest_is_the_reason() -> None:
    entry = _check(_scheme("x", {"all": [LOCAL, {"kind": ["town", "club"]}]}), kind="town").entries[0]
    assert len(entry.why) == 1


def test_the_founding_call_once_closed_announces_the_second(shipped: Catalogue) -> None:
    only = tuple(found for found in shipped.schemes if found.id.startswith("france-relance-dematerialisation"))
    profile = read_profile(shipped.vocabulary, {"population": 520_000, "type": "demat"})
    report = check(shipped._replace(schemes=only), profile, date(2021, 6, 1))
    assert [entry.group for entry in report.entries] == ["next", "closed"]
    assert _plain(report.next_steps)[0].startswith("Rien n'est ouvert pour ce profil le 1er juin 2021 ; le dernier")
    assert _plain(report.next_steps)[0].endswith(", le 28 mai 2021.")
    assert "france-relance-dematerialisation-2e-appel" in report.next_steps[1]
    assert _plain(report.next_steps)[2].endswith("à partir du 8 octobre 2021.")


def test_every_scheme_of_the_catalogue_is_assessed_for_an_empty_profile(shipped: Catalogue) -> None:
    report = check(shipped, Profile(), DAY)
    assert {entry.scheme.id for entry in report.entries} == {found.id for found in shipped.schemes}
    assert report.missing[0].fact == "type"


def test_schemes_that_exclude_each_other_say_so_when_both_are_offered() -> None:
    other = _scheme("autre")
    exclusive = _scheme("seule", stacking={"excludes": ["autre"]})
    both = {entry.scheme.id: entry.excludes for entry in _check(exclusive, other).entries}
    assert both == {"seule": ("autre",), "autre": ("seule",)}
    refused = _check(exclusive, _scheme("autre", {"kind": ["club"]}))
    closed = _check(exclusive, _scheme("autre", calendar=CLOSED))
    assert [entry.excludes for report in (refused, closed) for entry in report.entries] == [(), (), (), ()]


def test_alternatives_of_which_none_holds_are_one_reason() -> None:
    either = {"any": [{"posts": {"at_least": 2}}, {"p": True}]}
    entry = _check(_scheme("x", {"all": [LOCAL, either]}), kind="town", posts=1, p=False).entries[0]
    (why,) = _plain(entry.why)
    assert why.startswith("aucune de ces conditions n'est remplie : postes : 1 poste (demandé : au moins 2 postes) ; ou ")
    assert why.endswith("accord pris : non (demandé : oui)")


def test_a_reason_that_suffices_leaves_the_alternatives_out() -> None:
    either = {"any": [{"posts": {"at_least": 2}}, {"p": True}]}
    entry = _check(
        _scheme("x", {"all": [LOCAL, either, {"place": ["nord"]}]}), kind="town", posts=1, p=False, place="sud"
    ).entries[0]
    assert _plain(entry.why) == ["lieu : Sud (demandé : Nord)"]
