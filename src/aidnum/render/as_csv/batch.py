"""The answer of ``batch`` as a table: a line for each scheme of each project."""

from collections.abc import Iterable

from aidnum.model.vocabulary import Vocabulary
from aidnum.render.as_csv.table import Row, joined, table
from aidnum.render.wording import GROUPS, STATES, VERDICTS
from aidnum.report.batch import Answered, BatchReport, Standing
from aidnum.report.territory import KINDS

WHO = ("nom", "code", "type", "departement", "population")
WHERE = ("dispositif", "titre", "verdict", "groupe", "etat", "ouvre", "ferme", "montant_min", "montant_max", "reste_a_preciser")


def answer(report: BatchReport) -> str:
    """Every project with every scheme."""
    return table((*WHO, *WHERE), rows(report))


def rows(report: BatchReport) -> Iterable[Row]:
    """A row for each scheme of each project."""
    for answered in report.answers:
        who = _who(answered)
        yield from ({**who, **_where(standing, report.catalogue.vocabulary)} for standing in answered.standings)


def _who(answered: Answered) -> Row:
    authority = answered.authority
    return {
        "nom": answered.name, "code": authority.code if authority else None, "type": kind_words(answered.kind),
        "departement": answered.departement, "population": answered.population,
    }  # fmt: skip


def kind_words(kind: str | None) -> str | None:
    """What an authority is, in words."""
    return KINDS.get(kind or "", kind)


def _where(standing: Standing, vocabulary: Vocabulary) -> Row:
    window = standing.window
    return {
        "dispositif": standing.scheme.id, "titre": standing.scheme.title, "verdict": VERDICTS[standing.verdict],
        "groupe": GROUPS[standing.group], "etat": STATES[window.state], "ouvre": window.opens, "ferme": window.closes,
        "montant_min": standing.amount_min, "montant_max": standing.amount_max,
        "reste_a_preciser": joined(asked(standing, vocabulary)),
    }  # fmt: skip


def asked(standing: Standing, vocabulary: Vocabulary) -> Iterable[str]:
    """The facts that a scheme waits for, by name; a cost that lacks is no fact of the vocabulary."""
    return (vocabulary.label(fact) if fact in vocabulary.facts else fact for fact in standing.ask)
