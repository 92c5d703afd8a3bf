"""Sources to read again, in the four formats of diagnostics, under the file and the scheme that they support."""

from __future__ import annotations

import json
from itertools import groupby

from aidnum.catalogue.stale import Rereading, StaleSource
from aidnum.french import listed, long_date, plural, visible
from aidnum.render.diagnostics import annotation
from aidnum.render.scheme_wording import page_date_text


def render_stale(rereading: Rereading, name: str) -> str:
    """The sources to read again in one of the formats of diagnostics."""
    if name == "json":
        return _json(rereading)
    if name == "github":
        return "".join(f"{_github(stale)}\n" for stale in rereading.sources)
    if name == "court":
        return "".join(f"{_short(stale)}\n" for stale in rereading.sources)
    groups = groupby(rereading.sources, key=lambda stale: (stale.path, stale.owner.id))
    return "\n".join(_group(path, list(group)) for (path, _), group in groups)


def stale_summary(rereading: Rereading) -> str:
    """One line that tells how many there are."""
    if not rereading.sources:
        return "aucune source à relire"
    owners = len({(stale.path, stale.owner.id) for stale in rereading.sources})
    files = len({stale.path for stale in rereading.sources})
    return (
        f"{plural(len(rereading.sources), 'source', 'sources')} à relire, pour {plural(owners, 'fiche', 'fiches')}"
        f" de {plural(files, 'fichier', 'fichiers')}"
    )


def _group(path: str, sources: list[StaleSource]) -> str:
    owner = sources[0].owner
    return "".join((f"{visible(path)} : {owner.id} ({visible(owner.title)})\n", *map(_long, sources)))


def _long(stale: StaleSource) -> str:
    return f"  {_place(stale)}: {visible(stale.source.title)}\n    {_why(stale)}\n    {visible(stale.source.url)}\n"


def _short(stale: StaleSource) -> str:
    return f"{_place(stale)}: {stale.owner.id} : {_why(stale)} : {visible(stale.source.url)}"


def _github(stale: StaleSource) -> str:
    message = f"{stale.owner.id} : {stale.source.title} : {_why(stale)} : {stale.source.url}"
    return annotation("notice", stale.path, stale.mark, "source à relire", message)


def _place(stale: StaleSource) -> str:
    return visible(f"{stale.path}:{stale.mark.line}:{stale.mark.column}")


def _why(stale: StaleSource) -> str:
    whys = [f"lue le {long_date(stale.source.checked)}, il y a plus de douze mois"] if stale.is_old else []
    if stale.is_aged and stale.source.dated:
        whys.append(f"{page_date_text(stale.source.dated)}, de plus de douze mois, pour une aide qui court encore")
    if stale.opens and stale.source.dated:
        whys.append(f"{page_date_text(stale.source.dated)}, avant l'ouverture du {long_date(stale.opens)} qu'elle appuie")
    return listed(whys)


def _reasons(stale: StaleSource) -> list[str]:
    told = {"old": stale.is_old, "aged_page": stale.is_aged, "before_window": stale.opens}
    return [name for name, holds in told.items() if holds]


def _json(rereading: Rereading) -> str:
    rows = [
        {
            "path": visible(one.path), "line": one.mark.line, "column": one.mark.column, "end_column": one.mark.end,
            "id": one.owner.id, "source": one.source.id, "title": one.source.title, "url": one.source.url,
            "checked": one.source.checked.isoformat(), "dated": one.source.dated,
            "opens": one.opens.isoformat() if one.opens else None,
            "why": _reasons(one),
        }
        for one in rereading.sources
    ]  # fmt: skip
    document = {"schema_version": "1", "left_out": rereading.left_out, "sources": rows}
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
