"""``aidnum check``."""

from __future__ import annotations

from aidnum.cli.answer import answer
from aidnum.cli.inputs import read_catalogue, read_day, read_view
from aidnum.cli.options import AnswerOptions, CheckOptions, DetailOptions
from aidnum.cli.talk import say_again, talk


class Options(DetailOptions, AnswerOptions, CheckOptions):
    """The options of ``check``."""


def run(options: Options) -> None:
    """Answer for every scheme of the catalogue."""
    view = read_view(options)
    day = read_day(options.date)
    catalogue = read_catalogue(options, day)
    told = talk(options, catalogue, day)

    from aidnum.report.check import check

    answer(check(catalogue, told.project.profile, day, brief=options.bref), options, view)
    say_again(told, "check", options)
