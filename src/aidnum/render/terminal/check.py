"""The answer of ``check`` on a terminal."""

from collections.abc import Sequence

from aidnum.french import capital, listed, long_date, plural
from aidnum.model.assessment import Outcome
from aidnum.model.scheme import Source
from aidnum.render.asking import COSTS, option_for
from aidnum.render.terminal.page import Page
from aidnum.render.words import (
    CAVEAT,
    GROUPS,
    OUTCOMES,
    VERDICTS,
    aid_text,
    costs_text,
    source_text,
    where_to_ask,
    window_text,
)
from aidnum.report.check import OVER, RUNNING, CheckReport, CriterionLine, Entry, Question

FEW = 3
SHOWN = 5
WHERE = (
    "Pour déposer une demande ou poser une question : la page du dispositif, l'organisme qui le porte ou, à défaut, "
    "la préfecture. La fiche entière, avec la démarche : aidnum show FICHE"
)
_COUNTED = {
    "eligible": ("éligible", "éligibles"),
    "to_confirm": ("à confirmer", "à confirmer"),
    "closed": ("fermé", "fermés"),
    "ineligible": ("non éligible", "non éligibles"),
}
_STYLES = {"eligible": "bold green", "to_confirm": "bold yellow", "ineligible": "bold red"}
_OUTCOME_STYLES = {Outcome.YES: "green", Outcome.NO: "red", Outcome.UNKNOWN: "yellow", Outcome.CONDITION: "cyan"}


def draw_check(report: CheckReport, page: Page) -> None:
    """Open and eligible first, then to be confirmed, closed, not eligible; then what is missing, and the caveat."""
    _draw_summary(report, page)
    detail = page.screen.detail or len(report.group("eligible")) + len(report.group("to_confirm")) <= FEW
    for name in ("eligible", "to_confirm"):
        _draw_group(report, name, page, detail=detail)
    _draw_closed(report, page)
    _draw_ineligible(report, page)
    _draw_missing(report, page)
    page.line()
    page.line(CAVEAT, "italic")
    page.line(WHERE, "italic")


def _draw_summary(report: CheckReport, page: Page) -> None:
    """The day, the profile, how many schemes of each group, and what to do when nothing is open."""
    examined = plural(len(report.entries), "dispositif examiné", "dispositifs examinés")
    page.line(f"Simulation au {long_date(report.day)}, {examined}", "bold")
    profile = ("Profil", " ; ".join(report.profile_words) or "aucun fait donné")
    page.rows([profile, *(("Données", said) for said in report.data_words), ("Résultat", _counts(report))], indent=0)
    for step in report.next_steps:
        page.line(step, "bold")


def _counts(report: CheckReport) -> str:
    return " ; ".join(_count(report.group(name), *_COUNTED[name]) for name in GROUPS if report.group(name))


def _count(entries: tuple[Entry, ...], one: str, many: str) -> str:
    running = [entry for entry in entries if entry.group != "ineligible" and entry.window.state in RUNNING]
    return plural(len(entries), one, many) + _opened(len(running), len(entries))


def _opened(running: int, every: int) -> str:
    if not running:
        return ""
    if running == every:
        return ", ouvert" if every == 1 else ", tous ouverts"
    return f", dont {plural(running, 'ouvert', 'ouverts')}"


def _heading(name: str, entries: tuple[Entry, ...], page: Page) -> None:
    page.heading(f"{GROUPS[name].upper()} ({len(entries)})", _STYLES.get(name, "bold"))


def _draw_group(report: CheckReport, name: str, page: Page, *, detail: bool) -> None:
    entries = report.group(name)
    if entries:
        _heading(name, entries, page)
    for entry in entries:
        _draw_entry(report, entry, page, detail=detail)


def _draw_entry(report: CheckReport, entry: Entry, page: Page, *, detail: bool) -> None:
    page.line()
    page.line(entry.scheme.title, "bold")
    page.rows([("Fiche", entry.scheme.id), *_basics(report, entry), *(_in_full(entry) if detail else _in_short(report, entry))])
    if entry.scheme.url:
        page.link(entry.scheme.url, indent=2)
    if detail:
        _draw_detail(entry, page)


