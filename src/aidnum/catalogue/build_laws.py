"""Located nodes to laws and recoveries, read with the care of schemes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from pydantic import ValidationError

from aidnum.catalogue.build import Preparation, report_validation
from aidnum.catalogue.diagnostics import Report
from aidnum.catalogue.models import read
from aidnum.catalogue.nodes import Fields, Items, Text
from aidnum.model.law import Law, Recovery
from aidnum.model.reading import shorten
from aidnum.model.vocabulary import Vocabulary

M = TypeVar("M", Law, Recovery)


def build_rules(
    root: Fields, key: str, model: type[M], vocabulary: Vocabulary, report: Report
) -> Iterator[tuple[Fields, M | None]]:
    """Each law or recovery of a file with its node; None for one that has an error."""
    nodes = root.get(key)
    if nodes is None:
        return
    if not isinstance(nodes, Items) or not nodes:
        report.error("M001", nodes.mark, f"« {key} » attend une liste d'au moins une règle")
        return
    for node in nodes:
        if isinstance(node, Fields):
            yield node, _build_rule(node, model, vocabulary, report)
        else:
            report.error("M001", node.mark, "une règle est attendue : un groupe de clés id, title, sources…")


def _build_rule(node: Fields, model: type[M], vocabulary: Vocabulary, report: Report) -> M | None:
    before = report.errors()
    prepared = Preparation(vocabulary, report).scheme(node)
    named = node.get("id")
    built = None
    try:
        built = read(model, prepared)
    except ValidationError as error:
        label = f"règle « {shorten(named)} »" if isinstance(named, Text) else "règle"
        report_validation(error, model, node, label, report)
    return built if report.errors() == before else None
