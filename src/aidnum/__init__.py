"""aidnum: which digital aid can a French local authority get, for how much, until when, and why.

    from aidnum import Profile, check, load_catalogue

    catalogue = load_catalogue()
    profile = Profile(facts={"population": 520_000, "type": ("dematerialisation",)})
    report = check(catalogue, profile, date(2021, 3, 1))

Names are imported when first used, so that ``import aidnum`` costs nothing.
"""

from __future__ import annotations

from aidnum.version import __version__

TYPE_CHECKING = False  # typing's own costs more to import than looking up a commune

if TYPE_CHECKING:
    from aidnum.catalogue.catalogue import Catalogue
    from aidnum.catalogue.load import load_catalogue
    from aidnum.errors import AidnumError
    from aidnum.model.assessment import Assessment, Outcome, Verdict
    from aidnum.model.profile import Profile, read_profile
    from aidnum.model.scheme import Scheme
    from aidnum.report.check import CheckReport, check

_HOMES = {
    "AidnumError": "aidnum.errors",
    "Assessment": "aidnum.model.assessment",
    "Catalogue": "aidnum.catalogue.catalogue",
    "CheckReport": "aidnum.report.check",
    "Outcome": "aidnum.model.assessment",
    "Profile": "aidnum.model.profile",
    "Scheme": "aidnum.model.scheme",
    "Verdict": "aidnum.model.assessment",
    "check": "aidnum.report.check",
    "load_catalogue": "aidnum.catalogue.load",
    "read_profile": "aidnum.model.profile",
}


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'aidnum' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(home), name)


__all__ = [
    "AidnumError",
    "Assessment",
    "Catalogue",
    "CheckReport",
    "Outcome",
    "Profile",
    "Scheme",
    "Verdict",
    "__version__",
    "check",
    "load_catalogue",
    "read_profile",
]
