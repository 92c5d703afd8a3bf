"""The applicants, a row each, and how what data say of them is read."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import narwhals as nw

from aidnum.model.profile import Found

ROW = "row"


class FoundIn(NamedTuple):
    """How a fact is found in a row, given by its number: any other row with the same values in `columns` gives the same."""

    columns: tuple[str, ...]
    read: Callable[[int], Found | None]


class Table(NamedTuple):
    """The applicants in columns without nulls, numbered from 0 in the column ``row``, and the facts that are found there."""

    frame: nw.DataFrame[Any]
    found: Mapping[str, FoundIn]
