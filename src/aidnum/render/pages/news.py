"""The answer of ``news``: what changed, a section a kind of change, as a mail tells it."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from aidnum.french import capital, listed, long_date, plural
from aidnum.model.assessment import Verdict
from aidnum.render import document as doc
from aidnum.render.pages import amendments
from aidnum.render.pages.batch import unread_count, unread_names
from aidnum.render.pages.news_fields import field_words, told
from aidnum.render.wording import CAVEAT, VERDICTS, window_text
from aidnum.report.amendments import DOSSIER, Amendment
from aidnum.report.news import Change, Concerned, NewsReport, What

REMINDER = "rappel"
_FEW = 5


def page(report: NewsReport, view: doc.View) -> doc.Page:
    """What changed, what is to come first; then the rest of a list, of which the head tells how much.

    A sheet that was only checked again is counted, and named in detail; for somebody, so is what a dossier is written from.
    """
    every: tuple[Change | Amendment, ...] = (*report.changes, *report.amendments)
    folded = 0 if view.detail else sum(one.is_reread for one in every)
    unread = report.several.unread if report.several else ()
    return (
        doc.Title(_title(report), "Aides numériques : ce qui a changé"),
        *([doc.Paragraph(capital(" : ".join(report.words[:2])), "strong")] if report.words else []),
        *(doc.Paragraph(word) for word in report.words[2:]),
        *unread_count(unread, view),
        *_sections(report, view),
        *_amendments(report, view),
        *unread_names(unread, view),
        *_ends(report, folded, is_none=len(every) == folded),
    )


def left_out_text(report: NewsReport) -> str | None:
    """How many changes are not told, since they are not for who asks; None where there are none."""
    if not report.left_out:
        return None
    changes = plural(report.left_out, "changement n'est pas montré", "changements ne sont pas montrés")
    who = "ce profil n'est" if report.several is None else "aucun projet de la liste n'est"
    return f"{changes} : {who} ni éligible à l'aide ni à confirmer, avant comme après."


def _title(report: NewsReport) -> str:
    until = long_date(report.until)
    if report.since is None:
        return f"Ce qui a changé depuis le catalogue « {report.against} », vu le {until}"
    return f"Ce qui a changé entre le {long_date(report.since)} et le {until}"


def concerned_texts(change: Change, total: int | None = None, most: int | None = None) -> Iterator[str]:
    """The projects of a list that a change concerns, a sentence a verdict, with `most` of the names, or every one.

    Where they are as many as the `total` of the list, that is said in place of names.
    """
    for (former, verdict), some in change.by_verdicts.items():
        names = ", toute la liste" if len(some) == total else f" ({_names(some, most)})"
        yield f"{_verdict_text(former, verdict)} : {plural(len(some), 'projet', 'projets')}{names}"


def _names(some: Sequence[Concerned], most: int | None) -> str:
    left = 0 if most is None else len(some) - most
    names = [one.project.label for one in some[:most]]
    return listed([*names, plural(left, "autre", "autres")] if left > 0 else names)


def _verdict_text(former: Verdict | None, verdict: Verdict | None) -> str:
    if former and verdict and former is not verdict:
        return f"Était {VERDICTS[former]}, est maintenant {VERDICTS[verdict]}"
    known = verdict or former
    return capital(VERDICTS[known]) if known else "Verdict non connu"


def _sections(report: NewsReport, view: doc.View) -> Iterator[doc.Block]:
    changes = (change for change in report.changes if view.detail or not change.is_reread)
    for (what, is_reread), same in groupby(changes, key=lambda change: (change.what, change.is_reread)):
        yield doc.Heading("Fiches relues, sans autre changement connu" if is_reread else _heading(what, report))
        yield doc.Items(tuple(_item(change, report, view) for change in same))


def _amendments(report: NewsReport, view: doc.View) -> Iterator[doc.Block]:
    """What changed beside the schemes: in words, but for what doesn't concern who asks."""
    shown = [one for one in report.amendments if view.detail or not one.is_reread]
    aside = [one for one in shown if one.part in DOSSIER and report.words and not view.unfold]
    yield from amendments.sections(one for one in shown if one not in aside)
    yield from amendments.counted(aside)


def _heading(what: What, report: NewsReport) -> str:
    ahead = plural(report.within or 0, "jour", "jours")
    headings: dict[What, str] = {
        "opened": "Vient d'ouvrir",
        "closes": f"Se ferme d'ici {ahead}",
        "opens": f"Ouvre d'ici {ahead}",
        "closed": "Vient de fermer",
        "added": "Nouveau dans le catalogue",
        "removed": "Retiré du catalogue",
        "changed": "Fiches changées",
    }
    return headings[what]


def _item(change: Change, report: NewsReport, view: doc.View) -> doc.Item:
    scheme = change.scheme
    reminder = "" if change.is_new else f" — {REMINDER}"
    said = listed(field_words(change)) if change.what == "changed" else window_text(change.window)
    below = tuple(map(doc.Item, _below(change, report, view)))
    return doc.Item(f"{scheme.title} : {said}{reminder} ({scheme.id})", below, url=scheme.url)


def _below(change: Change, report: NewsReport, view: doc.View) -> Iterator[str]:
    """What stands below a change: its day where the window doesn't say it, what is told, the verdict, whom to ask."""
    if change.on is not None and change.what == "opened":
        yield f"Depuis le {long_date(change.on)}"
    elif change.on is not None and change.what == "closed" and change.window.closes is None:
        yield f"Vu fermé le {long_date(change.on)}"
    yield from told(change)
    verdict = change.verdict or change.former
    if report.several is not None:
        most = None if view.detail and not change.is_reread else _FEW
        yield from concerned_texts(change, len(report.several.projects), most)
    elif verdict is not None and change.turned is None:
        yield f"Verdict : {VERDICTS[verdict]}"
    if change.offices and change.what != "changed":
        yield f"À qui s'adresser : {', '.join(change.offices)}"


def _ends(report: NewsReport, folded: int, *, is_none: bool) -> Iterator[doc.Block]:
    if is_none:
        yield doc.Paragraph("Rien n'a changé.", apart=True)
    if folded:
        checked = plural(folded, "fiche relue, sans autre changement connu", "fiches relues, sans autre changement connu")
        yield doc.Paragraph(f"{checked} ; --detail les nomme.", "hint", apart=True)
    if said := left_out_text(report):
        yield doc.Paragraph(said, apart=True)
    if report.words:
        yield doc.Paragraph(CAVEAT, "caveat", apart=True)
