"""The values that several answers share, as JSON."""

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from aidnum.model.assessment import Verdict, WindowOn
from aidnum.model.authority import Authority
from aidnum.model.calendar import OtherDates, Stage
from aidnum.model.law import Recovery
from aidnum.model.local_list import ListLine, LocalList, YearOfLists
from aidnum.model.profile import FactValue, Profile
from aidnum.model.scheme import Caution, Scheme, Source, source_named
from aidnum.report.local_list import OwnList
from aidnum.territory.codes import postal_codes

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"
Object: TypeAlias = dict[str, Json]


def compact(value: Json) -> str:
    """The text of a value, on one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


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


def day(day: date | None) -> str | None:
    """``YYYY-MM-DD``."""
    return None if day is None else day.isoformat()


def texts(lines: Iterable[str]) -> list[Json]:
    """Texts as a list."""
    return list(lines)


def url(source: Source | None) -> str | None:
    """Where it was read."""
    return None if source is None else source.url


def profile(profile: Profile) -> Object:
    """The facts given or found, and the costs."""
    known = {**{name: found.value for name, found in profile.found.items() if found.value != ()}, **profile.facts}
    facts: Object = {name: _fact(value) for name, value in known.items()}
    if profile.costs is None:
        return facts
    costs: Object = {category: money(amount) for category, amount in profile.costs.items()}
    return {**facts, "costs": costs, "costs_basis": profile.costs_basis}


def _fact(value: FactValue) -> Json:
    """The value of a fact; a number that may have decimals is a text, as sums are."""
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, Decimal) else value


def verdict(verdict: Verdict | None) -> str | None:
    """A verdict that may not be known."""
    return None if verdict is None else verdict.value


def authority(authority: Authority) -> Object:
    """One local authority."""
    return {
        "kind": authority.kind, "kinds": texts(authority.kinds), "name": authority.name, "code": authority.code,
        "siren": authority.siren, "departement": authority.departements[0] if authority.departements else None,
        "region": authority.region, "epci": authority.epci,
        "population": {
            "municipale": authority.municipale, "totale": authority.totale, "year": authority.year,
            "totale_estimated": authority.is_estimated,
        },
        "ept": authority.ept, "departements": texts(authority.departements),
        "regions": texts(authority.regions), "postal": texts(postal_codes(authority)),
    }  # fmt: skip


def source(source: Source) -> Object:
    """A source, with its age and its trust."""
    return {
        "id": source.id, "title": source.title, "url": source.url, "dated": source.dated,
        "checked": day(source.checked), "confidence": source.confidence,
    }  # fmt: skip


def window(window: WindowOn, scheme: Scheme) -> Object:
    """An application window on the day."""
    return {
        "state": window.state, "name": window.name, "opens": day(window.opens), "closes": day(window.closes),
        "days_left": window.days_left, "last_closed": day(window.last_closed), "note": window.note,
        "source": url(scheme.source(window.source)),
    }  # fmt: skip


def stages(scheme: Scheme) -> list[Json]:
    """The dated steps that are no application window."""
    return [_dates(stage.name, stage, scheme) for stage in scheme.calendar.stages]


def other_dates(scheme: Scheme) -> list[Json]:
    """What other sources say of the dates of a scheme."""
    dated = (*scheme.calendar.windows, *scheme.calendar.stages)
    return [_dates(one.name, other, scheme) for one in dated for other in one.also]


def _dates(name: str | None, dates: Stage | OtherDates, scheme: Scheme) -> Object:
    return {
        "name": name, "opens": day(dates.opens), "closes": day(dates.closes), "note": dates.note,
        "source": url(scheme.source(dates.source)),
    }  # fmt: skip


def caution(caution: Caution | None, of: Scheme | Recovery) -> Object | None:
    """What the law may have changed."""
    if caution is None:
        return None
    return {"from": day(caution.from_), "text": caution.text, "source": url(source_named(of.sources, caution.source))}


def apply(scheme: Scheme) -> Object | None:
    """How to apply."""
    apply = scheme.apply
    if apply is None:
        return None
    return {
        "url": apply.url, "where": apply.where, "contact": apply.contact, "documents": texts(apply.documents),
        "start_before_decision": apply.start_before_decision, "source": url(scheme.source(apply.source)),
        "start_after": apply.start_after,
    }  # fmt: skip


def year_of_lists(lists: YearOfLists, scheme: Scheme) -> Object:
    """The lists of every place in a year."""
    places: Object = {
        code: {**_local_list(one), "lines": [_list_line(line) for line in one.lines]} for code, one in lists.places.items()
    }
    return {
        "year": lists.year, "by": lists.by, "caution": lists.caution, "source": url(scheme.source(lists.source)),
        "places": places,
    }  # fmt: skip


def own_list(own: OwnList | None) -> Object | None:
    """What the list of the applicant's place names; `fits` marks the lines of its project, which come first."""
    if own is None:
        return None
    lines: list[Json] = [{**_list_line(line), "fits": line in own.fitting} for line in (*own.fitting, *own.others)]
    return {
        "year": own.year, "place": own.code, **_local_list(own.list), "lines": lines, "caution": own.caution,
        "source": url(own.source),
    }  # fmt: skip


def _local_list(one: LocalList) -> Object:
    """What a list says, its lines apart."""
    return {"says": one.says, "rate": one.rate, "note": one.note}


def _list_line(line: ListLine) -> Object:
    return {"text": line.text, "types": texts(line.types), "fields": texts(line.fields)}
