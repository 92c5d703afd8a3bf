"""Where a statement of the catalogue was read."""

from typing import Annotated, Literal

from aidnum.model.text import Day, Model, Slug, Text, Url, choice

Confidence = Literal["high", "medium", "low"]


class Source(Model):
    """Where a statement was read, when, and how far it can be trusted."""

    id: Slug
    title: Text
    url: Url
    checked: Day
    confidence: Annotated[Confidence, choice("high", "medium", "low")]
