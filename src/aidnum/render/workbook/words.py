"""What the sheets of a plan say: funders, aids and laws, without a name that only aidnum knows."""

from collections.abc import Iterable

from aidnum.french import capital, long_date
from aidnum.model.assessment import Verdict
from aidnum.model.plan import Plan, Resource
from aidnum.render.plan_wording import TAXES, exact
from aidnum.report.funders import funder
from aidnum.report.plan import PlanReport

_ORIGINS = {"granted": "acquise", "expected": "attendue"}
_CASES = {"low": "chaque aide au bas de sa fourchette", "high": "chaque aide au haut de sa fourchette"}
_UNSAID = "Non précisé"


def applicant(report: PlanReport) -> str:
    """Who carries the project, by name where one authority alone does."""
    named = report.profile.authorities
    return named[0].name if len(named) == 1 else "Porteur du projet"


def subtitle(report: PlanReport, *more: str) -> str:
    """Whose plan it is, in which money, on which day, and what else is to be known."""
    who = [applicant(report)] if len(report.profile.authorities) == 1 else []
    return capital(" — ".join([*who, f"montants {TAXES[report.basis]}", f"au {long_date(report.day)}", *more]))


def money_width(report: PlanReport) -> float:
    """The characters that the largest sum takes, in bold."""
    return max(14.5, len(exact(report.total)) + 1.0)


def case_words(plan: Plan, *, is_sure: bool, is_alone: bool) -> list[str]:
    """Which plan this is, of several."""
    unsure = [] if is_sure else ["sous réserve des aides à confirmer"]
    return unsure if is_alone else [*unsure, _CASES[plan.case]]


def payer(resource: Resource, report: PlanReport) -> str:
    """Who pays an aid: by its name where it has a short one, else by what it is."""
    known = report.catalogue.vocabulary.payers.get(resource.payer or "")
    return funder(resource, report.situation) or (capital(known.label) if known else _UNSAID)


def aid(resource: Resource) -> str:
    """An aid, and how sure it is."""
    unsure = resource.assessment is not None and resource.assessment.verdict is Verdict.TO_CONFIRM
    marks = [
        _ORIGINS.get(resource.origin),
        "à confirmer" if unsure else None,
        "montant probable" if resource.probable else None,
    ]
    told = ", ".join(filter(None, marks))
    return f"{resource.title} ({told})" if told else resource.title


def once(sentences: Iterable[str]) -> list[str]:
    """Each sentence once."""
    return list(dict.fromkeys(sentences))
