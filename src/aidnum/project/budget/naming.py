"""The category of each cost: what its cell says, what was answered, its words, its account, what stands above it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aidnum.french import fold, listed
from aidnum.model.reading import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from aidnum.model.profile import Basis
    from aidnum.model.vocabulary import Vocabulary
    from aidnum.project.budget.categories import CategoryWords
    from aidnum.project.budget.entries import Item, Told


class Rules(NamedTuple):
    """How costs are read: the words for their categories, the answers given, the basis wanted and the rate said for all."""

    vocabulary: Vocabulary
    words: CategoryWords
    basis: Basis
    vat: Decimal | None
    categories: Mapping[str, str] | None


class Naming:
    """Names the costs of a budget in order, and says on what that rests where it isn't a cell or a word."""

    def __init__(self, rules: Rules, told: Told) -> None:
        self.rules, self.told = rules, told
        self.by_account: dict[str, list[str]] = {}
        self.carried: list[str] = []

    def category(self, item: Item) -> str | None:
        """The category of a cost; None where it is asked."""
        label = item.label or item.category or ""
        answered = self._answered(label)
        if answered is not None:
            return answered
        if item.category is not None:
            return self._written(item, item.category, label)
        found = self.named(item)
        proposed = item.account.categories if item.account else ()
        fitting = [name for name in found if name in proposed] if proposed else found
        if len(fitting) == 1:
            return fitting[0]
        return self._of_account(item) or self._of_place(item, label, found)

    def named(self, item: Item) -> tuple[str, ...]:
        """The categories that the words of a cost name."""
        named = self.rules.words.named_in
        return next((names for text in reversed(item.texts) if (names := named(text))), ())

    def is_told(self, item: Item) -> bool:
        """Whether a cell, an account or an answer tells the category of a cost."""
        return item.category is not None or item.account is not None or self._answered(item.label) is not None

    def tell(self) -> None:
        """Say which categories rest on an account, or on the line above."""
        for number, places in self.by_account.items():
            self.told.notes.append(f"catégorie d'après le compte {number} : {listed(places)}")
        if self.carried:
            self.told.notes.append(f"catégorie de la ligne du dessus : {listed(self.carried)}")

    def _answered(self, label: str) -> str | None:
        word = (self.rules.categories or {}).get(fold(label))
        return None if word is None else self.rules.vocabulary.find_category(word)

    def _written(self, item: Item, text: str, label: str) -> str | None:
        """The category that a cell says, whole or by its words."""
        named = self.rules.vocabulary.find_category(text)
        found = (named,) if named else self.rules.words.named_in(text)
        if len(found) == 1:
            return found[0]
        why = f"catégorie de coût inconnue « {shorten(text)} »" if not found else self._both(text, found)
        self._ask(item, label, found, why)
        return None

    def _of_account(self, item: Item) -> str | None:
        known = self.rules.vocabulary.cost_categories
        likeliest = next(iter(item.account.categories), None) if item.account else None
        if item.account is None or likeliest not in known:
            return None
        self.by_account.setdefault(item.account.number, []).append(item.where)
        return likeliest

    def _of_place(self, item: Item, label: str, found: Sequence[str]) -> str | None:
        """The category of what stands above a cost whose words say none."""
        if found:
            self._ask(item, label, found, self._both(label, found))
            return None
        for text, category in self._above(item):
            if text is item.carried:
                self.carried.append(item.where)
            return category
        self._ask(
            item, label, (), f"« {shorten(label)} » : aucun mot ne dit la catégorie" if label else "ni libellé ni catégorie"
        )
        return None

    def _above(self, item: Item) -> Iterator[tuple[str, str]]:
        for text in (item.carried, item.head):
            if text is not None:
                named = self.rules.vocabulary.find_category(text)
                found = (named,) if named else self.rules.words.named_in(text)
                if len(found) == 1:
                    yield text, found[0]

    def _both(self, text: str, found: Sequence[str]) -> str:
        labels = [self.rules.vocabulary.cost_categories[name].label.partition(" (")[0] for name in found]
        return f"« {shorten(text)} » : {listed(labels)} à la fois"

    def _ask(self, item: Item, label: str, found: Sequence[str], why: str) -> None:
        if len(found) > 1:
            say = f"partager la ligne, ou écrire dans une colonne « Catégorie » : {listed(found, 'ou')}"
        else:
            say = f"écrire dans une colonne « Catégorie » : {listed(list(self.rules.vocabulary.cost_categories), 'ou')}"
        self.told.cannot(item.where, why, say, label or None)
