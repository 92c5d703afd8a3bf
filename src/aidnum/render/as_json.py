"""A report as JSON: the shapes of the contract, sums and rates as decimal strings, dates as ``YYYY-MM-DD``.

A key is never left out because its value is unknown: it is null. New keys may come at the end of an object; a change of
meaning raises ``SCHEMA_VERSION``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from aidnum.model.assessment import Amounts, WindowOn
from aidnum.model.authority import Authority
from aidnum.model.calendar import Stage
from aidnum.model.funding import Bonus, Flat, Funding, Terms
from aidnum.model.limit import Limit
from aidnum.model.profile import Found, Profile
from aidnum.model.scheme import Apply, Scheme, Source
from aidnum.model.vocabulary import Fact, Term, Vocabulary
from aidnum.render.words import CAVEAT
from aidnum.report.check import CheckReport, CriterionLine, Entry, Question
from aidnum.report.deadlines import Deadline, DeadlinesReport
from aidnum.report.listing import BandLines, BonusLines, FactsReport, Listed, ListReport, RuleLine, ShowReport
from aidnum.report.partners import PartnersReport
from aidnum.report.territory import TerritoryReport
from aidnum.territory.partners import Way

SCHEMA_VERSION = "1"

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"
Object: TypeAlias = dict[str, Json]


Report: TypeAlias = CheckReport | DeadlinesReport | ListReport | ShowReport | FactsReport | TerritoryReport | PartnersReport


def render(report: Report) -> str:
    """A report as indented JSON, with a final newline."""
    match report:
        case CheckReport():
            answer = _check(report)
        case DeadlinesReport():
            answer = _deadlines(report)
        case ListReport():
            answer = _list(report)
        case ShowReport():
            answer = _show(report)
        case FactsReport():
            answer = _facts(report)
        case TerritoryReport():
            answer = _territory(report)
        case PartnersReport():
            answer = _partners(report)
    whole: Object = {"schema_version": SCHEMA_VERSION, **answer}
    return json.dumps(whole, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def money(amount: Decimal | None) -> str | None:
    """Euros with two places: ``"30000.00"``."""
    return None if amount is None else f"{amount:.2f}"


def rate(fraction: Decimal | None) -> str | None:
    """A fraction of one with two places or more: ``"0.50"``, ``"0.175"``."""
    if fraction is None:
        return None
    exponent = fraction.normalize().as_tuple().exponent
    places = max(2, -exponent) if isinstance(exponent, int) else 2
    return f"{fraction:.{places}f}"


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def texts(lines: Iterable[str]) -> list[Json]:
    """Texts as a list."""
    return list(lines)


def _url_of(source: Source | None) -> str | None:
    return None if source is None else source.url


def _check(report: CheckReport) -> Object:
    catalogue = report.catalogue
    return {
        "date": _day(report.day),
        "catalogue": {"schemes": len(catalogue.schemes), "sources": texts(catalogue.sources)},
        "profile": profile_json(report.profile),
        "assessments": [_assessment(entry) for entry in report.entries],
        "missing": [_counted_question(question) for question in report.missing],
        "next_steps": texts(report.next_steps),
        "left_out": catalogue.left_out,
        "caveat": CAVEAT,
        "authorities": [authority_json(authority) for authority in report.profile.authorities],
        "origins": {name: _origin(found) for name, found in report.profile.found.items() if name not in report.profile.facts},
    }


def profile_json(profile: Profile) -> Object:
    """The facts given or found, and the costs."""
    known = {**{name: found.value for name, found in profile.found.items() if found.value != ()}, **profile.facts}
    facts: Object = {name: list(value) if isinstance(value, tuple) else value for name, value in known.items()}
    if profile.costs is None:
        return facts
    costs: Object = {category: money(amount) for category, amount in profile.costs.items()}
    return {**facts, "costs": costs, "costs_basis": profile.costs_basis}


def _origin(found: Found) -> Object:
    notions: Object = {notion: int(span.low) for notion, span in found.notions.items() if span.low == span.high}
    return {"origin": found.origin, "notions": notions or None}


def authority_json(authority: Authority) -> Object:
    """One local authority."""
    return {
        "kind": authority.kind,
        "kinds": texts(authority.kinds),
        "name": authority.name,
        "code": authority.code,
        "siren": authority.siren,
        "departement": authority.departements[0] if authority.departements else None,
        "region": authority.region,
        "epci": authority.epci,
        "population": {
            "municipale": authority.municipale,
            "totale": authority.totale,
            "year": authority.year,
            "totale_estimated": authority.is_estimated,
        },
        "ept": authority.ept,
        "departements": texts(authority.departements),
        "regions": texts(authority.regions),
    }


def _territory(report: TerritoryReport) -> Object:
    match = report.match
    return {
        "query": report.query,
        "match": match.kind,
        "authorities": [authority_json(authority) for authority in match.authorities],
        "outside_data": match.is_outside,
        "belongs_to": [authority_json(authority) for authority in report.above],
        "members": [authority_json(authority) for authority in report.members],
    }


def _partners(report: PartnersReport) -> Object:
    return {
        "authority": authority_json(report.authority),
        "threshold": report.threshold,
        "enough_alone": report.is_enough_alone,
        "ways": [_way(way) for way in report.ways],
    }


def _way(way: Way) -> Object:
    partners: list[Json] = [authority_json(partner) for partner in way.partners]
    return {"way": way.name, "partners": partners, "population": {"municipale": way.municipale, "totale": way.totale}}


def _assessment(entry: Entry) -> Object:
    scheme = entry.scheme
    return {
        "scheme": scheme.id,
        "title": scheme.title,
        "verdict": entry.assessment.verdict.value,
        "window": _window(entry.window, scheme),
        "criteria": [_criterion(line) for line in entry.criteria],
        "missing": [_question(question) for question in entry.missing],
        "conditions": texts(entry.conditions),
        "advice": texts(entry.advice),
        "funding": _amounts(entry.assessment.amounts, scheme.funding),
        "why": texts(entry.why),
        "notes": texts(scheme.notes),
        "caution": _caution(scheme) if entry.assessment.cautioned else None,
        "successor": scheme.successor,
        "url": scheme.url,
        "apply": _apply(scheme.apply),
        "sources": [source_json(source) for source in scheme.sources],
        "partners": entry.partners,
    }


def _window(window: WindowOn, scheme: Scheme) -> Object:
    return {
        "state": window.state,
        "name": window.name,
        "opens": _day(window.opens),
        "closes": _day(window.closes),
        "days_left": window.days_left,
        "last_closed": _day(window.last_closed),
        "note": window.note,
        "source": _url_of(scheme.source(window.source)),
    }


def _criterion(line: CriterionLine) -> Object:
    return {"outcome": line.outcome.name.lower(), "text": line.text, "fact": line.fact, "source": _url_of(line.source)}


def _question(question: Question) -> Object:
    return {"fact": question.fact, "question": question.question}


def _counted_question(question: Question) -> Object:
    return {**_question(question), "unlocks": question.unlocks, "unlocks_now": question.unlocks_now}


def _amounts(amounts: Amounts, funding: Funding) -> Object:
    return {
        "kind": amounts.kind,
        "rate_min": rate(amounts.rate_min),
        "rate_max": rate(amounts.rate_max),
        "eligible_base": money(amounts.base_min),
        "amount_min": money(amounts.amount_min),
        "amount_max": money(amounts.amount_max),
        "steps": texts(amounts.steps),
        "eligible_base_max": money(amounts.base_max),
        "basis": funding.basis,
    }


def _caution(scheme: Scheme) -> Object | None:
    caution = scheme.caution
    if caution is None:
        return None
    return {"from": _day(caution.from_), "text": caution.text, "source": _url_of(scheme.source(caution.source))}


def _apply(apply: Apply | None) -> Object | None:
    if apply is None:
        return None
    return {
        "where": apply.where,
        "contact": apply.contact,
        "documents": texts(apply.documents),
        "start_before_decision": apply.start_before_decision,
    }


def source_json(source: Source) -> Object:
    """A source, with its age and its trust."""
    return {
        "id": source.id,
        "title": source.title,
        "url": source.url,
        "checked": _day(source.checked),
        "confidence": source.confidence,
    }


def _deadlines(report: DeadlinesReport) -> Object:
    return {
        "date": _day(report.day),
        "within": report.within,
        "all": report.everything,
        "deadlines": [_deadline(row) for row in report.deadlines],
        "caveat": CAVEAT,
    }


def _deadline(row: Deadline) -> Object:
    return {
        "scheme": row.scheme.id,
        "title": row.scheme.title,
        "verdict": None if row.verdict is None else row.verdict.value,
        "window": _window(row.window, row.scheme),
        "url": row.scheme.url,
    }


def _list(report: ListReport) -> Object:
    return {
        "date": _day(report.day),
        "total": report.total,
        "schemes": [_listed(row) for row in report.schemes],
        "caveat": CAVEAT,
    }


def _listed(row: Listed) -> Object:
    return {**_heading(row.scheme), "window": _window(row.window, row.scheme), "kind": row.scheme.funding.kind}


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
        "date": _day(report.day),
        **_heading(scheme),
        "rule": _rule(report.rule, scheme),
        "conditions": texts(scheme.conditions),
        "notes": texts(scheme.notes),
        "caution": _caution(scheme),
        "funding": _funding(report),
        "window": _window(report.window, scheme),
        "windows": [_window(window, scheme) for window in report.windows],
        "stages": [_stage(stage, scheme) for stage in scheme.calendar.stages],
        "calendar_note": scheme.calendar.note,
        "apply": _apply(scheme.apply),
        "excludes": texts(scheme.stacking.excludes if scheme.stacking else ()),
        "successor": scheme.successor,
        "sources": [source_json(source) for source in scheme.sources],
        "caveat": CAVEAT,
        "payer": scheme.funding.payer,
        "one_of": texts(scheme.stacking.one_of if scheme.stacking else ()),
        "limits": [_limit(limit, scheme) for limit in scheme.stacking.limits] if scheme.stacking else [],
    }


def _limit(limit: Limit, scheme: Scheme) -> Object:
    return {
        "aids": texts(limit.aids),
        "share": rate(limit.share),
        "of": limit.of,
        "costs": limit.costs,
        "note": limit.note,
        "source": _url_of(scheme.source(limit.source)),
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
        "source": _url_of(scheme.source(leaf.source)) if leaf else None,
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
        "source": _url_of(scheme.source(terms.source)),
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


def _stage(stage: Stage, scheme: Scheme) -> Object:
    return {
        "name": stage.name,
        "opens": _day(stage.opens),
        "closes": _day(stage.closes),
        "note": stage.note,
        "source": _url_of(scheme.source(stage.source)),
    }


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
