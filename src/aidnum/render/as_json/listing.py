"""The answers of ``list``, ``show`` and ``facts`` as JSON."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from aidnum.model.funding import Bonus, Flat, Sum, Terms
from aidnum.model.limit import Limit
from aidnum.model.scheme import Scheme, Stacking
from aidnum.model.vocabulary import CostCategory, Fact, Payer, Term, Vocabulary
from aidnum.render.as_json import values
from aidnum.render.as_json.values import Json, Object
from aidnum.render.wording import CAVEAT
from aidnum.report.listing import (
    BandLines,
    BonusLines,
    FactsReport,
    FundingLines,
    Listed,
    ListReport,
    RuleLine,
    ShowReport,
)


def answer(report: ListReport | ShowReport | FactsReport) -> Object:
    """The schemes, one of them whole, or the vocabulary."""
    if report.kind == "list":
        return _list(report)
    return _show(report) if report.kind == "show" else _facts(report)


def _list(report: ListReport) -> Object:
    return {
        "date": values.day(report.day), "total": report.total,
        "schemes": [_listed(row) for row in report.schemes], "caveat": CAVEAT,
    }  # fmt: skip


def _listed(row: Listed) -> Object:
    scheme = row.scheme
    return {
        **_heading(scheme), "window": values.window(row.window, scheme), "kind": scheme.funding.kind,
        "offices": values.texts(row.offices),
    }  # fmt: skip


def _heading(scheme: Scheme) -> Object:
    return {
        "scheme": scheme.id, "title": scheme.title, "programme": scheme.programme,
        "organisations": values.texts(scheme.organisations), "summary": scheme.summary, "url": scheme.url,
    }  # fmt: skip


def _show(report: ShowReport) -> Object:
    scheme = report.scheme
    stacking = scheme.stacking or Stacking()
    return {
        "date": values.day(report.day), **_heading(scheme), "rule": _rule(report.rule, scheme),
        "conditions": values.texts(scheme.conditions), "notes": values.texts(scheme.notes),
        "caution": values.caution(scheme.caution, scheme), "funding": _funding(report.fundings[0], scheme),
        "fundings": [_funding(lines, scheme) for lines in report.fundings],
        "window": values.window(report.window, scheme),
        "windows": [values.window(window, scheme) for window in report.windows],
        "stages": values.stages(scheme), "calendar_note": scheme.calendar.note,
        "apply": values.apply(scheme), "excludes": values.texts(stacking.excludes),
        "successor": scheme.successor, "sources": [values.source(source) for source in scheme.sources],
        "caveat": CAVEAT, "payer": scheme.funding.payer,
        "stacks_with": values.texts(stacking.with_), "stacking_source": values.url(scheme.source(stacking.source)),
        "one_of": values.texts(stacking.one_of), "limits": [_limit(limit, scheme) for limit in stacking.limits],
        "other_dates": values.other_dates(scheme), "offices": values.texts(report.offices),
        "lists": [values.year_of_lists(lists, scheme) for lists in scheme.lists],
    }  # fmt: skip


def _limit(limit: Limit, scheme: Scheme) -> Object:
    return {
        "aids": values.texts(limit.aids), "share": values.rate(limit.share), "of": limit.of,
        "costs": limit.costs, "note": limit.note, "source": values.url(scheme.source(limit.source)),
    }  # fmt: skip


def _rule(lines: Iterable[RuleLine], scheme: Scheme) -> list[Json]:
    return [_rule_line(line, scheme) for line in lines]


def _rule_line(line: RuleLine, scheme: Scheme) -> Object:
    leaf = line.leaf
    return {
        "depth": line.depth, "text": line.text, "fact": leaf.fact if leaf else None,
        "note": leaf.note if leaf else None, "source": values.url(scheme.source(leaf.source)) if leaf else None,
    }  # fmt: skip


def _funding(lines: FundingLines, scheme: Scheme) -> Object:
    funding = lines.funding
    bonuses = _bonuses(lines.bonuses, scheme)
    bands: list[Json] = [_band(band, scheme) for band in lines.bands]
    return {"kind": funding.kind, "basis": funding.basis, **_terms(funding, scheme), "bonuses": bonuses, "bands": bands}


def _band(band: BandLines, scheme: Scheme) -> Object:
    return {"when": _rule(band.rule, scheme), **_terms(band.band, scheme), "bonuses": _bonuses(band.bonuses, scheme)}


def _bonuses(bonuses: Iterable[BonusLines], scheme: Scheme) -> list[Json]:
    return [{"when": _rule(bonus.rule, scheme), **_added(bonus.bonus)} for bonus in bonuses]


def _terms(terms: Terms, scheme: Scheme) -> Object:
    return {
        "costs": _costs(terms), "rate_min": values.rate(terms.rate.low) if terms.rate else None,
        "rate_max": values.rate(terms.rate.high) if terms.rate else None, "flat": _flat(terms.flat),
        "base": terms.base, "base_ceiling": _sum(terms.base_ceiling),
        "ceiling": _sum(terms.ceiling), "floor": _sum(terms.floor),
        "minimum_cost": _sum(terms.minimum_cost), "note": terms.note,
        "source": values.url(scheme.source(terms.source)),
        "at_most_aid_of": terms.at_most_aid_of,
        "slices": [{"up_to": values.money(one.up_to), "rate": values.rate(one.rate)} for one in terms.slices],
    }  # fmt: skip


def _costs(terms: Terms) -> Object | None:
    costs = terms.costs
    if costs is None:
        return None
    return {
        "only": values.texts(costs.only), "except": values.texts(costs.except_),
        "uncertain": values.texts(costs.uncertain), "nature": costs.nature,
    }  # fmt: skip


def _flat(flat: Flat | None) -> Object | None:
    if flat is None:
        return None
    return {"per": flat.per, "sums": [values.money(amount) for amount in flat.sums]}


def _sum(limit: Sum | None) -> Json:
    """A sum, with the fact by whose units it goes where there is one."""
    if limit is None:
        return None
    amount = values.money(limit.amount)
    return amount if limit.per is None else {"per": limit.per, "amount": amount}


def _added(bonus: Bonus) -> Object:
    points, flat = (bonus.add, None) if isinstance(bonus.add, Decimal) else (None, bonus.add)
    return {"rate": values.rate(points), "flat": _flat(flat), "multiply": values.rate(bonus.multiply)}


def _facts(report: FactsReport) -> Object:
    vocabulary = report.vocabulary
    if report.name is not None and report.fact is not None:
        values_of = _terms_of(report.values, vocabulary)
        return {"fact": report.name, **_fact(report.fact, report, report.name), "values": values_of}
    facts: Object = {name: _fact(fact, report, name) for name, fact in vocabulary.facts.items()}
    return {
        "facts": facts, "types": _terms_of(vocabulary.types, vocabulary),
        "fields": _terms_of(vocabulary.fields, vocabulary),
        "kinds": _terms_of(vocabulary.kinds, vocabulary),
        "cost_categories": {
            name: _category(one, vocabulary.aliases.get(name, ())) for name, one in vocabulary.cost_categories.items()
        },
        "payers": {name: _payer(payer, vocabulary.aliases.get(name, ())) for name, payer in vocabulary.payers.items()},
    }  # fmt: skip


def _fact(fact: Fact, report: FactsReport, name: str) -> Object:
    vocabulary = report.vocabulary
    return {
        "kind": fact.kind, "label": vocabulary.label(name), "question": fact.question, "help": fact.help,
        "unit": fact.unit, "decimal": fact.decimal,
        "commitment": fact.commitment is True, "values": values.texts(vocabulary.values(name)),
        "aliases": values.texts(vocabulary.aliases.get(name, ())), "supposed": fact.supposed,
        "commitment_if": report.rule_of(fact, "commitment"), "supposed_unless": report.rule_of(fact, "unless"),
    }  # fmt: skip


def _terms_of(terms: Mapping[str, Term], vocabulary: Vocabulary) -> Object:
    return {name: _term(term, vocabulary.aliases.get(name, ())) for name, term in terms.items()}


def _category(category: CostCategory, aliases: Iterable[str]) -> Object:
    return {**_term(category, aliases), "usually_running": category.usually_running}


def _payer(payer: Payer, aliases: Iterable[str]) -> Object:
    return {**_term(payer, aliases), "caution": payer.caution}


def _term(term: Term, aliases: Iterable[str]) -> Object:
    return {"label": term.label, "members": values.texts(term.members), "aliases": values.texts(aliases)}
