"""The vocabulary: families, labels, aliases, and words near a word."""

from __future__ import annotations

import pytest

from aidnum.catalogue.catalogue import Catalogue
from aidnum.model.profile import read_profile
from aidnum.model.vocabulary import Term, Vocabulary

CONTRACT = {
    "types": "dematerialisation donnees cooperation outils-communs identite numerisation cybersecurite inclusion "
    "equipement logiciel formation infrastructure archivage",
    "fields": "bibliotheque ecole culture securite social urbanisme transition administration",
    "cost_categories": "personnel materiel logiciel prestations formation etudes hebergement travaux mobilier "
    "communication imprevus",
    "kinds": "collectivites commune groupement epci cc ca cu metropole ept syndicat sivu sivom smf smo petr pole_metropolitain "
    "departement region statut_particulier com association etablissement_public entreprise_publique entreprise",
}


@pytest.mark.parametrize("name", CONTRACT)
def test_the_words_of_the_contract_are_there(shipped: Catalogue, name: str) -> None:
    assert set(getattr(shipped.vocabulary, name)) == set(CONTRACT[name].split())


def test_a_family_means_its_members_through_nested_families(shipped: Catalogue) -> None:
    members = shipped.vocabulary.members
    assert members("collectivite", "epci") == {"cc", "ca", "cu", "metropole"}
    assert members("collectivite", "groupement") >= {"cc", "ept", "sivu", "petr", "pole_metropolitain"}
    assert members("collectivite", "collectivites").isdisjoint({"association", "entreprise", "etablissement_public"})
    assert members("collectivite", "commune") == {"commune"}


@pytest.mark.parametrize(
    ("fact", "word", "value"),
    [
        ("type", "open data", "donnees"),
        ("type", "IA", "donnees"),
        ("type", "plateforme citoyenne", "cooperation"),
        ("type", "FranceConnect", "identite"),
        ("type", "SIGB", "logiciel"),
        ("type", "médiation numérique", "inclusion"),
        ("type", "site internet", "dematerialisation"),
        ("type", "télé-procédures", "dematerialisation"),
        ("type", "portail", "dematerialisation"),
        ("type", "GRU", "dematerialisation"),
        ("type", "gestion de la relation usagers", "dematerialisation"),
        ("type", "logiciels métiers", "logiciel"),
        ("type", "archivage", "archivage"),
        ("type", "wifi", "infrastructure"),
        ("type", "tablettes", "equipement"),
        ("domaine", "SIGB", "bibliotheque"),
        ("domaine", "biblio", "bibliotheque"),
        ("domaine", "Médiathèques", "bibliotheque"),
        ("domaine", "portail de bibliothèque", "bibliotheque"),
        ("domaine", "vidéo-surveillance", "securite"),
        ("domaine", "état civil", "administration"),
        ("domaine", "ADS", "urbanisme"),
        ("domaine", "archives", "culture"),
        ("departement", "Vaucluse", "84"),
        ("departement", "2a", "2A"),
    ],
)
def test_an_alias_or_a_label_leads_to_its_word(shipped: Catalogue, fact: str, word: str, value: str) -> None:
    assert shipped.vocabulary.find(fact, word) == value


@pytest.mark.parametrize(
    ("word", "category"),
    [("RH", "personnel"), ("licences", "logiciel"), ("AMO", "etudes"), ("SaaS", "hebergement"), ("intégration", "prestations")],
)
def test_a_cost_category_has_its_aliases(shipped: Catalogue, word: str, category: str) -> None:
    assert shipped.vocabulary.find_category(word) == category


def test_every_word_of_a_type_or_a_field_is_read_as_a_type(shipped: Catalogue) -> None:
    words = shipped.vocabulary
    for known in (words.types, words.fields):
        for name, spelling in words.spellings(known):
            read = read_profile(words, {"type": f" {spelling.upper()}"}).facts
            assert name in {*read.get("type", ()), *read.get("domaine", ())}, spelling  # type: ignore[misc]


def test_words_of_two_vocabularies_keep_the_first_meaning_and_add_their_aliases() -> None:
    first = Vocabulary(types={"a": Term(label="un")}, aliases={"a": ("x",)})
    second = Vocabulary(types={"a": Term(label="deux"), "b": Term(label="trois")}, aliases={"a": ("y",)})
    both = first.joined(second)
    assert both.types == {"a": Term(label="un"), "b": Term(label="trois")}
    assert both.aliases == {"a": ("x", "y")}


def test_a_near_word_is_proposed_by_its_id(shipped: Catalogue) -> None:
    vocabulary = shipped.vocabulary
    assert vocabulary.near("telservice", vocabulary.types)[0] == "dematerialisation"
    assert vocabulary.near("zzzz", vocabulary.types) == []


@pytest.mark.parametrize(
    ("word", "value"),
    [("budget citoyen", "cooperation"), ("médiation des familles", "inclusion"), ("jeux open data", "donnees")],
)
def test_a_word_that_is_shared_is_nearer_than_letters_that_are(shipped: Catalogue, word: str, value: str) -> None:
    assert shipped.vocabulary.near(word, shipped.vocabulary.types)[0] == value


def test_a_word_that_many_share_or_that_is_short_tells_nothing() -> None:
    types = {name: Term(label=f"{name} numérique pour la ville") for name in ("agora", "banque", "carte", "forum")}
    vocabulary = Vocabulary(types={**types, "livre": Term(label="lecture du soir")})
    assert vocabulary.near("un projet numérique du matin", vocabulary.types) == []
    assert vocabulary.near("un projet numérique de lecture", vocabulary.types) == ["livre"]


@pytest.mark.parametrize(
    ("word", "value"),
    [("communes", "commune"), ("Communautés de communes", "cc"), ("régions", "region"), ("sociétés", "entreprise")],
)
def test_a_plural_is_as_good_as_a_singular(shipped: Catalogue, word: str, value: str) -> None:
    assert shipped.vocabulary.find("collectivite", word) == value


@pytest.mark.parametrize("word", ["un site internet", "notre nouveau site internet", "le portail"])
def test_words_that_only_lead_to_a_word_do_not_hide_it(shipped: Catalogue, word: str) -> None:
    assert shipped.vocabulary.find("type", word) == "dematerialisation"
