"""The French words for what a scheme says: its terms, its dates, how to apply, its sources."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from aidnum.engine.sums import slices_words, sum_words, unit_of
from aidnum.french import MONTHS, capital, euros, listed, long_date, of, percent
from aidnum.model.calendar import Stage, Window
from aidnum.model.funding import PAYING, Bonus, Flat, Terms
from aidnum.model.limit import Limit
from aidnum.model.reading import first_day
from aidnum.model.scheme import Scheme, Source
from aidnum.model.vocabulary import Term, Vocabulary
from aidnum.render.wording import rate_text

CONFIDENCE = {"high": "confiance élevée", "medium": "confiance moyenne", "low": "confiance faible"}
BASES = {"ht": "hors taxes", "ttc": "toutes taxes comprises", "unknown": "hors taxes ou TTC : non connu"}
BEFORE_DECISION = {"yes": "oui", "no": "non", "unknown": "non connu : le demander avant de commencer"}
AFTER = {"receipt": "oui, une fois la demande reçue", "complete": "oui, une fois le dossier reconnu complet"}
_SUMS = {
    "cost": "du coût du projet", "base": "de la dépense retenue",
    "financing": "de ce qu'apportent le porteur et ces payeurs",
}  # fmt: skip


def source_text(source: Source) -> str:
    """A source with the date of its page, the date it was checked and how far it can be trusted."""
    dated = "" if source.dated is None else f"{page_date_text(source.dated)}, "
    return f"{source.title} ({dated}vérifié le {long_date(source.checked)}, {CONFIDENCE[source.confidence]})"


def page_date_text(dated: str) -> str:
    """What a page says of its own date: ``page du 1er février 2021``, ``page d'octobre 2023``, ``page sans date``."""
    day = first_day(dated)
    if day is None:
        return "page sans date"
    written = f"{MONTHS[day.month - 1]} {day.year}" if dated.count("-") == 1 else str(day.year)
    return f"page du {long_date(day)}" if dated.count("-") == 2 else f"page {of(written)}"


def stage_text(stage: Stage) -> str:
    """A dated step that is no window: ``Sélection, à partir du 1er juin 2021 (étape sans dépôt)``."""
    dates = []
    if stage.opens:
        dates.append(f"à partir du {long_date(stage.opens)}")
    if stage.closes:
        dates.append(f"jusqu'au {long_date(stage.closes)}")
    return f"{capital(stage.name or 'étape')}, {' et '.join(dates) or 'date non connue'} (étape sans dépôt)"


def also_texts(dates: Window) -> list[str]:
    """The dates that other sources give for the same period."""
    lines = []
    for other in dates.also:
        opens = f"ouverture le {long_date(other.opens)}" if other.opens else ""
        closes = f"clôture le {long_date(other.closes)}" if other.closes else ""
        said = " et ".join(text for text in (opens, closes) if text)
        note = f" ({other.note})" if other.note else ""
        lines.append(
            f"{capital(dates.name or 'période')}, selon une autre source [{other.source or 'non précisée'}] : {said}{note}"
        )
    return lines


def dates_texts(scheme: Scheme) -> list[str]:
    """What stands beside the windows of a scheme: notes, steps without application, dates of other sources."""
    calendar = scheme.calendar
    dated = (*calendar.windows, *calendar.stages)
    notes = [f"{one.name} : {one.note}" if one.name else one.note for one in dated if one.note]
    also = [text for one in dated for text in also_texts(one)]
    return [*notes, *map(stage_text, calendar.stages), *also, *([calendar.note] if calendar.note else [])]


def where_to_ask(scheme: Scheme, offices: Iterable[str]) -> list[str]:
    """Where to apply and whom to ask, with what, as far as it is known."""
    labels = {"où déposer": "déposer"}
    return [f"{labels.get(label, label)} : {value}" for label, value in apply_rows(scheme, offices)]


def apply_rows(scheme: Scheme, offices: Iterable[str]) -> list[tuple[str, str]]:
    """How to apply, as labels and values: whom to ask, where, with what, and whether the project may start before."""
    rows: list[tuple[str, str | None]] = [("à qui s'adresser", ", ".join(offices))]
    apply = scheme.apply
    if apply is not None:
        rows += [
            ("où déposer", apply.where),
            ("adresse de dépôt", apply.url),
            ("contact", apply.contact),
            ("pièces à fournir", ", ".join(apply.documents)),
            ("commencer avant la décision", start_text(scheme)),
        ]
    return [(label, value) for label, value in rows if value]


def start_text(scheme: Scheme) -> str | None:
    """Whether the project may start before the decision; None where nothing says it, and it hardly matters."""
    apply = scheme.apply
    if apply is None:
        return None
    if apply.start_after:
        return AFTER[apply.start_after]
    matters = apply.start_before_decision != "unknown" or any(funding.kind in PAYING for funding in scheme.fundings)
    return BEFORE_DECISION[apply.start_before_decision] if matters else None


