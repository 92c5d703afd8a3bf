"""Read numbers, money, rates, dates and flags from text, as people write them and never as a machine guesses.

Every reader takes the text itself and raises :class:`Unreadable` with a French sentence. None of them goes through
``float``, and none accepts a digit outside ``0-9``.
"""

import re
from calendar import monthrange
from datetime import date
from decimal import Decimal

from aidnum.french import MONTHS, fold, visible

# Patterns are compiled when they are first used: a start reads a number or two.
_SPACES = "[ \u00a0\u202f\u2009]"
# A point or a comma surely sets thousands apart where it stands twice, or where the other one comes before the cents.
_TWICE_SET_APART = r"[0-9]{1,3}(?:(?:\.[0-9]{3}){2,3}|(?:,[0-9]{3}){2,3})(?![.,])"
_INTEGER = rf"[0-9]{{1,15}}|[0-9]{{1,3}}(?:{_SPACES}[0-9]{{3}}){{1,4}}|{_TWICE_SET_APART}"
_BEFORE_CENTS = r"[0-9]{1,3}(?:(?:\.[0-9]{3}){1,3}(?=,)|(?:,[0-9]{3}){1,3}(?=\.))"
_WHOLE = rf"[0-9]{{1,12}}|[0-9]{{1,3}}(?:{_SPACES}[0-9]{{3}}){{1,3}}|{_BEFORE_CENTS}|{_TWICE_SET_APART}"
_MONEY = rf"({_WHOLE})(?:[.,]([0-9]{{1,2}}))?"
_CURRENCY = rf"{_SPACES}*(?:€|euros?|eur)$"
_THOUSANDS = r"[1-9][0-9]{0,2}(?:[.,][0-9]{3})+"
_RATE = rf"([0-9]{{1,3}})(?:[.,]([0-9]{{1,4}}))?{_SPACES}?%"
_ISO_DATE = r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
_YEAR_OR_MONTH = "[0-9]{4}(-[0-9]{2})?"
UNKNOWN_DATE = "unknown"
_YEAR_FIRST = r"([0-9]{4})([/.-])([0-9]{1,2})\2([0-9]{1,2})"
_FRENCH_DATE = r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})"
_NAMED_MONTH = r"([0-9]{1,2})(?:er)? ?([a-z]{3,9})\.? ?([0-9]{4})"
_SHORT_YEAR = r"[0-9]{1,2}([/.-])[0-9]{1,2}\1[0-9]{2}"
_NOT_A_DIGIT = "[^0-9]"

_YES = frozenset({"oui", "true", "yes"})
_NO = frozenset({"non", "false", "no"})

HIDDEN = "Y015"
LARGEST_NUMBER = 999_999_999_999


