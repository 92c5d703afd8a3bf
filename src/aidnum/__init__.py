"""aidnum: which digital aid can a French local authority get, for how much, until when, and why.

    from aidnum import Said, check, load_catalogue, plan, read_project

    catalogue = load_catalogue()
    said = Said(names="Rennes Métropole", facts={"type": "donnees"}, budget="budget.csv")
    project = read_project(catalogue, said)
    report = check(catalogue, project.profile, date(2021, 3, 1))
    proposed = plan(catalogue, project.profile, project.lines, date(2021, 3, 1))

Values are said as people write them. ``Profile(facts={"population": 520_000, "type": ("dematerialisation",)})`` makes a
profile of values already typed; ``deadlines`` and ``territory`` answer as the commands do. Names are imported when first used,
so that ``import aidnum`` costs nothing.
"""

from __future__ import annotations

import sys
from types import ModuleType

from aidnum.version import __version__

TYPE_CHECKING = False  # typing's own costs more to import than looking up a commune

if TYPE_CHECKING:
    from aidnum.catalogue.catalogue import Catalogue
    from aidnum.catalogue.load import load_catalogue
    from aidnum.errors import AidnumError
    from aidnum.model.assessment import Assessment, Outcome, Verdict
    from aidnum.model.profile import Profile, read_profile
    from aidnum.model.scheme import Scheme
    from aidnum.model.wishes import Expected, Other, Wishes
    from aidnum.project.merge import read_project
    from aidnum.project.said import Project, Said
    from aidnum.report.check import CheckReport, check
    from aidnum.report.deadlines import deadlines
    from aidnum.report.plan import plan
    from aidnum.report.territory import territory

_HOMES = {
    "AidnumError": "aidnum.errors",
    "Assessment": "aidnum.model.assessment",
    "Catalogue": "aidnum.catalogue.catalogue",
    "CheckReport": "aidnum.report.check",
    "Expected": "aidnum.model.wishes",
    "Other": "aidnum.model.wishes",
    "Outcome": "aidnum.model.assessment",
    "Profile": "aidnum.model.profile",
    "Project": "aidnum.project.said",
    "Said": "aidnum.project.said",
    "Scheme": "aidnum.model.scheme",
    "Verdict": "aidnum.model.assessment",
    "Wishes": "aidnum.model.wishes",
    "check": "aidnum.report.check",
    "deadlines": "aidnum.report.deadlines",
    "load_catalogue": "aidnum.catalogue.load",
    "plan": "aidnum.report.plan",
    "read_profile": "aidnum.model.profile",
    "read_project": "aidnum.project.merge",
}


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name == "territory":
        return import_module("aidnum.territory")
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'aidnum' has no attribute {name!r}")
    return getattr(import_module(home), name)


class _Territory(ModuleType):
    """The package of that name, which also answers: Python puts a package where the function of the same name would stand."""

    def __call__(self, query: str) -> object:
        from aidnum.report.territory import territory

        return territory(query)


class _Aidnum(ModuleType):
    def __setattr__(self, name: str, value: object) -> None:
        if name == "territory":
            value.__class__ = _Territory
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Aidnum


__all__ = [
    "AidnumError",
    "Assessment",
    "Catalogue",
    "CheckReport",
    "Expected",
    "Other",
    "Outcome",
    "Profile",
    "Project",
    "Said",
    "Scheme",
    "Verdict",
    "Wishes",
    "__version__",
    "check",
    "deadlines",
    "load_catalogue",
    "plan",
    "read_profile",
    "read_project",
    "territory",
]
