"""French as aidnum writes and reads it: numbers, euros, dates, lists, words near a word.

Amounts carry U+00A0, at which neither rich nor a spreadsheet breaks a line (rich breaks at U+202F).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from decimal import Decimal

NBSP = "\u00a0"
MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
_LOOSE = re.compile(
    r" (?=[:;?!»€%])|(?<=«) |(?<=[0-9]) (?=[0-9]{3}(?![0-9]))"
    rf"|(?<=[0-9]) (?=(?:{'|'.join(MONTHS)})\b)|(?<=\b1er) (?=(?:{'|'.join(MONTHS)})\b)"
)
_JOINERS = str.maketrans({"-": " ", "_": " ", "'": " ", "’": " ", "\u00a0": " ", "\u202f": " ", "œ": "oe", "æ": "ae"})


def fold(text: str) -> str:
    """A key under which spellings that differ by case, accents, hyphens or spacing are equal."""
    letters = text.casefold()
    if not letters.isascii():
        from unicodedata import combining, normalize

        letters = "".join(letter for letter in normalize("NFKD", letters) if not combining(letter))
    return " ".join(letters.translate(_JOINERS).split())


def composed(text: str) -> str:
    """The text with each accent in its letter, as most programs write it: two spellings of one text are then equal."""
    if text.isascii():
        return text
    from unicodedata import normalize

    return normalize("NFC", text)


def stem(word: str) -> str:
    """A folded word without the mark of its plural: ``territoires``, ``bureaux``."""
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def nearest(word: str, known: Iterable[str], most: int = 3, *, at_least: float = 0.6) -> list[str]:
    """The known words nearest to `word`, best first; each is as alike as asked for, or begins with it."""
    from difflib import get_close_matches

    by_key: dict[str, str] = {}
    for candidate in known:
        by_key.setdefault(fold(candidate), candidate)
    wanted = fold(word)
    close = get_close_matches(wanted, by_key, n=most, cutoff=at_least)
    if len(wanted) > 2:
        close += [key for key in by_key if key.startswith(wanted) and key not in close]
    return [by_key[key] for key in close[:most]]


def number(value: int | Decimal) -> str:
    """``520 000``; a decimal part after a comma."""
    return f"{value:,}".replace(",", NBSP).replace(".", ",")


def counted(value: int | Decimal, unit: str | None) -> str:
    """``520 000 habitants``; a unit is given in the plural and is singular below 2 (``1 poste``, ``1 mois``)."""
    if unit == "euros":
        return euros(_decimal(value))
    if not unit:
        return number(value)
    return f"{number(value)}{NBSP}{singular(unit) if -2 < value < 2 else unit}"


def singular(unit: str) -> str:
    """One of a unit given in the plural: ``poste``, ``habitant par km²``, ``mois``."""
    noun, space, rest = unit.partition(" ")
    if noun.endswith("s") and not noun.endswith("is"):
        noun = noun[:-1]
    return f"{noun}{space}{rest}"


def _decimal(value: int | Decimal) -> Decimal:
    from decimal import Decimal

    return Decimal(value)


def euros(amount: Decimal) -> str:
    """``30 000 €``, with the cents when there are any: ``30 000,50 €``. A half cent goes up, as in the amounts themselves."""
    shown = amount.quantize(type(amount)("0.01"), "ROUND_HALF_UP")
    if shown == shown.to_integral_value():
        shown = shown.quantize(_whole(amount))
    return f"{number(shown)}{NBSP}€"


def _whole(amount: Decimal) -> Decimal:
    return type(amount)(1)


def percent(rate: Decimal) -> str:
    """A rate between 0 and 1, as ``50 %`` or ``16,404 %``."""
    return f"{plain(rate * 100)}{NBSP}%"


def plain(value: Decimal) -> str:
    """A number with no more decimals than it needs: ``1,1``, ``12 500``."""
    shortest = value.normalize()
    return number(shortest.quantize(_whole(value)) if shortest == shortest.to_integral_value() else shortest)


def long_date(day: date) -> str:
    """``28 mai 2021``; the first of a month is ``1er``."""
    first = "1er" if day.day == 1 else str(day.day)
    return f"{first}{NBSP}{MONTHS[day.month - 1]}{NBSP}{day.year}"


def of(word: str) -> str:
    """A word after « de »: ``de mars 2024``, ``d'octobre 2023``."""
    return f"d'{word}" if fold(word[:1]) in "aeiouy" else f"de {word}"


def of_the(noun: str) -> str:
    """A noun with its article, or a place, after « de »: ``du maire``, ``de l'assemblée``, ``du Havre``, ``d'Arzon``."""
    article, _, rest = noun.partition(" ")
    joined = {"le": "du", "les": "des"}.get(article.lower()) if rest else None
    return f"{joined} {rest}" if joined else of(noun)


def bare(noun: str) -> str:
    """A noun without its article: ``maire``, ``assemblée délibérante``."""
    return noun.removeprefix("le ").removeprefix("la ").removeprefix("les ").removeprefix("l'")


def short_date(day: date) -> str:
    """``28/05/2021``."""
    return f"{day:%d/%m/%Y}"


def listed(items: Sequence[str], last: str = "et") -> str:
    """``a, b et c``."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def plural(count: int, one: str, many: str) -> str:
    """``1 dispositif``, ``3 dispositifs``: French keeps the singular below two."""
    return f"{number(count)}{NBSP}{one if count < 2 else many}"


def tied(text: str) -> str:
    """The text with no-break spaces where French ends no line: inside numbers, days and quotes, before : ; ? ! % and €."""
    return _LOOSE.sub(NBSP, text)


def capital(sentence: str) -> str:
    """The sentence with a capital first letter, the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


def visible(text: str) -> str:
    """Text from outside, safe to print: control, bidirectional and surrogate characters shown as escapes."""
    return "".join(f"\\u{ord(c):04x}" if is_hidden(c) else c for c in text) if is_hidden_in(text) else text


def is_hidden(character: str) -> bool:
    """Whether a character can change what a terminal shows without being seen (C0, C1, bidi, zero width, surrogate)."""
    if " " <= character <= "~":
        return False
    from unicodedata import category

    return category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def is_hidden_in(text: str) -> bool:
    """Whether any character of `text` is hidden."""
    # Spaces that don't break are all that most French texts hold besides printable characters: a look at each is spared.
    return not text.replace(NBSP, "").isprintable() and any(map(is_hidden, text))
