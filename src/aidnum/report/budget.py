"""What ``budget`` answers: how a file is read, line by line, with all that couldn't be."""

from decimal import Decimal
from typing import Literal, NamedTuple

from aidnum.model.budget import BudgetReading
from aidnum.model.profile import Basis
from aidnum.model.vocabulary import Vocabulary
from aidnum.project.funders import Meaning


class BudgetReport(NamedTuple):
    """A reading, the vocabulary of its categories, and how each of its funders is read, in their order."""

    reading: BudgetReading
    vocabulary: Vocabulary
    meanings: tuple[Meaning, ...] = ()
    kind: Literal["budget"] = "budget"

    @property
    def total(self) -> Decimal:
        """The sum of the lines read, in the basis of the reading."""
        return self.sum_in(self.reading.basis) or Decimal(0)

    def sum_in(self, basis: Basis) -> Decimal | None:
        """The sum of the lines, before tax or with it; None where one of them isn't known so."""
        amounts = [line.amount(basis) for line in self.reading.lines]
        return None if None in amounts else sum(filter(None, amounts), Decimal(0))

    @property
    def resources(self) -> Decimal:
        """The sum of what the funders give, of the own funds and of the loan."""
        own = filter(None, (self.reading.own_funds, self.reading.loan))
        return sum((*(funder.amount for funder in self.reading.funders), *own), Decimal(0))
