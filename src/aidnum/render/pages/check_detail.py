"""Why, in the answer of ``check``: each aid with its criteria and sources, and on demand those that are over or refused."""

from collections.abc import Iterator, Sequence

from aidnum.french import capital, listed
from aidnum.render import document as doc
from aidnum.render.asking import option_for
from aidnum.render.local_wording import own_list_texts
from aidnum.render.pages.sources import sources
from aidnum.render.scheme_wording import costs_text, dates_texts, where_to_ask
from aidnum.render.wording import (
    GROUPS,
    OUTCOMES,
    VERDICTS,
    aid_texts,
    doubt_texts,
    hope,
    partners_text,
    supposition_text,
    window_text,
)
from aidnum.report.check import OFFERED, CheckReport, CriterionLine, Entry, OutlineLine

_OUTCOME_ROLES: tuple[doc.RowRole, ...] = ("no", "unknown", "condition", "yes")


def whole(report: CheckReport, view: doc.View) -> Iterator[doc.Block]:
    """Each aid offered in full; those that are over and those that are refused too, where everything is told."""
    for name in (*OFFERED, "closed") if view.unfold else OFFERED:
        yield from _group(report, name)
    if view.unfold:
        yield from _refused(report)


def _heading(name: str, entries: Sequence[Entry]) -> doc.Heading:
    return doc.Heading(f"{GROUPS[name]} ({len(entries)})")


def _group(report: CheckReport, name: str) -> Iterator[doc.Block]:
    entries = report.group(name)
    if entries:
        yield _heading(name, entries)
    for entry in entries:
        yield doc.Heading(entry.scheme.title, 3)
        yield doc.Rows((doc.Row("Fiche", entry.scheme.id), *_basics(report, entry), *_hopes(report, entry)))
        if entry.scheme.url:
            yield doc.Link(entry.scheme.url)
        yield from _lists(report, entry)


def _basics(report: CheckReport, entry: Entry) -> Iterator[doc.Row]:
    """When, and how much."""
    scheme, amounts = entry.scheme, entry.assessment.amounts
    yield doc.Row("Verdict", VERDICTS[entry.verdict])
    yield doc.Row("Quand", window_text(entry.window))
    kept = costs_text(scheme.funding, report.catalogue.vocabulary) if amounts.amount_max is None else None
    first, *others = aid_texts(entry.assessment)
    yield doc.Row("Combien", " ; ".join(filter(None, (first, kept))))
    yield from (doc.Row("Ou encore", text) for text in others)
    if amounts.base_min is None and amounts.amount_max is None and amounts.steps:
        yield doc.Row("Calcul", capital(amounts.steps[0]))


def terms(report: CheckReport, entry: Entry) -> Iterator[str]:
    """What an aid asks for and what limits it, in sentences: the applicant's own promises first."""
    scheme = entry.scheme
    yield from entry.commitments
    yield from scheme.conditions
    yield from filter(None, (funding.note for funding in scheme.helps))
    if entry.excludes:
        yield f"impossible avec {listed([report.catalogue.name(other) for other in entry.excludes], 'ou')}"
    yield from doubt_texts(entry)
    yield from own_list_texts(entry, report.catalogue.vocabulary)


def _hopes(report: CheckReport, entry: Entry) -> Iterator[doc.Row]:
    """What the verdict hangs on, what would change it, what follows."""
    scheme = entry.scheme
    yield from (doc.Row("Précision", funding.note) for funding in scheme.helps if funding.note)
    if entry.excludes:
        titles = [f"« {report.catalogue.title(other)} »" for other in entry.excludes]
        yield doc.Row("Cumul", f"Impossible avec {listed(titles, 'ou')}")
    yield from (doc.Row("Prudence", text) for text in doubt_texts(entry))
    asked = (*entry.missing, *entry.missing_for_amount)
    words = report.catalogue.vocabulary
    yield from (doc.Row("À préciser", f"{one.question} ({option_for(one.fact, words)})") for one in asked)
    yield from (doc.Row("Réserve", capital(text)) for text in entry.commitments)
    yield from _changes(entry)
    if entry.successor:
        yield doc.Row("Suite", f"{entry.successor.scheme.title} ({entry.successor.scheme.id})")


def _changes(entry: Entry) -> Iterator[doc.Row]:
    yield from (doc.Row("Conseil", f"Le projet {hope(entry)} {text}") for text in entry.advice)
    yield from (doc.Row("Conseil", capital(supposition_text(one))) for one in entry.suppositions)
    if entry.partners:
        yield doc.Row("À plusieurs", capital(partners_text(entry.partners)))


def _lists(report: CheckReport, entry: Entry) -> Iterator[doc.Block]:
    yield from _criteria(entry)
    for heading, lines in (
        *(("Calcul", amounts.steps) for amounts in (entry.assessment.amounts, *entry.assessment.others)),
        ("À vérifier", entry.scheme.conditions),
        ("Sur les dates", dates_texts(entry.scheme)),
        ("Liste locale", own_list_texts(entry, report.catalogue.vocabulary)),
        ("À savoir", entry.scheme.notes),
        ("Démarche", where_to_ask(entry.scheme, entry.offices())),
    ):
        yield from doc.listing(heading, (doc.Item(capital(line)) for line in lines), 4)
    yield doc.Heading("Sources", 4)
    yield sources(entry.scheme.sources)


def _criteria(entry: Entry) -> Iterator[doc.Block]:
    yield doc.Heading("Critères", 4)
    yield doc.Rows(tuple(map(_criterion, entry.outline)))


def _criterion(line: OutlineLine) -> doc.Row:
    text = capital(line.text) + _noted(line.criterion)
    return doc.Row(OUTCOMES[line.outcome], text, _OUTCOME_ROLES[line.outcome], line.depth)


def _noted(line: CriterionLine | None) -> str:
    if line is None:
        return ""
    source = f" [{line.source.id}]" if line.source else ""
    return f"{source}. {line.note}" if line.note else source


def _refused(report: CheckReport) -> Iterator[doc.Block]:
    entries = report.group("ineligible")
    if entries:
        yield _heading("ineligible", entries)
    for entry in entries:
        yield doc.Heading(f"{entry.scheme.title} ({entry.scheme.id})", 3, "aside")
        why = (doc.Row("Pourquoi", capital(reason)) for reason in entry.why)
        yield doc.Rows((doc.Row("Quand", window_text(entry.window)), *why, *_changes(entry)))
        yield from _criteria(entry)
