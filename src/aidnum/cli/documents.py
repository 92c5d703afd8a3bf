"""The files of a dossier: texts in the format asked for, what is read on a screen as Markdown, the plan, the dates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from aidnum.cli.answer import laid_out
from aidnum.cli.output import encoded
from aidnum.cli.screen import screen
from aidnum.render.formats import served

if TYPE_CHECKING:
    from aidnum.render.document import Page
    from aidnum.render.formats import Format, ForPeople
    from aidnum.report.dates import Dates
    from aidnum.report.dossier import Dossier
    from aidnum.report.form import FilledForm

_TEXTS = ("deliberation", "plan", "note", "attestation", "pieces")
README = "LISEZ-MOI.md"
FILES = frozenset(
    (
        *(README, "plan.xlsx", "dates.ics", "dates.md", "formulaire.md"),
        *(f"{name}{known.extension}" for name in _TEXTS for known in served("dossier")),
    )
)
"""The names of all that a dossier may hold, whatever its format."""


def files(
    dossier: Dossier, days: Dates, forms: Sequence[FilledForm], chosen: Format, address: str | None = None
) -> dict[str, bytes]:
    """Every file by its name, the texts in the format chosen; a calendar or a form only where it has something to say.

    `address` is that of the form.

    Raises:
        AidnumError: for a document whose writer isn't installed.
    """
    from aidnum.render import dates_ics, xlsx
    from aidnum.render.pages.dossier import attestation, deliberation, form, note, pieces, plan, readme
    from aidnum.render.pages.dossier import dates as dates_page

    format_of = cast("ForPeople", chosen.name)  # a dossier is served in no other
    texts = dict(zip(_TEXTS, (deliberation, plan, note, attestation, pieces), strict=True))
    if not dossier.requests:
        del texts["attestation"]
    return {
        README: _written(readme.page(dossier, readme.Folder(days, forms)), "markdown"),
        **{f"{name}{chosen.extension}": _written(text.page(dossier), format_of) for name, text in texts.items()},
        "plan.xlsx": xlsx.render(dossier.report._replace(plans=(dossier.plan,), with_unsure=())),
        **({"dates.ics": encoded(dates_ics.render(days))} if days.events else {}),
        "dates.md": _written(dates_page.page(days), "markdown"),
        **({"formulaire.md": _written(form.page(dossier, forms, address), "markdown")} if forms else {}),
    }


def _written(page: Page, name: ForPeople) -> bytes:
    content = laid_out(page, name, screen(to_file=True))
    return encoded(content) if isinstance(content, str) else content
