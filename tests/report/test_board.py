"""The lines of the first screen: which aids share one, and what each waits for."""

from __future__ import annotations

from datetime import date
from typing import Any

from aidnum.catalogue.catalogue import Catalogue
from aidnum.catalogue.models import read
from aidnum.model.scheme import Scheme
from aidnum.model.vocabulary import Vocabulary
from aidnum.report.check import Line, check
from tests.engine.samples import DAY, SOURCE, VOCABULARY, funding, scheme, situation

LOCAL = {"kind": ["local"]}
FREE = {"kind": "service", "basis": "unknown", "free": True}


def _scheme(name: str, *rules: dict[str, Any], state: str = "rolling", **more: Any) -> Scheme:
    return scheme({"all": [LOCAL, *rules]}, id=name, title=name.capitalize(), **{"calendar": {"state": state}, **more})


def _lines(*schemes: Scheme, group: str = "ask", words: Vocabulary = VOCABULARY, **facts: Any) -> tuple[Line, ...]:
    return check(Catalogue(schemes, words, ("x.yaml",)), situation(None, **facts).profile, DAY).lines(group)


def _told(lines: tuple[Line, ...]) -> list[tuple[list[str], str | None, tuple[str, ...]]]:
    return [([entry.scheme.id for entry in line.entries], line.reason, line.facts) for line in lines]


def test_aids_that_wait_for_the_same_fact_share_a_line_that_comes_last() -> None:
    one, two, three = _scheme("un", {"a": True}), _scheme("deux", {"a": True}), _scheme("trois", {"b": True})
    assert _told(_lines(one, two, three)) == [(["trois"], "facts", ("b",)), (["un", "deux"], "facts", ("a",))]


def test_an_aid_that_waits_for_several_facts_is_folded_under_the_one_that_settles_most() -> None:
    for one, other in ("ab", "ba"):
        both = _scheme("both", {one: True}, {other: True})
        assert _told(_lines(both, _scheme("un", {other: True}))) == [(["both", "un"], "facts", (other,))]


def test_an_aid_alone_names_each_fact_that_it_waits_for() -> None:
    assert _told(_lines(_scheme("seule", {"b": True}, {"a": True}))) == [(["seule"], "facts", ("b", "a"))]


SEEN, OLD = ([{**SOURCE, "dated": dated}] for dated in ("2021", "2019"))


def test_an_eligible_aid_without_dates_waits_for_its_dates() -> None:
    assert _told(_lines(_scheme("sans-date", state="unknown", sources=SEEN))) == [(["sans-date"], "dates", ())]


def test_an_aid_that_nobody_saw_for_a_year_is_asked_about_once_a_law_and_facts_are() -> None:
    caution = {"from": date(2020, 1, 1), "text": "La loi a changé.", "source": "page"}
    old: dict[str, Any] = {"state": "unknown", "sources": OLD}
    assert _told(_lines(_scheme("ancienne", **old))) == [(["ancienne"], "unseen", ())]
    assert _told(_lines(_scheme("ancienne", {"a": True}, **old))) == [(["ancienne"], "facts", ("a",))]
    assert _told(_lines(_scheme("ancienne", caution=caution, **old))) == [(["ancienne"], "law", ())]


def test_a_law_that_may_have_changed_is_asked_before_a_fact_that_no_other_aid_waits_for() -> None:
    caution = {"from": date(2020, 1, 1), "text": "La loi a changé.", "source": "page"}
    prudent = _scheme("prudente", {"a": True}, caution=caution)
    assert _told(_lines(prudent)) == [(["prudente"], "law", ())]
    assert _told(_lines(prudent, _scheme("autre", {"a": True}))) == [(["prudente", "autre"], "facts", ("a",))]


