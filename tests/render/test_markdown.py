"""Markdown: passes markdownlint's default rules, and nothing from the catalogue works as markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pymarkdown.api import PyMarkdownApi

from aidnum.catalogue.catalogue import Catalogue, Gathered
from aidnum.catalogue.load import load_catalogue
from aidnum.render.document import View
from aidnum.render.markdown import escape, render, wrapped
from aidnum.render.pages import page_of
from aidnum.report.listing import show
from aidnum.report.plan import PlanReport
from tests.render.act import ACT
from tests.render.samples import (
    DAY,
    HOSTILE_TEXTS,
    WHOLE,
    answer,
    hostile_catalogue,
    matches_snapshot,
    reports,
    small_catalogue,
    small_check,
)

if TYPE_CHECKING:
    from aidnum.render.formats import Report

UNFOLDED = re.compile(r"<!-- markdownlint-disable MD013 -->\n\n(.*?\n)\n<!-- markdownlint-enable MD013 -->", re.DOTALL)
HARMLESS = {
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "html_block",
    "heading",
    "paragraph",
    "bullet_list",
    "list_item",
    "inline",
    "text",
    "softbreak",
    "strong",
    "link",
}


def _written(report: Report) -> str:
    return render(page_of(report, WHOLE))


def _documents(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Every report that Markdown serves, by name."""
    for name, report, view in reports(catalogue, len(catalogue.schemes)):
        yield name, render(page_of(report, view))


def _tokens(text: str) -> Iterator[Token]:
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        yield token
        yield from token.children or ()


def _text(text: str) -> str:
    """What a reader sees, spaces made equal."""
    breaks = ("softbreak", "list_item_open", "paragraph_open")
    return _plain("".join(" " if t.type in breaks else t.content for t in _tokens(text) if t.type in ("text", *breaks)))


def _plain(text: str) -> str:
    return " ".join(text.split())


def _kinds(text: str) -> set[str]:
    return {re.sub("_(open|close)$", "", token.type) for token in _tokens(text)}


def test_the_whole_answer_is_the_stored_one(tmp_path: Path) -> None:
    assert matches_snapshot("check.md", _written(small_check(tmp_path)))


def test_a_clerk_finds_date_profile_amount_deadline_reasons_and_caveat(tmp_path: Path) -> None:
    said = _text(_written(small_check(tmp_path)))
    for words in (
        "520 000 habitants : dématérialisation 1er mars 2021, 5 dispositifs examinés ; coûts HT : personnel",
        "✓ Démarches en ligne : créer ou améliorer",
        "Démarches en ligne : créer ou améliorer : Fiche : demarches-en-ligne",
        "Quand : ouvert jusqu'au 28 mai 2021 inclus (88 jours restants)",
        "Combien : subvention, 30 000 € (50 % de 60 000 €)",
        "Déposer : Le portail des démarches",
        "Le guide du financeur (vérifié le 2 octobre 2026, confiance moyenne) https://exemple.fr/guide",
        "Le financeur a-t-il donné son accord ? (1 aide)",
        "Prudence : La loi a pu changer.",
        "Ceci est une simulation",
    ):
        assert words in said


def test_groups_are_headings_in_the_order_of_hope(tmp_path: Path) -> None:
    headings = [line for line in _written(small_check(tmp_path)).split("\n") if line.startswith("#")]
    assert headings == [
        "# Aides numériques",
        *("## Éligible maintenant", "## À demander"),
        *("## Éligible maintenant (2)", "## À demander (1)", "## Fermé (1)", "## Non éligible (1)"),
        "## Pour préciser",
    ]


def test_a_group_without_scheme_has_no_heading(tmp_path: Path) -> None:
    assert "## Fermé" not in _written(answer(hostile_catalogue(tmp_path)))


def test_a_scheme_left_out_is_said(tmp_path: Path) -> None:
    assert "Laissé de côté : 1 dispositif" in _text(_written(answer(small_catalogue(tmp_path)._replace(left_out=1))))


def test_hostile_text_makes_no_markup(tmp_path: Path) -> None:
    for name, text in _documents(hostile_catalogue(tmp_path)):
        assert _kinds(text) <= HARMLESS, name


def test_links_lead_only_to_web_addresses_that_are_shown(tmp_path: Path) -> None:
    for _, text in _documents(hostile_catalogue(tmp_path)):
        links = [str(token.attrs["href"]) for token in _tokens(text) if token.type == "link_open"]
        assert all(re.match("https?://", link) for link in links)
        assert all(f"<{link}>" in text for link in links)


def test_hostile_text_is_read_as_it_was_written(tmp_path: Path) -> None:
    said = _text(_written(answer(hostile_catalogue(tmp_path))))
    for text in HOSTILE_TEXTS:
        assert _plain(text) in said


def test_markdownlint_finds_nothing_but_the_width_of_tables(
    tmp_path: Path, network: PlanReport, hostile_plan: PlanReport
) -> None:
    documents = [*_documents(small_catalogue(tmp_path)), *_documents(hostile_catalogue(tmp_path)), *_shipped_answers()]
    documents += [("plan", _written(network)), ("plan-hostile", _written(hostile_plan)), ("act", render(ACT))]
    folder = tmp_path / "documents"
    folder.mkdir()
    for index, (name, text) in enumerate(documents):
        (folder / f"{index}-{name}.md").write_text(UNFOLDED.sub("| a |\n| --- |\n| b |", text), encoding="utf-8")
    assert PyMarkdownApi().scan_path(str(folder)).scan_failures == []


