"""A page as one HTML file: its own style and nothing else, no script; for a browser, a screen reader and A4 paper.

All text is escaped, only whole http(s) addresses become links, and a policy forbids whatever else the file might ask for.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from decimal import Decimal
from html import escape
from typing import assert_never

from aidnum.french import capital, tied, visible
from aidnum.render.document import (
    MARKS,
    Articles,
    Bar,
    Block,
    Board,
    Fields,
    Heading,
    Item,
    Items,
    Link,
    Page,
    Paragraph,
    Row,
    Rows,
    Signatures,
    Table,
    Title,
    filled,
)

_CLOSING = ("caveat", "origin")
STYLE = """
:root { --line: #c4c4c4; --ink: #1d1d1f; --soft: #55585e; --yes: #18753c; --no: #a30f0f; --unsure: #b34000; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 50rem; padding: 1.5rem 1rem; color: var(--ink); background: #fff; overflow-wrap: break-word;
  font: 1rem/1.5 "Marianne", "Segoe UI", "Noto Sans", "Liberation Sans", Arial, sans-serif; }
h1, h2, h3, h4 { line-height: 1.25; break-after: avoid; }
h1 { font-size: 1.6rem; margin: 0 0 1rem; } h3 { font-size: 1.1rem; margin: 1.8rem 0 .5rem; }
h2 { font-size: 1.3rem; margin: 2.2rem 0 .8rem; padding-bottom: .25rem; border-bottom: 2px solid var(--line); }
h4 { font-size: 1rem; margin: 1rem 0 .3rem; }
.board { table-layout: fixed; } .board th:first-child { width: 34%; } .board th:nth-child(2) { width: 24%; }
span.eligible { color: var(--yes); } span.to_confirm { color: var(--unsure); }
.kind { margin: 0; } .kind, dt, caption, figcaption { color: var(--soft); }
dl { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: .2rem 1rem; margin: .4rem 0; }
dl.long { display: block; } dd { margin: 0; } dl.long dd { margin: 0 0 .4rem 1.5rem; }
dt.yes { color: var(--yes); } dt.no { color: var(--no); } dt.unknown { color: var(--unsure); } dt.condition { color: #0063cb; }
.in1 { padding-left: 1.2rem; } .in2 { padding-left: 2.4rem; } .in3 { padding-left: 3.6rem; }
ul { margin: .4rem 0; padding-left: 1.3rem; } li { margin: .15rem 0; } a { color: #0b4f8a; overflow-wrap: anywhere; }
.signatures { display: flex; flex-wrap: wrap; gap: 1rem 3rem; margin: 2rem 0; break-inside: avoid; }
.signatures p { flex: 1 1 12rem; line-height: 3; }
.strong, .caution, .article { font-weight: bold; } .caution { border-left: 4px solid var(--unsure); padding-left: .7rem; }
table { border-collapse: collapse; width: 100%; margin: .8rem 0; } caption { text-align: left; padding-bottom: .3rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line); }
tbody th { font-weight: normal; } .sum { text-align: right; white-space: nowrap; } thead th { background: #f3f4f6; }
tfoot th, tfoot td { font-weight: bold; border-top: 2px solid var(--ink); }
figure { margin: .8rem 0; } figcaption, footer { font-size: .9rem; } svg { display: block; width: 100%; height: auto; }
footer { break-inside: avoid; margin-top: 2.5rem; padding-top: .8rem; border-top: 2px solid var(--line); }
@page { size: A4; margin: 13mm 15mm; @bottom-right { content: counter(page) " / " counter(pages); font-size: 9pt; } }
@media print {
  body { max-width: none; padding: 0; font: 9pt/1.25 "Marianne", "Liberation Sans", Arial, sans-serif; } a { color: inherit; }
  h1 { font-size: 14pt; margin-bottom: 6pt; } h2 { font-size: 11.5pt; margin: 10pt 0 4pt; } h3 { margin: 9pt 0 3pt; }
  p, li { orphans: 3; widows: 3; } p, ul, dl, table { margin: 3pt 0; }
  th, td { padding: 1.5pt 5pt; } footer { margin-top: 8pt; padding-top: 2pt; font-size: 8pt; }
  table:not(.long), tr, dd, figure, .caution { break-inside: avoid; }
  thead { display: table-header-group; } tfoot { display: table-row-group; }
}
"""
_FILLS = ("#1d4e89", "#31572c", "#7d3c98", "#9c4221", "#5b6470")
_REST = "#d9dce1"
_LONG = 30
_ROOM = 30
_LONG_TABLE = 20  # rows; a longer table may break between two pages


def render(page: Page) -> str:
    """A page as a whole HTML document."""
    closing = [block for block in page if isinstance(block, Paragraph) and block.role in _CLOSING]
    body = "\n".join(line for block in page if block not in closing for line in _block(block))
    footer = "\n".join(f"<p>{_text(block.text)}</p>" for block in closing)
    title = next((" : ".join(filter(None, (block.kind, block.text))) for block in page if isinstance(block, Title)), "aidnum")
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    return f"""<!DOCTYPE html>
<html lang="fr">
<head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{digest}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{_text(title)}</title>
<style>{STYLE}</style>
</head>
<body>
<main>
{body}
</main>
<footer>
{footer}
</footer>
</body></html>
"""


def _block(block: Block) -> Iterator[str]:  # noqa: C901, PLR0912 - one case a block
    match block:
        case Title():
            yield from ([f'<p class="kind">{_text(block.kind)}</p>'] if block.text else [])
            yield f"<h1>{_text(block.text or block.kind)}</h1>"
        case Heading():
            yield f'<h{block.level} class="{block.role}">{_text(block.text)}</h{block.level}>'
        case Paragraph():
            yield from ([] if block.role == "hint" else [f'<p class="{block.role}">{_text(block.text)}</p>'])
        case Rows():
            yield from _rows(block.rows)
        case Items():
            yield from _items(block.items)
        case Table():
            yield from _table(block)
        case Board():
            yield from _board(block)
        case Bar():
            yield from _bar(block)
        case Link():
            yield f"<p>{_text('Adresse : ')}{_link(block.url)}</p>"
        case Articles():
            yield from _articles(block)
        case Fields():
            yield from _rows(filled(block))
        case Signatures():
            yield f'<div class="signatures">{"".join(map(_signature, filled(block)))}</div>'
        case _:
            assert_never(block)


def _text(text: str) -> str:
    return escape(tied(visible(text)))


def _link(url: str, words: str | None = None) -> str:
    """An address shown whole, so that paper keeps it, or under words; one that leads elsewhere than to the web stays text."""
    shown = escape(visible(url)) if words is None else _text(words)
    if not url.lower().startswith(("https://", "http://")):
        return shown
    return f'<a href="{escape(visible(url))}" rel="noopener noreferrer">{shown}</a>'


def _rows(rows: Iterable[Row]) -> Iterator[str]:
    known = list(rows)
    is_long = any(len(row.label) > _LONG for row in known)
    yield f'<dl class="{"long" if is_long else "short"}">'
    for row in known:
        label = f'<dt class="{row.role}">{_text(capital(row.label) if row.role != "name" else row.label)}</dt>'
        yield f'{label}<dd class="in{min(row.depth, 3)}">{_text(row.value)}</dd>'
    yield "</dl>"


def _items(items: Iterable[Item]) -> Iterator[str]:
    known = list(items)
    if not known:
        return
    yield "<ul>"
    for item in known:
        link = f"<br>{_link(item.url)}" if item.url else ""
        yield f"<li>{_text(item.text)}{link}"
        yield from _items(item.below)
        yield "</li>"
    yield "</ul>"


def _articles(articles: Articles) -> Iterator[str]:
    for name, item in articles.numbered():
        yield f'<p><span class="article">{_text(name)}</span> {_text(item.text)}</p>'
        yield from _items(item.below)


def _signature(row: Row) -> str:
    return f"<p>{_text(row.label)}<br>{_text(row.value)}</p>"


def _table(table: Table) -> Iterator[str]:
    """The last column names the row, unless it is one of sums: it is its header."""
    body = table.rows[:-1] if table.sums else table.rows
    look = ' class="long"' if len(body) > _LONG_TABLE else ""
    yield f"<table{look}>\n<caption>{_text(table.caption)}</caption>"
    yield f"<thead>{_tr(table, table.headers, 'col')}</thead>"
    yield "<tbody>"
    yield from (_tr(table, row, "row") for row in body)
    yield "</tbody>"
    if table.sums:
        yield f"<tfoot>{_tr(table, table.rows[-1], 'row')}</tfoot>"
    yield "</table>"


def _tr(table: Table, cells: tuple[str, ...], scope: str) -> str:
    return f"<tr>{''.join(_cell(table, column, cell, scope) for column, cell in enumerate(cells))}</tr>"


def _cell(table: Table, column: int, cell: str, scope: str) -> str:
    look = ' class="sum"' if column in table.sums else ""
    if scope == "col" or (column == len(table.headers) - 1 and not look):
        return f'<th scope="{scope}"{look}>{_text(cell)}</th>'
    return f"<td{look}>{_text(cell)}</td>"


def _board(board: Board) -> Iterator[str]:
    yield f'<h2>{_text(board.heading)}</h2>\n<table class="board">'
    headers = "".join(f'<th scope="col">{_text(header)}</th>' for header in board.headers)
    yield f"<thead><tr>{headers}</tr></thead><tbody>"
    for line in board.lines:
        name, *others = line.cells
        named = _text(name) if line.url is None else _link(line.url, name)
        mark = f'<span class="{line.mark}">{MARKS[line.mark]}</span>'
        told = "".join(f"<td>{_text(cell)}</td>" for cell in others)
        yield f'<tr><th scope="row">{mark} {named}</th>{told}</tr>'
    yield "</tbody></table>"


def _bar(bar: Bar) -> Iterator[str]:
    legend = _text(" ; ".join(f"{part.letter} {part.text}" for part in bar.parts))
    yield f'<figure><svg viewBox="0 0 1000 36" role="img" aria-label="{legend}">'
    start = Decimal(0)
    for index, part in enumerate(bar.parts):
        width = max(part.share, Decimal(0)) * 1000
        fill = _REST if index == len(bar.parts) - 1 else _FILLS[index % len(_FILLS)]
        yield f'<rect x="{start:.1f}" y="0" width="{width:.1f}" height="36" fill="{fill}"/>'
        if width > _ROOM and fill != _REST:
            yield f'<text x="{start + 12:.1f}" y="25" fill="#fff" font-size="22">{_text(part.letter)}</text>'
        start += width
    yield f"</svg><figcaption>{_text(bar.label)}</figcaption></figure>"