def stacking_rows(scheme: Scheme, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """Who pays, and what limits the aids that may stand beside it, as labels and values; exclusions are told apart."""
    payers = dict.fromkeys(funding.payer for funding in scheme.helps if funding.payer is not None)
    rows = [("payeur", _labels(payers, vocabulary.payers))] if payers else []
    if scheme.stacking is None:
        return rows
    rows += [("une seule aide de ce groupe", group) for group in scheme.stacking.one_of]
    return rows + [("limite du cumul", limit_text(limit, vocabulary)) for limit in scheme.stacking.limits]


def stacked(scheme: Scheme) -> Iterator[tuple[str, str, Source | None]]:
    """The schemes, by id, that it can't be had with or that it expressly can, each between the words for it and the source."""
    if scheme.stacking:
        source = scheme.source(scheme.stacking.source)
        yield from (("ne se cumule pas avec", other, source) for other in scheme.stacking.excludes)
        yield from (("se cumule avec", other, source) for other in scheme.stacking.with_)


def limit_text(limit: Limit, vocabulary: Vocabulary) -> str:
    """The most that some aids may come to: ``aides (État) : 80 % du coût du projet au plus``."""
    who = f"aides ({_labels(limit.aids, vocabulary.payers)})" if limit.aids else "toutes les aides"
    where = ", investissement seul" if limit.costs == "investment" else ""
    note = f". {limit.note}" if limit.note else ""
    return f"{who} : {percent(limit.share)} {_SUMS[limit.of]}{where} au plus{note}"


def terms_rows(terms: Terms, vocabulary: Vocabulary, titled: Callable[[str], str]) -> list[tuple[str, str]]:
    """The terms of a funding or of one of its bands, as labels and values; what they don't say is left out.

    `titled` gives the title of a scheme.
    """
    other = terms.at_most_aid_of
    limits = [
        ("assiette plafonnée à", terms.base_ceiling),
        ("aide plafonnée à", terms.ceiling),
        ("aide non versée en dessous de", terms.floor),
        ("dépenses retenues au moins égales à", terms.minimum_cost),
    ]
    rows = [
        ("taux", terms.rate and (rate_text(terms.rate.low, terms.rate.high) or "non connu")),
        ("paliers", slices_words(terms.slices)),
        ("forfait", terms.flat and flat_text(terms.flat, vocabulary)),
        ("assiette", vocabulary.label(terms.base) if terms.base else None),
        ("dépenses", costs_text(terms, vocabulary)),
        *((label, limit and sum_words(limit, vocabulary)) for label, limit in limits),
        ("bornée par l'aide de", other and (vocabulary.payers[other].label if other in vocabulary.payers else titled(other))),
        ("fiabilité", "chiffre probable" if terms.probable else None),
        ("précision", terms.note),
    ]
    return [(label, value) for label, value in rows if value]


def costs_text(terms: Terms, vocabulary: Vocabulary) -> str | None:
    """Which expenses count, in a few words; None when the scheme says nothing."""
    if terms.costs is None:
        return None
    parts = []
    if terms.costs.only:
        parts.append(f"seulement {_labels(terms.costs.only, vocabulary.cost_categories)}")
    if terms.costs.except_:
        parts.append(f"hors {_labels(terms.costs.except_, vocabulary.cost_categories)}")
    if terms.costs.uncertain:
        parts.append(f"à faire confirmer : {_labels(terms.costs.uncertain, vocabulary.cost_categories)}")
    if terms.costs.nature:
        parts.append("l'investissement seulement" if terms.costs.nature == "investment" else "le fonctionnement seulement")
    return " ; ".join(parts)


def _labels(names: Iterable[str], terms: Mapping[str, Term]) -> str:
    return listed([terms[name].label for name in names])


def flat_text(flat: Flat, vocabulary: Vocabulary) -> str:
    """A flat sum, by year, for the project or per unit: ``17 500 € + 12 500 € sur 2 ans, par poste``."""
    shown = " + ".join(euros(amount) for amount in flat.sums)
    over = f" sur {len(flat.sums)} ans" if len(flat.sums) > 1 else ""
    if flat.per is None:
        return shown + over
    return f"{shown}{over}, par {unit_of(flat.per, vocabulary)}"


def bonus_text(bonus: Bonus, vocabulary: Vocabulary) -> str:
    """What a bonus adds or takes away: points of rate, a flat sum, or a part of the aid."""
    if isinstance(bonus.add, Flat):
        return flat_text(bonus.add, vocabulary)
    if bonus.add is not None:
        return f"{percent(bonus.add)} de taux"
    return f"{percent(abs((bonus.multiply or 1) - Decimal(1)))} de l'aide"


def bonus_word(bonus: Bonus) -> str:
    """What to call a bonus: one that lessens the aid is a ``minoration``."""
    return "minoration" if bonus.multiply is not None and bonus.multiply < 1 else "majoration"
