"""What ``partners`` answers: the ways for one authority to reach a population with others."""

from typing import NamedTuple

from aidnum.model.authority import Authority
from aidnum.territory.partners import Way, ways

WAYS = {
    "epci": "avec votre intercommunalité",
    "departement": "avec votre département",
    "voisins": "avec des intercommunalités voisines du même département",
    "voisins-hors-departement": "avec des intercommunalités voisines, par-delà le département",
    "region": "avec votre région",
}
CAVEAT = (
    "Ce sont des additions de populations, non un conseil : un projet commun suppose l'accord de chacun. "
    "Les populations municipales sont comparées au seuil."
)


class PartnersReport(NamedTuple):
    """The ways in order; none when the authority reaches the threshold alone, or when nobody lets it."""

    authority: Authority
    threshold: int
    ways: tuple[Way, ...]

    @property
    def is_enough_alone(self) -> bool:
        """Whether the authority reaches the threshold without anybody."""
        return (self.authority.municipale or 0) >= self.threshold


def partners(authority: Authority, threshold: int) -> PartnersReport:
    """The ways for an authority to reach a population with others."""
    return PartnersReport(authority, threshold, tuple(ways(authority, threshold)))


def way_text(way: Way) -> str:
    """Who joins: a few names, then how many more."""
    shown = [partner.name for partner in way.partners]
    return ", ".join(shown)
