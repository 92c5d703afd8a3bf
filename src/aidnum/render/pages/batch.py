"""The answer of ``batch``: a line a project, then what opens for most of them and what would settle more."""

from collections import Counter
from collections.abc import Iterator, Sequence

from aidnum.french import long_date, number, plural, short_date, visible
from aidnum.model.assessment import WindowOn
from aidnum.model.vocabulary import Fact, Vocabulary
from aidnum.project.project_list import Unread
from aidnum.render import document as doc
from aidnum.render.asking import option_for
from aidnum.render.wording import CAVEAT, STATES
from aidnum.report.batch import BatchReport, NextDate, Reach
from aidnum.report.entry import OFFERED

MOST, ASKED = 10, 3
_DATES = {"closes": "ferme", "opens": "ouvre"}
EXPLAINED = "Ouvert, bientôt : le projet est éligible. À demander : un fait, une date ou une règle reste à préciser."
_WHO = "Collectivité"
_COUNTS = ("Ouvert", "Bientôt", "À demander")
_GAP = 2
_COUNTED = sum(len(header) + _GAP for header in _COUNTS)
_DATE = _GAP + len("ferme 31/12/2026")
_SHORT, _LEAST_NAME = 24, 12
"""The letters that a project's name keeps on any screen, and below how many what its date is of is better left out."""


def page(report: BatchReport, view: doc.View) -> doc.Page:
    """The list, whatever its length; of the schemes the first on a screen, unless all are wanted."""
    unread = unread_names(report.unread, view)
    return (*_head(report, view), *_projects(report, view), *_schemes(report, view), *_asked(report), *unread, *_end())


def _head(report: BatchReport, view: doc.View) -> Iterator[doc.Block]:
    yield doc.Title(plural(len(report.answers), "projet", "projets"), "Aides numériques : une liste")
    examined = plural(len(report.catalogue.overview.sketches), "dispositif examiné", "dispositifs examinés")
    yield doc.Paragraph(f"{long_date(report.day)}, {examined}")
    yield from unread_count(report.unread, view)


def unread_count(unread: Sequence[Unread], view: doc.View) -> Iterator[doc.Block]:
    """How much of a list couldn't be read; stderr tells the rest where the page doesn't."""
    if unread:
        where = " Leurs noms sont à la fin." if _names_unread(view) else ""
        yield doc.Paragraph(f"Non lus, et laissés de côté : {number(len(unread))}.{where}", "strong")


def unread_names(unread: Sequence[Unread], view: doc.View) -> doc.Page:
    """What of a list couldn't be read, and why not, after what could."""
    return doc.listing("Non lus", map(_unread, unread)) if _names_unread(view) else ()


def _names_unread(view: doc.View) -> bool:
    return view.paper or view.unfold


def _unread(unread: Unread) -> doc.Item:
    return doc.Item(unread.sentence, tuple(doc.Item(line.strip()) for line in unread.error.lines))


def _projects(report: BatchReport, view: doc.View) -> Iterator[doc.Block]:
    """A line a project; on the first screen its name and what its date is of have the room there is."""
    whole = view.paper or view.unfold or view.width < doc.NARROW
    labels = [visible(answered.label) for answered in report.answers]
    is_dated = any(answered.next_date for answered in report.answers) or not labels
    left = view.width - _COUNTED - _DATE * is_dated
    most = max(_SHORT, left)
    names = labels if whole else _cut(labels, most)
    room = None if whole else left - min(most, max(map(len, (_WHO, *labels))))
    dates = [_date(answered.next_date, room) for answered in report.answers]
    last = None if is_dated else -1
    rows = (
        (name, *(number(answered.count(group)) for group in OFFERED), day)[:last]
        for name, answered, day in zip(names, report.answers, dates, strict=True)
    )
    headers = (_WHO, *_COUNTS, "Prochaine date")[:last]
    yield doc.Table("Combien d'aides, et la prochaine date", headers, tuple(rows))


def _cut(names: Sequence[str], most: int) -> Iterator[str]:
    """Names of so many letters at most, cut at their end, or in their middle where others begin alike."""
    cut = [_shortened(name, most) for name in names]
    alike = Counter(cut)
    end = (most - 1) // 2
    for name, short in zip(names, cut, strict=True):
        yield short if alike[short] == 1 else f"{name[: most - 1 - end].rstrip()}…{name[-end:].lstrip()}"


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _date(date: NextDate | None, room: int | None) -> str:
    """A date and what it is of, in so much room after the day; whole where there is no bound."""
    if date is None:
        return ""
    told, name = f"{_DATES[date.what]} {short_date(date.day)}", visible(date.scheme.name)
    if room is None:
        return f"{told} : {name}"
    left = room - len(" : ")
    return f"{told} : {_shortened(name, left)}" if left >= min(_LEAST_NAME, len(name)) else told


def _schemes(report: BatchReport, view: doc.View) -> Iterator[doc.Block]:
    if not report.reaches:
        yield doc.Paragraph("Aucun dispositif ne peut être demandé.", "strong", apart=True)
        return
    shown = report.reaches if view.unfold or view.paper else report.reaches[:MOST]
    yield doc.Heading("Ce qui s'ouvre au plus grand nombre")
    yield doc.Table("Pour combien de projets", ("Aide", *_COUNTS, "Quand"), tuple(map(_scheme, shown)))
    left = len(report.reaches) - len(shown)
    if left:
        yield doc.Paragraph(f"et {plural(left, 'autre aide', 'autres aides')} : ajouter --tout")


def _scheme(reach: Reach) -> tuple[str, ...]:
    return reach.scheme.name, number(reach.now), number(reach.next), number(reach.ask), _when(reach.window)


def _when(window: WindowOn) -> str:
    if window.state == "open" and window.closes:
        return f"jusqu'au {short_date(window.closes)}"
    if window.state == "upcoming" and window.opens:
        return f"dès le {short_date(window.opens)}"
    return STATES[window.state]


def _asked(report: BatchReport) -> Iterator[doc.Block]:
    """The facts that settle most, each with the option, which a column of the list may stand for."""
    vocabulary = report.catalogue.vocabulary
    known = [(vocabulary.facts[fact], fact, count) for fact, count in report.asked if fact in vocabulary.facts]
    own = [one for one in known if not one[0].asked_of_office][:ASKED]
    if own:
        yield doc.Heading("Pour préciser, par une option ou une colonne de la liste")
        yield doc.Items(tuple(_question(*one, vocabulary) for one in own))


def _question(known: Fact, fact: str, count: int, vocabulary: Vocabulary) -> doc.Item:
    return doc.Item(f"{known.question} ({plural(count, 'projet', 'projets')})", option=option_for(fact, vocabulary))


def _end() -> Iterator[doc.Block]:
    yield doc.Paragraph(EXPLAINED, apart=True)
    yield doc.Paragraph("Le détail d'un projet : aidnum check NOM", "hint")
    yield doc.Paragraph(CAVEAT, "caveat", apart=True)
