"""Located nodes to rules, read with the care of schemes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from pydantic import ValidationError

from aidnum.catalogue.build import Preparation, report_validation
from aidnum.catalogue.diagnostics import Faults
from aidnum.catalogue.models import read
from aidnum.catalogue.nodes import Fields, Items, Node, Scalar
from aidnum.catalogue.rulings import AnyRuling
from aidnum.model.law import Law
from aidnum.model.reading import shorten
from aidnum.model.vocabulary import Vocabulary

M = TypeVar("M", bound=AnyRuling)


def build_rules(
    root: Fields, key: str, model: type[M], vocabulary: Vocabulary, faults: Faults
) -> Iterator[tuple[Fields, M | None]]:
    """Each rule of one kind of a file with its node; None for one that has an error."""
    nodes = root.get(key)
    if nodes is None:
        return
    if not isinstance(nodes, Items) or not nodes:
        faults.error("M001", nodes.mark, f"« {key} » attend une liste d'au moins une règle")
        return
    for node in nodes:
        if isinstance(node, Fields):
            yield node, _build_rule(node, model, vocabulary, faults)
        else:
            faults.error("M001", node.mark, "une règle est attendue : un groupe de clés id, title, sources…")


def _build_rule(node: Fields, model: type[M], vocabulary: Vocabulary, faults: Faults) -> M | None:
    before = faults.errors()
    prepared = Preparation(vocabulary, faults).scheme(node)
    named = node.get("id")
    built = None
    try:
        built = read(model, prepared)
    except ValidationError as error:
        label = f"règle « {shorten(named)} »" if isinstance(named, Scalar) else "règle"
        report_validation(error, model, node, label, faults)
    if isinstance(built, Law):
        _refuse_overlaps(built, node.get("wordings"), faults)
    return built if faults.errors() == before else None


def _refuse_overlaps(law: Law, wordings: Node | None, faults: Faults) -> None:
    """On no day does a law say two things: the later of two wordings that hold together is at fault."""
    versions = law.versions
    for index, node in enumerate(wordings if isinstance(wordings, Items) else ()):
        if any(versions[index].meets(earlier) for earlier in versions[:index]):
            faults.error("C003", node.mark, "cette rédaction vaut en même temps qu'une autre de la même règle")
