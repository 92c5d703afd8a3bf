"""The French words that every format uses for a verdict, a window, a funding."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from aidnum.french import capital, counted, euros, listed, long_date, percent, plural
from aidnum.model.assessment import Amounts, Outcome, Verdict, WindowOn
from aidnum.model.calendar import Stage, Window
from aidnum.model.funding import Bonus, Flat, Terms
from aidnum.model.limit import Limit
from aidnum.model.scheme import Scheme, Source
from aidnum.model.vocabulary import Vocabulary

if TYPE_CHECKING:
    from aidnum.report.check import CheckReport
    from aidnum.report.partners import NearestWay

VERDICTS = {Verdict.ELIGIBLE: "éligible", Verdict.TO_CONFIRM: "à confirmer", Verdict.INELIGIBLE: "non éligible"}
OUTCOMES = {Outcome.YES: "oui", Outcome.NO: "non", Outcome.UNKNOWN: "à préciser", Outcome.CONDITION: "à condition"}
STATES = {
    "open": "ouvert",
    "upcoming": "à venir",
    "rolling": "permanent",
    "recurring": "annuel",
    "closed": "fermé",
    "exhausted": "épuisé",
    "unknown": "non connu",
}
GROUPS = {"eligible": "Éligible", "to_confirm": "À confirmer", "closed": "Fermé", "ineligible": "Non éligible"}
KINDS = {
    "grant": "subvention",
    "loan": "prêt",
    "advance": "avance remboursable",
    "engineering": "accompagnement",
    "service": "service",
}
CONFIDENCE = {"high": "confiance élevée", "medium": "confiance moyenne", "low": "confiance faible"}
BASES = {"ht": "hors taxes", "ttc": "toutes taxes comprises", "unknown": "hors taxes ou TTC : non connu"}
BEFORE_DECISION = {"yes": "oui", "no": "non", "unknown": "non connu : le demander avant de commencer"}
CAVEAT = (
    "Ceci est une simulation, non une décision : seul l'organisme qui instruit la demande se prononce. "
    "Vérifiez les règles et les dates auprès de lui avant de déposer."
)


def window_text(window: WindowOn) -> str:
    """The window in a few words, its dates included."""
    writers: dict[str, Callable[[WindowOn], str]] = {
        "open": _open,
        "upcoming": _upcoming,
        "closed": lambda w: f"fermé depuis le {long_date(w.closes)}" if w.closes else "fermé, date de clôture non connue",
        "rolling": lambda _: "ouvert en permanence",
        "recurring": _recurring,
        "exhausted": lambda _: "fermé : enveloppe épuisée",
        "unknown": _unknown,
    }
    text = writers[window.state](window)
    return f"{text} — {window.name}" if window.name else text


def _open(window: WindowOn) -> str:
    if window.closes is None or window.days_left is None:
        return "ouvert, date de clôture non connue"
    left = "dernier jour" if window.days_left == 0 else plural(window.days_left, "jour restant", "jours restants")
    return f"ouvert jusqu'au {long_date(window.closes)} inclus ({left})"


def _upcoming(window: WindowOn) -> str:
    opens = f"ouvre le {long_date(window.opens)}" if window.opens else "pas encore ouvert"
    return f"{opens}, ferme le {long_date(window.closes)}" if window.closes else opens


def _recurring(window: WindowOn) -> str:
    last = f" ; dernière clôture connue : {long_date(window.last_closed)}" if window.last_closed else ""
    return f"revient chaque année, date à demander{last}"


def _unknown(window: WindowOn) -> str:
    seen = window.seen_open or window.opens
    if seen is not None:
        return f"vu ouvert pour la dernière fois le {long_date(seen)} : à vérifier"
    last = f" ; dernière clôture connue : {long_date(window.last_closed)}" if window.last_closed else ""
    return f"période de dépôt non connue{last}"


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


def aid_text(amounts: Amounts) -> str:
    """What kind of help it is and how much: ``subvention, 30 000 € (50 % de 60 000 €)``."""
    kind = KINDS[amounts.kind]
    if amounts.kind in ("engineering", "service") and amounts.amount_max is None:
        return f"{kind}, sans versement"
    return f"{kind}, {_amount_text(amounts)}"


def _amount_text(amounts: Amounts) -> str:
    """The aid in euros where it can be computed, else the rate."""
    rate = rate_text(amounts.rate_min, amounts.rate_max)
    # A rate known only from below has no upper bound below the whole cost: the high end would promise it.
    open_ended = amounts.rate_max == 1 and amounts.rate_min is not None and 0 < amounts.rate_min < 1
    money = span_text(amounts.amount_min, None if open_ended else amounts.amount_max, euros)
    if money is None:
        return f"{rate} des dépenses retenues" if rate else "montant non connu"
    base = span_text(amounts.base_min, amounts.base_max, euros)
    if rate is None or base is None:
        return money
    return f"{money} ({rate} de {base})" if amounts.base_min == amounts.base_max else f"{money} ({rate} d'une assiette {base})"


def rate_text(low: Decimal | None, high: Decimal | None) -> str | None:
    """A rate or a range of rates; None when not known."""
    if low is not None and high == 1 and 0 < low < 1:
        return f"au moins {percent(low)}"
    return span_text(low, high, percent)


def span_text(low: Decimal | None, high: Decimal | None, write: Callable[[Decimal], str]) -> str | None:
    """``a``, ``jusqu'à b``, ``au moins a`` or ``de a à b``; None when neither end is known."""
    if low is None and high is None:
        return None
    if low is None or (low == 0 and high is not None and high > 0):
        return f"jusqu'à {write(high or Decimal(0))}"
    if high is None:
        return f"au moins {write(low)}"
    return write(low) if low == high else f"de {write(low)} à {write(high)}"


