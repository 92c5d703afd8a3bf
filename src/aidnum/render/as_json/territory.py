"""The answers of ``territory`` and ``partners`` as JSON."""

from aidnum.render.as_json import values
from aidnum.render.as_json.values import Json, Object
from aidnum.report.partners import PartnersReport
from aidnum.report.territory import TerritoryReport
from aidnum.territory.partners import Way


def answer(report: TerritoryReport | PartnersReport) -> Object:
    """One authority, or the ways to reach a population."""
    return _territory(report) if report.kind == "territory" else _partners(report)


def _territory(report: TerritoryReport) -> Object:
    match = report.match
    return {
        "query": report.query, "match": match.kind,
        "authorities": [values.authority(authority) for authority in match.authorities],
        "outside_data": match.is_outside, "more": match.more,
        "belongs_to": [values.authority(authority) for authority in report.above],
        "members": [values.authority(authority) for authority in report.members],
    }  # fmt: skip


def _partners(report: PartnersReport) -> Object:
    return {
        "authority": values.authority(report.authority), "threshold": report.threshold,
        "enough_alone": report.is_enough_alone, "ways": [_way(way) for way in report.ways],
    }  # fmt: skip


def _way(way: Way) -> Object:
    partners: list[Json] = [values.authority(partner) for partner in way.partners]
    return {"way": way.name, "partners": partners, "population": {"municipale": way.municipale, "totale": way.totale}}
