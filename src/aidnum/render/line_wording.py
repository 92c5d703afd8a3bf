"""One aid in one line: how much, until when, where, what to ask first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from aidnum.engine.sums import slices_words, sum_words
from aidnum.french import listed, long_date, plural
from aidnum.model.assessment import Doubt
from aidnum.render.scheme_wording import flat_text
from aidnum.render.wording import KINDS, PROBABLE, rate_text, seen_text, sum_text

if TYPE_CHECKING:
    from aidnum.model.assessment import Amounts, WindowOn
    from aidnum.model.funding import Funding
    from aidnum.model.vocabulary import Vocabulary
    from aidnum.report.check import Entry, Line

_NAMED, _FEW = 2, 3
_BASES = {"ht": " du HT", "ttc": " du TTC", "unknown": ""}
_ASKED = {
    "dates": "dates à demander",
    "law": "règles à vérifier",
    "limit": "seuil ou dépense à vérifier",
    "terms": "aucune tranche ne convient, à vérifier",
}  # fmt: skip


def names(entries: Iterable[Entry], *, whole: bool = False) -> str:
    """The names of some aids; the first of many, unless the `whole` list is wanted."""
    every = [entry.scheme.name for entry in entries]
    left = len(every) - _NAMED
    return listed(every) if whole or left < 2 else f"{', '.join(every[:_NAMED])} et {plural(left, 'autre', 'autres')}"


def title(line: Line, *, whole: bool = False) -> str:
    """What a line is about: the names of its aids, or how many of them are help that pays nothing."""
    if line.reason == "help":
        return f"{len(line.entries)} services et conseils"
    if is_help(line):
        kind = KINDS[line.entries[0].scheme.funding.kind]
        return plural(len(line.entries), f"{kind} gratuit", f"{kind}s gratuits")
    return names(line.entries, whole=whole)


def is_help(line: Line) -> bool:
    """Whether a line is several services or accompaniments."""
    return len(line.entries) > 1 and line.reason != "facts"


def is_shared(line: Line) -> bool:
    """Whether a line is several aids that wait for the same fact."""
    return len(line.entries) > 1 and line.reason == "facts"


def how_much(line: Line, vocabulary: Vocabulary) -> str:
    """The aid in euros, else its rate: ``de 20 % à 80 % du HT``; of several aids, what they have in common."""
    if is_help(line):
        return "sans versement" if line.reason else "gratuit"
    said = dict.fromkeys(_how_much(entry, vocabulary) for entry in line.entries)
    return next(iter(said)) if len(said) == 1 else "selon l'aide"


def _how_much(entry: Entry, vocabulary: Vocabulary) -> str:
    amounts, funding = entry.assessment.amounts, entry.scheme.funding
    kind = "" if amounts.kind == "grant" else KINDS[amounts.kind]
    known = sum_text(amounts) or _stated(amounts, funding, vocabulary)
    known += PROBABLE * amounts.probable if known else ""
    if not known and not entry.pays:
        return f"{kind} gratuit" if funding.free else kind
    return ", ".join(filter(None, (kind, known or "montant non connu")))


def _stated(amounts: Amounts, funding: Funding, vocabulary: Vocabulary) -> str:
    """What the text says where no sum can be worked out: ``40 % jusqu'à 50 000 €, puis 20 %``."""
    rate = rate_text(amounts.rate_min, amounts.rate_max)
    share = f"{rate}{_BASES[funding.basis]}" if rate else slices_words(funding.slices)
    flat = flat_text(funding.flat, vocabulary) if funding.flat else ""
    stated = " + ".join(filter(None, (share, flat)))
    if share and funding.ceiling and not funding.bands:
        stated += f", {sum_words(funding.ceiling, vocabulary)} au plus"
    return stated


def what_next(line: Line, vocabulary: Vocabulary, *, whole: bool = False) -> str:
    """Until when and where, or what to ask and whom; of help that pays nothing, the names, the first of many unless `whole`.

    Where an aid has two reasons to be asked about, both and no more.
    """
    entry = line.entries[0]
    if is_help(line):
        when = () if line.reason or entry.window.state == "rolling" else (_when(entry.window),)
        return " ; ".join((names(line.entries, whole=whole), *when))
    seen, reason = _seen(line), _reason(line, vocabulary)
    where = "" if line.reason == "facts" or (seen and reason) else _where(line)
    return " ; ".join(filter(None, (reason, _until(line), seen, where)))


def _until(line: Line) -> str:
    """Until when an aid to ask about first is open, or when it opens; several on one line don't say it."""
    (entry, *others) = line.entries
    window = entry.window
    is_dated = window.state == "upcoming" or (window.state == "open" and window.closes is not None)
    return _when(window) if line.reason and not others and is_dated else ""


def _seen(line: Line) -> str:
    """When an aid that nobody saw for a year was last seen; not said of several, nor of one to ask about that none dates."""
    (entry, *others) = line.entries
    seen, alone = entry.assessment.last_seen, line.reason == "unseen"
    if others or Doubt.UNSEEN not in entry.assessment.doubts or not (seen or alone):
        return ""
    return seen_text(seen, brief=not (seen and alone))


def _reason(line: Line, vocabulary: Vocabulary) -> str:
    """Why to ask first, and whom where only the office knows; until when the aid is open where nothing is asked."""
    entry = line.entries[0]
    if line.reason != "facts":
        return _ASKED.get(line.reason, "") if line.reason else _when(entry.window)
    facts = [fact for fact in line.facts if fact in vocabulary.facts]
    asked = [fact for fact in facts if vocabulary.facts[fact].asked_of_office]
    own = [vocabulary.label(fact, short=True) for fact in facts if not vocabulary.facts[fact].asked_of_office]
    parts = [f"à préciser : {', '.join(own)}{_counts(line)}"] if own else []
    if asked:  # an office that only agrees or not is named alone
        what = (*(vocabulary.facts[fact].short for fact in asked), _where(line))
        parts.append(f"à demander : {', '.join(filter(None, what)) or vocabulary.label(asked[0])}")
    return " ; ".join(parts)


def _counts(line: Line) -> str:
    """What each word of the fact would open, the most first."""
    told = [f"{label} {number}" for label, number in line.counts[:_FEW]]
    more = ["…"] if len(line.counts) > _FEW else []
    return f" ({', '.join(told + more)})" if told else ""


def _when(window: WindowOn) -> str:
    match window.state:
        case "open" if window.closes is not None and window.days_left is not None:
            left = plural(window.days_left, "jour", "jours") if window.days_left else "dernier jour"
            return f"jusqu'au {long_date(window.closes)} ({left})"
        case "open":
            return "ouvert, clôture non connue"
        case "rolling":
            return "en permanence"
        case "upcoming":
            return f"dès le {long_date(window.opens)}" if window.opens else "pas encore ouvert"
    return "chaque année"


def _where(line: Line) -> str:
    """The first to turn to, where all the aids of a line have the same."""
    offices = {next(iter(entry.offices(short=True)), "") for entry in line.entries}
    return offices.pop() if len(offices) == 1 else ""
