"""Ask on a terminal for the category of the lines of a budget that lack it alone: one question a label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aidnum.cli.output import say
from aidnum.cli.prompt import KEYS, Back, Enough, Hear, answered, can_ask, hear, paragraph
from aidnum.french import fold, listed, plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aidnum.cli.options import AskOptions
    from aidnum.model.budget import Unread
    from aidnum.model.vocabulary import Vocabulary

_MOST_PLACES = 3
_LASTING = "Pour ne plus avoir à le dire : ajouter au budget une colonne « Catégorie »."


def asked(unread: Sequence[Unread], vocabulary: Vocabulary, options: AskOptions, listen: Hear = hear) -> Mapping[str, str]:
    """The category that somebody tells of each label that lacks it, by its folded text; nothing where nobody is there."""
    places: dict[str, list[str]] = {}
    for one in unread:
        if one.label is not None:
            places.setdefault(one.label, []).append(one.where)
    if not places or not can_ask(options):
        return {}
    paragraph(KEYS)
    told = _told(places, vocabulary, listen)
    if told:
        paragraph(_LASTING)
    return {fold(label): category for label, category in told.items()}


def _told(places: Mapping[str, Sequence[str]], vocabulary: Vocabulary, listen: Hear) -> dict[str, str]:
    """The category of each label, in order; going back asks the one before again."""
    labels, told = list(places), dict[str, str | None]()
    while len(told) < len(labels):
        label = labels[len(told)]
        try:
            told[label] = _category(label, places[label], vocabulary, listen)
        except Back:
            if not told:
                say("C'est la première question.")
            else:
                told.popitem()
        except Enough:
            break
    return {label: category for label, category in told.items() if category is not None}


def _category(label: str, places: Sequence[str], vocabulary: Vocabulary, listen: Hear) -> str | None:
    """The category of a label, asked again while the reply can't be read; None when the person doesn't know."""
    from aidnum.cli.questions import explain, in_columns
    from aidnum.errors import BadUsage
    from aidnum.model.profile import read_category

    known = vocabulary.cost_categories
    names = [term.short or term.label for term in known.values()]
    say("")
    paragraph(f"« {label} » ({_told_places(places)}) : quelle catégorie de dépense ? [un numéro ou un nom]")
    for line in in_columns([f"{number:2} {name}" for number, name in enumerate(names, 1)]):
        say(line)
    numbers = {str(number): category for number, category in enumerate(known, 1)}
    explained = (
        f"Les aides retiennent certaines dépenses et pas d'autres : {' ; '.join(term.label for term in known.values())}."
    )
    while (said := answered(listen, explained, names)) is not None:
        try:
            return numbers.get(said) or read_category(vocabulary, said)
        except BadUsage as error:
            explain(error)
    return None


def _told_places(places: Sequence[str]) -> str:
    left = len(places) - _MOST_PLACES
    return listed([*places[:_MOST_PLACES], *([plural(left, "autre", "autres")] if left > 0 else [])])
