"""Each value of the catalogue has the pydantic model that reads it, named like it, and nothing declared twice."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from pydantic import BaseModel, ValidationError

from aidnum.catalogue import models
from aidnum.model.calendar import Window
from aidnum.model.funding import Bonus, Costs, Flat, Funding
from aidnum.model.marks import Value
from aidnum.model.rule import AllOf
from aidnum.model.scheme import Caution, Scheme
from aidnum.model.vocabulary import Fact, Term

ANY = AllOf(parts=())
NAMED = {name: model for name, model in vars(models).items() if isinstance(model, type) and issubclass(model, BaseModel)}


@pytest.mark.parametrize("name", sorted(set(NAMED) - {"BaseModel", "Model"}))
def test_a_model_has_the_name_the_fields_and_the_words_of_its_value(name: str) -> None:
    model = NAMED[name]
    value: type[Value] = model.value  # type: ignore[attr-defined]
    assert (value.__name__, model.__doc__, models.model_of(value)) == (name, value.__doc__, model)
    fields = {field.name: field.encode_name for field in msgspec.structs.fields(value)}
    assert {key: field.alias or key for key, field in model.model_fields.items()} == fields


def test_every_value_that_a_scheme_holds_has_a_model() -> None:
    assert models.read(Scheme, models.read(Scheme, SCHEME)) == models.read(Scheme, SCHEME)
    assert isinstance(models.read(Scheme, SCHEME).funding, Funding)


SCHEME: dict[str, Any] = {
    "id": "aide",
    "title": "Une aide",
    "sources": {"id": "page", "title": "La page", "url": "https://exemple.fr", "checked": "2026-11-24", "confidence": "high"},
    "eligibility": ANY,
    "funding": {"kind": "grant", "basis": "ht", "rate": "50%", "costs": {"except": "personnel"}},
    "calendar": {"windows": [{"closes": "2026-12-31"}]},
    "examples": [{"title": "x", "profile": {}, "date": "2026-11-24", "expect": {"verdict": "eligible"}}],
}


def test_text_is_read_into_the_types_that_the_value_declares() -> None:
    scheme = models.read(Scheme, SCHEME)
    assert scheme.sources[0].checked == date(2026, 11, 24)
    assert scheme.funding.costs == Costs(except_=("personnel",))
    assert scheme.calendar.windows == (Window(closes=date(2026, 12, 31)),)


@pytest.mark.parametrize(
    ("given", "added"),
    [
        ("10%", Decimal("0.1")),
        ("500", Flat(amount=Decimal(500))),
        ({"years": ["1", "2"]}, Flat(years=(Decimal(1), Decimal(2)))),
    ],
)
def test_what_a_bonus_adds_is_points_or_a_flat_sum(given: Any, added: object) -> None:
    assert models.read(Bonus, {"when": ANY, "add": given}).add == added


def test_a_fault_in_one_of_several_forms_is_told_once() -> None:
    with pytest.raises(ValidationError) as told:
        models.read(Bonus, {"when": ANY, "add": {"years": ["x"]}})
    assert told.value.error_count() == 1
    with pytest.raises(ValidationError) as told:
        models.read(Fact, {"kind": "choice", "question": "Qui ?", "values": {"a": {"labl": "A"}}})
    assert {error["type"] for error in told.value.errors()} == {"missing", "extra_forbidden"}


def test_the_values_of_a_fact_are_a_shared_list_or_its_own() -> None:
    asked = {"kind": "choice", "question": "Qui ?"}
    assert models.read(Fact, {**asked, "values": "kinds"}).values == "kinds"
    assert models.read(Fact, {**asked, "values": {"a": {"label": "A"}}}).values == {"a": Term(label="A")}


def test_a_key_is_known_by_the_name_of_the_file_alone() -> None:
    said = {"text": "x", "source": "page"}
    assert models.read(Caution, {**said, "from": "2026-01-01"}).from_ == date(2026, 1, 1)
    with pytest.raises(ValidationError):
        models.read(Caution, {**said, "from_": "2026-01-01"})
