"""``aidnum news``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

from typer import Option

from aidnum.cli.answer import answer
from aidnum.cli.inputs import read_catalogue, read_day, read_days, read_facts, read_said, warn_of_faults
from aidnum.cli.options import ANSWER, FACTS, AnswerOptions, CatalogueOptions, ProfileOptions
from aidnum.cli.output import chosen_format, warn
from aidnum.cli.progress import progress
from aidnum.cli.project_list import read_list
from aidnum.errors import BadUsage
from aidnum.french import long_date
from aidnum.render.document import View

if TYPE_CHECKING:
    from aidnum.catalogue.catalogue import Catalogue
    from aidnum.report.asked import Whom
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
    liste: Annotated[
        str | None,
        Option("--liste", metavar="FICHIER", help="Une liste de collectivités, comme pour batch.", rich_help_panel=FACTS),
    ] = None
    feuille: Annotated[
        str | None,
        Option("--feuille", metavar="FEUILLE", help="La feuille du classeur où est la liste.", rich_help_panel=FACTS),
    ] = None
    quiet_if_none: Annotated[bool, Option("--quiet-if-none", help="N'écrit rien, et rend 0, si rien n'a changé.")] = False
    detail: Annotated[
        bool, Option("--detail", help="Aussi les fiches relues, et ce qui sert à un dossier.", rich_help_panel=ANSWER)
    ] = False


def run(options: Options) -> None:
    """Tell what changed."""
    if (options.since is None) == (options.against is None):
        fault = "il manque le point de départ" if options.since is None else "--since et --against se contredisent"
        raise BadUsage(fault, "Donner un jour avec --since, ou un autre catalogue avec --against.")
    if options.liste is not None and (options.names or options.territoire or options.projet is not None):
        raise BadUsage("--liste dit déjà qui demande", "La donner seule, ou sans elle un nom ou --projet.")
    if options.feuille is not None and options.liste is None:
        warn("--feuille est sans effet : aucune liste n'est donnée")
    chosen = chosen_format(options, "news")  # a wrong one is told before anything is read
    day = read_day(options.date)
    report = _since(options, options.since, day) if options.since is not None else _against(options, day)
    if options.quiet_if_none and report.is_none:
        return
    answer(report, options, View(detail=options.detail or chosen.name != "terminal", unfold=options.detail))


def _since(options: Options, text: str, day: date) -> NewsReport:
    """What changed since a day."""
    since = _first_day(text, day)
    within = None if options.within is None else read_days(options.within, "--within")
    catalogue = read_catalogue(options, day)

    from aidnum.report.news import WITHIN, news

    with _whom(options, catalogue) as whom:
        return news(catalogue, since, day, whom, within=WITHIN if within is None else within)


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

    from aidnum.catalogue.load import load_catalogue, load_former
    from aidnum.report.news import news_against

    path = options.against or ""
    other = load_catalogue([path], shipped=not options.no_shipped) if options.catalogue else load_former(path)
    warn_of_faults(other)
    with _whom(options, catalogue) as whom:
        return news_against(catalogue, other, day, whom, name=path)


@contextmanager
def _whom(options: Options, catalogue: Catalogue) -> Iterator[Whom]:
    """Who asks: the projects of a list, with how far their examination has come, a profile, or nobody."""
    if options.liste is None:
        profile = read_facts(options, catalogue)
        yield profile if profile.facts or profile.found else None
        return
    from aidnum.report.asked import Several

    found = read_list(options.liste, catalogue, read_said(options, catalogue), sheet=options.feuille)
    with progress("examen", 2 * len(found.projects)) as step:
        yield Several(options.liste, found.projects, found.unread, step)
