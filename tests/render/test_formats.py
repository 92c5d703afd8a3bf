"""What one format says, every format says: whatever a report holds is looked for in each, not what a layout remembers."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

import pytest
from markdown_it import MarkdownIt

from aidnum.cli.answer import written
from aidnum.french import long_date, short_date
from aidnum.model.assessment import Doubt
from aidnum.model.calendar import Window
from aidnum.model.scheme import Scheme, Source
from aidnum.render.asking import remark_texts
from aidnum.render.cash_wording import ahead_text, cautions, payments
from aidnum.render.document import View
from aidnum.render.formats import FORMATS, Command, Name, served
from aidnum.render.pages.amendments import told as amended
from aidnum.render.pages.news_fields import FIELDS
from aidnum.render.plan_wording import marks
from aidnum.render.terminal import Screen
from aidnum.render.wording import VERDICTS, seen_text
from aidnum.report.batch import BatchReport
from aidnum.report.budget import BudgetReport
from aidnum.report.check import CheckReport, Entry
from aidnum.report.deadlines import DeadlinesReport
from aidnum.report.listing import ShowReport
from aidnum.report.news import NewsReport
from aidnum.report.plan import PlanReport
from tests.render.read_back import of_docx, of_odt
from tests.render.rich import rich_catalogue, rich_check, rich_deadlines, rich_news, rich_plan, rich_rewriting, rich_show
from tests.render.samples import WHOLE, csv_rows

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from aidnum.render.formats import Report


class Said(NamedTuple):
    """Something that a report holds; each of its `forms` says it."""

    what: str
    forms: tuple[str, ...]


def _texts(what: str, *texts: str | None) -> Iterator[Said]:
    return (Said(what, (text,)) for text in texts if text)


def _date(what: str, day: date | None) -> Iterator[Said]:
    if day:
        yield Said(what, (long_date(day), short_date(day), day.isoformat()))


def _named(what: str, scheme: Scheme) -> Said:
    return Said(what, (scheme.title, scheme.id))


def _sources(sources: tuple[Source, ...]) -> Iterator[Said]:
    for source in sources:
        yield from _texts("source", source.url)


def _dates(scheme: Scheme) -> Iterator[Said]:
    """Notes on dates, steps that are no window, and what other sources say."""
    calendar = scheme.calendar
    yield from _texts("note on dates", calendar.note)
    for window in (*calendar.windows, *calendar.stages):
        yield from _texts("note on dates", window.note)
        yield from _differing(window)
    for stage in calendar.stages:
        yield from _texts("stage", stage.name)
        yield from _date("stage", stage.opens)
        yield from _date("stage", stage.closes)


def _differing(window: Window) -> Iterator[Said]:
    for other in window.also:
        yield from _texts("note on a differing date", other.note)
        yield from _date("differing date", other.opens)
        yield from _date("differing date", other.closes)


def _apply(scheme: Scheme) -> Iterator[Said]:
    if scheme.apply:
        yield from _texts("how to apply", scheme.apply.where, scheme.apply.contact, *scheme.apply.documents)
    yield from _texts("address", scheme.url)


def _entry(report: CheckReport, entry: Entry) -> Iterator[Said]:
    scheme = entry.scheme
    yield from (_named("title", scheme), _named("id", scheme))
    yield from _texts("advice", *entry.advice)
    yield from _texts("supposition", *(clause for one in entry.suppositions for clause in (one.held, one.lifting, one.fact)))
    if entry.partners:
        yield from _texts("way to a threshold", *(partner.name for partner in entry.partners.way.partners))
        yield Said("way to a threshold", (f"{entry.partners.way.municipale:,}".replace(",", " "),))
    if entry.group == "ineligible":
        yield from _texts("reason", *entry.why)
        return
    yield from _texts("condition", *entry.conditions)
    yield from _texts("note", *scheme.notes, scheme.funding.note)
    yield from _texts("caution", scheme.caution.text if scheme.caution and Doubt.CAUTION in entry.assessment.doubts else None)
    if Doubt.UNSEEN in entry.assessment.doubts:
        yield Said("not seen lately", (seen_text(entry.assessment.last_seen), f"{entry.assessment.last_seen}"))
    yield from _texts("question", *(question.question for question in entry.missing))
    yield from _texts("step", *entry.assessment.amounts.steps)
    excluded = filter(None, map(report.catalogue.scheme, entry.excludes))
    yield from (_named("exclusion", other) for other in excluded)
    for line in entry.criteria:
        yield from _texts("criterion", line.text, line.note)
    if entry.successor:
        yield _named("successor", entry.successor.scheme)
    yield from _texts("office", *entry.offices())
    if own := entry.own_list:
        yield from _texts("own list", *(line.text for line in own.list.lines), own.list.rate, own.list.note, own.caution)
    yield from (*_dates(scheme), *_apply(scheme), *_sources(scheme.sources))


def said_by_check(report: CheckReport) -> Iterator[Said]:
    for entry in report.entries:
        yield from _entry(report, entry)
    yield from _texts("next step", *report.next_steps)


def said_by_deadlines(report: DeadlinesReport) -> Iterator[Said]:
    for row in report.deadlines:
        yield from _texts("period", row.scheme.id, row.window.name)
        yield from _date("closing date", row.window.closes)
    for scheme, offices in {row.scheme.id: (row.scheme, row.offices) for row in report.deadlines}.values():
        yield from _texts("office", *offices)
        yield from (*_dates(scheme), *_apply(scheme), *_sources(scheme.sources))


def said_by_show(report: ShowReport) -> Iterator[Said]:
    scheme, funding = report.scheme, report.scheme.funding
    yield from _texts("title", scheme.title, scheme.id, scheme.summary)
    yield from _texts("office", *report.offices)
    yield from _texts("lists", *(lists.caution for lists in scheme.lists))
    for line in report.rule:
        yield from _texts("rule", line.text, line.leaf.note if line.leaf else None)
    yield from _texts("condition", *scheme.conditions)
    yield from _texts("note", *scheme.notes, funding.note, *(band.note for band in funding.bands))
    yield from _texts("caution", scheme.caution.text if scheme.caution else None)
    if scheme.stacking:
        yield from _texts("limit", *(limit.note for limit in scheme.stacking.limits), *scheme.stacking.one_of)
        yield from (
            Said("stacked", (f"({other})", f"{other}")) for other in (*scheme.stacking.excludes, *scheme.stacking.with_)
        )
    yield from _texts("successor", scheme.successor)
    yield from (*_dates(scheme), *_apply(scheme), *_sources(scheme.sources))


def said_by_news(report: NewsReport) -> Iterator[Said]:
    yield from (*_date("first day", report.since), *_date("last day", report.until))
    yield from _texts("other catalogue", report.against)
    yield from _texts("asked", *report.words)
    yield Said("left out", (f"{report.left_out}",))
    for change in report.changes:
        scheme = change.scheme
        yield from (_named("title", scheme), *_texts("address", scheme.url), *_date("day", change.on))
        if change.what != "changed":
            yield from (*_texts("office", *change.offices), *_texts("period", change.window.name))
        if change.verdict:
            yield Said("verdict", (VERDICTS[change.verdict], change.verdict.value))
        yield from (Said("field", (FIELDS[field], field)) for field in change.fields)
        for shown in change.shown or ():
            yield from _rewritten(shown.scheme)
    for one in report.amendments:
        yield from _texts("amendment", one.title, one.id, *amended(one))


def _rewritten(scheme: Scheme) -> Iterator[Said]:
    """What one of two sheets holds that differ in everything."""
    yield from _texts("rewritten", *scheme.conditions, *scheme.notes, scheme.summary, scheme.funding.note)
    yield from _texts("rewritten", scheme.caution.text if scheme.caution else None)
    yield from (*_dates(scheme), *_sources(scheme.sources), *_apply(scheme))


def said_by_budget(report: BudgetReport) -> Iterator[Said]:
    reading = report.reading
    yield from _texts("sheet", reading.sheet)
    for line in reading.lines:
        yield from _texts("cost", line.label)
        yield from (_sum("cost", line.ht), _sum("cost", line.ttc))
    for funder in reading.funders:
        yield from (*_texts("funder", funder.name), _sum("funder", funder.amount))
    yield from (_sum("own share", reading.own_funds), _sum("own share", reading.loan), _sum("total", report.total))
    for unread in reading.unread:
        yield from _texts("unread", unread.where)
    yield from _texts("unread", *{text for unread in reading.unread for text in (unread.why, unread.say)})
    yield from _texts("set aside", *{aside.why for aside in reading.set_aside})
    yield from _texts("note", *reading.notes)


def _sum(what: str, amount: Decimal | None) -> Said:
    """An amount as people, programs and spreadsheets write it."""
    assert amount is not None
    shown = f"{amount:,.2f}".replace(",", "\u00a0").replace(".", ",")
    return Said(what, (shown, f"{amount:.2f}", f"{amount:f}".replace(".", ",")))


def said_by_batch(report: BatchReport) -> Iterator[Said]:
    yield from _texts("project", *(answered.name for answered in report.answers))
    yield from (Said("scheme", (reach.scheme.name, reach.scheme.id)) for reach in report.reaches)
    yield from _date("next date", next(filter(None, (answered.next_date for answered in report.answers))).day)


def said_by_plan(report: PlanReport) -> Iterator[Said]:
    yield from _texts("cost", *(line.label for line in report.lines))
    yield from _texts("remark", *remark_texts(report))
    for plan in report.plans:
        yield from _texts("limit", *plan.illegal, *dict.fromkeys(bound.words for bound in plan.bounds))
        assert plan.cash is not None
        yield from _texts("ahead", ahead_text(plan.cash), *cautions(plan.cash, report.day))
        for warned in plan.warnings:
            yield from _texts("warning", warned.law.short, warned.words, warned.law.ask)
    resources = {resource.name: resource for plan in (*report.plans, *report.with_unsure) for resource in plan.resources}
    for resource in resources.values():
        yield from _texts("step", *resource.steps)
        yield from _texts("resource", resource.title)
        yield from _texts("mark", *marks(resource))
        if resource.scheme is not None:
            used = resource.scheme.source(resource.scheme.funding.source) or resource.scheme.sources[0]
            yield from _texts("source", used.url)
    for rejected in report.rejected:
        yield from (Said("rejected", (report.catalogue.name(name), name)) for name in rejected.schemes)
        yield from _texts("rejected", rejected.because)
    yield from (Said("to be confirmed", (one.scheme.name, one.scheme.id)) for one in report.unsure)
    yield from _texts("apart", *(one.scheme.title for one in report.apart if report.catalogue.scheme(one.scheme.id)))
    for law in (on.law for on in report.laws):
        yield from _texts("rule over sums", law.title, law.text, *law.notes)
        yield from _sources(law.sources)
    for one in report.recovered:
        yield from _texts("rule over sums", one.recovery.title, one.recovery.text, *one.recovery.notes)
        yield from (*_sources(one.recovery.sources), *_texts("step", *one.steps))
        yield from _texts("caution", *(caution.text for caution in one.cautions))
        yield from _texts("delay", *(delay.note for delay in one.delays))
    for rule in payments(report.plans):
        yield from _texts("payment", rule.title, rule.text, *rule.notes)
        yield from _sources(rule.sources)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def of_html(text: str) -> str:
    parser = _Words()
    parser.feed(text[text.index("<body>") :])
    return "".join(parser.words)


def of_markdown(text: str) -> str:
    return of_html(f"<body>{MarkdownIt('commonmark').enable('table').render(text)}")


def _of_json(text: str) -> str:
    found: list[str] = []

    def walk(value: Any) -> None:
        if isinstance(value, dict | list):
            for item in value.values() if isinstance(value, dict) else value:
                walk(item)
        else:
            found.append(str(value))

    walk(json.loads(text))
    return "\n".join(found)


def _of_csv(text: str) -> str:
    return "\n".join(cell for row in csv_rows(text) for cell in row.values())


READ: dict[Name, Callable[[Any], str]] = {
    "terminal": str,
    "markdown": of_markdown,
    "html": of_html,
    "docx": of_docx,
    "odt": of_odt,
    "json": _of_json,
    "csv": _of_csv,
}


def _bare(text: str) -> str:
    """A text without its spaces, its capitals and its last full stop, which layouts may change."""
    return "".join(text.casefold().split()).removesuffix(".")


def _lacking(report: Report, said: list[Said], name: Name) -> list[Said]:
    """What a format doesn't say, or says less often than the report holds it."""
    bare = _bare(READ[name](written(report, name, WHOLE, Screen(120))))
    held = Counter(one.forms for one in said)
    return [one for one in said if sum(bare.count(_bare(form)) for form in one.forms) < held[one.forms]]


