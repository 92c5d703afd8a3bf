"""From options to values: the day, the catalogue, the profile. The clock is read here and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from aidnum.cli.output import warn
from aidnum.errors import BadUsage
from aidnum.french import plural
from aidnum.model.reading import Unreadable, read_date, shorten

if TYPE_CHECKING:
    from aidnum.catalogue.catalogue import Catalogue
    from aidnum.cli.options import CatalogueOptions, CheckOptions, ProfileOptions
    from aidnum.model.budget import Basis, CostLine
    from aidnum.model.profile import Profile

INVESTMENT = "investissement"
STALE_DAYS = 365
FIRST_YEAR, LAST_YEAR = 1900, 2200


def read_day(text: str | None) -> date:
    """The day of the answer: the one given, else today in Europe/Paris.

    Raises:
        BadUsage: for a text that is no ISO date, or a day too far from ours for dates to be counted.
    """
    if text is None:
        return today_in_paris()
    try:
        day = read_date(text)
    except Unreadable as error:
        raise BadUsage(f"--date : {error}") from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadUsage(f"--date : donner un jour entre {FIRST_YEAR} et {LAST_YEAR}")
    return day


def today_in_paris() -> date:
    """Today where deadlines are counted, whatever the time zone of the machine."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return datetime.now(ZoneInfo("Europe/Paris")).date()
    except ZoneInfoNotFoundError as error:
        hint = "Installer le paquet Python « tzdata », ou donner --date."
        raise BadUsage("l'heure de Paris n'est pas connue de cette machine", hint) from error


def read_catalogue(options: CatalogueOptions, day: date) -> Catalogue:
    """The catalogue asked for; what was left out of it, and its age, are told on stderr."""
    from aidnum.catalogue.load import load_catalogue

    catalogue = load_catalogue(options.catalogue or (), shipped=not options.no_shipped)
    if catalogue.left_out:
        left = plural(catalogue.left_out, "dispositif laissé de côté", "dispositifs laissés de côté")
        first = next(diagnostic for diagnostic in catalogue.diagnostics if diagnostic.is_error)
        place = f"{first.path}:{first.line}:{first.column}"
        warn(f"{left} : {place} : {first.message}. Tout voir : aidnum validate {first.path}")
    _warn_stale(catalogue, day, is_today=options.date is None)
    return catalogue


def _warn_stale(catalogue: Catalogue, day: date, *, is_today: bool) -> None:
    checked = max(source.checked for scheme in catalogue.schemes for source in scheme.sources)
    age = (day - checked).days
    if age > STALE_DAYS and is_today:
        warn(f"les sources du catalogue ont été vérifiées il y a {age} jours : mettre aidnum à jour")
    elif age > STALE_DAYS:
        warn(f"les sources du catalogue ont été vérifiées le {checked}, {age} jours avant cette date : tout est à revoir alors")
    elif age < -1 and is_today:
        warn(f"l'horloge de cette machine dit le {day}, avant la dernière vérification du catalogue ({checked})")


def read_check(options: CheckOptions, catalogue: Catalogue) -> Profile:
    """The profile of options that may hold costs.

    Raises:
        BadUsage: for a value that can't be read.
    """
    from aidnum.model.profile import read_profile

    if options.budget is not None:
        return read_with_budget(options, catalogue)[0]
    if options.ttc and options.cout is None:
        warn("--ttc est sans effet : aucun coût n'est donné")
    facts, costs = facts_given(options, catalogue), _costs(options.cout, catalogue)
    return with_places(read_profile(catalogue.vocabulary, facts, costs, "ttc" if options.ttc else "ht"), options, catalogue)


def with_places(profile: Profile, options: ProfileOptions, catalogue: Catalogue) -> Profile:
    """The profile with what open data say of the authorities named, or of the département given.

    Raises:
        BadUsage: for names given two ways, an empty name, or facts that contradict one another.
        UnknownAuthority: for a name that doesn't mean exactly one authority.
    """
    if not options.names and not options.territoire and "departement" not in profile.facts:
        return profile

    from aidnum.cli.places import located

    return located(profile, options, _own_facts(options, catalogue))


