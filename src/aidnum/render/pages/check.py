"""The answer of ``check``: what can be had now, next and after asking, a line an aid; then, as far as asked, why."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from aidnum.engine.cost import COST, waits_for_vat
from aidnum.french import capital, listed, long_date, plural
from aidnum.model.assessment import Verdict
from aidnum.model.scheme import Source
from aidnum.render import document as doc
from aidnum.render.asking import COSTS, VAT, option_for
from aidnum.render.line_wording import how_much, is_shared, names, title, what_next
from aidnum.render.pages import check_detail as detail
from aidnum.render.scheme_wording import CONFIDENCE
from aidnum.render.wording import CAVEAT, GROUPS, hope, next_steps, supposition_text
from aidnum.report.check import OFFERED, OVER, CheckReport, Entry, Line, Question

ASKED = 3
WHERE = (
    "Pour déposer une demande ou poser une question : la page du dispositif, l'organisme qui le porte ou, à défaut, "
    "la préfecture. La fiche entière, avec la démarche : aidnum show FICHE"
)
_HEADERS = ("Aide", "Combien", "Quand, où")
_SIMULATION = "Ceci est une simulation, non une décision."
_ASK_COSTS = "Combien coûte le projet ? (donne les montants)"


def page(report: CheckReport, view: doc.View) -> doc.Page:
    """The first screen is the answer; on paper its conditions and sources follow, and the why and the rest where asked."""
    asked = _questions(report, view)
    numbers = _numbers(report, view) if view.paper and not view.detail else {}
    return (
        *_head(report, view),
        *_boards(report, view, numbers),
        *(_conditions(report, view) if numbers else () if view.detail else _bonds(report, view)),
        *_counted(report, view),
        *(detail.whole(report, view) if view.detail else ()),
        *_asked(report, asked, view),
        *_sources(numbers, report, view),
        *_end(view),
    )


def _head(report: CheckReport, view: doc.View) -> Iterator[doc.Block]:
    """Who asks, for what, on what day; what to do when nothing can be had."""
    who, what, more = report.heading_words
    yield doc.Title(capital(" : ".join(filter(None, (who, what)))) or "Toutes les aides", "Aides numériques")
    examined = plural(len(report.catalogue.overview.sketches), "dispositif examiné", "dispositifs examinés")
    yield doc.Paragraph(" ; ".join((f"{long_date(report.day)}, {examined}", *more)))
    if view.unfold:
        rows = [doc.Row("Données", said) for said in report.data_words]
        yield doc.Rows((*rows, doc.Row("Fichiers", ", ".join(report.catalogue.sources))), head=True)
    if report.catalogue.left_out:
        left_out = plural(report.catalogue.left_out, "dispositif", "dispositifs")
        yield doc.Paragraph(f"Laissé de côté : {left_out} du catalogue, à cause d'une erreur dans sa fiche.")
    if view.unfold or not any(map(report.group, OFFERED)):
        yield from (doc.Paragraph(step, "strong") for step in next_steps(report))


def _lines(report: CheckReport, view: doc.View, name: str) -> tuple[Line, ...]:
    return report.lines(name) if view.unfold else report.near_lines(name)


def _boards(report: CheckReport, view: doc.View, numbers: Mapping[str, int]) -> Iterator[doc.Board]:
    for name in OFFERED:
        lines = _lines(report, view, name)
        if lines:
            yield doc.Board(GROUPS[name], _HEADERS, tuple(_line(report, line, view, numbers) for line in lines))


def _line(report: CheckReport, line: Line, view: doc.View, numbers: Mapping[str, int]) -> doc.Line:
    first, vocabulary = line.entries[0], report.catalogue.vocabulary
    whole = view.paper or view.unfold
    named = title(line, whole=whole) + _marks(line.entries, numbers)
    cells = (named, how_much(line, vocabulary), what_next(line, vocabulary, whole=whole))
    is_sure = all(entry.verdict is Verdict.ELIGIBLE for entry in line.entries)
    return doc.Line("eligible" if is_sure else "to_confirm", cells, first.scheme.url if len(line.entries) == 1 else None)


def _offered(report: CheckReport, view: doc.View) -> Iterator[Entry]:
    """What may be asked for, as far as it is shown."""
    return (entry for name in OFFERED for entry in report.group(name) if view.unfold or entry not in report.far)


def _bonds(report: CheckReport, view: doc.View) -> Iterator[doc.Block]:
    """What binds the aids above: what the applicant commits to, and which can't be had together.

    Of aids that share a line until a fact is known, what they would ask for then is not said yet.
    """
    bound: dict[str, list[Entry]] = {}
    lines = [line for name in OFFERED for line in _lines(report, view, name) if not is_shared(line)]
    alone = [entry for line in lines for entry in line.entries]
    for entry in alone:
        for commitment in entry.commitments:
            bound.setdefault(commitment, []).append(entry)
    items = [doc.Item(f"{names(entries)} : {commitment}") for commitment, entries in bound.items()]
    exclusions = " ; ".join(_exclusions(report, alone))
    if exclusions:
        items.append(doc.Item(f"L'une ou l'autre : {exclusions}"))
    if items:
        yield doc.Items(tuple(items), apart=True)


def _exclusions(report: CheckReport, entries: Sequence[Entry]) -> Iterator[str]:
    """Each of some aids with those of them that it excludes; a pair is told once."""
    left = {entry.scheme.id for entry in entries}
    for entry in entries:
        left.discard(entry.scheme.id)
        others = [report.catalogue.name(other) for other in entry.excludes if other in left]
        if others:
            yield listed([entry.scheme.name, listed(others, "ou")], "ou")


def _conditions(report: CheckReport, view: doc.View) -> Iterator[doc.Block]:
    """On paper: what each aid asks for."""
    told = ((entry.scheme.title, " ".join(map(_sentence, detail.terms(report, entry)))) for entry in _offered(report, view))
    rows = tuple(doc.Row(title, text, "name") for title, text in told if text)
    if rows:
        yield doc.Heading("Conditions")
        yield doc.Rows(rows)


def _sentence(text: str) -> str:
    return capital(text) if text.endswith((".", "?")) else f"{capital(text)}."


def _numbers(report: CheckReport, view: doc.View) -> dict[str, int]:
    """The number of each address that the answer cites, in the order of its first citation."""
    urls = dict.fromkeys(source.url for entry in _offered(report, view) for source in entry.cited)
    return {url: number for number, url in enumerate(urls, 1)}


def _marks(entries: Iterable[Entry], numbers: Mapping[str, int]) -> str:
    if not numbers:
        return ""
    cited = sorted({numbers[source.url] for entry in entries for source in entry.cited})
    return f" ({', '.join(map(str, cited))})"


def _counted(report: CheckReport, view: doc.View) -> Iterator[doc.Block]:
    """One line for what is far, over or refused; where nothing can be had, what a change within reach would open."""
    over, refused = report.group("closed"), report.group("ineligible")
    told = {"Postérieurs de plus d'un an": report.far, "Fermés": over, "Non éligibles": refused}
    counts = [f"{said} : {len(entries)}" for said, entries in told.items() if entries]
    if view.unfold or view.paper or not counts:
        return
    yield doc.Paragraph(f"{'. '.join(counts)}. Les voir, chacun avec sa raison : --tout")
    if len(over) + len(refused) == len(report.entries):
        yield doc.Items(tuple(_reachable(refused)))


def _reachable(entries: Iterable[Entry]) -> Iterator[doc.Item]:
    running = (entry for entry in entries if entry.window.state not in OVER)
    told = ((entry.scheme.name, text) for entry in running for text in islice(_reaching(entry), 1))
    yield from (doc.Item(f"{name} : {text}") for name, text in islice(told, ASKED))


def _reaching(entry: Entry) -> Iterator[str]:
    """What would open an aid: a change, or what was supposed."""
    yield from (f"{hope(entry)} {text}" for text in entry.advice)
    yield from map(supposition_text, entry.suppositions)


def _questions(report: CheckReport, view: doc.View) -> Sequence[Question]:
    """The questions to show: the one that settles most and others that settle several, beside that of costs; or all of them."""
    missing = [question for question in report.missing if question.fact != COST]  # asked apart, for all aids at once
    if view.unfold:
        return missing
    facts = report.catalogue.vocabulary.facts
    useful = (
        question
        for question in missing
        if (question.unlocks_now or question.amounts) and not facts[question.fact].asked_of_office
    )
    first = islice(useful, ASKED - _asks_costs(report, view))
    return [question for place, question in enumerate(first) if not place or question.unlocks_now + question.amounts > 1]


def _asks_costs(report: CheckReport, view: doc.View) -> bool:
    return report.profile.costs is None and any(entry.pays for entry in _offered(report, view))


def _untaxed(report: CheckReport, view: doc.View) -> int:
    """How many amounts wait for the rate of VAT."""
    if report.profile.costs is None:
        return 0
    return sum(entry.pays and waits_for_vat(entry.scheme.funding, report.profile) for entry in _offered(report, view))


def _asked(report: CheckReport, asked: Sequence[Question], view: doc.View) -> Iterator[doc.Block]:
    """The questions, each with the option that answers it."""
    vocabulary = report.catalogue.vocabulary
    items = [doc.Item(f"{one.question} ({_use(one)})", option=option_for(one.fact, vocabulary)) for one in asked]
    if _asks_costs(report, view):
        items.append(doc.Item(_ASK_COSTS, option=COSTS))
    if untaxed := _untaxed(report, view):
        items.append(doc.Item(f"Quel est le taux de TVA de ces coûts ? ({plural(untaxed, 'montant', 'montants')})", option=VAT))
    if items:
        yield doc.Heading("Pour préciser")
        yield doc.Items(tuple(items))
    if view.detail:
        yield doc.Paragraph("Les mots à employer : aidnum facts", "hint")


def _use(question: Question) -> str:
    if question.unlocks_now:
        return plural(question.unlocks_now, "aide", "aides")
    if question.unlocks:
        return plural(question.unlocks, "aide, fermée", "aides, fermées")
    return "montant"


def _sources(numbers: Mapping[str, int], report: CheckReport, view: doc.View) -> Iterator[doc.Block]:
    """The sources by number, and the days between which they were read."""
    if not numbers:
        return
    every = {source.url: source for entry in _offered(report, view) for source in entry.cited}
    days = sorted(source.checked for source in every.values())
    between = f"le {long_date(days[0])}" if days[0] == days[-1] else f"du {long_date(days[0])} au {long_date(days[-1])}"
    yield doc.Heading("Sources")
    yield doc.Paragraph(f"Vérifiées {between}.")
    yield doc.Items(tuple(doc.Item(f"({number}) {_source(every[url])}", url=url) for url, number in numbers.items()))


def _source(source: Source) -> str:
    return source.title if source.confidence == "high" else f"{source.title} ({CONFIDENCE[source.confidence]})"


def _end(view: doc.View) -> Iterator[doc.Block]:
    """What a simulation is worth; in full on paper and where all is told."""
    if view.paper or view.detail:
        yield doc.Paragraph(CAVEAT, "caveat", apart=True)
        yield doc.Paragraph(WHERE, "hint")
    else:
        yield doc.Paragraph(f"Le pourquoi, les sources : --detail. {_SIMULATION}", "caveat")
