"""The categories that labels name."""

from __future__ import annotations

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.project.budget.categories import CategoryWords


@pytest.mark.parametrize(
    ("label", "categories"),
    [
        ("Logiciels métiers", ("logiciel",)),
        ("Hébergement et maintenance", ("hebergement",)),
        ("Hébergement et maintenance, première année", ("hebergement",)),
        ("Reprise de données", ("prestations",)),
        ("Accompagnement / AMO", ("etudes",)),
        ("Formation des agents", ("formation",)),
        ("Formation au logiciel métier", ("formation",)),
        ("Maintenance du matériel", ("hebergement",)),
        ("Mobilier", ("mobilier",)),
        ("Mobilier de bureau (tables)", ("mobilier",)),
        ("Aléas et imprévus", ("imprevus",)),
        ("Frais de communication", ("communication",)),
        ("Matériels", ("materiel",)),
        ("Matériel informatique", ("materiel",)),
        ("Postes de travail", ("materiel",)),
        ("Support technique", ("hebergement",)),
        ("Supports de communication", ("communication",)),
        ("Matériel et logiciels", ("materiel", "logiciel")),
        ("Étude, développement", ("etudes", "prestations")),
        ("Personnels", ("personnel",)),
        ("Poste", ()),
        ("Impersonnel", ()),
        ("Divers", ()),
        ("", ()),
    ],
)
def test_a_label_names_categories_by_whole_words(shipped: Catalogue, label: str, categories: tuple[str, ...]) -> None:
    assert CategoryWords(shipped.vocabulary).named_in(label) == categories


def test_each_way_to_write_a_category_names_it(shipped: Catalogue) -> None:
    words, vocabulary = CategoryWords(shipped.vocabulary), shipped.vocabulary
    for name, spelling in vocabulary.spellings(vocabulary.cost_categories):
        if spelling != vocabulary.cost_categories[name].label:
            assert words.named_in(spelling) == (name,), spelling
