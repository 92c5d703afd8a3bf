"""From options to values: the day, the catalogue, the profile. The clock is read here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from aidnum.cli.options import CostOptions, ProfileOptions, ProjectOptions, WishOptions
from aidnum.cli.output import say, warn
from aidnum.errors import BadUsage
from aidnum.french import plural
from aidnum.model.reading import Unreadable, read_count, read_french_date, shorten

if TYPE_CHECKING:
    from aidnum.catalogue.catalogue import Catalogue
    from aidnum.cli.options import (
        AskOptions,
        CatalogueOptions,
        CheckOptions,
        CountOptions,
        DetailOptions,
        FactOptions,
    )
    from aidnum.model.authority import Authority
    from aidnum.model.budget import Unread
    from aidnum.model.profile import Basis, Profile
    from aidnum.model.scheme import Scheme
    from aidnum.project.said import Project, Said, Statement
    from aidnum.render.document import View
    from aidnum.territory.search import Match

STALE_DAYS = 365
FIRST_YEAR, LAST_YEAR = 1900, 2200
_MOST_DAYS = 36_600


def read_day(text: str | None, option: str = "--date") -> date:
    """The day that an option gives, else today in Europe/Paris.

    Raises:
        BadUsage: for a text that is no day, or a day too far from ours for dates to be counted.
    """
    if text is None:
        return today_in_paris()
    try:
        day = read_french_date(text)
    except Unreadable as error:
        raise BadUsage(f"{option} : {error}") from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadUsage(f"{option} : donner un jour entre {FIRST_YEAR} et {LAST_YEAR}")
    return day


def read_days(text: str, option: str) -> int:
    """The number of days that an option gives.

    Raises:
        BadUsage: for another text, or more than a hundred years.
    """
    try:
        days = read_count(text, "jours")
    except Unreadable as error:
        raise BadUsage(f"{option} : {error}") from error
    if days > _MOST_DAYS:
        raise BadUsage(f"{option} : « {days} » dépasse cent ans")
    return days


def today_in_paris() -> date:
    """Today where deadlines are counted, whatever the time zone of the machine."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return datetime.now(ZoneInfo("Europe/Paris")).date()
    except ZoneInfoNotFoundError as error:
        hint = "Installer le paquet Python « tzdata », ou donner --date."
        raise BadUsage("l'heure de Paris n'est pas connue de cette machine", hint) from error


def read_view(options: DetailOptions) -> View:
    """How much of the answer is told.

    Raises:
        BadUsage: for more and less at once.
    """
    from aidnum.render.document import View

    if options.bref and (options.detail or options.tout):
        raise BadUsage("--bref et --detail ou --tout se contredisent", "Garder l'un des deux.")
    return View(detail=options.detail or options.tout, unfold=options.tout)


def read_catalogue(options: CatalogueOptions, day: date) -> Catalogue:
    """The catalogue asked for; what was left out of it or is wrong in it, and its age, are told on stderr."""
    from aidnum.catalogue.load import load_catalogue

    catalogue = load_catalogue(options.catalogue or (), shipped=not options.no_shipped)
    warn_of_faults(catalogue)
    _warn_stale(catalogue, day, is_today=options.date is None)
    return catalogue


def warn_of_faults(catalogue: Catalogue) -> None:
    """Say what was left out of a catalogue, and the first thing that is wrong in it."""
    first = next((diagnostic for diagnostic in catalogue.diagnostics if diagnostic.is_error), None)
    if first is not None:
        left = "erreur dans un catalogue"
        if catalogue.left_out:
            left = plural(catalogue.left_out, "dispositif laissé de côté", "dispositifs laissés de côté")
        place = f"{first.path}:{first.line}:{first.column}"
        warn(f"{left} : {place} : {first.message}. Tout voir : aidnum validate {first.path}")


