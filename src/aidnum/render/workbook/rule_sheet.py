"""The sheet of rules: each law once, and whether each plan keeps to it, tested by the workbook itself."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from aidnum.engine.exclusion import exclusions
from aidnum.engine.limits import is_payer
from aidnum.french import tied
from aidnum.model.law import Law
from aidnum.model.plan import Holding
from aidnum.render.workbook.formula import NO, YES, Content, Equal, Every, Formula, Holds, Least, Product, Ref, Sum
from aidnum.render.workbook.origin_sheet import invested
from aidnum.render.workbook.places import PART, RULES, Places
from aidnum.render.workbook.sheet import ANSWER, HEAD, PLAIN, TEXT, TITLE, TOTAL, Cell, Row, Sheet
from aidnum.render.workbook.words import once, subtitle
from aidnum.report.plan import PlanReport

_FIRST = 4
_NO_OBJECT, _TO_CHECK = "sans objet", "à vérifier"
_LAID, _RIGHT = 7, 9


def all_held(at: Places) -> Ref:
    """Whether a plan keeps to every rule that the workbook tests."""
    return Ref(RULES, _FIRST, 2 + at.rank)


def rule_sheet(every: Sequence[Places], report: PlanReport, unsaid: frozenset[int] = frozenset()) -> Sheet:
    """The rules, and a column of answers for each plan; those `unsaid` aren't legal for what no sum of the workbook says."""
    widths = (42.0, 70.0, *(15.0 for _ in every))
    tests = [row for row in _tests(every, report, unsaid) if any(cell.content != _NO_OBJECT for cell in row[2:])]
    last = _FIRST + len(tests)
    summary = (Every(Ref(RULES, _FIRST + 1, 2 + at.rank), Ref(RULES, last, 2 + at.rank)) for at in every)
    answers = (Cell(2 + place, answer, TOTAL._replace(centred=True)) for place, answer in enumerate(summary))
    rows: list[Row] = [
        (Cell(0, "Règles sur les sommes", TITLE, len(widths)),),
        (Cell(0, subtitle(report), PLAIN, len(widths)),),
        (),
        tuple(
            Cell(column, word, HEAD) for column, word in enumerate(("Règle", "Ce qu'elle demande", *(at.name for at in every)))
        ),
        (Cell(0, "Toutes les règles testées ici", TOTAL, 2), *answers),
        *tests,
    ]
    return Sheet(RULES, widths, tuple(rows), (_FIRST - 1, _FIRST - 1))


def _tests(every: Sequence[Places], report: PlanReport, unsaid: frozenset[int]) -> Iterator[Row]:
    yield _row("Équilibre", "Les recettes égalent les dépenses.", [_balanced(at) for at in every])
    yield _row("Part du porteur", "Elle n'est jamais négative, ni plus petite que l'emprunt.", [_borne(at) for at in every])
    if not any(_is_typed(at, report) for at in every):  # parts that are typed don't follow a cost that changes
        yield _row(
            "Répartition des aides",
            "Les parts d'investissement et de fonctionnement font le montant de chaque aide, et aucune nature de dépense "
            "n'est payée au-delà de son coût.",
            [_laid(at) for at in every],
        )
    yield _row(
        "Cumul et minimums",
        "Aucune aide du plan n'en exclut une autre, ni ne passe sous son propre minimum.",
        [NO if at.rank in unsaid else _together(at, report) for at in every],
    )
    for on in report.laws:
        answers = [_answer(on.law, at, report) for at in every]
        told = f"{on.law.text} {on.law.ask}" if on.law.level == "warning" and on.law.ask else on.law.text
        yield _row(on.law.title, tied(told), answers)
    for words in once(tied(one.bound.words) for at in every for one in at.plan.holding if _is_own(one)):
        yield _row("Règle propre à une aide", words, [_own_answer(words, at) for at in every])


def _row(title: str, text: str, answers: Sequence[Content]) -> Row:
    return Cell(0, title, TEXT._replace(bold=True)), Cell(1, text), *(Cell(2 + k, one, ANSWER) for k, one in enumerate(answers))


