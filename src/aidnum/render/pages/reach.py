"""The answer of ``reach``: how many authorities could have an aid, by kind and by département, and what keeps them unsure."""

from collections.abc import Iterator, Mapping

from aidnum.french import NBSP, capital, listed, long_date, number, plural
from aidnum.render import document as doc
from aidnum.render.wording import CAVEAT, doubt_text, window_text
from aidnum.report.reach import Counts, ReachReport, Unsure
from aidnum.report.territory import KINDS, origin_text, place_name

NEAR = "Tout près d'un seuil que la source ne dit qu'à peu près."
NOWHERE = "Hors département (régions)"
_HEADERS = ("Éligibles", "À confirmer", "Non éligibles")


def page(report: ReachReport, _: doc.View) -> doc.Page:
    """The counts by kind, what is to be told, the counts by département; JSON has each of these."""
    kinds = {capital(KINDS[kind]): counts for kind, counts in report.by_kind.items()}
    places = _places(report.by_departement)
    return (
        doc.Title(f"Qui peut avoir « {report.scheme.title} »", "Portée d'une aide", report.day),
        doc.Rows(tuple(_head(report)), head=True),
        _table("Par sorte de collectivité", "Sorte", kinds, report.counts),
        *doc.listing("Pourquoi « à confirmer »", _reasons(report)),
        doc.Heading("Par département"),
        _table("Par département", "Département", places, report.counts),
        doc.Paragraph(f"La liste des collectivités : aidnum reach {report.scheme.id} -o liste.csv", "hint", apart=True),
        doc.Paragraph(f"Données : {origin_text()}.", "origin", apart=True),
        doc.Paragraph(CAVEAT, "caveat", apart=True),
    )


def _head(report: ReachReport) -> Iterator[doc.Row]:
    yield doc.Row("Fiche", report.scheme.id)
    yield doc.Row("Jour", long_date(report.day))
    yield doc.Row("Quand", window_text(report.example.window))
    if report.said:
        yield doc.Row("Demande", " ; ".join(report.said))


def _places(by_departement: Mapping[str, Counts]) -> dict[str, Counts]:
    """The counts by name; départements where nobody may have the aid are one line, unless there is one alone."""
    empty = [code for code, counts in by_departement.items() if code and counts.ineligible == counts.total]
    folded = frozenset(empty if len(empty) > 1 else ())
    places = {_place(code): counts for code, counts in by_departement.items() if code not in folded}
    if folded:
        others = plural(len(folded), "département", "départements") + ", où aucune collectivité ne peut l'avoir"
        places[others] = Counts(*map(sum, zip(*(by_departement[code] for code in folded), strict=True)))
    return places


def _place(code: str) -> str:
    return f"{place_name(code)} ({code})" if code else NOWHERE


def _table(caption: str, what: str, every: Mapping[str, Counts], total: Counts) -> doc.Table:
    """Counts under their verdicts; their total is the last row."""
    rows = [(*map(number, counts), name) for name, counts in (*every.items(), ("En tout", total))]
    return doc.Table(caption, (*_HEADERS, what), tuple(rows), sums=(0, 1, 2))


def _reasons(report: ReachReport) -> Iterator[doc.Item]:
    """The facts to supply, those that keep most authorities unsure first; then what no answer lifts."""
    for unsure in report.unsure:
        yield doc.Item(f"{_authorities(unsure.authorities)} — {unsure.question}{_apart(report, unsure)}")
    if report.near:
        yield doc.Item(f"{_authorities(report.near)} — {NEAR}")
    for doubt, count in report.doubts.items():
        yield doc.Item(f"{_authorities(count)} — {doubt_text(doubt, report.doubtful(doubt))}")


def _authorities(count: int) -> str:
    return plural(count, "collectivité", "collectivités")


def _apart(report: ReachReport, unsure: Unsure) -> str:
    """What is to be asked of the source rather than of those whose figures are known."""
    if not unsure.apart:
        return ""
    declared = report.vocabulary.notions(unsure.fact)
    counted = listed([declared[name].label for name in unsure.notions], "ou")
    whom = "" if unsure.apart == unsure.authorities else f" pour {number(unsure.apart)} d'entre elles"
    return f" Les chiffres sont connus{whom}{NBSP}: la réponse dépend de celui que compte la source, {counted}."
