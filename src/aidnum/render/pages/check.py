"""The answer of ``check``: open and eligible first, then to be confirmed, closed, not eligible; then what is missing."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from aidnum.french import capital, listed, long_date, plural
from aidnum.render import document as doc
from aidnum.render.asking import COSTS, option_for
from aidnum.render.pages.sources import sources
from aidnum.render.scheme_wording import costs_text, dates_texts, where_to_ask
from aidnum.render.wording import CAVEAT, GROUPS, OUTCOMES, VERDICTS, aid_text, next_steps, partners_text, window_text
from aidnum.report.check import OVER, RUNNING, CheckReport, CriterionLine, Entry, OutlineLine, Question

FEW = 3
SHOWN = 5
WHERE = (
    "Pour déposer une demande ou poser une question : la page du dispositif, l'organisme qui le porte ou, à défaut, "
    "la préfecture. La fiche entière, avec la démarche : aidnum show FICHE"
)
_COUNTED: dict[doc.Verdict, tuple[str, str]] = {
    "eligible": ("éligible", "éligibles"),
    "to_confirm": ("à confirmer", "à confirmer"),
    "closed": ("fermé", "fermés"),
    "ineligible": ("non éligible", "non éligibles"),
}
_OUTCOME_ROLES: tuple[doc.RowRole, ...] = ("no", "unknown", "condition", "yes")


def page(report: CheckReport, view: doc.View) -> doc.Page:
    """What can be had stands first; few answers are told in full."""
    detail = view.detail or len(report.group("eligible")) + len(report.group("to_confirm")) <= FEW
    return (
        *_summary(report, view),
        *_offered(report, "eligible", detail=detail),
        *_offered(report, "to_confirm", detail=detail),
        *_closed(report, view),
        *_refused(report, view),
        *_missing(report, view),
        doc.Paragraph(CAVEAT, "caveat", apart=True),
        doc.Paragraph(WHERE, "caveat"),
    )


def _summary(report: CheckReport, view: doc.View) -> Iterator[doc.Block]:
    """The day, the profile, how many schemes of each group, and what to do when nothing is open."""
    examined = plural(len(report.entries), "dispositif examiné", "dispositifs examinés")
    yield doc.Title(f"Simulation au {long_date(report.day)}, {examined}", "Aides numériques")
    rows = [doc.Row("Profil", " ; ".join(report.profile_words) or "aucun fait donné")]
    rows += [doc.Row("Données", said) for said in report.data_words]
    if view.detail:
        rows.append(doc.Row("Fichiers", ", ".join(report.catalogue.sources)))
    yield doc.Rows((*rows, doc.Row("Résultat", _counts(report))), head=True)
    if report.catalogue.left_out:
        left_out = plural(report.catalogue.left_out, "dispositif", "dispositifs")
        yield doc.Paragraph(f"Laissé de côté : {left_out} du catalogue, à cause d'une erreur dans sa fiche.")
    yield from (doc.Paragraph(step, "strong") for step in next_steps(report))


def _counts(report: CheckReport) -> str:
    return " ; ".join(_count(report.group(name), *words) for name, words in _COUNTED.items() if report.group(name))


def _count(entries: Sequence[Entry], one: str, many: str) -> str:
    every = len(entries)
    running = sum(entry.group != "ineligible" and entry.window.state in RUNNING for entry in entries)
    if running in (0, every):
        all_open = ", ouvert" if every == 1 else ", tous ouverts"
        return plural(every, one, many) + (all_open if running else "")
    return f"{plural(every, one, many)}, dont {plural(running, 'ouvert', 'ouverts')}"


def _heading(name: doc.Verdict, entries: Sequence[Entry]) -> doc.Heading:
    return doc.Heading(f"{GROUPS[name]} ({len(entries)})", role=name)


def _offered(report: CheckReport, name: doc.Verdict, *, detail: bool) -> Iterator[doc.Block]:
    entries = report.group(name)
    if entries:
        yield _heading(name, entries)
    for entry in entries:
        yield from _entry(report, entry, detail=detail)


def _entry(report: CheckReport, entry: Entry, *, detail: bool) -> Iterator[doc.Block]:
    yield doc.Heading(entry.scheme.title, 3)
    told = _in_full(entry) if detail else _in_short(report, entry)
    yield doc.Rows((doc.Row("Fiche", entry.scheme.id), *_basics(report, entry), *told))
    if entry.scheme.url:
        yield doc.Link(entry.scheme.url)
    if detail:
        yield from _detail(entry)


def _basics(report: CheckReport, entry: Entry) -> Iterator[doc.Row]:
    """When, how much, and what the law may have changed."""
    scheme, amounts = entry.scheme, entry.assessment.amounts
    if entry.group == "closed":
        yield doc.Row("Verdict", VERDICTS[entry.assessment.verdict])
    yield doc.Row("Quand", window_text(entry.window))
    kept = costs_text(scheme.funding, report.catalogue.vocabulary) if amounts.amount_max is None else None
    yield doc.Row("Combien", " ; ".join(filter(None, (aid_text(amounts), kept))))
    if amounts.base_min is None and amounts.amount_max is None and amounts.steps:
        yield doc.Row("Calcul", capital(amounts.steps[0]))
    if scheme.funding.note:
        yield doc.Row("Précision", scheme.funding.note)
    if entry.excludes:
        titles = [f"« {report.catalogue.title(other)} »" for other in entry.excludes]
        yield doc.Row("Cumul", f"Impossible avec {listed(titles, 'ou')}")
    if entry.assessment.cautioned and scheme.caution:
        yield doc.Row("Prudence", scheme.caution.text)


def _in_short(report: CheckReport, entry: Entry) -> Iterator[doc.Row]:
    """Why, and what the verdict still hangs on, in a few lines; the questions stand in full at the end."""
    vocabulary = report.catalogue.vocabulary
    known = [vocabulary.label(question.fact) for question in entry.missing if question.fact in vocabulary.facts]
    if entry.why:
        yield doc.Row("Pourquoi", capital(" ; ".join(entry.why)))
    if known:
        yield doc.Row("À préciser", capital(", ".join(known)))
    yield from _promises(entry)
    if entry.scheme.conditions:
        yield doc.Row("À vérifier", _first_of(entry.scheme.conditions))


def _first_of(conditions: Sequence[str]) -> str:
    left = len(conditions) - 1
    return conditions[0] + (f" Et {plural(left, 'autre point', 'autres points')} : --detail" if left else "")


def _in_full(entry: Entry) -> Iterator[doc.Row]:
    yield from (doc.Row("À préciser", question.question) for question in entry.missing)
    yield from _promises(entry)
    if entry.successor:
        yield doc.Row("Suite", f"{entry.successor.scheme.title} ({entry.successor.scheme.id})")


def _promises(entry: Entry) -> Iterator[doc.Row]:
    """What the applicant commits to, and what would change the answer."""
    yield from (doc.Row("Réserve", capital(text)) for text in entry.commitments)
    yield from _changes(entry)


def _changes(entry: Entry) -> Iterator[doc.Row]:
    yield from (doc.Row("Conseil", f"Le projet conviendrait {text}") for text in entry.advice)
    if entry.partners:
        yield doc.Row("À plusieurs", capital(partners_text(entry.partners)))


def _detail(entry: Entry) -> Iterator[doc.Block]:
    yield from _criteria(entry)
    for heading, lines in (
        ("Calcul", entry.assessment.amounts.steps),
        ("À vérifier", entry.scheme.conditions),
        ("Sur les dates", dates_texts(entry.scheme)),
        ("À savoir", entry.scheme.notes),
        ("Démarche", where_to_ask(entry.scheme)),
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


def _closed(report: CheckReport, view: doc.View) -> Iterator[doc.Block]:
    entries = report.group("closed")
    if not entries:
        return
    yield _heading("closed", entries)
    shown = entries if view.unfold else entries[:SHOWN]
    if view.detail:
        for entry in shown:
            yield from _entry(report, entry, detail=True)
    else:
        yield doc.Items(tuple(doc.Item(f"{entry.scheme.title} : {_ended(entry)} ({entry.scheme.id})") for entry in shown))
    yield from _rest(len(entries) - len(shown), "autre", "autres")


def _ended(entry: Entry) -> str:
    follow = entry.successor
    after = f" ; suite : {follow.scheme.id}" if follow and follow.window.state not in OVER else ""
    return f"{VERDICTS[entry.assessment.verdict]}, mais {window_text(entry.window)}{after}"


def _rest(left: int, one: str, many: str) -> Iterator[doc.Block]:
    if left > 0:
        yield doc.Paragraph(f"et {plural(left, one, many)} : ajouter --tout")


def _refused(report: CheckReport, view: doc.View) -> Iterator[doc.Block]:
    entries = report.group("ineligible")
    if not entries:
        return
    yield _heading("ineligible", entries)
    if not view.unfold:
        yield doc.Items(tuple(_reachable(entries)))
        yield doc.Paragraph("Pour les voir, chacun avec sa raison : ajouter --tout")
        return
    for entry in entries:
        yield doc.Heading(f"{entry.scheme.title} ({entry.scheme.id})", 3, "aside")
        why = (doc.Row("Pourquoi", capital(reason)) for reason in entry.why)
        yield doc.Rows((doc.Row("Quand", window_text(entry.window)), *why, *_changes(entry)))
        if view.refused:
            yield from _criteria(entry)


def _reachable(entries: Iterable[Entry]) -> list[doc.Item]:
    """The schemes still running that a change within reach would open."""
    reachable = (entry for entry in entries if entry.window.state not in OVER and entry.advice)
    first = islice(reachable, SHOWN)
    return [doc.Item(f"{one.scheme.title} : conviendrait {one.advice[0]} ({one.scheme.id})") for one in first]


def _missing(report: CheckReport, view: doc.View) -> Iterator[doc.Block]:
    """The questions, those that settle most schemes first, each with the option that answers it."""
    asks_costs = report.profile.costs is None and any(entry.group in ("eligible", "to_confirm") for entry in report.entries)
    if not report.missing and not asks_costs:
        return
    yield doc.Heading("Pour préciser la réponse")
    shown = report.missing if view.unfold else report.missing[:SHOWN]
    vocabulary = report.catalogue.vocabulary
    yield doc.Items(tuple(doc.Item(f"{q.question} ({_use(q)})", option=option_for(q.fact, vocabulary)) for q in shown))
    yield from _rest(len(report.missing) - len(shown), "autre question", "autres questions")
    if asks_costs:
        yield doc.Items((doc.Item("Combien coûte le projet, dépense par dépense ? (calcule le montant)", option=COSTS),))
    yield doc.Paragraph("Les mots à employer : aidnum facts", "hint")


def _use(question: Question) -> str:
    if question.unlocks_now:
        return f"utile pour {plural(question.unlocks_now, 'dispositif', 'dispositifs')}"
    return f"utile pour {plural(question.unlocks, 'dispositif, fermé', 'dispositifs, fermés')}"