class Unreadable(ValueError):
    """Text that is not the number, sum, rate, date or flag expected; its message is a French sentence.

    `code` is the code of the diagnostic when the text stands in a catalogue file, `column` that of a cell in a budget;
    `words` are those that were possible, when they are few.
    """

    column: str | None = None

    def __init__(self, message: str, code: str = "M001", words: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.code = code
        self.words = words


def read_integer(text: str) -> int:
    """A whole number of zero or more, thousands set apart by spaces or not at all; also ``1.234.567``, which can't be less.

    Raises:
        Unreadable: for a sign, a decimal part, one separator other than a space, or a number that is too large.
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


def read_decimal(text: str) -> Decimal:
    """A number of zero or more with at most two decimals, after a comma or a point: ``12,5``, ``1 250.75``.

    Raises:
        Unreadable: also for ``1.250`` and ``1,250``, which may mean a thousand times more or less.
    """
    figure = text.strip()
    return _shortest(
        _figure(figure, figure, "un nombre", "un nombre de deux décimales au plus ; écrire par exemple 12 ou 12,5")
    )


def _shortest(value: Decimal) -> Decimal:
    """A number without zeros that say nothing: ``2.50`` is ``2.5``, ``20.0`` is ``20``."""
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


def read_count(text: str, unit: str | None) -> int:
    """A whole number, with or without the unit that it counts: ``10 000 habitants``, ``10000 hab.``, ``18 mois``.

    Raises:
        Unreadable: for another unit, or what is no whole number.
    """
    return read_integer(_unitless(text, unit, _INTEGER))


def read_measure(text: str, unit: str | None) -> Decimal:
    """A number with two decimals at most, with or without the unit that it counts: ``12,5 km``.

    Raises:
        Unreadable: for another unit, or what is no such number.
    """
    return read_decimal(_unitless(text, unit, _MONEY))


def _unitless(text: str, unit: str | None, number: str) -> str:
    """The figure alone of a number that bears its unit; the text as it is where it doesn't."""
    start = next((place for place, letter in enumerate(text) if letter.isalpha() or letter == "€"), None)
    if start is None or unit is None:
        return text
    figure, word = text[:start], text[start:].strip()
    if _is_unit(word, unit):
        return figure
    if word.isalpha() and re.fullmatch(number, figure.strip()):
        raise Unreadable(f"« {shorten(text.strip())} » ne se compte pas en {unit} ; écrire le nombre seul, en {unit}")
    return text


def _is_unit(word: str, unit: str) -> bool:
    """Whether a word is a unit given in the plural, or begins as it does: ``habitant``, ``hab.``, ``hab./km²``, ``€``."""
    said = fold(word.replace("/", " par ").replace("€", "euros").replace(".", " ")).split()
    known = fold(unit).split()
    return len(said) == len(known) and all(
        short == whole or (len(short) > 2 and whole.startswith(short)) for short, whole in zip(said, known, strict=True)
    )


def read_money(text: str) -> Decimal:
    """A sum in euros of zero or more, at most two decimals, after a comma or a point: ``12 500,50 €``, ``12.500,50``.

    Raises:
        Unreadable: also for ``150.000`` and ``150,000``, which may mean a thousand times more or less.
    """
    plain = text.strip()
    figure = plain if plain[-1:].isdigit() else re.sub(_CURRENCY, "", plain, flags=re.IGNORECASE)
    return _figure(figure, plain, "un montant", "un montant en euros ; écrire par exemple 150000 ou 150000,50")


def _figure(figure: str, text: str, kind: str, expected: str) -> Decimal:
    """A figure of a `text`, with two decimals at most; three may be thousands."""
    match = re.fullmatch(_MONEY, figure)
    if match:
        return Decimal(f"{re.sub(_NOT_A_DIGIT, '', match[1])}.{match[2] or '0'}")
    shown = f"« {shorten(text)} »"
    if re.fullmatch(_THOUSANDS, figure):
        whole = re.sub(_NOT_A_DIGIT, "", figure)
        raise Unreadable(
            f"{shown} est ambigu : séparateur de milliers ou décimales ; écrire {whole}, ou deux décimales au plus"
        )
    if figure.isascii() and figure.isdigit():
        raise Unreadable(f"{shown} est trop grand")
    if text.startswith("-"):
        raise Unreadable(f"{shown} est négatif ; {kind} de zéro ou plus est attendu")
    raise Unreadable(f"{shown} n'est pas {expected}")


def read_rate(text: str) -> Decimal:
    """A percentage from 0 to 100, as a fraction of one: ``80%`` is ``Decimal("0.8")``.

    Raises:
        Unreadable: without a percent sign, or above 100 %.
    """
    rate = _percentage(text)
    if rate is None:
        raise Unreadable(f"« {shorten(text.strip())} » n'est pas un taux{_rate_meant(text.strip())}")
    if rate > 1:
        raise Unreadable(f"« {shorten(text.strip())} » dépasse 100 %")
    return rate


def read_factor(text: str) -> Decimal:
    """A percentage that may exceed 100, as what it multiplies by: ``110%`` is ``Decimal("1.1")``.

    Raises:
        Unreadable: without a percent sign, or from 1 000 % on.
    """
    factor = _percentage(text)
    if factor is None:
        raise Unreadable(f"« {shorten(text.strip())} » n'est pas un taux de moins de 1 000 % ; écrire par exemple 110%")
    return factor


def _percentage(text: str) -> Decimal | None:
    match = re.fullmatch(_RATE, text.strip())
    return Decimal(f"{match[1]}.{match[2] or '0'}") / 100 if match else None


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
    """A day written ``YYYY-MM-DD``, as a catalogue has it; anything else is refused, a time of day included.

    Raises:
        Unreadable: with the corrected form when the day is written another way.
    """
    plain = text.strip()
    match = re.fullmatch(_ISO_DATE, plain)
    if match:
        return _day(match[1], match[2], match[3], plain)
    shown = f"« {shorten(plain)} »"
    day = _day_as_written(plain)
    if day is not None:
        raise Unreadable(f"{shown} n'est pas au format attendu ; écrire {day}")
    if re.fullmatch(_SHORT_YEAR, plain):
        raise Unreadable(f"{shown} est ambigu ; écrire l'année en quatre chiffres, avec le mois et le jour : 2026-12-31")
    if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]", plain):
        raise Unreadable(f"{shown} : un jour suffit, sans heure ; écrire {plain[:10]}")
    raise Unreadable(f"{shown} n'est pas une date ; écrire l'année, le mois et le jour : 2026-12-31")


