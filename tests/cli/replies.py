"""Somebody who has made up their mind: replies given one after the other, then the end of input."""

from __future__ import annotations

from collections.abc import Sequence

from aidnum.cli.prompt import Hear


def listening(*replies: str | None) -> Hear:
    """What hears each of the replies in turn."""
    waiting = iter(replies)

    def hear(_: Sequence[str] = ()) -> str | None:
        return next(waiting, None)

    return hear
