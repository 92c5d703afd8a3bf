"""What changed beside the schemes, in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import get_args

import pytest
from msgspec.structs import replace

from aidnum.catalogue.catalogue import Catalogue
from aidnum.catalogue.rulings import RULINGS
from aidnum.model.funding import Rate
from aidnum.model.law import Span, Wording
from aidnum.model.limit import Limit
from aidnum.model.rule import Leaf, OneOf
from aidnum.model.vocabulary import CostCategory, Fact, Organisation, Payer, Term
from aidnum.render.pages.amendments import KEYS, PARTS, WHATS, told
from aidnum.report.amendments import PARTS as KNOWN
from aidnum.report.amendments import UNTOLD, What, amendments
from aidnum.report.news import news_against
from tests.render.samples import BRIEF, DAY, WHOLE, drawn, squeezed

WORDS = (Fact, Term, CostCategory, Payer, Organisation)


def test_every_part_and_every_key_has_its_french_name() -> None:
    assert tuple(PARTS) == KNOWN
    assert tuple(WHATS) == get_args(What)
    keys = {key for model in (*RULINGS.values(), *WORDS) for key in model.__struct_encode_fields__}
    assert keys - UNTOLD <= KEYS.keys()


def _law(catalogue: Catalogue, before: dict[str, object], after: dict[str, object]) -> list[str]:
    """What is told of a law that said something and says something else."""
    first, *rest = catalogue.laws
    former, present = (catalogue._replace(laws=(replace(first, **said), *rest)) for said in (before, after))
    (one,) = amendments(present, former)
    return [text.replace("\u00a0", " ") for text in told(one)]


TOWN, COUNTY = (
    Leaf(fact="collectivite", test=OneOf(values=(kind,), members=frozenset({kind}))) for kind in ("commune", "departement")
)


@pytest.mark.parametrize(
    ("key", "before", "after", "said"),
    [
        ("text", "Avant.", "Après.", ["Texte : Avant. → Après."]),
        ("from_", date(2020, 1, 1), date(2021, 1, 1), ["Début : 1er janvier 2020 → 1er janvier 2021"]),
        ("at_least", Decimal("0.2"), Decimal("0.25"), ["Part minimale : 20 % → 25 %"]),
        ("at_least_yields", True, False, ["Part minimale qui cède : oui → non"]),
        ("level", "rule", "warning", []),
        ("notes", ("Un.", "Deux."), ("Deux.", "Trois."), ["À savoir : Un. → Trois."]),
        ("when", TOWN, COUNTY, ["À qui : porteur du projet : commune → porteur du projet : département"]),
        ("with_", ("detr",), ("detr", "zut"), []),
        (
            "with_",
            ("detr",),
            ("public",),
            ["Payeurs : dotation d'équipement des territoires ruraux (DETR) → personne publique"],
        ),
        (
            "limit",
            Limit(share=Decimal("0.7"), of="cost"),
            Limit(share=Decimal("0.8"), of="cost"),
            ["Limite : toutes les aides : 70 % du coût du projet au plus → toutes les aides : 80 % du coût du projet au plus"],
        ),
        (
            "wordings",
            (Wording(from_=date(2020, 1, 1), text="Avant.", at_least=Decimal("0.2")),),
            (Wording(text="Avant."),),
            [
                "Rédactions, retiré : depuis le 1er janvier 2020, texte : Avant.",
                "Rédactions, retiré : depuis le 1er janvier 2020, part minimale : 20 %",
                "Rédactions, ajouté : d'abord, texte : Avant.",
            ],
        ),
    ],
)
def test_what_a_law_said_and_says_is_told_where_words_say_it(
    shipped: Catalogue, key: str, before: object, after: object, said: list[str]
) -> None:
    limit = {"limit": Limit(share=Decimal(1), of="cost"), "wordings": (), "ask": "À qui ?", "with_": ("detr",)}
    assert _law(shipped, {**limit, key: before}, {**limit, key: after}) == said


def test_shares_and_delays_are_told_in_words(shipped: Catalogue) -> None:
    first, *rest = shipped.payments
    half = replace(first, instalments=None, advance=Rate(low=Decimal(0), high=Decimal("0.5")))
    third = replace(half, advance=Rate(low=Decimal("0.3"), high=Decimal("0.3")))
    (paid,) = amendments(shipped._replace(payments=(third, *rest)), shipped._replace(payments=(half, *rest)))
    assert [text.replace("\u00a0", " ") for text in told(paid)] == ["Avance : jusqu'à 50 % → 30 %"]
    step, *others = (one for one in shipped.delays if one.sources)
    sooner, later = (replace(step, delay=Span(before="council", days=days)) for days in (5, 8))
    (moved,) = amendments(shipped._replace(delays=(later, *others)), shipped._replace(delays=(sooner, *others)))
    assert [text.replace("\u00a0", " ").split(" avant")[0] for text in told(moved)] == ["Délai : au plus tard 5 jours"]


def test_rules_and_words_stand_after_the_schemes_and_a_new_reading_is_folded(shipped: Catalogue) -> None:
    first, *rest = shipped.laws
    source, *sources = first.sources
    vocabulary = replace(shipped.vocabulary, aliases={**shipped.vocabulary.aliases, "commune": ("bourgade",)})
    law = replace(first, sources=(replace(source, checked=date(2020, 1, 1)), *sources))
    other = shipped._replace(schemes=shipped.schemes[1:], laws=(law, *rest), vocabulary=vocabulary)
    report = news_against(shipped, other, DAY, name="avant")
    short, whole = squeezed(drawn(report, view=BRIEF)), squeezed(drawn(report, view=WHOLE))
    assert short.index("NOUVEAU DANS LE CATALOGUE") < short.index("AUTRES NOMS")
    assert "Autres noms, retiré : bourgade" in short
    assert "1 fiche relue, sans autre changement connu ; --detail les nomme." in short
    assert f"relecture ({first.id})" not in short
    assert f"relecture ({first.id})" in whole
    reread = news_against(shipped, shipped._replace(laws=(law, *rest)), DAY, name="avant")
    assert reread.is_none
    assert "Rien n'a changé." in squeezed(drawn(reread, view=BRIEF))
    assert not report.is_none
