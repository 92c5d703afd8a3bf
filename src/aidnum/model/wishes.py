"""What the applicant wants of a plan de financement, and what it already has or expects."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from aidnum.errors import BadProfile, BadUsage, NothingGranted
from aidnum.french import composed, euros, fold, is_hidden_in
from aidnum.model.profile import nearest_words
from aidnum.model.reading import Unreadable, read_money, read_rate, shorten
from aidnum.model.vocabulary import Vocabulary

PUBLIC = "public"
MAX_NAME = 120
_NOTHING = "une aide de 0 € n'est pas une aide : ne pas la donner"


class Expected(NamedTuple):
    """What is hoped of a scheme: a sum in euros, or a rate of what it retains, as a fraction of one."""

    amount: Decimal | None = None
    rate: Decimal | None = None


class Other(NamedTuple):
    """An aid that no catalogue knows: whose, how much in euros, and which payer of the vocabulary it comes from."""

    name: str
    amount: Decimal
    payer: str = PUBLIC


class Wishes(NamedTuple):
    """What a plan is to hold, schemes by id.

    `imposed` are in it whatever they bring; `granted` are aids already given, `expected` those counted on; `left_out` were
    refused or aren't wanted; `others` come from elsewhere; `loan` is what is borrowed, a part of the own share.
    """

    imposed: Sequence[str] = ()
    granted: Mapping[str, Decimal] = MappingProxyType({})
    left_out: Sequence[str] = ()
    expected: Mapping[str, Expected] = MappingProxyType({})
    others: Sequence[Other] = ()
    loan: Decimal | None = None


NO_WISH = Wishes()


def refuse_contradiction(wishes: Wishes, called: Callable[[str], str] = str) -> None:
    """Refuse a scheme of which two things are said that can't both hold; `called` gives the name that people know it by.

    Raises:
        BadUsage: naming it.
    """
    for scheme in wishes.left_out:
        if scheme in wishes.imposed or scheme in wishes.granted or scheme in wishes.expected:
            raise BadUsage(f"{called(scheme)} est écarté, et pourtant retenu, acquis ou attendu", "Garder l'un des deux.")
    for scheme in wishes.granted:
        if scheme in wishes.expected:
            raise BadUsage(f"{called(scheme)} est à la fois acquis et attendu", "Garder l'un des deux.")


def refuse_nothing(wishes: Wishes) -> None:
    """Refuse an aid of nothing.

    Raises:
        NothingGranted: for one granted or expected, which is a refusal.
        BadUsage: for another.
    """
    expected = (amount for told in wishes.expected.values() for amount in told if amount is not None)
    if any(amount <= 0 for amount in (*wishes.granted.values(), *expected)):
        raise NothingGranted
    for other in wishes.others:
        if other.amount <= 0:
            raise BadUsage(f"{shorten(other.name)} : {_NOTHING}")


def refuse_large_loan(loan: Decimal | None, own_share: Decimal) -> None:
    """Refuse a loan that is more than what the applicant has to bring; aids beyond the costs are told by the plan itself.

    Raises:
        BadUsage: with both sums.
    """
    if loan is not None and loan > own_share >= 0:
        raise BadUsage(
            f"un emprunt de {euros(loan)} dépasse la part du porteur, {euros(own_share)}",
            "L'emprunt est une part de ce qui reste à votre charge : donner une somme plus basse.",
        )


def read_granted(text: str) -> Decimal:
    """The sum of an aid already granted.

    Raises:
        Unreadable: for what is no sum.
        NothingGranted: for nothing, which is a refusal.
    """
    amount = read_money(text)
    if not amount:
        raise NothingGranted
    return amount


def read_expected(text: str) -> Expected:
    """A rate, ``40%``, or a sum in euros.

    Raises:
        Unreadable: for what is neither, or less than a euro: a rate without its sign.
        NothingGranted: for nothing.
    """
    if "%" in text:
        rate = read_rate(text)
        if not rate:
            raise NothingGranted
        return Expected(rate=rate)
    amount = read_granted(text)
    return Expected(rate=read_rate(text)) if amount < 1 else Expected(amount)


def read_other(vocabulary: Vocabulary, name: str, amount: str, payer: str | None) -> Other:
    """An aid that no catalogue knows.

    Raises:
        Unreadable: for its name or its sum.
        BadProfile: for a payer that the vocabulary doesn't know, with those it does.
    """
    named = read_other_name(name)
    return Other(named, read_other_amount(amount), PUBLIC if payer is None else read_payer(vocabulary, payer))


def read_other_amount(text: str) -> Decimal:
    """The sum of an aid that no catalogue knows.

    Raises:
        Unreadable: for what is no sum, or for nothing.
    """
    amount = read_money(text)
    if not amount:
        raise Unreadable(_NOTHING)
    return amount


def read_other_name(text: str) -> str:
    """The name of an aid that no catalogue knows.

    Raises:
        Unreadable: for one that is empty, too long or hides characters.
    """
    name = " ".join(composed(text).split())
    if not 0 < len(name) <= MAX_NAME:
        raise Unreadable(f"un nom de 1 à {MAX_NAME} caractères est attendu, trouvé {len(name)}")
    if is_hidden_in(name):
        raise Unreadable(f"caractère de contrôle ou invisible dans « {shorten(name)} »")
    return name


def read_payer(vocabulary: Vocabulary, word: str) -> str:
    """The payer that a word means.

    Raises:
        BadProfile: with the nearest, and all the payers of the vocabulary.
    """
    payer = vocabulary.find_payer(word)
    if payer is None:
        said = {name: known.label if " " not in known.label else name for name, known in vocabulary.payers.items()}
        near = nearest_words([said[name] for name in vocabulary.near(word, vocabulary.payers)])
        every = f"Payeurs connus : {', '.join(said.values())}."
        raise BadProfile(f"payeur inconnu « {shorten(word)} »", f"{near} {every}" if near else every)
    return payer


def refuse_same_name(others: Sequence[Other]) -> None:
    """Refuse two aids of the same name.

    Raises:
        BadUsage: naming it.
    """
    seen: set[str] = set()
    for other in others:
        add_name(seen, other)


def add_name(seen: set[str], other: Other) -> None:
    """Add the name of an aid to those seen.

    Raises:
        BadUsage: naming it, when it was.
    """
    name = fold(other.name)
    if name in seen:
        raise BadUsage(f"l'aide « {shorten(other.name)} » est donnée deux fois", "Additionner, ou nommer à part.")
    seen.add(name)