def test_much_free_help_that_asks_nothing_first_shares_a_line() -> None:
    services = [_scheme(name, funding=FREE) for name in ("un", "deux", "trois")]
    guide = _scheme("guide", funding={**FREE, "kind": "engineering"})
    waiting = _scheme("attend", {"a": True}, funding=FREE)
    assert _told(_lines(*services, guide, waiting, group="now")) == [
        (["guide"], None, ()),
        (["un", "deux", "trois"], None, ()),
    ]
    assert _told(_lines(*services[:2], group="now")) == [(["un"], None, ()), (["deux"], None, ())]


def test_free_help_shares_a_line_with_what_is_open_for_as_long() -> None:
    closing = _scheme("c", funding=FREE, calendar={"windows": [{"opens": DAY, "closes": DAY}]})
    services = [*(_scheme(name, funding=FREE) for name in "ab"), closing]
    assert _told(_lines(*services, group="now")) == [(["c"], None, ()), (["a"], None, ()), (["b"], None, ())]


def test_help_that_is_not_free_keeps_a_line_of_its_own_unless_it_is_to_ask_for() -> None:
    billed = {**FREE, "free": False}
    assert [line.reason for line in _lines(*(_scheme(name, funding=billed) for name in "abc"), group="now")] == [None] * 3
    waiting = (_scheme(name, {name: True}, funding=billed) for name in "abq")
    assert _told(_lines(*waiting)) == [(["a", "b", "q"], "help", ())]


def test_two_that_are_left_of_much_help_to_ask_for_still_share_a_line() -> None:
    helps = [_scheme(name, {fact: True}, funding=FREE) for name, fact in (("un", "a"), ("deux", "a"), ("b", "b"), ("q", "q"))]
    assert _told(_lines(*helps)) == [(["un", "deux"], "facts", ("a",)), (["b", "q"], "help", ())]


def test_an_aid_of_which_no_terms_fit_waits_for_its_terms() -> None:
    unfit = _scheme("sans-tranche", pays=funding(bands=[{"when": {"n": {"below": 5}}, "rate": "50%"}]))
    assert _told(_lines(unfit, n=9)) == [(["sans-tranche"], "terms", ())]


def test_help_to_ask_for_shares_a_line_whatever_it_waits_for() -> None:
    """Money keeps a line of its own."""
    free = _scheme("gratuit", funding=FREE, state="unknown")
    asked = [_scheme("a", {"a": True}, funding=FREE), _scheme("b", {"b": True}, funding={**FREE, "kind": "engineering"})]
    money = _scheme("argent", {"p": True})
    assert _told(_lines(free, *asked, money)) == [
        (["argent"], "facts", ("p",)),
        (["a", "b", "gratuit"], "help", ()),
    ]


def test_a_number_near_a_threshold_is_a_limit_to_check() -> None:
    near = _scheme("proche", {"population": {"at_least": 100, "about": "10%"}})
    assert _told(_lines(near, population=95)) == [(["proche"], "limit", ())]


def test_a_shared_line_counts_what_each_word_would_open() -> None:
    data, books = ("données", "data"), ("livres", "books")
    for (most, word), (least, other) in ((data, books), (books, data)):
        schemes = [_scheme("un", {"type": [word, other]}), _scheme("deux", {"type": [word]})]
        assert [line.counts for line in _lines(*schemes)] == [((most, 2), (least, 1))]


def test_a_word_is_counted_where_it_is_wanted_and_yet_to_be_decided() -> None:
    words = read(Vocabulary, {"types": {"books": {"label": "livres", "short": "lus"}}}).joined(VOCABULARY)
    one, other = _scheme("un", {"type": ["books"]}, {"not": {"type": ["data"]}}), _scheme("deux", {"type": ["books"]})
    assert [line.counts for line in _lines(one, other, words=words)] == [(("lus", 2),)]
    either = {"any": [{"domain": ["library"]}, {"domain": ["school"]}]}
    assert [line.counts for line in _lines(_scheme("un", either), _scheme("deux", either), library=False)] == [(("école", 2),)]