def _borne(at: Places) -> Formula:
    """Whether what is left to the applicant is something, and no less than what it borrows."""
    first = Ref(at.name, at.first_own, at.received)
    funds = first._replace(row=first.row + 1) if at.plan.loan else first
    return Holds(Least((at.own, funds)) if at.plan.loan else funds)


def _is_typed(at: Places, report: PlanReport) -> bool:
    """Whether the part of some aid that is laid on investment is a number between nothing and all."""
    parts = (invested(at, place, report) for place in range(len(at.plan.resources)))
    return any(isinstance(part, Decimal) and part not in (0, 1) for part in parts)


def _balanced(at: Places) -> Formula:
    return Equal(Ref(at.name, at.last, at.received), at.total)


def _laid(at: Places) -> Content:
    """Whether each aid is laid whole, and no nature of cost paid beyond what it is."""
    if not at.plan.resources:
        return _NO_OBJECT
    aids = at.spent._replace(row=at.spent.row - 1, column=_RIGHT)
    return Every(aids, aids._replace(row=aids.row + 2))


def _together(at: Places, report: PlanReport) -> Content:
    """Whether the aids can be had together: no sum that is typed changes it."""
    barred = exclusions((one.scheme for one in at.plan.resources if one.scheme is not None), report.catalogue.schemes)
    return NO if any(barred.values()) else YES


def _answer(law: Law, at: Places, report: PlanReport) -> Content:
    if law.level == "warning":
        return _TO_CHECK if any(one.law.id == law.id for one in at.plan.warnings) else _NO_OBJECT
    held = [one for one in at.plan.holding if one.bound.law is not None and one.bound.law.id == law.id]
    return _held([*(_margin(one, at) for one in held), *_above(law, at, report)])


def _own_answer(words: str, at: Places) -> Content:
    return _held([_margin(one, at) for one in at.plan.holding if _is_own(one) and tied(one.bound.words) == words])


def _held(margins: Sequence[Formula]) -> Content:
    if not margins:
        return _NO_OBJECT
    return Holds(margins[0] if len(margins) == 1 else Least(tuple(margins)))


def _is_own(holding: Holding) -> bool:
    """Whether the text of a scheme sets a limit, and no law."""
    return holding.bound.law is None and holding.bound.limit is not None


def _margin(holding: Holding, at: Places) -> Formula:
    """What a limit leaves: its share of a sum, itself less what lessens it, without what it sums."""
    limit, shared = holding.bound.limit, _limited(holding, at)
    share = Decimal(1) if limit is None else limit.share
    if holding.lessening:
        shared = Sum((shared,), tuple(_seen(holding, place, at) for place in holding.lessening))
    return Sum((Product(share, shared),), tuple(_seen(holding, place, at) for place in holding.summed))


def _seen(holding: Holding, place: int, at: Places) -> Formula:
    """What a limit sees of an aid: all of it, what is laid on investment, or the part laid on the lines that it looks at."""
    limit, resource, seen = holding.bound.limit, at.plan.resources[place], holding.seen[place]
    if limit is not None and limit.costs == "investment" and seen == resource.natures.investment:
        return at.laid(place)
    if seen == resource.amount:
        return at.amount(place)
    return Product((seen / resource.amount).quantize(PART), at.amount(place))


def _limited(holding: Holding, at: Places) -> Formula:
    """The sum of which a limit allows a share: the base of the aid that it comes with, or costs."""
    bound, limit = holding.bound, holding.bound.limit
    if limit is not None and limit.of == "base":
        for place, one in enumerate(at.plan.resources):
            if one.scheme is bound.scheme and one.base == bound.of:
                return at.base(place)
    return at.spent._replace(column=_LAID) if limit is not None and limit.costs == "investment" else at.total


def _above(law: Law, at: Places, report: PlanReport) -> Iterator[Formula]:
    """What each aid of some payers gives beyond the share of its base that a law asks for."""
    if law.at_least is None or law.at_least_yields:
        return
    for place, one in enumerate(at.plan.resources):
        if not one.granted and is_payer(one.payer, law.with_, report.catalogue.vocabulary):
            of = at.total if one.base is None else at.base(place)
            yield Sum((at.amount(place),), (Product(law.at_least, of),))