def costs_text(terms: Terms, vocabulary: Vocabulary) -> str | None:
    """Which expenses count, in a few words; None when the scheme says nothing."""
    if terms.costs is None:
        return None
    parts = []
    if terms.costs.only:
        parts.append(f"seulement {_categories(terms.costs.only, vocabulary)}")
    if terms.costs.except_:
        parts.append(f"hors {_categories(terms.costs.except_, vocabulary)}")
    if terms.costs.uncertain:
        parts.append(f"à faire confirmer : {_categories(terms.costs.uncertain, vocabulary)}")
    if terms.costs.nature:
        parts.append("l'investissement seulement" if terms.costs.nature == "investment" else "le fonctionnement seulement")
    return " ; ".join(parts)


def _categories(names: tuple[str, ...], vocabulary: Vocabulary) -> str:
    return listed([vocabulary.cost_categories[name].label for name in names])


def next_steps(report: CheckReport) -> tuple[str, ...]:
    """What to do when no money that might be had is open."""
    if all(entry.group == "ineligible" for entry in report.entries):
        return ("Aucun dispositif ne convient à ce profil ; --tout donne la raison de chacun.",)
    return report.next_steps


def partners_text(nearest: NearestWay) -> str:
    """The nearest way to reach a threshold, with the command that lists the others."""
    from aidnum.report.partners import WAYS

    authority, threshold, way = nearest
    names = listed([partner.name for partner in way.partners])
    command = f"aidnum partners {authority.key} --seuil {threshold}"
    return f"{WAYS[way.name]} ({names}) : {counted(way.municipale, 'habitants')}. Les autres façons : {command}"


def source_text(source: Source) -> str:
    """A source with the date it was checked and how far it can be trusted."""
    return f"{source.title} (vérifié le {long_date(source.checked)}, {CONFIDENCE[source.confidence]})"


def where_to_ask(scheme: Scheme) -> list[str]:
    """Where to apply and whom to ask, with what, as far as it is known."""
    labels = {"où déposer": "déposer"}
    return [f"{labels.get(label, label)} : {value}" for label, value in apply_rows(scheme)]