def _shipped_answers() -> list[tuple[str, str]]:
    """The answers over one scheme in eight: the linter takes a minute for all of them at once."""
    some = load_catalogue()._replace(schemes=Gathered(load_catalogue().schemes[::8]))
    return [(name, text) for name, text in _documents(some) if not name.startswith("show-")]


def test_a_table_alone_may_be_wide_and_has_a_cell_for_each_header(network: PlanReport, hostile_plan: PlanReport) -> None:
    for report in (network, hostile_plan):
        text = _written(report)
        tables = UNFOLDED.findall(text)
        assert [line for line in text.split("\n") if line.startswith("|")] == "".join(tables).strip().split("\n")
        html = MarkdownIt("commonmark").enable("table").render(text)
        for table in re.findall(r"<table>(.*?)</table>", html, re.DOTALL):
            rows = [len(re.findall(r"<t[dh]", row)) for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)]
            assert len(set(rows)) == 1


def test_costs_and_resources_have_the_same_total(network: PlanReport) -> None:
    html = MarkdownIt("commonmark").enable("table").render(_written(network))
    tables = re.findall(r"<tbody>(.*?)</tbody>", html, re.DOTALL)
    accounts = [table for table in tables if "<strong>" in table]
    assert len(accounts) == 3
    for table in accounts:
        *lines, total = [_euros(re.sub("<.*?>", "", row)) for row in re.findall(r"<tr>\n<td[^>]*>(.*?)</td>", table)]
        assert sum(lines) == total == Decimal(102_000)


def test_on_paper_expenses_and_receipts_stand_side_by_side_with_equal_totals(network: PlanReport) -> None:
    text = render(page_of(network, View(paper=True)))
    assert matches_snapshot("plan-network-paper.md", text)
    html = MarkdownIt("commonmark").enable("table").render(text)
    low, high, _ = re.findall(r"<tbody>(.*?)</tbody>", html, re.DOTALL)
    for table in (low, high):
        rows = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL) for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)]
        *lines, total = [[_euros(re.sub("<.*?>", "", cells[column])) for column in (1, 4)] for cells in rows]
        assert [sum(side) for side in zip(*lines, strict=True)] == total == [Decimal(102_000)] * 2


def test_no_id_stands_where_a_council_reads(network: PlanReport) -> None:
    text = render(page_of(network, View(paper=True)))
    known = {scheme.id for scheme in network.catalogue.schemes if "-" in scheme.id}
    assert [name for name in known if name in text] == []


def _euros(text: str) -> Decimal:
    return Decimal(text.replace("\u00a0", "").replace("€", "").replace(",", ".") or "0")


def test_the_whole_plan_is_the_stored_one(network: PlanReport, cut: PlanReport) -> None:
    assert matches_snapshot("plan-network.md", _written(network))
    assert matches_snapshot("plan-cut.md", _written(cut))


def test_another_source_for_a_date_is_shown_below_it(tmp_path: Path) -> None:
    said = _text(_written(show(small_catalogue(tmp_path), "demarches-en-ligne", DAY)))
    assert "1re session, selon une autre source [guide] : clôture le 31 mai 2021" in said


def test_a_scheme_shows_its_bands_bonuses_and_exclusions(tmp_path: Path) -> None:
    catalogue = small_catalogue(tmp_path)
    said = _text(_written(show(catalogue, "petites-communes", DAY)))
    assert "Forfait : 17 500 € + 12 500 € sur 2 ans, par poste" in said
    assert "Majoration de 2 500 €, par poste, dans ce cas :" in said
    assert "Majoration de 10 % de taux, dans ce cas :" in said
    assert "Ne se cumule pas avec : Ancien appel (ancien-appel)" in _text(_written(show(catalogue, "demarches-en-ligne", DAY)))


def test_a_rule_is_shown_as_nested_items(tmp_path: Path) -> None:
    text = _written(show(small_catalogue(tmp_path), "demarches-en-ligne", DAY))
    assert "\n  - Au moins une de ces conditions" in text
    assert "\n    - Porteur du projet" in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[a](b)", r"\[a\](b)"),
        ("a|b * c_d", r"a\|b \* c\_d"),
        ("<script>", r"\<script\>"),
        ("www.exemple.fr", r"www\.exemple.fr"),
        ("a@exemple.fr", r"a\@exemple.fr"),
        ("https://exemple.fr/a_b.", "<https://exemple.fr/a_b>."),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("deux\n\nlignes", "deux lignes"),
        ("retour\x1b[0m", r"retour\\u001b\[0m"),
        ("Pourquoi ?", "Pourquoi\u00a0?"),
    ],
)
def test_text_is_escaped(text: str, shown: str) -> None:
    assert escape(text) == shown


@pytest.mark.parametrize("start", ["-", "+", "1.", "12)", "===", "---", "- - -", ":--", "-:"])
def test_a_folded_line_never_starts_a_list_a_rule_or_a_heading(start: str) -> None:
    text = wrapped(f"{'mot ' * 19}mo {start}")
    assert _kinds(text) <= {"paragraph", "inline", "text", "softbreak"}
    assert _text(text) == f"{'mot ' * 19}mo {start}"


@given(st.text(st.sampled_from("aé1 -+=.):*_`[]()<>!#|~&;\\\u00a0\n\"'$@"), min_size=1, max_size=300).filter(str.strip))
def test_any_text_is_read_as_it_was_written(text: str) -> None:
    written = wrapped(escape(text), "- ", "  ")
    assert _kinds(written) <= {"bullet_list", "list_item", "paragraph", "inline", "text", "softbreak"}
    assert _text(written) == _plain(text)