def _warn_stale(catalogue: Catalogue, day: date, *, is_today: bool) -> None:
    checked = catalogue.overview.checked
    age = (day - checked).days
    if age > STALE_DAYS and is_today:
        warn(f"les sources du catalogue ont été vérifiées il y a {age} jours : mettre aidnum à jour")
    elif age > STALE_DAYS:
        warn(f"les sources du catalogue ont été vérifiées le {checked}, {age} jours avant cette date : tout est à revoir alors")
    elif age < -1 and is_today:
        warn(f"l'horloge de cette machine dit le {day}, avant la dernière vérification du catalogue ({checked})")


def meant_scheme(words: Sequence[str], catalogue: Catalogue) -> Scheme:
    """The scheme that words mean; which one that is is told on stderr, unless they name it.

    Raises:
        SeveralSchemes: with all that the words may mean.
        UnknownScheme: with the nearest.
    """
    from aidnum.catalogue.finding import is_named, scheme_meant

    asked = " ".join(words)
    scheme = scheme_meant(catalogue, asked)
    if not is_named(scheme, asked):
        say(f"« {shorten(asked)} » désigne ici la fiche {scheme.id} : {scheme.title}")
    return scheme


def read_check(options: CheckOptions, catalogue: Catalogue) -> Profile:
    """The profile of options that may hold costs.

    Raises:
        BadUsage: for a value that can't be read.
    """
    return read_project(options, catalogue).profile


def read_project(options: CheckOptions, catalogue: Catalogue) -> Project:
    """The project of options that may hold costs: profile, wishes, and cost lines, those of the budget or one a category.

    Raises:
        BadUsage: for a value that can't be read, or costs given twice.
        AidnumError: for a file that can't be read.
    """
    project = merged(read_said(options, catalogue), options, catalogue)
    warn_of_vain(options, project.statement)
    return project


def warn_of_vain(options: CostOptions, statement: Statement) -> None:
    """Say which options bear on nothing: of tax where no cost is given, of a sheet where no budget is."""
    for name in ("ttc", "tva"):
        if getattr(options, name) and not statement.has_costs:
            warn(f"--{name} est sans effet : aucun coût n'est donné")
    if options.feuille is not None and statement.budget is None:
        warn("--feuille est sans effet : aucun budget n'est donné")


def read_facts(options: ProfileOptions, catalogue: Catalogue) -> Profile:
    """The profile of options that hold no cost.

    Raises:
        BadUsage: for a value that can't be read.
        AidnumError: for a file that can't be read.
    """
    return merged(read_said(options, catalogue), options, catalogue).profile


def merged(said: Said, options: AskOptions, catalogue: Catalogue) -> Project:
    """What is said with its files; the person chooses what an unclear name means, and tells the categories that lack."""
    from aidnum.project import merge

    def choose(match: Match) -> Authority:
        from aidnum.cli.places import chosen, refuse_lists, refuse_project_words

        refuse_lists(said.names)
        refuse_project_words(said.names, catalogue.vocabulary)
        return chosen(match, options)

    def ask(unread: Sequence[Unread]) -> Mapping[str, str]:
        from aidnum.cli.categories import asked

        return asked(unread, catalogue.vocabulary, options)

    return merge.read_project(catalogue, said, choose, warn, ask)


def read_said(options: FactOptions, catalogue: Catalogue) -> Said:
    """What the options say, each in its own words."""
    from aidnum.project.said import Said

    said = Said(facts=own_facts(options, catalogue))
    if isinstance(options, ProfileOptions):
        said = said._replace(names=_names(options), file=options.projet)
    if isinstance(options, CostOptions):
        said = said._replace(
            costs=_costs(options.cout, catalogue),
            budget=options.budget,
            sheet=options.feuille,
            basis=basis_of(options),
            vat=options.tva,
        )
    if isinstance(options, WishOptions):
        said = said._replace(
            imposed=options.retenir or (),
            left_out=options.sans or (),
            granted=by_scheme("--acquis", options.acquis),
            expected=by_scheme("--attendu", options.attendu, "FICHE=EUROS ou FICHE=40%"),
            others=[_other(word) for word in options.autre or ()],
            loan=options.emprunt,
        )
    if isinstance(options, ProjectOptions):
        said = said._replace(title=options.titre, council=options.conseil)
    return said


