"""The answer of ``check`` as a table: a line for each scheme."""

from decimal import Decimal

from aidnum.model.assessment import Amounts
from aidnum.render.as_csv.table import APPLY, WHOM, WINDOW, Row, apply_cells, joined, sources, table, window_cells
from aidnum.render.local_wording import own_list_texts
from aidnum.render.scheme_wording import dates_texts
from aidnum.render.wording import CAVEAT, GROUPS, KINDS, OUTCOMES, VERDICTS, advice_texts, aid_texts, doubt_texts, partners_text
from aidnum.report.check import CheckReport, CriterionLine, Entry

_CENT = Decimal("0.01")
_COLUMNS = (
    *("dispositif", "titre", "verdict", *WINDOW),
    *("nature", "taux min (%)", "taux max (%)", "assiette min (€)", "assiette max (€)"),
    *("montant min (€)", "montant max (€)", "calcul"),
    *("conditions", "à préciser", "pourquoi", "critères", "prudence", "conseil", "suite"),
    *(*APPLY, "sources", "date", "profil", "avertissement"),
    *("précision", "impossible avec", "à plusieurs", "à savoir", "sur les dates", "sur les critères"),
    *("groupe", "à préciser pour le montant", *WHOM, "liste locale", "autres formes d'aide"),
)
_CRITERIA = frozenset({"pourquoi", "critères", "sur les critères"})


def answer(report: CheckReport) -> str:
    """Every scheme, whatever its verdict; a brief answer has no criteria."""
    columns = [column for column in _COLUMNS if column not in _CRITERIA] if report.brief else _COLUMNS
    return table(columns, (_row(report, entry) for entry in report.entries))


def _row(report: CheckReport, entry: Entry) -> Row:
    scheme = entry.scheme
    return {
        "dispositif": scheme.id, "titre": scheme.title, "verdict": VERDICTS[entry.assessment.verdict],
        **window_cells(entry.window), **_amount_cells(entry.assessment.amounts),
        "conditions": joined(entry.conditions),
        "à préciser": joined(question.question for question in entry.missing), "pourquoi": joined(entry.why),
        "critères": joined(_criterion(line) for line in entry.criteria),
        "prudence": joined(doubt_texts(entry)),
        "conseil": joined(advice_texts(entry)),
        "suite": entry.successor.scheme.title if entry.successor else scheme.successor, **apply_cells(scheme, entry.offices()),
        "sources": sources(scheme.sources), "date": report.day,
        "profil": joined((*report.profile_words, *report.data_words)), "avertissement": CAVEAT,
        "précision": joined(filter(None, (funding.note for funding in scheme.helps))) or None,
        "impossible avec": joined(map(report.catalogue.title, entry.excludes)),
        "à plusieurs": partners_text(entry.partners) if entry.partners else None,
        "à savoir": joined(scheme.notes), "sur les dates": joined(dates_texts(scheme)),
        "sur les critères": joined(line.note for line in entry.criteria if line.note), "groupe": GROUPS[entry.group],
        "liste locale": joined(own_list_texts(entry, report.catalogue.vocabulary)),
        "à préciser pour le montant": joined(question.question for question in entry.missing_for_amount),
        "autres formes d'aide": joined(aid_texts(entry.assessment)[1:]),
    }  # fmt: skip


def _amount_cells(amounts: Amounts) -> Row:
    return {
        "nature": KINDS[amounts.kind], "taux min (%)": _percentage(amounts.rate_min),
        "taux max (%)": _percentage(amounts.rate_max), "assiette min (€)": _cents(amounts.base_min),
        "assiette max (€)": _cents(amounts.base_max), "montant min (€)": _cents(amounts.amount_min),
        "montant max (€)": _cents(amounts.amount_max), "calcul": joined(amounts.steps),
    }  # fmt: skip


def _percentage(fraction: Decimal | None) -> Decimal | None:
    return None if fraction is None else (fraction * 100).normalize()


def _cents(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else amount.quantize(_CENT)


def _criterion(line: CriterionLine) -> str:
    return f"{OUTCOMES[line.outcome]} : {line.text}"
