"""The answer of ``batch`` as a table: a line for each scheme of each project."""

from collections.abc import Iterable, Iterator

from aidnum.model.vocabulary import Vocabulary
from aidnum.render.as_csv.table import BYTE_ORDER_MARK, Row, cells, joined, line
from aidnum.render.wording import GROUPS, STATES, VERDICTS
from aidnum.report.batch import Answered, BatchReport
from aidnum.report.standing import Standing
from aidnum.report.territory import KINDS

WHO = ("nom", "code", "type", "departement", "population")
WHERE = ("dispositif", "titre", "verdict", "groupe", "etat", "ouvre", "ferme", "montant_min", "montant_max", "reste_a_preciser")


def answer(report: BatchReport) -> str:
    """Every project with every scheme."""
    return "".join(pieces(report))


def pieces(report: BatchReport) -> Iterator[str]:
    """The same, a piece a project; a standing that projects share is written once."""
    told: dict[int, str] = {}
    yield f"{BYTE_ORDER_MARK}{line((*WHO, *WHERE))}"
    for answered in report.answers:
        who = line(cells(WHO, who_row(answered)), end=";")
        for standing in answered.standings:
            if id(standing) not in told:
                told[id(standing)] = line(cells(WHERE, where_row(standing, report.catalogue.vocabulary)))
        yield "".join([who + told[id(standing)] for standing in answered.standings])


def who_row(answered: Answered) -> Row:
    """Who carries a project."""
    authority = answered.authority
    return {
        "nom": answered.name, "code": authority.code if authority else None, "type": kind_words(answered.kind),
        "departement": answered.departement, "population": answered.population,
    }  # fmt: skip


def kind_words(kind: str | None) -> str | None:
    """What an authority is, in words."""
    return KINDS.get(kind or "", kind)


def where_row(standing: Standing, vocabulary: Vocabulary) -> Row:
    """Where a scheme stands for it."""
    window = standing.window
    return {
        "dispositif": standing.scheme.id, "titre": standing.scheme.title, "verdict": VERDICTS[standing.verdict],
        "groupe": GROUPS[standing.group], "etat": STATES[window.state], "ouvre": window.opens, "ferme": window.closes,
        "montant_min": standing.amount_min, "montant_max": standing.amount_max,
        "reste_a_preciser": joined(_asked(standing, vocabulary)),
    }  # fmt: skip


def _asked(standing: Standing, vocabulary: Vocabulary) -> Iterable[str]:
    """The facts that a scheme waits for, by name; a cost that lacks is no fact of the vocabulary."""
    return (vocabulary.label(fact) if fact in vocabulary.facts else fact for fact in standing.ask)