@pytest.fixture(scope="module")
def rich(
    tmp_path_factory: pytest.TempPathFactory, budget: BudgetReport, listed: BatchReport
) -> dict[str, tuple[Report, list[Said]]]:
    catalogue = rich_catalogue(tmp_path_factory.mktemp("rich"))
    check, deadlines, plan = rich_check(catalogue), rich_deadlines(catalogue), rich_plan(catalogue)
    news, rewriting = rich_news(catalogue), rich_rewriting(catalogue)
    shown = [rich_show(catalogue, name) for name in ("aide-entiere", "aide-rivale")]
    return {
        "batch": (listed, list(said_by_batch(listed))),
        "budget": (budget, list(said_by_budget(budget))),
        "check": (check, list(said_by_check(check))),
        "deadlines": (deadlines, list(said_by_deadlines(deadlines))),
        "news": (news, list(said_by_news(news))),
        "news-against": (rewriting, list(said_by_news(rewriting))),
        "plan": (plan, list(said_by_plan(plan))),
        "show": (shown[0], list(said_by_show(shown[0]))),
        "show-bands": (shown[1], list(said_by_show(shown[1]))),
    }


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize(
    "asked", ["batch", "budget", "check", "deadlines", "news", "news-against", "show", "show-bands", "plan"]
)
def test_every_text_format_says_all_that_a_report_holds(
    rich: dict[str, tuple[Report, list[Said]]], asked: str, name: Name
) -> None:
    report, said = rich[asked]
    assert _lacking(report, said, name) == []


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        (
            "check",
            {
                *("title", "advice", "supposition", "not seen lately", "way to a threshold"),
                *("reason", "condition", "note", "caution", "question", "step"),
                *("exclusion", "criterion", "successor", "note on dates", "note on a differing date", "differing date"),
                *("stage", "how to apply", "office", "own list", "address", "source"),
            },
        ),
        ("news", {"first day", "last day", "asked", "title", "address", "day", "period", "verdict", "field", "office"}),
        ("news-against", {"other catalogue", "title", "verdict", "field", "rewritten", "stage", "note on dates", "amendment"}),
        (
            "plan",
            {
                "limit",
                "warning",
                "caution",
                "step",
                "mark",
                "remark",
                "rejected",
                "to be confirmed",
                "apart",
                "ahead",
                "delay",
                "payment",
                "rule over sums",
                "source",
            },
        ),
    ],
)
def test_the_rich_reports_hold_every_kind_of_thing(
    rich: dict[str, tuple[Report, list[Said]]], asked: str, kinds: set[str]
) -> None:
    assert kinds - {one.what for one in rich[asked][1]} == set()


