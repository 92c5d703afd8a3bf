"""``aidnum news``."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

from typer import Option

from aidnum.cli.answer import answer
from aidnum.cli.inputs import read_catalogue, read_day, read_days, read_facts, warn_of_faults
from aidnum.cli.options import ANSWER, AnswerOptions, CatalogueOptions, ProfileOptions
from aidnum.cli.output import warn
from aidnum.errors import BadUsage
from aidnum.french import long_date
from aidnum.render.document import View

if TYPE_CHECKING:
    from aidnum.catalogue.catalogue import Catalogue
    from aidnum.model.profile import Profile
    from aidnum.report.news import NewsReport

_DAYS_AGO = re.compile(r"\s*(.*\d)\s*j(?:ours?)?\s*", re.IGNORECASE)


class Options(AnswerOptions, CatalogueOptions, ProfileOptions):
    """The options of ``news``."""

    since: Annotated[
        str | None, Option("--since", metavar="AAAA-MM-JJ", help="Depuis ce jour, ou depuis tant de jours : 7j.")
    ] = None
    against: Annotated[
        str | None, Option("--against", metavar="CHEMIN", help="Par rapport à ce catalogue, fichier ou dossier.")
    ] = None
    within: Annotated[
        str | None, Option("--within", metavar="JOURS", help="Annonce ce qui s'ouvre ou se ferme d'ici là ; 30 par défaut.")
    ] = None
    quiet_if_none: Annotated[bool, Option("--quiet-if-none", help="N'écrit rien, et rend 0, si rien n'a changé.")] = False
    detail: Annotated[
        bool, Option("--detail", help="Aussi les fiches relues sans autre changement.", rich_help_panel=ANSWER)
    ] = False


def run(options: Options) -> None:
    """Tell what changed."""
    if (options.since is None) == (options.against is None):
        fault = "il manque le point de départ" if options.since is None else "--since et --against se contredisent"
        raise BadUsage(fault, "Donner un jour avec --since, ou un autre catalogue avec --against.")
    day = read_day(options.date)
    report = _since(options, options.since, day) if options.since is not None else _against(options, day)
    if options.quiet_if_none and report.is_none:
        return
    answer(report, options, View(detail=True) if options.detail else None)


def _since(options: Options, text: str, day: date) -> NewsReport:
    """What changed since a day."""
    since = _first_day(text, day)
    within = None if options.within is None else read_days(options.within, "--within")
    catalogue = read_catalogue(options, day)

    from aidnum.report.news import WITHIN, news

    return news(catalogue, since, day, _asked(options, catalogue), within=WITHIN if within is None else within)


def _first_day(text: str, day: date) -> date:
    """A day, or so many days before another: ``7j``.

    Raises:
        BadUsage: for another text, or a day that comes after.
    """
    ago = _DAYS_AGO.fullmatch(text)
    since = day - timedelta(days=read_days(ago[1], "--since")) if ago else read_day(text, "--since")
    if since > day:
        raise BadUsage(f"--since : le {long_date(since)} vient après le {long_date(day)}, jour de la réponse (--date)")
    return since


def _against(options: Options, day: date) -> NewsReport:
    """What changed since another catalogue; the shipped one stands beside it where it stands beside the files given."""
    if options.within is not None:
        warn("--within est sans effet : il va avec --since")
    catalogue = read_catalogue(options, day)

    from aidnum.catalogue.load import load_catalogue
    from aidnum.report.news import news_against

    path = options.against or ""
    other = load_catalogue([path], shipped=bool(options.catalogue) and not options.no_shipped)
    warn_of_faults(other)
    return news_against(catalogue, other, day, _asked(options, catalogue), name=path)


def _asked(options: Options, catalogue: Catalogue) -> Profile | None:
    profile = read_facts(options, catalogue)
    return profile if profile.facts or profile.found else None