def read_page_date(text: str) -> str:
    """When a page is dated, as written: a day, a month (``2023-10``) or a year alone, or ``unknown`` for a page without a date.

    Raises:
        Unreadable: for anything else.
    """
    plain = text.strip()
    if plain != UNKNOWN_DATE and not (re.fullmatch(_YEAR_OR_MONTH, plain) and first_day(plain)):
        read_date(plain)
    return plain


def first_day(dated: str) -> date | None:
    """The first day of what :func:`read_page_date` read; None for a page without a date."""
    if dated == UNKNOWN_DATE:
        return None
    year, month, day = (*dated.split("-"), "01", "01")[:3]
    return _day(year, month, day, dated)


def last_day(dated: str) -> date | None:
    """The last day of what :func:`read_page_date` read; None for a page without a date."""
    first = first_day(dated)
    if first is None or dated.count("-") == 2:
        return first
    month = first.month if "-" in dated else 12
    return date(first.year, month, monthrange(first.year, month)[1])


def read_french_date(text: str) -> date:
    """A day as people write it: ``2026-11-29``, ``29/11/2026``, ``29 novembre 2026``, ``1er mars 2021``.

    Raises:
        Unreadable: for what has no meaning, or several: ``03/04/26``.
    """
    day = _day_as_written(text.strip())
    return read_date(text) if day is None else day


def _day_as_written(text: str) -> date | None:
    if match := re.fullmatch(_YEAR_FIRST, text):
        return _day(match[1], match[3], match[4], text)
    if match := re.fullmatch(_FRENCH_DATE, text):
        return _day(match[4], match[3], match[1], text)
    match = re.fullmatch(_NAMED_MONTH, fold(text))
    month = _month(match[2]) if match else None
    return _day(match[3], month, match[1], text) if match and month else None


def _month(word: str) -> int | None:
    """The month that alone begins as a word does: ``novembre``, ``nov``, but not ``jui``."""
    found = [number for number, name in enumerate(MONTHS, 1) if fold(name).startswith(word)]
    return found[0] if len(found) == 1 else None


def _day(year_text: str, month_text: str | int, day_text: str, text: str) -> date:
    year, month, day = int(year_text), int(month_text), int(day_text)
    try:
        return date(year, month, day)
    except ValueError:
        pass
    if 1 <= month <= 12 and 1 <= day <= 31 and year:
        raise Unreadable(f"le {day} {MONTHS[month - 1]} {year} n'existe pas")
    raise Unreadable(f"« {shorten(text)} » n'est pas une date du calendrier")


def read_flag(text: str) -> bool:
    """``oui`` or ``non``, ``true`` or ``false``, ``yes`` or ``no``; nothing else, so that no word is taken for a yes by chance.

    Raises:
        Unreadable: for any other word.
    """
    word = text.strip().casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Unreadable(f"« {shorten(text)} » n'est ni oui ni non", words=("oui", "non"))


def shorten(text: str, most: int = 60) -> str:
    """Text from outside, made visible and short enough to stand in a sentence."""
    shown = visible(text)
    return shown if len(shown) <= most else f"{shown[:most]}…"
