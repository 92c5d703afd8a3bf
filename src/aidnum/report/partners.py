"""What ``partners`` answers: the ways for one authority to reach a population with others."""

from typing import Literal, NamedTuple

from aidnum.french import capital, counted
from aidnum.model.authority import Authority
from aidnum.report.territory import named
from aidnum.territory.partners import Way, nearest_way, ways

WAYS = {
    "epci": "avec votre intercommunalité",
    "departement": "avec votre département",
    "voisins": "avec des intercommunalités voisines du même département",
    "voisins-hors-departement": "avec des intercommunalités voisines, par-delà le département",
    "region": "avec votre région",
}
CAVEAT = (
    "Ce sont des additions de populations, non un conseil : un projet commun suppose l'accord de chacun. "
    "Les populations municipales sont comparées au seuil ; les populations totales sont estimées."
)


class PartnersReport(NamedTuple):
    """The ways in order; none when the authority reaches the threshold alone, or when nobody lets it."""

    authority: Authority
    threshold: int
    ways: tuple[Way, ...]
    kind: Literal["partners"] = "partners"

    @property
    def is_enough_alone(self) -> bool:
        """Whether the authority reaches the threshold without anybody."""
        return (self.authority.municipale or 0) >= self.threshold


def partners(authority: Authority, threshold: int) -> PartnersReport:
    """The ways for an authority to reach a population with others."""
    return PartnersReport(authority, threshold, tuple(ways(authority, threshold)))


def partners_heading(report: PartnersReport) -> str:
    """Who wants to reach how many."""
    return f"{named(report.authority)} : atteindre {counted(report.threshold, 'habitants')}"


def partners_summary(report: PartnersReport) -> list[str]:
    """What to say when there is no way to show."""
    if report.is_enough_alone:
        return [f"Ce seuil est atteint sans partenaire : {report.authority.name} suffit."]
    if not report.ways:
        return ["Aucun regroupement avec ses voisines, son département ou sa région n'y suffit."]
    return []


def way_heading(way: Way) -> str:
    """With whom."""
    return capital(WAYS[way.name])


def way_total(way: Way) -> str:
    """The population reached."""
    return f"En tout : {counted(way.municipale, 'habitants')} ; {counted(way.totale, 'habitants')} en population totale"


class NearestWay(NamedTuple):
    """The nearest way for an authority to reach a population."""

    authority: Authority
    threshold: int
    way: Way


def nearest_partners(authority: Authority, threshold: int) -> NearestWay | None:
    """The nearest way; None when there is none."""
    way = nearest_way(authority, threshold) if threshold else None
    return None if way is None else NearestWay(authority, threshold, way)
