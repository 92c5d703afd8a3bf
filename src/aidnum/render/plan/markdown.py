"""A plan as Markdown to paste in a deliberation: the usual table, expenses on the left and receipts on the right.

It passes markdownlint with its default rules. A row of a table can't be folded: around the tables, and there alone, a comment
that no page shows lifts the rule on the length of lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import zip_longest

from aidnum.french import capital, long_date
from aidnum.model.plan import Plan, Rejected
from aidnum.render.asking import because_text, remark_texts
from aidnum.render.markdown import escape, wrapped
from aidnum.render.plan.words import (
    BASES,
    EXACT,
    OWN_SHARE,
    ROUNDING,
    bound_text,
    case_title,
    cut_text,
    exact,
    gain_texts,
    law_text,
    rate_text,
    recovered_text,
    share_text,
    shares,
)
from aidnum.render.words import CAVEAT, KINDS, window_text
from aidnum.report.plan import PlanReport


def render(report: PlanReport) -> str:
    """A plan as a Markdown document with one heading of the first level."""
    return "\n\n".join(filter(None, _blocks(report))) + "\n"


def _blocks(report: PlanReport) -> Iterator[str]:
    yield "# Plan de financement"
    yield _paragraph(f"Simulation au {long_date(report.day)}, montants {BASES[report.basis]}.")
    yield _paragraph(f"Profil : {' ; '.join(report.profile_words)}.")
    for plan in report.plans:
        yield from _plan(plan, report)
    yield from _list("À savoir", remark_texts(report))
    yield from _list("Pourquoi pas autrement", [f"{' + '.join(one.schemes)} : {because_text(one)}" for one in _once(report)])
    if report.unsure:
        names = ", ".join(one.scheme.id for one in report.unsure)
        same = ["Avec elles, les plans seraient les mêmes."]
        yield from _list("Aides à confirmer, hors du plan", [f"Ce sont : {names}.", *(gain_texts(report) or same)])
    yield from _list("Règles sur les sommes", [law_text(law) for law in report.laws])
    apart = [f"{one.scheme.title} ({KINDS[one.scheme.funding.kind]})" for one in report.apart]
    yield from _list("Hors du plan", [*apart, *(recovered_text(one) for one in report.recovered)])
    yield from _list("Calcul et arrondis", [EXACT, ROUNDING, CAVEAT])


def _once(report: PlanReport) -> list[Rejected]:
    """The rejections, each once whichever the plan."""
    return list(dict.fromkeys(one._replace(case=None) for one in report.rejected))


def _plan(plan: Plan, report: PlanReport) -> Iterator[str]:
    yield f"## {case_title(plan, report)}" if len(report.plans) > 1 else "## Dépenses et recettes"
    yield _table(plan, report)
    yield from _items([*_illegal(plan), *map(bound_text, plan.bounds), *filter(None, [cut_text(plan)])])
    yield from _items(_origins(plan))


def _illegal(plan: Plan) -> list[str]:
    return [f"Illégal : {sentence}" for sentence in plan.illegal]


def _table(plan: Plan, report: PlanReport) -> str:
    """Two columns of labels and two of sums, whose totals are equal."""
    left = [(line.label, exact(line.amount(report.basis) or Decimal(0))) for line in report.lines]
    right, total = _receipts(plan)
    tax = BASES[report.basis]
    lines = [
        _row(("Dépenses", f"Montant {tax}", "Recettes", f"Montant {tax}", "Part")),
        "| --- | ---: | --- | ---: | ---: |",
        *(
            _row([escape(cell) for cell in (*(one or ("", "")), *(other or ("", "", "")))])
            for one, other in zip_longest(left, right)
        ),
        _row([f"**{cell}**" for cell in ("Total", exact(report.total), *total)]),
    ]
    return "\n\n".join(["<!-- markdownlint-disable MD013 -->", "\n".join(lines), "<!-- markdownlint-enable MD013 -->"])


def _receipts(plan: Plan) -> tuple[list[tuple[str, str, str]], tuple[str, str, str]]:
    """Each aid and the own share, with its sum and its part; then their total."""
    named = [f"{one.scheme.title} ({one.scheme.id})" for one in plan.resources]
    sums = [*(one.amount for one in plan.resources), plan.own_share]
    parts = shares(sums)
    rows = zip([*named, OWN_SHARE], map(exact, sums), map(share_text, parts), strict=True)
    return list(rows), ("Total", exact(sum(sums, Decimal(0))), share_text(sum(parts, Decimal(0))))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _origins(plan: Plan) -> Iterator[str]:
    """Each aid: how its amount was worked out, when it can be asked for, and its source."""
    for one in plan.resources:
        source = one.scheme.source(one.scheme.funding.source) or one.scheme.sources[0]
        steps = " ; ".join(one.steps)
        when = capital(window_text(one.assessment.window))
        name = f"{one.scheme.title} ({one.scheme.id})"
        yield f"{name} : {rate_text(one)}. {capital(steps)}. {when}. Source : {source.title}, {source.url}"


def _items(sentences: Sequence[str] | Iterator[str]) -> Iterator[str]:
    lines = [wrapped(escape(sentence), "- ", "  ") for sentence in dict.fromkeys(sentences)]
    if lines:
        yield "\n".join(lines)


def _list(heading: str, sentences: Sequence[str]) -> Iterator[str]:
    if sentences:
        yield f"## {heading}"
        yield from _items(sentences)


def _paragraph(text: str) -> str:
    return wrapped(escape(text))
