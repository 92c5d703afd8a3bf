"""Errors that stop a command.

Each cause is one small class that builds its own French sentence from the facts. They are caught in one place, in
``aidnum.cli.main``. What is wrong *inside* a catalogue file is not an error but a value: see ``aidnum.catalogue``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_CHOICES = 30


class AidnumError(Exception):
    """Something the person at the keyboard can mend: one French sentence, a hint, an exit status."""

    exit_status: ClassVar[int] = 1

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.lines: tuple[str, ...] = ()


class BadUsage(AidnumError):
    """The command line is used wrongly, or an option has a value that can't be read."""

    exit_status = 2


class BadProfile(BadUsage):
    """A fact or a cost that can't be read against the vocabulary; `column` is that of a cell in a budget."""

    column: str | None = None


class UnknownFact(BadProfile):
    """The vocabulary has no such fact."""


class UnknownValue(BadProfile):
    """A fact is given a word that isn't one of its values; `lines` list these where none is near and they are few."""

    def __init__(self, fact: str, message: str, hint: str | None, values: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(f"{fact} : {message}", hint)
        self.fact = fact
        self.lines = _choices(values)


class UnknownCode(BadProfile):
    """A fact that takes a code is given something else."""


class CostsTwice(BadUsage):
    """Costs are given one by one and by a budget file."""

    def __init__(self) -> None:
        super().__init__("les coûts sont donnés un à un et par un budget", "Garder l'un des deux.")


class NoCosts(BadUsage):
    """A plan is asked for and nothing costs anything."""

    def __init__(self) -> None:
        super().__init__("un plan de financement part des coûts")


class NothingGranted(BadUsage):
    """An aid is said to be granted, or expected, for nothing."""

    def __init__(self) -> None:
        super().__init__("une aide de 0 € n'est pas une aide", "Une aide refusée, ou dont on ne veut pas, s'écarte du plan.")


class NoLongerOpen(BadUsage):
    """A plan is to hold an aid that can't be asked for any more, and that nobody has granted."""

    def __init__(self, scheme: str, why: str) -> None:
        super().__init__(f"{scheme} ne peut plus être demandée : {why}")


class NotToExpect(BadUsage):
    """An aid is counted on that the project can't have, or not as much of it."""

    def __init__(self, scheme: str, why: str) -> None:
        super().__init__(f"{scheme} ne peut pas être attendue : {why}")


class RateOfUnknownCosts(BadUsage):
    """A rate is counted on, of costs that aren't known as the scheme counts them, with tax or without."""

    def __init__(self, scheme: str, why: str) -> None:
        super().__init__(f"{scheme} est attendue en taux : {why}")


class RateLacks(AidnumError):
    """A line of a budget waits for a rate of VAT, its own or that of all the budget."""


class AloneTogether(BadUsage):
    """Several authorities are named for a project said to be carried alone."""

    def __init__(self) -> None:
        super().__init__(
            "un projet mené seul et plusieurs collectivités se contredisent",
            "Ne nommer qu'une collectivité, ou retirer « seul ».",
        )


class NoColumns(AidnumError):
    """All of France is asked for, and the modules that hold its columns aren't installed."""

    def __init__(self) -> None:
        hint = "Installer l'extra « france » : pip install 'aidnum[france]'."
        super().__init__("compter toutes les collectivités demande des modules qui ne sont pas installés", hint)


class Nobody(BadUsage):
    """No authority of France is as said."""

    def __init__(self, said: Sequence[str]) -> None:
        super().__init__(f"aucune collectivité de France ne correspond à {' ; '.join(said)}")


class NoPlan(AidnumError):
    """Documents are asked for, and there is no plan to vote."""

    def __init__(self, why: str) -> None:
        super().__init__(f"pas de plan à voter : {why}")


class NothingToFund(NoPlan):
    """Documents are asked for, and nothing costs anything."""

    def __init__(self) -> None:
        super().__init__("aucun coût n'est donné")


class UnknownTax(NoPlan):
    """Documents are asked for, of aids that can't be reckoned without the rate of VAT; `schemes` are their names."""

    def __init__(self, schemes: Sequence[str]) -> None:
        them = "ces aides" if len(schemes) > 1 else "cette aide"
        super().__init__(f"sans le taux de TVA, {them} ne se calcule{'nt' * (len(schemes) > 1)} pas : {', '.join(schemes)}")


class NotInPlan(AidnumError):
    """Documents are to ask for aids to which the plan gives nothing; `schemes` are their names."""

    def __init__(self, schemes: Sequence[str]) -> None:
        gets = "n'ont aucun montant" if len(schemes) > 1 else "n'a aucun montant"
        super().__init__(f"{', '.join(schemes)} {gets} au plan", "Dire quelle somme est attendue, ou écarter cette aide.")


class UnlawfulPlan(AidnumError):
    """Documents are asked for, of a plan that no law allows."""

    def __init__(self, why: Sequence[str]) -> None:
        super().__init__(f"un plan illégal ne se vote pas : {' ; '.join(why)}")


class WhoDecides(AidnumError):
    """It isn't known which assembly votes, and `question` asks it; or none does."""

    def __init__(self, question: str | None) -> None:
        unknown = f"l'assemblée qui délibère n'est pas connue. {question}"
        super().__init__(unknown if question else "seuls les collectivités et leurs groupements délibèrent")


class WhoPays(AidnumError):
    """A pooled project doesn't say who leads it, or what its members pay."""

    def __init__(self, leader: str | None, members: Sequence[str]) -> None:
        asked = "qui est maître d'ouvrage" if leader is None else f"{leader} est maître d'ouvrage"
        whose = f" ({', '.join(members)})" if members else ""
        super().__init__(f"projet à plusieurs : {asked}, et quelle part paie chaque autre membre{whose} ?")


class InFile(AidnumError):
    """What is wrong at a place of a file that was given, told with the place."""

    def __init__(self, place: str, error: AidnumError) -> None:
        super().__init__(f"{place} : {error.message}", error.hint)
        self.error = error
        self.lines = error.lines


class SeveralInFile(AidnumError):
    """Several things are wrong in a file that was given; `errors` in the order of the file, the first ones unless `are_all`."""

    def __init__(self, path: str, errors: Sequence[InFile], *, are_all: bool = True) -> None:
        super().__init__(f"{path} : {'' if are_all else 'au moins '}{len(errors)} défauts")
        self.errors = tuple(errors)
        self.lines = tuple(error.message for error in errors)


class RowLeftOut(AidnumError):
    """What is wrong in the cells of a row of a list, for which the whole row, of somebody named, isn't read."""

    def __init__(self, place: str, name: str, errors: Sequence[InFile]) -> None:
        super().__init__(f"{place} : ligne laissée de côté{f', « {name} »' if name else ''}")
        self.errors = tuple(errors)
        self.lines = tuple(error.message for error in errors)


class UnknownScheme(AidnumError):
    """No scheme of the catalogue is named so; `lines` list the nearest, by id and title."""

    def __init__(self, wanted: str, near: Sequence[tuple[str, str]]) -> None:
        which = "Le plus proche :" if len(near) == 1 else "Les plus proches :"
        super().__init__(f"aucun dispositif ne s'appelle « {wanted} »", which if near else None)
        self.lines = _choices(near)


class SeveralSchemes(AidnumError):
    """Words that several schemes hold; `lines` list them, by id and title."""

    def __init__(self, wanted: str, found: Sequence[tuple[str, str]]) -> None:
        super().__init__(f"« {wanted} » désigne {len(found)} dispositifs", "Donner l'identifiant de l'un d'eux :")
        self.lines = _choices(found)


def _choices(found: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """One line for each thing that may be meant: what to type, and what it is; past thirty, how many are left."""
    left = (
        [f"  … et {len(found) - _MOST_CHOICES} de plus ; un mot de plus réduit la liste"] if len(found) > _MOST_CHOICES else []
    )
    return (*(f"  {name}  {label}" for name, label in found[:_MOST_CHOICES]), *left)


class UnknownAuthority(AidnumError):
    """A name that doesn't mean exactly one local authority; `lines` list those it may mean and what to type instead.

    `keys` are those of the tables, for programs.
    """

    def __init__(self, message: str, lines: Sequence[str], keys: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.lines = tuple(lines)
        self.keys = tuple(keys)


class CatalogueUnreadable(AidnumError):
    """A catalogue path that can't be read at all, or that holds no usable scheme."""


class NoCatalogue(CatalogueUnreadable):
    """Neither the shipped catalogue nor another is asked for."""

    def __init__(self) -> None:
        super().__init__("aucun catalogue")


class OutputRefused(AidnumError):
    """The answer can't be written where it was asked."""
