"""The bytes of a pipe. Whoever writes to it may stay silent, or never end: it is waited for, but not for ever."""

from __future__ import annotations

import os
from time import monotonic

SILENCE_SECONDS = 5.0
TOTAL_SECONDS = 30.0
_CHUNK = 65_536


class Held(TimeoutError):
    """A pipe that doesn't end in time; its message is the French end of a sentence."""


def read_pipe(pipe: int, most: int) -> bytes:
    """What is written to a pipe until its end, or the first bytes of it.

    Raises:
        Held: when nothing comes for 5 seconds, or the end doesn't come in 30.
    """
    end = monotonic() + TOTAL_SECONDS
    parts: list[bytes] = []
    while most and (part := _part(pipe, min(most, _CHUNK), end)):
        parts.append(part)
        most -= len(part)
    return b"".join(parts)


def _part(pipe: int, most: int, end: float) -> bytes:
    left = end - monotonic()
    if left > 0 and _is_ready(pipe, min(left, SILENCE_SECONDS)):
        return os.read(pipe, most)
    if left < SILENCE_SECONDS:
        raise Held(f"l'écriture dure plus de {TOTAL_SECONDS:g} secondes")
    raise Held(f"rien n'y est écrit depuis {SILENCE_SECONDS:g} secondes")


def _is_ready(pipe: int, seconds: float) -> bool:
    """Whether something, be it its end, comes through a pipe in time; where that can't be told, it is read as it comes."""
    import select

    if not hasattr(select, "poll"):  # Windows
        return True
    watched = select.poll()
    watched.register(pipe, select.POLLIN)
    return bool(watched.poll(seconds * 1_000))
