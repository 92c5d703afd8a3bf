"""The answer of ``news`` as a table: a line a change."""

from aidnum.render.as_csv.table import WINDOW, Row, joined, table, window_cells
from aidnum.render.pages import amendments
from aidnum.render.pages.news import concerned_texts
from aidnum.render.pages.news_fields import field_words, told
from aidnum.render.wording import CAVEAT, VERDICTS
from aidnum.report.amendments import Amendment
from aidnum.report.news import Change, NewsReport, What

CHANGES: dict[What, str] = {
    "opened": "ouvert", "closes": "va fermer", "opens": "va ouvrir", "closed": "fermé", "added": "nouveau", "removed": "retiré",
    "changed": "changé",
}  # fmt: skip
_COLUMNS = (
    *("dispositif", "titre", "changement", "le", "ce qui change", "en détail", "verdict", "verdict d'avant", "rappel"),
    *(*WINDOW, "à qui s'adresser", "adresse", "depuis", "jusqu'à", "comparé à", "pour", "non montrés", "avertissement"),
    *("combien de la liste", "qui dans la liste", "partie", "identifiant"),
)


def answer(report: NewsReport) -> str:
    """Each change of a scheme, by its kind and its day, then those of rules and words."""
    changes = (_row(report, change) for change in report.changes)
    return table(_COLUMNS, (*changes, *(_amended(report, amendment) for amendment in report.amendments)))


def _row(report: NewsReport, change: Change) -> Row:
    scheme = change.scheme
    return {
        **_heard(report), "partie": "Dispositifs", "identifiant": scheme.id,
        "dispositif": scheme.id, "titre": scheme.title, "changement": CHANGES[change.what], "le": change.on,
        "ce qui change": joined(field_words(change)), "en détail": joined(told(change)),
        "verdict": None if change.verdict is None else VERDICTS[change.verdict],
        "verdict d'avant": None if change.former is None else VERDICTS[change.former],
        "rappel": "non" if change.is_new else "oui", **window_cells(change.window),
        "à qui s'adresser": joined(change.offices), "adresse": scheme.url,
        "combien de la liste": None if report.several is None else len(change.concerned),
        "qui dans la liste": joined(concerned_texts(change)),
    }  # fmt: skip


def _amended(report: NewsReport, one: Amendment) -> Row:
    return {
        **_heard(report), "partie": amendments.PARTS[one.part], "identifiant": one.id, "titre": one.title,
        "changement": CHANGES[one.what], "ce qui change": joined(amendments.key_words(one)),
        "en détail": joined(amendments.told(one)),
    }  # fmt: skip


def _heard(report: NewsReport) -> Row:
    """What stands in every row."""
    return {
        "depuis": report.since, "jusqu'à": report.until, "comparé à": report.against, "pour": joined(report.words),
        "non montrés": report.left_out, "avertissement": CAVEAT,
    }  # fmt: skip