def apply_rows(scheme: Scheme) -> list[tuple[str, str]]:
    """How to apply, as labels and values: where, to whom, with what, and whether the project may start before."""
    apply = scheme.apply
    if apply is None:
        return []
    rows = [
        ("où déposer", apply.where),
        ("contact", apply.contact),
        ("pièces à fournir", ", ".join(apply.documents)),
        ("commencer avant la décision", BEFORE_DECISION[apply.start_before_decision]),
    ]
    return [(label, value) for label, value in rows if value]


def stacking_rows(scheme: Scheme, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """Who pays, and what limits the aids that may stand beside it, as labels and values; exclusions are told apart."""
    payer = scheme.funding.payer
    rows = [] if payer is None else [("payeur", _payers((payer,), vocabulary))]
    if scheme.stacking is None:
        return rows
    rows += [("une seule aide de ce groupe", group) for group in scheme.stacking.one_of]
    return rows + [("limite du cumul", limit_text(limit, vocabulary)) for limit in scheme.stacking.limits]


def excluded(scheme: Scheme) -> tuple[str, ...]:
    """The ids of the schemes that it can't be had with."""
    return scheme.stacking.excludes if scheme.stacking else ()


_SUMS = {
    "cost": "du coût du projet",
    "financing": "de ce qu'apportent le porteur et ces payeurs",
    "base": "de la dépense retenue",
}


def limit_text(limit: Limit, vocabulary: Vocabulary) -> str:
    """A limit: ``aides (État) : 50 % de la dépense retenue au plus``."""
    who = f"aides ({_payers(limit.aids, vocabulary)})" if limit.aids else "toutes les aides"
    where = ", investissement seul" if limit.costs == "investment" else ""
    return f"{who} : {percent(limit.share)} {_SUMS[limit.of]}{where} au plus"


def _payers(names: tuple[str, ...], vocabulary: Vocabulary) -> str:
    return listed([vocabulary.payers[name].label for name in names])


def terms_rows(terms: Terms, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """The terms of a funding or of one of its bands, as labels and values; what they don't say is left out."""
    sums = [
        ("assiette plafonnée à", terms.base_ceiling),
        ("aide plafonnée à", terms.ceiling),
        ("aide non versée en dessous de", terms.floor),
        ("dépenses retenues au moins égales à", terms.minimum_cost),
    ]
    rows = [
        ("taux", terms_rate_text(terms)),
        ("forfait", terms.flat and flat_text(terms.flat, vocabulary)),
        ("assiette", vocabulary.label(terms.base) if terms.base else None),
        ("dépenses", costs_text(terms, vocabulary)),
        *((label, None if amount is None else euros(amount)) for label, amount in sums),
        ("précision", terms.note),
    ]
    return [(label, value) for label, value in rows if value]


def terms_rate_text(terms: Terms) -> str | None:
    """The rate of a funding; None when it has no rate."""
    if terms.rate is None:
        return None
    return rate_text(terms.rate.low, terms.rate.high) or "non connu"


def flat_text(flat: Flat, vocabulary: Vocabulary) -> str:
    """A flat sum: ``17 500 € + 12 500 € sur 2 ans, par poste``."""
    shown = " + ".join(euros(amount) for amount in flat.sums)
    over = f" sur {len(flat.sums)} ans" if len(flat.sums) > 1 else ""
    if flat.per is None:
        return shown + over
    unit = vocabulary.facts[flat.per].unit or vocabulary.label(flat.per)
    return f"{shown}{over}, par {unit.removesuffix('s')}"


def bonus_text(bonus: Bonus, vocabulary: Vocabulary) -> str:
    """What a bonus adds: points of rate or a flat sum."""
    return f"{percent(bonus.add)} de taux" if isinstance(bonus.add, Decimal) else flat_text(bonus.add, vocabulary)