def _basics(report: CheckReport, entry: Entry) -> list[tuple[str, str]]:
    """When, how much, and what the law may have changed."""
    scheme, amounts = entry.scheme, entry.assessment.amounts
    kept = costs_text(scheme.funding, report.catalogue.vocabulary) if amounts.amount_max is None else None
    rows = [("Quand", window_text(entry.window)), ("Combien", " ; ".join(filter(None, (aid_text(amounts), kept))))]
    if amounts.base_min is None and amounts.amount_max is None and amounts.steps:
        rows.append(("Calcul", capital(amounts.steps[0])))
    if scheme.funding.note:
        rows.append(("Précision", scheme.funding.note))
    if entry.excludes:
        titles = [f"« {report.catalogue.title(other)} »" for other in entry.excludes]
        rows.append(("Cumul", f"Impossible avec {listed(titles, 'ou')}"))
    if entry.group == "closed":
        rows[:0] = [("Verdict", VERDICTS[entry.assessment.verdict])]
    if entry.assessment.cautioned and scheme.caution:
        rows.append(("Prudence", scheme.caution.text))
    return rows


def _in_short(report: CheckReport, entry: Entry) -> list[tuple[str, str]]:
    """Why, and what the verdict still hangs on, in a few lines; the questions stand in full at the end."""
    vocabulary = report.catalogue.vocabulary
    known = [vocabulary.label(question.fact) for question in entry.missing if question.fact in vocabulary.facts]
    rows = [("Pourquoi", capital(" ; ".join(entry.why))), ("À préciser", capital(", ".join(known)))]
    rows += _promises(entry)
    if entry.scheme.conditions:
        rows.append(("À vérifier", _first_of(entry.scheme.conditions)))
    return [(label, value) for label, value in rows if value]


def _first_of(conditions: Sequence[str]) -> str:
    left = len(conditions) - 1
    return conditions[0] + (f" Et {plural(left, 'autre point', 'autres points')} : --detail" if left else "")


def _in_full(entry: Entry) -> list[tuple[str, str]]:
    return [*(("À préciser", question.question) for question in entry.missing), *_promises(entry)]


def _promises(entry: Entry) -> list[tuple[str, str]]:
    """What the applicant commits to, and what would change the answer."""
    return [*(("Réserve", capital(text)) for text in entry.commitments), *_changes(entry)]


def _changes(entry: Entry) -> list[tuple[str, str]]:
    return [
        *(("Conseil", f"Le projet conviendrait {text}") for text in entry.advice),
        *([("À plusieurs", capital(entry.partners))] if entry.partners else []),
    ]


def _draw_detail(entry: Entry, page: Page) -> None:
    _draw_criteria(entry, page)
    _draw_list("Calcul", entry.assessment.amounts.steps, page)
    _draw_list("À vérifier", entry.scheme.conditions, page)
    _draw_list("À savoir", entry.scheme.notes, page)
    _draw_list("Démarche", where_to_ask(entry.scheme), page)
    draw_sources(entry.scheme.sources, page, indent=4)


def _draw_criteria(entry: Entry, page: Page) -> None:
    page.line("Critères", "bold", indent=2)
    criteria = [
        (OUTCOMES[line.outcome], "· " * line.depth + capital(line.text) + _noted(line.criterion)) for line in entry.outline
    ]
    page.rows(criteria, indent=4, styles=[_OUTCOME_STYLES[line.outcome] for line in entry.outline])


def _noted(line: CriterionLine | None) -> str:
    if line is None:
        return ""
    source = f" [{line.source.id}]" if line.source else ""
    return f"{source}. {line.note}" if line.note else source


def _draw_list(title: str, lines: tuple[str, ...] | list[str], page: Page) -> None:
    if lines:
        page.line(title, "bold", indent=2)
    for line in lines:
        page.item(capital(line), indent=4)