@pytest.mark.parametrize("name", READ)
def test_a_text_that_a_format_drops_is_seen(rich: dict[str, tuple[Report, list[Said]]], name: Name) -> None:
    report, said = rich["check"]
    assert _lacking(report, [*said, Said("note", ("Ce que personne ne dit.",))], name) != []


def test_the_table_names_each_format_and_each_extension_once() -> None:
    assert tuple(known.name for known in FORMATS) == get_args(Name)
    assert len({known.extension for known in FORMATS}) == len(FORMATS)


@pytest.mark.parametrize(
    ("command", "names"),
    [
        ("batch", ["terminal", "markdown", "html", "json", "csv", "ics", "xlsx", "ods"]),
        ("budget", ["terminal", "markdown", "html", "json", "csv"]),
        ("deadlines", ["terminal", "markdown", "html", "json", "csv", "ics"]),
        ("check", ["terminal", "markdown", "html", "json", "csv"]),
        ("export", ["markdown", "html", "json", "csv", "ics"]),
        ("news", ["terminal", "markdown", "html", "json", "csv"]),
        ("plan", ["terminal", "markdown", "html", "json", "csv", "xlsx", "ods"]),
        ("reach", ["terminal", "markdown", "html", "json", "csv", "parquet"]),
        ("dossier", ["docx", "odt", "markdown", "html"]),
    ],
)
def test_a_command_answers_in_its_formats(command: Command, names: list[Name]) -> None:
    assert [known.name for known in served(command)] == names


def test_every_command_but_the_one_that_writes_acts_has_a_format_for_people_and_one_for_programs() -> None:
    for command in {*get_args(Command)} - {"dossier"}:
        assert {known.for_people for known in served(command)} == {True, False}, command


def test_the_content_of_a_format_is_what_the_table_says(rich: dict[str, tuple[Report, list[Said]]]) -> None:
    pytest.importorskip("xlsxwriter")
    for known in FORMATS:
        if known.name == "parquet":
            continue  # of a list of authorities alone
        content = written(rich["plan"][0], known.name, View(), Screen())
        assert isinstance(content, bytes if known.content == "bytes" else str), known.name


def test_a_workbook_of_what_is_no_plan_is_refused(rich: dict[str, tuple[Report, list[Said]]]) -> None:
    for name in ("xlsx", "ods"):
        with pytest.raises(ValueError, match="makes no workbook"):
            written(rich["check"][0], name, View(), Screen())
