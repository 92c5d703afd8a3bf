"""Read numbers, money, rates, dates and flags from text, as people write them and never as a machine guesses.

Every reader takes the text itself and raises :class:`Unreadable` with a French sentence. None of them goes through
``float``, and none accepts a digit outside ``0-9``.
"""

import re
from datetime import date
from decimal import Decimal

from aidnum.french import MONTHS, visible

# Patterns are compiled when they are first used: a start reads a number or two.
_SPACES = "[ \u00a0\u202f\u2009]"
_INTEGER = rf"[0-9]{{1,15}}|[0-9]{{1,3}}(?:{_SPACES}[0-9]{{3}}){{1,4}}"
_MONEY = rf"((?:[0-9]{{1,12}})|(?:[0-9]{{1,3}}(?:{_SPACES}[0-9]{{3}}){{1,3}}))(?:[.,]([0-9]{{1,2}}))?{_SPACES}?€?"
_THOUSANDS = r"[0-9]{1,3}(?:[.,][0-9]{3})+"
_RATE = rf"([0-9]{{1,3}})(?:[.,]([0-9]{{1,4}}))?{_SPACES}?%"
_ISO_DATE = r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
_FRENCH_DATE = r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})"
_NOT_A_DIGIT = "[^0-9]"

_YES = frozenset({"oui", "true"})
_NO = frozenset({"non", "false"})

HIDDEN = "Y015"
LARGEST_NUMBER = 999_999_999_999


class Unreadable(ValueError):
    """Text that is not the number, sum, rate, date or flag expected; its message is a French sentence.

    `code` is the code of the diagnostic when the text stands in a catalogue file, `column` that of a cell in a budget.
    """

    column: str | None = None

    def __init__(self, message: str, code: str = "M001") -> None:
        super().__init__(message)
        self.code = code


def read_integer(text: str) -> int:
    """A whole number of zero or more, thousands set apart by spaces or not at all.

    Raises:
        Unreadable: for a sign, a decimal part, a separator other than a space, or more than 15 digits.
    """
    digits = text.strip()
    if re.fullmatch(_INTEGER, digits):
        value = int(re.sub(_NOT_A_DIGIT, "", digits))
        if value <= LARGEST_NUMBER:
            return value
    raise Unreadable(_why_not_integer(digits))


def _why_not_integer(text: str) -> str:
    shown = f"« {shorten(text)} »"
    if re.fullmatch(_THOUSANDS, text):
        return f"{shown} est ambigu ; pour un nombre entier, écrire {re.sub(_NOT_A_DIGIT, '', text)}"
    if text.startswith("-") and text[1:].strip().isdigit():
        return f"{shown} est négatif ; un nombre de zéro ou plus est attendu"
    if re.fullmatch(_INTEGER, text) or (text.isascii() and text.isdigit()):
        return f"{shown} est trop grand"
    return f"{shown} n'est pas un nombre entier ; écrire par exemple 520000 ou 520 000"


def read_money(text: str) -> Decimal:
    """A sum in euros of zero or more, at most two decimals, after a comma or a point.

    Raises:
        Unreadable: also for ``150.000`` and ``150,000``, which may mean a thousand times more or less.
    """
    plain = text.strip()
    match = re.fullmatch(_MONEY, plain)
    if match:
        return Decimal(f"{re.sub(_NOT_A_DIGIT, '', match[1])}.{match[2] or '0'}")
    shown = f"« {shorten(plain)} »"
    if re.fullmatch(_THOUSANDS, plain):
        whole = re.sub(_NOT_A_DIGIT, "", plain)
        raise Unreadable(f"{shown} est ambigu : séparateur de milliers ou décimales ; écrire {whole}")
    if plain.isascii() and plain.isdigit():
        raise Unreadable(f"{shown} est trop grand")
    if plain.startswith("-"):
        raise Unreadable(f"{shown} est négatif ; un montant de zéro ou plus est attendu")
    raise Unreadable(f"{shown} n'est pas un montant en euros ; écrire par exemple 150000 ou 150000,50")


def read_rate(text: str) -> Decimal:
    """A percentage from 0 to 100, as a fraction of one: ``80%`` is ``Decimal("0.8")``.

    Raises:
        Unreadable: without a percent sign, or above 100 %.
    """
    plain = text.strip()
    match = re.fullmatch(_RATE, plain)
    if match:
        rate = Decimal(f"{match[1]}.{match[2] or '0'}") / 100
        if rate <= 1:
            return rate
        raise Unreadable(f"« {shorten(plain)} » dépasse 100 %")
    raise Unreadable(f"« {shorten(plain)} » n'est pas un taux{_rate_meant(plain)}")


def _rate_meant(text: str) -> str:
    figure = text.replace(",", ".")
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,4})?", figure):
        return " ; écrire par exemple 80%"
    value = Decimal(figure)
    percentage = value * 100 if value < 1 else value
    if percentage > 100:
        return " ; écrire par exemple 80%"
    shown = f"{percentage.normalize():f}".replace(".", ",")
    return f" ; vouliez-vous dire {shown}% ?"


def read_date(text: str) -> date:
    """A day written ``YYYY-MM-DD``; anything else is refused, a time of day included.

    Raises:
        Unreadable: with the corrected form when the day is written the French way.
    """
    plain = text.strip()
    match = re.fullmatch(_ISO_DATE, plain)
    if match:
        return _day(int(match[1]), int(match[2]), int(match[3]), plain)
    shown = f"« {shorten(plain)} »"
    french = re.fullmatch(_FRENCH_DATE, plain)
    if french:
        day = _day(int(french[3]), int(french[2]), int(french[1]), plain)
        raise Unreadable(f"{shown} n'est pas au format attendu ; écrire {day}")
    if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]", plain):
        raise Unreadable(f"{shown} : un jour suffit, sans heure ; écrire {plain[:10]}")
    raise Unreadable(f"{shown} n'est pas une date ; écrire l'année, le mois et le jour : 2026-12-31")


def _day(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        pass
    if 1 <= month <= 12 and 1 <= day <= 31 and year:
        raise Unreadable(f"le {day} {MONTHS[month - 1]} {year} n'existe pas")
    raise Unreadable(f"« {shorten(text)} » n'est pas une date du calendrier")


def read_flag(text: str) -> bool:
    """``oui`` or ``non``, ``true`` or ``false``; nothing else, so that no word is taken for a yes by chance.

    Raises:
        Unreadable: for any other word.
    """
    word = text.strip().casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Unreadable(f"« {shorten(text)} » n'est ni oui ni non")


def shorten(text: str, most: int = 60) -> str:
    """Text from outside, made visible and short enough to stand in a sentence."""
    shown = visible(text)
    return shown if len(shown) <= most else f"{shown[:most]}…"