def draw_sources(sources: tuple[Source, ...], page: Page, indent: int) -> None:
    """Each source with its mark, its age, its trust, and its address below it."""
    if indent > 2:
        page.line("Sources", "bold", indent=indent - 2)
    for source in sources:
        page.item(f"[{source.id}] {source_text(source)}", indent)
        page.link(source.url, indent=2 if page.is_narrow else indent + 2)


def _draw_closed(report: CheckReport, page: Page) -> None:
    entries = report.group("closed")
    if not entries:
        return
    _heading("closed", entries, page)
    shown = entries if page.screen.unfold else entries[:SHOWN]
    for entry in shown:
        if page.screen.detail:
            _draw_entry(report, entry, page, detail=True)
        else:
            page.item(f"{entry.scheme.title} : {_closed(entry)} ({entry.scheme.id})")
    _draw_rest(len(entries) - len(shown), "autre", "autres", page)


def _closed(entry: Entry) -> str:
    follow = entry.successor
    after = f" ; suite : {follow.scheme.id}" if follow and follow.window.state not in OVER else ""
    return f"{VERDICTS[entry.assessment.verdict]}, mais {window_text(entry.window)}{after}"


def _draw_rest(left: int, one: str, many: str, page: Page) -> None:
    if left > 0:
        page.line(f"et {plural(left, one, many)} : ajouter --tout", indent=2)


def _draw_ineligible(report: CheckReport, page: Page) -> None:
    entries = report.group("ineligible")
    if not entries:
        return
    _heading("ineligible", entries, page)
    if not page.screen.unfold:
        _draw_reachable(entries, page)
        page.line("Pour les voir, chacun avec sa raison : ajouter --tout", indent=2)
        return
    for entry in entries:
        page.line()
        page.line(f"{entry.scheme.title} ({entry.scheme.id})", indent=2)
        page.rows([("Quand", window_text(entry.window)), *_refusal(entry)], indent=4)
        if page.screen.detail:
            _draw_criteria(entry, page)


def _refusal(entry: Entry) -> list[tuple[str, str]]:
    return [*(("Pourquoi", capital(reason)) for reason in entry.why), *_changes(entry)]


def _draw_reachable(entries: tuple[Entry, ...], page: Page) -> None:
    """The schemes still running that a change within reach would open."""
    reachable = [entry for entry in entries if entry.advice and entry.window.state not in OVER]
    for entry in reachable[:SHOWN]:
        page.item(f"{entry.scheme.title} : conviendrait {entry.advice[0]} ({entry.scheme.id})")


def _draw_missing(report: CheckReport, page: Page) -> None:
    """The questions, those that settle most schemes first, each with the option that answers it."""
    can_pay = any(entry.group in ("eligible", "to_confirm") for entry in report.entries)
    if not report.missing and (report.profile.costs is not None or not can_pay):
        return
    page.heading("POUR PRÉCISER LA RÉPONSE")
    shown = report.missing if page.screen.unfold else report.missing[:SHOWN]
    for question in shown:
        _draw_question(question.question, _use(question), option_for(question.fact, report.catalogue.vocabulary), page)
    _draw_rest(len(report.missing) - len(shown), "autre question", "autres questions", page)
    if report.profile.costs is None and can_pay:
        _draw_question("Combien coûte le projet, dépense par dépense ?", "calcule le montant", COSTS, page)
    page.line("Les mots à employer : aidnum facts", "dim", indent=2)


def _draw_question(question: str, use: str, option: str, page: Page) -> None:
    page.item(f"{question} ({use})")
    page.whole(option, "cyan", indent=4)


def _use(question: Question) -> str:
    if question.unlocks_now:
        return f"utile pour {plural(question.unlocks_now, 'dispositif', 'dispositifs')}"
    return f"utile pour {plural(question.unlocks, 'dispositif, fermé', 'dispositifs, fermés')}"
