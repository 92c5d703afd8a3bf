"""The sources of a scheme, told the same on every page."""

from collections.abc import Iterable

from aidnum.model.scheme import Source
from aidnum.render import document as doc
from aidnum.render.scheme_wording import source_text


def sources(known: Iterable[Source]) -> doc.Items:
    """Each source with its mark, its age, its trust, and its address."""
    return doc.Items(tuple(doc.Item(f"[{source.id}] {source_text(source)}", url=source.url) for source in known))
