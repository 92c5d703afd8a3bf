"""``aidnum check``."""

from __future__ import annotations

from aidnum.cli.answer import answer
from aidnum.cli.inputs import read_catalogue, read_check, read_day, read_view
from aidnum.cli.options import AnswerOptions, CheckOptions, DetailOptions
from aidnum.cli.questions import can_ask, completed, is_enough


class Options(DetailOptions, AnswerOptions, CheckOptions):
    """The options of ``check``."""


def run(options: Options) -> None:
    """Answer for every scheme of the catalogue."""
    view = read_view(options)
    day = read_day(options.date)
    catalogue = read_catalogue(options, day)
    profile = read_check(options, catalogue)
    if can_ask(options) and not is_enough(profile):
        from aidnum.cli.places import with_name_asked

        profile = completed(catalogue, with_name_asked(profile, options, catalogue), day)

    from aidnum.report.check import check

    answer(check(catalogue, profile, day, brief=options.bref), options, view)
