"""The answers of ``territory`` and ``partners`` as JSON."""

from __future__ import annotations

from aidnum.render.as_json.values import Json, Object, authority_json
from aidnum.report.partners import PartnersReport
from aidnum.report.territory import TerritoryReport
from aidnum.territory.partners import Way


def answer(report: TerritoryReport | PartnersReport) -> Object:
    """One authority, or the ways to reach a population."""
    return _territory(report) if report.kind == "territory" else _partners(report)


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
