"""The answers of ``territory`` and ``partners`` as tables: a line for each authority."""

from collections.abc import Iterator

from aidnum.model.authority import Authority
from aidnum.render.as_csv.table import Row, table
from aidnum.report.partners import CAVEAT, WAYS, PartnersReport
from aidnum.report.territory import TerritoryReport, code_text, kinds_text
from aidnum.territory.search import heading

_AUTHORITY = (
    *("code", "siren", "nom", "sorte", "départements", "région"),
    *("population municipale", "population totale (estimée)", "année"),
)
_TERRITORY = ("demande", "lien", *_AUTHORITY)
_PARTNERS = ("collectivité", "seuil", "façon", "population atteinte", *_AUTHORITY, "avertissement")


def answer(report: TerritoryReport | PartnersReport) -> str:
    """One authority and its relations, or the ways to reach a population."""
    if report.kind == "territory":
        return table(_TERRITORY, _territory_rows(report))
    return table(_PARTNERS, _partners_rows(report))


def _territory_rows(report: TerritoryReport) -> Iterator[Row]:
    link = "collectivité" if report.authority else heading(report.match)
    related = [*((link, known) for known in report.match.authorities), *(("fait partie de", known) for known in report.above)]
    for said, known in (*related, *(("regroupe", member) for member in report.members)):
        yield {"demande": report.query, "lien": said, **_authority_cells(known)}


def _authority_cells(authority: Authority) -> Row:
    return {
        "code": code_text(authority), "siren": authority.siren, "nom": authority.name,
        "sorte": kinds_text(authority), "départements": ", ".join(authority.departements),
        "région": ", ".join(authority.regions), "population municipale": authority.municipale,
        "population totale (estimée)": authority.totale, "année": authority.year,
    }  # fmt: skip


def _partners_rows(report: PartnersReport) -> Iterator[Row]:
    for way in report.ways:
        for partner in way.partners:
            yield {
                "collectivité": report.authority.name,
                "seuil": report.threshold,
                "façon": WAYS[way.name],
                "population atteinte": way.municipale,
                **_authority_cells(partner),
                "avertissement": CAVEAT,
            }
