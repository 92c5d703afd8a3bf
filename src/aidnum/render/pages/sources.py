"""The sources of a scheme, told the same on every page."""

from __future__ import annotations

from collections.abc import Iterable

from aidnum.model.scheme import Source
from aidnum.render.document import Item, Items
from aidnum.render.wording import source_text


def sources(known: Iterable[Source]) -> Items:
    """Each source with its mark, its age, its trust, and its address."""
    return Items(tuple(Item(f"[{source.id}] {source_text(source)}", url=source.url) for source in known))