def _names(options: ProfileOptions) -> Sequence[str]:
    if options.names and options.territoire:
        raise BadUsage("des collectivités sont nommées de deux façons", "Les nommer toutes par --territoire, ou toutes sans.")
    if options.projet is not None and not options.projet.strip():
        raise BadUsage("--projet : le chemin est vide")
    return options.names or options.territoire or ()


def basis_of(options: CountOptions) -> Basis:
    """Whether the costs include tax."""
    return "ttc" if options.ttc else "ht"


def by_scheme(option: str, words: Sequence[str] | None, form: str = "FICHE=EUROS") -> dict[str, str]:
    """What an option says of schemes, each once.

    Raises:
        BadUsage: for one given twice.
    """
    found: dict[str, str] = {}
    for name, value in pairs(option, words, form, "detr=12000"):
        if name in found:
            raise BadUsage(f"{option} : « {shorten(name)} » est donnée deux fois", "Additionner les deux montants.")
        found[name] = value
    return found


def _other(word: str) -> tuple[str, str, str | None]:
    """``NOM=EUROS[:PAYEUR]``: the name is free, and may hold both signs."""
    name, equal, rest = word.rpartition("=")
    amount, colon, payer = rest.partition(":")
    if not equal or not name.strip() or not amount.strip() or (colon and not payer.strip()):
        raise BadUsage(f"--autre attend NOM=EUROS ou NOM=EUROS:PAYEUR, trouvé « {shorten(word)} »")
    return name.strip(), amount, payer if colon else None


def own_facts(options: FactOptions, catalogue: Catalogue) -> dict[str, Any]:
    """The facts of the options alone, by their own option or by ``--fait``.

    Raises:
        BadUsage: for a fact given twice, or that the vocabulary doesn't know.
    """
    own: dict[str, Any] = {
        "population": options.population,
        "collectivite": options.collectivite,
        "type": words_of(options.type),
        "domaine": words_of(options.domaine),
        "mutualise": options.mutualise,
        "duree_mois": options.duree_mois,
    }
    known = {name: value for name, value in own.items() if value is not None}
    for name, value in pairs("--fait", options.fait, "FAIT=VALEUR", "pme=non"):
        fact = _fact(name, catalogue)
        if fact in known:
            raise BadUsage(f"le fait « {fact} » est donné deux fois", "Garder une seule valeur.")
        known[fact] = words_of([value]) if catalogue.vocabulary.facts[fact].kind == "tags" else value
    return known


def _fact(name: str, catalogue: Catalogue) -> str:
    from aidnum.model.profile import find_fact

    return find_fact(catalogue.vocabulary, name)


def words_of(words: Sequence[str] | None) -> list[str] | None:
    """The words of a repeatable option, each of which may hold several set apart by commas."""
    if not words:
        return None
    return [part for word in words for part in word.split(",")]


def pairs(option: str, words: Sequence[str] | None, form: str, example: str) -> list[tuple[str, str]]:
    """The names and values of a repeatable option.

    Raises:
        BadUsage: for a word without a name or a value.
    """
    found = []
    for word in words or ():
        name, equal, value = word.partition("=")
        if not equal or not name.strip() or not value.strip():
            hint = f"Par exemple : {option} {example}. Les noms et leurs valeurs : aidnum facts."
            raise BadUsage(f"{option} attend {form}, trouvé « {shorten(word)} »", hint)
        found.append((name.strip(), value))
    return found


def _costs(words: Sequence[str] | None, catalogue: Catalogue) -> dict[str, str] | None:
    from aidnum.model.profile import read_category

    if words is None:
        return None
    costs: dict[str, str] = {}
    for name, value in pairs("--cout", words, "CATEGORIE=EUROS", "logiciel=12000"):
        category = read_category(catalogue.vocabulary, name)
        if category in costs:
            raise BadUsage(f"--cout : la catégorie « {category} » est donnée deux fois", "Additionner les deux montants.")
        costs[category] = value
    return costs
