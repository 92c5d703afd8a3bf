"""The answers of ``list``, ``show`` and ``facts`` as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import assert_never

from aidnum.model.funding import Bonus, Flat, Terms
from aidnum.model.limit import Limit
from aidnum.model.scheme import Scheme
from aidnum.model.vocabulary import Fact, Term, Vocabulary
from aidnum.render.as_json.values import (
    Json,
    Object,
    apply_json,
    caution_json,
    day_json,
    money,
    other_dates_json,
    rate,
    source_json,
    stages_json,
    texts,
    url_of,
    window_json,
)
from aidnum.render.wording import CAVEAT, excluded
from aidnum.report.listing import BandLines, BonusLines, FactsReport, Listed, ListReport, RuleLine, ShowReport


def answer(report: ListReport | ShowReport | FactsReport) -> Object:
    """The schemes, one of them whole, or the vocabulary."""
    match report.kind:
        case "list":
            return _list(report)
        case "show":
            return _show(report)
        case "facts":
            return _facts(report)
        case _:
            assert_never(report.kind)


def _list(report: ListReport) -> Object:
    return {
        "date": day_json(report.day),
        "total": report.total,
        "schemes": [_listed(row) for row in report.schemes],
        "caveat": CAVEAT,
    }


def _listed(row: Listed) -> Object:
    return {**_heading(row.scheme), "window": window_json(row.window, row.scheme), "kind": row.scheme.funding.kind}


def _heading(scheme: Scheme) -> Object:
    return {
        "scheme": scheme.id,
        "title": scheme.title,
        "programme": scheme.programme,
        "organisations": texts(scheme.organisations),
        "summary": scheme.summary,
        "url": scheme.url,
    }


def _show(report: ShowReport) -> Object:
    scheme = report.scheme
    return {
        "date": day_json(report.day),
        **_heading(scheme),
        "rule": _rule(report.rule, scheme),
        "conditions": texts(scheme.conditions),
        "notes": texts(scheme.notes),
        "caution": caution_json(scheme),
        "funding": _funding(report),
        "window": window_json(report.window, scheme),
        "windows": [window_json(window, scheme) for window in report.windows],
        "stages": stages_json(scheme),
        "calendar_note": scheme.calendar.note,
        "apply": apply_json(scheme.apply),
        "excludes": texts(excluded(scheme)),
        "successor": scheme.successor,
        "sources": [source_json(source) for source in scheme.sources],
        "caveat": CAVEAT,
        "payer": scheme.funding.payer,
        "one_of": texts(scheme.stacking.one_of if scheme.stacking else ()),
        "limits": [_limit(limit, scheme) for limit in scheme.stacking.limits] if scheme.stacking else [],
        "other_dates": other_dates_json(scheme),
    }


def _limit(limit: Limit, scheme: Scheme) -> Object:
    return {
        "aids": texts(limit.aids),
        "share": rate(limit.share),
        "of": limit.of,
        "costs": limit.costs,
        "note": limit.note,
        "source": url_of(scheme.source(limit.source)),
    }


def _rule(lines: Iterable[RuleLine], scheme: Scheme) -> list[Json]:
    return [_rule_line(line, scheme) for line in lines]


def _rule_line(line: RuleLine, scheme: Scheme) -> Object:
    leaf = line.leaf
    return {
        "depth": line.depth,
        "text": line.text,
        "fact": leaf.fact if leaf else None,
        "note": leaf.note if leaf else None,
        "source": url_of(scheme.source(leaf.source)) if leaf else None,
    }


def _funding(report: ShowReport) -> Object:
    scheme = report.scheme
    funding = scheme.funding
    bonuses = _bonuses(report.bonuses, scheme)
    bands: list[Json] = [_band(band, scheme) for band in report.bands]
    return {"kind": funding.kind, "basis": funding.basis, **_terms(funding, scheme), "bonuses": bonuses, "bands": bands}


def _band(band: BandLines, scheme: Scheme) -> Object:
    return {"when": _rule(band.rule, scheme), **_terms(band.band, scheme), "bonuses": _bonuses(band.bonuses, scheme)}


def _bonuses(bonuses: Iterable[BonusLines], scheme: Scheme) -> list[Json]:
    return [{"when": _rule(bonus.rule, scheme), **_added(bonus.bonus)} for bonus in bonuses]


def _terms(terms: Terms, scheme: Scheme) -> Object:
    return {
        "costs": _costs(terms),
        "rate_min": rate(terms.rate.low) if terms.rate else None,
        "rate_max": rate(terms.rate.high) if terms.rate else None,
        "flat": _flat(terms.flat),
        "base": terms.base,
        "base_ceiling": money(terms.base_ceiling),
        "ceiling": money(terms.ceiling),
        "floor": money(terms.floor),
        "minimum_cost": money(terms.minimum_cost),
        "note": terms.note,
        "source": url_of(scheme.source(terms.source)),
    }


def _costs(terms: Terms) -> Object | None:
    costs = terms.costs
    if costs is None:
        return None
    return {
        "only": texts(costs.only),
        "except": texts(costs.except_),
        "uncertain": texts(costs.uncertain),
        "nature": costs.nature,
    }


def _flat(flat: Flat | None) -> Object | None:
    if flat is None:
        return None
    return {"per": flat.per, "sums": [money(amount) for amount in flat.sums]}


def _added(bonus: Bonus) -> Object:
    if isinstance(bonus.add, Decimal):
        return {"rate": rate(bonus.add), "flat": None}
    return {"rate": None, "flat": _flat(bonus.add)}


def _facts(report: FactsReport) -> Object:
    vocabulary = report.vocabulary
    if report.name is not None and report.fact is not None:
        return {
            "fact": report.name,
            **_fact(report.fact, vocabulary, report.name),
            "values": _terms_of(report.values, vocabulary),
        }
    facts: Object = {name: _fact(fact, vocabulary, name) for name, fact in vocabulary.facts.items()}
    return {
        "facts": facts,
        "types": _terms_of(vocabulary.types, vocabulary),
        "kinds": _terms_of(vocabulary.kinds, vocabulary),
        "cost_categories": _terms_of(vocabulary.cost_categories, vocabulary),
        "payers": _terms_of(vocabulary.payers, vocabulary),
    }


def _fact(fact: Fact, vocabulary: Vocabulary, name: str) -> Object:
    return {
        "kind": fact.kind,
        "label": vocabulary.label(name),
        "question": fact.question,
        "unit": fact.unit,
        "commitment": fact.commitment,
        "values": texts(vocabulary.values(name)),
        "aliases": texts(vocabulary.aliases.get(name, ())),
    }


def _terms_of(terms: Mapping[str, Term], vocabulary: Vocabulary) -> Object:
    return {name: _term(term, vocabulary.aliases.get(name, ())) for name, term in terms.items()}


def _term(term: Term, aliases: Iterable[str]) -> Object:
    return {"label": term.label, "members": texts(term.members), "aliases": texts(aliases)}