def read_with_budget(options: CheckOptions, catalogue: Catalogue) -> tuple[Profile, list[CostLine]]:
    """The profile and its cost lines, those of the budget file, or one for each ``--cout``.

    Raises:
        BadUsage: for a value that can't be read, or costs given twice.
        AidnumError: for a budget that can't be read.
    """
    from aidnum.model.budget import CostLine, costs_of, is_investment, natures_of
    from aidnum.model.profile import read_profile

    basis: Basis = "ttc" if options.ttc else "ht"
    facts = facts_given(options, catalogue)
    if options.budget is None:
        known = with_places(
            read_profile(catalogue.vocabulary, facts, _costs(options.cout, catalogue), basis), options, catalogue
        )
        labels = catalogue.vocabulary.cost_categories
        return known, [CostLine(labels[name].label, name).of(basis, cost) for name, cost in (known.costs or {}).items()]
    if options.cout:
        raise BadUsage("--cout et --budget donnent tous deux les coûts", "Garder l'un des deux.")
    from aidnum.project.budget_file import read_budget

    lines = read_budget(options.budget, catalogue.vocabulary, basis)
    facts = _with_nature(facts, is_investment(lines), catalogue)
    profile = read_profile(catalogue.vocabulary, facts, costs_of(lines, basis), basis, natures_of(lines, basis))
    return with_places(profile, options, catalogue), lines


def _with_nature(facts: dict[str, Any], investment: bool | None, catalogue: Catalogue) -> dict[str, Any]:  # noqa: FBT001
    """The facts with what the lines of a budget say of investment, where the vocabulary has that fact."""
    from aidnum.model.profile import read_value

    vocabulary = catalogue.vocabulary
    if investment is None or INVESTMENT not in vocabulary.facts:
        return facts
    given = facts.get(INVESTMENT)
    if given is not None and read_value(vocabulary, INVESTMENT, given) is not investment:
        said = "des lignes d'investissement" if investment else "du fonctionnement seul"
        raise BadUsage(f"le budget contient {said}, et le fait « {INVESTMENT} » dit le contraire", "Corriger l'un des deux.")
    return {**facts, INVESTMENT: investment}


def facts_given(options: ProfileOptions, catalogue: Catalogue) -> dict[str, Any]:
    """The facts of the profile file and of the options, which win over it."""
    return {**_of_file(options.profil, catalogue), **_own_facts(options, catalogue)}


def _own_facts(options: ProfileOptions, catalogue: Catalogue) -> dict[str, Any]:
    """The facts of the options alone, by their own option or by ``--fait``."""
    own: dict[str, Any] = {
        "population": options.population,
        "collectivite": options.collectivite,
        "type": words_of(options.type),
        "mutualise": options.mutualise,
        "duree_mois": options.duree_mois,
    }
    known = {name: value for name, value in own.items() if value is not None}
    for name, value in pairs("--fait", options.fait):
        fact = _fact(name, catalogue)
        if fact in known:
            raise BadUsage(f"le fait « {fact} » est donné deux fois", "Garder une seule valeur.")
        known[fact] = value
    return known


def _of_file(path: str | None, catalogue: Catalogue) -> dict[str, Any]:
    if path is None:
        return {}
    if not path.strip():
        raise BadUsage("--profil : le chemin est vide")
    from aidnum.project.profile_file import read_profile_file

    return read_profile_file(path, catalogue.vocabulary)


def _fact(name: str, catalogue: Catalogue) -> str:
    from aidnum.model.profile import find_fact

    return find_fact(catalogue.vocabulary, name)


def words_of(words: Sequence[str] | None) -> list[str] | None:
    """The words of a repeatable option, each of which may hold several set apart by commas."""
    if not words:
        return None
    return [part for word in words for part in word.split(",")]


def pairs(option: str, words: Sequence[str] | None, form: str = "NOM=VALEUR") -> list[tuple[str, str]]:
    """The names and values of a repeatable option.

    Raises:
        BadUsage: for a word without a name or a value.
    """
    found = []
    for word in words or ():
        name, equal, value = word.partition("=")
        if not equal or not name.strip() or not value.strip():
            raise BadUsage(f"{option} attend {form}, trouvé « {shorten(word)} »")
        found.append((name.strip(), value))
    return found


def _costs(words: Sequence[str] | None, catalogue: Catalogue) -> dict[str, str] | None:
    from aidnum.model.profile import read_category

    if words is None:
        return None
    costs: dict[str, str] = {}
    for name, value in pairs("--cout", words):
        category = read_category(catalogue.vocabulary, name)
        if category in costs:
            raise BadUsage(f"--cout : la catégorie « {category} » est donnée deux fois", "Additionner les deux montants.")
        costs[category] = value
    return costs
