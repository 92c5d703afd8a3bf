"""Reports as lines for a terminal."""

from importlib import import_module
from typing import Any

from aidnum.render.terminal.page import Page, Screen

# Which module draws each shape of report: the others, and the reports they know, are not imported.
_DRAWN = {
    "CheckReport": ("check", "draw_check"),
    "DeadlinesReport": ("deadlines", "draw_deadlines"),
    "FactsReport": ("listing", "draw_facts"),
    "ListReport": ("listing", "draw_list"),
    "PartnersReport": ("partners", "draw_partners"),
    "ShowReport": ("show", "draw_show"),
    "TerritoryReport": ("territory", "draw_territory"),
}


def render(report: Any, screen: Screen) -> str:
    """A report as lines for a screen."""
    page = Page(screen)
    module, draw = _DRAWN[type(report).__name__]
    getattr(import_module(f"aidnum.render.terminal.{module}"), draw)(report, page)
    return page.done()
