"""The answers of ``list`` and ``facts`` on a terminal."""

from collections.abc import Mapping

from aidnum.french import long_date, plural
from aidnum.model.vocabulary import Fact, Term, Vocabulary
from aidnum.render.asking import option_for
from aidnum.render.terminal.page import Page
from aidnum.render.words import STATES
from aidnum.report.listing import FactsReport, ListReport

FACT_KINDS = {"number": "un nombre", "choice": "une valeur", "tags": "une ou plusieurs valeurs", "flag": "oui ou non"}


def draw_list(report: ListReport, page: Page) -> None:
    """One line a scheme, with its state on the day."""
    shown = plural(len(report.schemes), "dispositif", "dispositifs")
    page.line(f"{shown} sur {report.total}, états au {long_date(report.day)}", "bold")
    if not report.schemes:
        page.line("Aucun dispositif ne correspond : retirer un filtre.")
        return
    page.line()
    page.table(
        ("État", "Fiche", "Titre"),
        [(STATES[listed.window.state], listed.scheme.id, listed.scheme.title) for listed in report.schemes],
    )
    page.line()
    page.line("La fiche entière d'un dispositif : aidnum show FICHE", "dim")


def draw_facts(report: FactsReport, page: Page) -> None:
    """The vocabulary, or one fact with its values."""
    if report.fact is not None and report.name is not None:
        _draw_fact(report.name, report.fact, report.values, report.vocabulary, page)
        return
    page.line("FAITS", "bold")
    page.rows([(option_for(name, report.vocabulary), fact.question) for name, fact in report.vocabulary.facts.items()])
    _draw_terms("TYPES DE PROJET (--type)", report.vocabulary.types, report.vocabulary, page)
    _draw_terms("TYPES DE PORTEUR (--collectivite)", report.vocabulary.kinds, report.vocabulary, page)
    _draw_terms("CATÉGORIES DE COÛT (--cout)", report.vocabulary.cost_categories, report.vocabulary, page)


def _draw_fact(name: str, fact: Fact, values: Mapping[str, Term], vocabulary: Vocabulary, page: Page) -> None:
    page.line(f"{name} : {fact.question}", "bold")
    kind = FACT_KINDS[fact.kind] + (f", en {fact.unit}" if fact.unit else "")
    rows = [("Attend", kind), ("Option", option_for(name, vocabulary))]
    if fact.commitment:
        rows.append(("Choix", "c'est vous qui en décidez ; sans réponse, la règle devient une condition de l'aide"))
    page.rows(rows)
    if values:
        _draw_terms("VALEURS", values, vocabulary, page)


def _draw_terms(title: str, terms: Mapping[str, Term], vocabulary: Vocabulary, page: Page) -> None:
    page.heading(title)
    page.rows([(name, _described(name, term, vocabulary)) for name, term in terms.items()])


def _described(name: str, term: Term, vocabulary: Vocabulary) -> str:
    aliases = vocabulary.aliases.get(name, ())
    parts = [term.label]
    if term.members:
        parts.append(f"ensemble : {', '.join(term.members)}")
    if aliases:
        parts.append(f"aussi : {', '.join(aliases)}")
    return " ; ".join(parts)
