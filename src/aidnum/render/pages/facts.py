"""The answer of ``facts``: the vocabulary, or one fact with its values."""

from collections.abc import Mapping

from aidnum.french import NBSP
from aidnum.model.marks import flag_text
from aidnum.model.vocabulary import CostCategory, Fact, Payer, Term, Vocabulary
from aidnum.render import document as doc
from aidnum.render.asking import option_for
from aidnum.report.listing import FactsReport

_CHOICE = "c'est vous qui en décidez ; sans réponse, la règle devient une condition de l'aide"
FACT_KINDS = {"number": "un nombre", "choice": "une valeur", "tags": "une ou plusieurs valeurs", "flag": "oui ou non"}


def page(report: FactsReport, view: doc.View) -> doc.Page:
    """Each fact with its option, then the words for projects, fields, applicants and costs."""
    words = report.vocabulary
    if report.fact is not None and report.name is not None:
        return _fact(report.name, report.fact, report, view)
    asked = (doc.Row(option_for(name, words), _asked(name, fact, words, view), "name") for name, fact in words.facts.items())
    return (
        doc.Title("", "Vocabulaire : faits, types de projet, domaines, porteurs et dépenses"),
        doc.Heading("Faits"),
        doc.Rows(tuple(asked)),
        *_terms("Types de projet", "--type", words.types, words),
        *_terms("Domaines", "--domaine", words.fields, words),
        *_terms("Types de porteur", "--collectivite", words.kinds, words),
        *_terms("Catégories de coût", "--cout", words.cost_categories, words),
        *_terms("Payeurs", "--autre", words.payers, words),
    )


def _asked(name: str, fact: Fact, words: Vocabulary, view: doc.View) -> str:
    if not view.detail:
        return fact.question
    unit = [f"en {fact.unit}"] if fact.unit else []
    return f"{fact.question} ({' ; '.join([f'{name}, {words.label(name)}', *unit, *_also(name, words)])})"


def _also(name: str, words: Vocabulary) -> list[str]:
    aliases = words.aliases.get(name, ())
    return [f"aussi : {', '.join(aliases)}"] if aliases else []


def _fact(name: str, fact: Fact, report: FactsReport, view: doc.View) -> doc.Page:
    words = report.vocabulary
    kind = FACT_KINDS[fact.kind] + (f", en {fact.unit}" if fact.unit else "")
    rows = [doc.Row("Attend", kind), doc.Row("Option", option_for(name, words))]
    if view.detail:
        rows.insert(0, doc.Row("Fait", " ; ".join([words.label(name), *_also(name, words)])))
    if fact.commitment:
        rows.append(doc.Row("Choix", f"{_CHOICE}{_where(report.rule_of(fact, 'commitment'))}"))
    if fact.supposed is not None:
        rows.append(doc.Row("Supposé", f"{flag_text(fact.supposed)}, sauf{_where(report.rule_of(fact, 'unless'))}"))
    meant = words.meanings.get(name)
    if meant is not None:
        rows.append(doc.Row("Autre nom de", f"{meant.fact} : {meant.value}"))
    values = _terms("Valeurs", None, report.values, words)
    explained = (doc.Paragraph(fact.help),) if fact.help else ()
    return (doc.Title(f"{name} : {fact.question}", "Vocabulaire : un fait"), *explained, doc.Rows(tuple(rows)), *values)


def _where(rule: str | None) -> str:
    return f" dans ce cas{NBSP}: {rule}" if rule else ""


def _terms(title: str, option: str | None, terms: Mapping[str, Term], words: Vocabulary) -> doc.Page:
    if not terms:
        return ()
    rows = tuple(doc.Row(name, _described(name, term, words), "name") for name, term in terms.items())
    return (doc.Heading(title, option=option), doc.Rows(rows))


def _described(name: str, term: Term, words: Vocabulary) -> str:
    members = [f"ensemble : {', '.join(term.members)}"] if term.members else []
    caution = [term.caution] if isinstance(term, Payer) and term.caution else []
    nature = ["d'ordinaire en fonctionnement"] if isinstance(term, CostCategory) and term.usually_running else []
    return " ; ".join([term.label, *members, *caution, *nature, *_also(name, words)])
