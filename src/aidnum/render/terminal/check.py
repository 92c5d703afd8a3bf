"""The answer of ``check`` on a terminal."""

from aidnum.french import capital, long_date, plural
from aidnum.model.assessment import Outcome
from aidnum.render.asking import option_for
from aidnum.render.terminal.page import Page
from aidnum.render.words import (
    CAVEAT,
    GROUPS,
    OUTCOMES,
    amount_text,
    costs_text,
    source_text,
    where_to_ask,
    window_text,
)
from aidnum.report.check import OVER, CheckReport, CriterionLine, Entry

FEW = 3
CLOSED_SHOWN = 5
ADVICE_SHOWN = 5
_STYLES = {"eligible": "bold green", "to_confirm": "bold yellow"}
_OUTCOME_STYLES = {Outcome.YES: "green", Outcome.NO: "red", Outcome.UNKNOWN: "yellow", Outcome.CONDITION: "cyan"}


def draw_check(report: CheckReport, page: Page) -> None:
    """Open and eligible first, then to be confirmed, closed, not eligible; then what is missing, and the caveat."""
    page.line(
        f"Le {long_date(report.day)}, {plural(len(report.entries), 'dispositif examiné', 'dispositifs examinés')}", "bold"
    )
    page.line(f"Profil : {' ; '.join(report.profile_words) or 'aucun fait donné'}")
    for step in report.next_steps:
        page.line(step, "bold")
    hopeful = [*report.group("eligible"), *report.group("to_confirm")]
    detail = page.screen.detail or len(hopeful) <= FEW
    for name in ("eligible", "to_confirm"):
        _draw_group(report, name, page, detail=detail)
    _draw_closed(report, page)
    _draw_ineligible(report, page)
    _draw_missing(report, page)
    page.line()
    page.line(CAVEAT, "italic")


def _draw_group(report: CheckReport, name: str, page: Page, *, detail: bool) -> None:
    entries = report.group(name)
    if entries:
        page.heading(f"{GROUPS[name].upper()} ({len(entries)})", _STYLES[name])
    for entry in entries:
        page.line()
        page.line(entry.scheme.title, "bold")
        page.rows([("Fiche", entry.scheme.id), *_summary(report, entry, detail=detail)])
        if detail:
            _draw_detail(entry, page)
        if entry.scheme.url:
            page.link(entry.scheme.url, indent=2)


def _summary(report: CheckReport, entry: Entry, *, detail: bool) -> list[tuple[str, str]]:
    """When, how much, why, and what the verdict still hangs on."""
    scheme = entry.scheme
    amounts = entry.assessment.amounts
    kept = costs_text(scheme.funding, report.catalogue.vocabulary)
    amount = amount_text(amounts)
    rows = [("Quand", window_text(entry.window))]
    rows.append(("Combien", f"{amount} ; {kept}" if kept and amounts.amount_max is None else amount))
    if entry.assessment.cautioned and scheme.caution:
        rows.append(("Prudence", scheme.caution.text))
    if not detail:
        rows += [("Pourquoi", capital(" ; ".join(entry.why)))] if entry.why else []
    rows += [("À préciser", question.question) for question in entry.missing]
    rows += [("Réserve", capital(text)) for text in entry.commitments]
    if scheme.conditions and not detail:
        rows.append(("Réserve", f"{plural(len(scheme.conditions), 'point', 'points')} à vérifier avec --detail"))
    rows += [("Conseil", capital(text)) for text in entry.advice]
    return rows


def _draw_detail(entry: Entry, page: Page) -> None:
    criteria = [(OUTCOMES[line.outcome], capital(line.text) + _noted(line)) for line in entry.criteria]
    page.line("Critères", "bold", indent=2)
    page.rows(criteria, indent=4, styles=[_OUTCOME_STYLES[line.outcome] for line in entry.criteria])
    _draw_list("Calcul", list(entry.assessment.amounts.steps), page)
    _draw_list("À vérifier", list(entry.scheme.conditions), page)
    _draw_list("À savoir", list(entry.scheme.notes), page)
    _draw_list("Démarche", where_to_ask(entry.scheme), page)
    _draw_list("Sources", [f"[{source.id}] {source_text(source)}" for source in entry.scheme.sources], page)


def _noted(line: CriterionLine) -> str:
    source = f" [{line.source.id}]" if line.source else ""
    return f"{source}. {line.note}" if line.note else source


def _draw_list(title: str, lines: list[str], page: Page) -> None:
    if lines:
        page.line(title, "bold", indent=2)
    for line in lines:
        page.rows([("-", capital(line))], indent=4)


def _draw_closed(report: CheckReport, page: Page) -> None:
    entries = report.group("closed")
    if not entries:
        return
    page.heading(f"FERMÉ, alors que le profil conviendrait ou pourrait convenir ({len(entries)})")
    shown = entries if page.screen.unfold else entries[:CLOSED_SHOWN]
    for entry in shown:
        follow = entry.successor
        after = f" ; suite : {follow.scheme.id}" if follow and follow.window.state not in OVER else ""
        page.rows([("-", f"{entry.scheme.title} : {window_text(entry.window)}{after} ({entry.scheme.id})")])
    if len(shown) < len(entries):
        page.line(f"et {len(entries) - len(shown)} autres : les voir avec --tout", indent=2)


def _draw_ineligible(report: CheckReport, page: Page) -> None:
    entries = report.group("ineligible")
    if not entries:
        return
    page.heading(f"NON ÉLIGIBLE ({len(entries)})", "bold red")
    if not page.screen.unfold:
        page.line("Les voir, chacun avec sa raison : --tout", indent=2)
        _draw_reachable(entries, page)
        return
    for entry in entries:
        page.line()
        page.line(f"{entry.scheme.title} ({entry.scheme.id})", indent=2)
        page.rows([("Quand", window_text(entry.window))], indent=4)
        page.rows([("Pourquoi", reason) for reason in entry.why], indent=4)
        page.rows([("Conseil", capital(advice)) for advice in entry.advice], indent=4)


def _draw_reachable(entries: tuple[Entry, ...], page: Page) -> None:
    """The schemes still running that a change within reach would open."""
    reachable = [entry for entry in entries if entry.advice and entry.window.state not in OVER]
    for entry in reachable[:ADVICE_SHOWN]:
        page.rows([("-", f"{entry.scheme.title} deviendrait possible {entry.advice[0]} ({entry.scheme.id})")])


def _draw_missing(report: CheckReport, page: Page) -> None:
    if report.missing:
        page.heading("POUR PRÉCISER LA RÉPONSE")
        for question in report.missing if page.screen.unfold else report.missing[:CLOSED_SHOWN]:
            unlocks = plural(question.unlocks, "dispositif", "dispositifs")
            page.rows([(option_for(question.fact), f"{question.question} (départage {unlocks})")])
        left = len(report.missing) - CLOSED_SHOWN
        if left > 0 and not page.screen.unfold:
            page.line(f"et {left} autres questions : les voir avec --tout", indent=2)
    if report.profile.costs is None:
        page.rows([("--cout CATÉGORIE=EUROS", "Combien coûte le projet, poste par poste ? (calcule le montant)")])
