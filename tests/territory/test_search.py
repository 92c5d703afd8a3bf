"""From what people type to an authority, and never to another in silence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidnum.territory import search
from aidnum.territory.codes import postal_codes
from aidnum.territory.names import key_of
from aidnum.territory.search import MOST, bore, find, heading
from tests.territory.test_tables import communes

EXACT = {
    "rennes": "35238",
    "RENNES MÉTROPOLE": "243500139",
    "rennes  metropole": "243500139",
    "Rennes-Métropole": "243500139",
    "departement de la creuse": "dep:23",
    "dept creuse": "dep:23",
    "dép. de la Creuse": "dep:23",
    "département 23": "dep:23",
    "CD 35": "dep:35",
    "conseil départemental du Rhône": "dep:69",
    "région Bretagne": "reg:53",
    "région 53": "reg:53",
    "dep:Vienne": "dep:86",
    "reg:bretagne": "reg:53",
    "commune:la rochelle (17)": "17300",
    "st denis (93)": "93066",
    "Saint-Denis 93": "93066",
    "St-Denis, La Réunion": "97411",
    "saint denis (seine-saint-denis)": "93066",
    "agglo de la Rochelle": "241700434",
    "CA La Rochelle": "241700434",
    "communauté d'agglomération de La Rochelle": "241700434",
    "cc faucigny glieres": "200000172",
    "comcom faucigny-glières": "200000172",
    "ville du Mans": "72181",
    "mairie de Rennes": "35238",
    "Ville-d'Avray": "92077",
    "chalon s/ saone": "71076",
    "Ste-Marie (35)": "35294",
    "Grand Lyon": "200046977",
    "métropole de Lyon": "200046977",
    "MEL": "200093201",
    "AMP": "200054807",
    "mgp": "200054781",
    "Plaine Commune": "200057867",
    "Cherbourg": "50129",
    "Pierrefitte-sur-Seine": "93066",
    "Oullins": "69149",
    "Marseille 1er arrondissement": "13055",
    "50173": "50129",
    "Paris": "75056",
    "Guyane": "reg:03",
    "Mayotte": "reg:06",
    "Corse": "reg:94",
    "Alsace": "dep:67A",
    "œting": "57521",
    "Castillon (Canton de Lembeye)": "64182",
    "CINOR": "249740119",
    "métropole de Rennes": "243500139",
    "metropole de Lille": "200093201",
    "Saint-Denis de La Réunion": "97411",
    "st denis reunion": "97411",
    "Vienne en Isère": "38544",
    "Mans": "72181",
    "Ciotat": "13028",
    "Tampon": "97422",
    "havre": "76351",
    "Lilas": "93045",
    "ville Havre": "76351",
    "commune:Mans": "72181",
    "Mans Sarthe": "72181",
    "agglo Rochelle": "241700434",
    "Pontivy 56": "56178",
    "Pontivy Morbihan": "56178",
    "Pontivy 56300": "56178",
    "56300 Pontivy": "56178",
    "Pontivy (56300)": "56178",
    "Ploërmel 56": "56165",
    "Wattrelos 59650": "59650",
    "La Rochelle 17000": "17300",
    "35042 Rennes Cedex 9": "35238",
    "Rennes CEDEX": "35238",
    "CD56": "dep:56",
    "CD 56": "dep:56",
    "cd2a": "reg:94",
    "dept35": "dep:35",
    "région53": "reg:53",
    "insee:59650": "59650",
    "cp:59650": "59009",
    "75116": "75056",
    "97400": "97411",
    "Ajaccio 2a": "2A004",
    "Ajaccio 20": "2A004",
    "Strasbourg 67": "67482",
    "Strasbourg 67A": "67482",
    "Mulhouse 68": "68224",
    "56 Pontivy": "56178",
    "2A Ajaccio": "2A004",
    "4B Sud Charente": "200029734",
    "Ville-d'Avray Hauts-de-Seine": "92077",
    "Ville-sur-Saulx Meuse": "55568",
    "ville de Rennes Bretagne": "35238",
}


@pytest.mark.parametrize("query", EXACT)
def test_what_people_type_leads_to_one_authority(query: str) -> None:
    match = find(query)
    assert [authority.key for authority in match.authorities] == [EXACT[query]]
    assert match.kind == "exact"


AMBIGUOUS = {
    "La Rochelle": {"241700434", "17300", "70450"},
    "Vienne": {"dep:86", "38544"},
    "Creuse": {"dep:23", "80225"},
    "la Creuse": {"dep:23", "70186"},
    "Saint-Denis": {"97411", "93066", "11339", "30247"},
    "La Réunion": {"dep:974", "reg:04"},
    "Bretagne": {"reg:53", "90019", "36024"},
    "53": {"dep:53", "reg:53"},
    "59650": {"59650", "59009"},
    "59100": {"59100", "59512"},
    "75001": {"94002", "75056"},
    "Cannet": {"06030", "32344"},
    "Rochelle": {"17300", "70450", "241700434"},
    "Marne": {"dep:51", "44090"},
    "Breil": {"49228", "06023", "72046"},
    "commune de Breil": {"49228", "06023", "72046"},
    "Loché": {"71270", "37133"},
    "Saint-Fort": {"53062", "17328", "16316"},
    "Forêt": {"244500484", "29057"},
    "Fontenay": {"94033", "92032", "85092", "76275", "88175"},
}


@pytest.mark.parametrize("query", AMBIGUOUS)
def test_a_name_of_several_lists_them_all(query: str) -> None:
    match = find(query)
    assert match.kind == "ambiguous"
    assert {authority.key for authority in match.authorities} >= AMBIGUOUS[query]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("Cannet", ["Le Cannet"]),
        ("Rochelle", ["La Rochelle"]),
        ("La Rochelle", ["La Rochelle"]),
        ("Clermont", ["Clermont-Ferrand", "Clermont"]),
        ("Saint", ["Le Saint", "Saint-Étienne"]),
        ("Fontenay", ["Fontenay-sous-Bois", "Fontenay-aux-Roses", "Fontenay-le-Comte"]),
        ("Chapelle", ["La Chapelle"]),
        ("Touquet", ["Le Touquet-Paris-Plage"]),
        ("Sables", ["Les Sables-d'Olonne"]),
        ("Fonten", ["Fontenay-sous-Bois", "Fontenay-aux-Roses"]),
        ("Saint-Pol", ["Saint-Pol-de-Léon", "Saint-Pol-sur-Ternoise"]),
        ("Ville-d'Avra", ["Ville-d'Avray"]),
        ("Ville-en-Sel", ["Ville-en-Selve"]),
    ],
)
def test_towns_come_first_with_their_article_or_by_the_beginning_of_their_name(query: str, names: list[str]) -> None:
    match = find(query)
    assert match.kind != "exact"
    assert [known.name for known in match.authorities][: len(names)] == names


@pytest.mark.parametrize(
    ("query", "name"),
    [("Renes", "Rennes"), ("Nime", "Nîmes"), ("Quimperl", "Quimperlé"), ("Pontiv", "Pontivy"), ("Greno", "Grenoble")],
)
def test_a_likely_slip_in_a_large_name_comes_before_small_ones_that_begin_so(query: str, name: str) -> None:
    assert find(query).authorities[0].name == name


def test_what_is_near_a_name_is_searched_only_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(search, "nearest_keys")
    match = find("Xyzzyville")
    assert (match.is_searched, match.is_exact) == (False, False)
    with pytest.raises(NameError):
        assert match.kind


def test_what_begins_so_and_is_not_listed_is_counted() -> None:
    fontenay, saint_denis, begun = find("Fontenay"), find("Saint-Denis"), find("Fonten")
    assert (fontenay.begun, fontenay.more) == (8, 15)
    assert (saint_denis.begun, saint_denis.more) == (0, 0)
    assert (begun.begun, begun.more, len(begun.authorities)) == (0, 50, MOST)


def test_beginnings_come_before_a_name_of_several_only_where_more_people_live() -> None:
    for query in ("Clermont", "Fontenay", "Bourg"):
        match = find(query)
        begun, named = match.authorities[: match.begun], match.authorities[match.begun :]
        assert min(known.municipale or 0 for known in begun) > max(known.municipale or 0 for known in named)


@pytest.mark.parametrize("query", ["Ajaccio 2b", "Bastia 2A", "Strasbourg 68", "Mulhouse 67", "Mulhouse (67)"])
def test_a_departement_that_shares_its_authority_is_not_the_other(query: str) -> None:
    assert find(query).kind == "suggestions"


def test_a_commune_is_never_taken_by_a_former_name_that_another_of_today_begins_with() -> None:
    begun = {commune.name.partition("-")[0]: commune for commune in communes() if "-" in commune.name}
    assert len(begun) > 1000
    for first, commune in [*begun.items()][::23]:
        match = find(first)
        if match.kind == "exact" and "commune" in match.authorities[0].kinds:
            (taken,) = match.authorities
            assert taken == commune or key_of(_bare(taken.name)).startswith(key_of(_bare(first)))


@pytest.mark.parametrize("query", ["35999", "cp:35042", "35042 CEDEX", "insee:Rennes", "siren:12"])
def test_a_code_that_nobody_bears_is_said_to_be_one(query: str) -> None:
    match = find(query)
    assert (match.kind, match.is_code, match.is_outside) == ("none", True, False)
    assert heading(match) == f"aucune collectivité n'a le code « {query} »"


NOBODY = (
    """
Bruxelles|Barcelone|Londres|Berlin|Genève|Luxembourg|Milan|Turin|Madrid|Lisbonne|Chicoutimi|Québec|Lausanne|Charleroi|Namur
Mons en Belgique|Sarrebruck|Francfort|Cologne en Allemagne|Porto|Tunis|Alger|Dakar|Casablanca|New York|Tokyo|Pékin
Villeneuve-les-Bains-Perdus|Saint-Glinglin|Trifouilly-les-Oies|Pétaouchnok|Perpète-les-Oies|Ploumanac'h-sur-Lune|Bourg-Perdu
Métropole de Nulle Part|CC des Trois Dragons|Agglo du Grand Rien|Communauté de communes Imaginaire|département du Néant
région des Mille Lacs|conseil départemental de Narnia|CA de Poudlard|Grand Bidon Métropole|syndicat mixte Mégalis
Rome en Italie|SIVU des Écoles|SIVOM du Val|PETR du Pays de Nulle|syndicat Gironde numérique|CCAS de Lille
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


@pytest.mark.parametrize("query", NOBODY)
def test_a_name_that_nobody_bears_is_never_taken(query: str) -> None:
    match = find(query)
    assert match.kind in ("suggestions", "none")
    assert len(match.authorities) <= MOST
    assert len(NOBODY) >= 50


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Rene Métropole", "243500139"),
        ("Rennes metropoel", "243500139"),
        ("Toulousse", "31555"),
        ("comunauté de communes du Lévézou", "994579670"),
        ("Landernau", "29103"),
        ("agglo de Vannes", "200067932"),
        ("Roanne agglo", "200035731"),
        ("agglo de renne", "243500139"),
        ("Saint Jean Bonnefods", "42237"),
        ("Quneza", "2A254"),
    ],
)
def test_a_slip_is_suggested_and_not_taken(query: str, first: str) -> None:
    match = find(query)
    assert (match.kind, match.authorities[0].key) == ("suggestions", first)


@pytest.mark.parametrize(
    "query", ["syndicat mixte Mégalis", "SIVU des Écoles", "PETR du Pays", "pôle métropolitain Loire", "CCAS de Lille"]
)
def test_a_body_outside_the_data_is_said_to_be(query: str) -> None:
    match = find(query)
    assert (match.kind, match.is_outside) == ("none", True)


@given(st.text(max_size=120))
def test_no_text_hurts(text: str) -> None:
    match = find(text)
    assert (match.kind == "exact") == (len(match.authorities) == 1 and match.kind != "suggestions")
    assert (match.kind == "none") == (not match.authorities)


def _bare(name: str) -> str:
    """A name without its article."""
    return name.removeprefix("L'").removeprefix("Le ").removeprefix("La ").removeprefix("Les ")


def test_an_article_left_out_leads_to_its_town_first() -> None:
    named = {commune.name for commune in communes() if _bare(commune.name) != commune.name}
    found = {name: [known.name for known in find(_bare(name)).authorities] for name in named}
    first = sum(name in names[:1] for name, names in found.items())
    in_five = sum(name in names[:5] for name, names in found.items())
    assert (first >= 0.95 * len(named), in_five >= 0.99 * len(named)) == (True, True)


def test_an_article_left_out_never_leads_to_another_alone() -> None:
    named = [commune for commune in communes() if _bare(commune.name) != commune.name]
    assert len(named) > 1000
    for commune in named[::7]:
        match = find(_bare(commune.name))
        assert commune in match.authorities
        assert match.kind == "ambiguous" or match.authorities == [commune]


def test_a_commune_beside_its_departement_or_its_postal_code_is_never_another_alone() -> None:
    for commune in communes()[::97]:
        for place in (commune.departements[0], postal_codes(commune)[0]):
            match = find(f"{commune.name} {place}")
            assert commune in match.authorities
            assert match.kind == "ambiguous" or match.authorities == [commune]


@pytest.mark.parametrize(("query", "name"), [("HAVRE (LE)", "Le Havre"), ("Creusot, Le", "Le Creusot")])
def test_an_article_behind_a_name_stands_before_it(query: str, name: str) -> None:
    assert [known.name for known in find(query).authorities] == [name]
    assert find(query).is_exact


def test_a_name_that_nobody_is_near_to_leads_to_those_that_begin_with_its_first_words() -> None:
    assert find("Châlons sur Marne").authorities[0].name == "Châlons-en-Champagne"
    assert find("Saint Zutzutzut Machin").kind == "none"


def test_a_grouping_that_nobody_is_near_to_leads_to_that_of_the_commune_it_ends_with() -> None:
    assert [known.epci for known in find("Redon").authorities] == [
        known.code for known in find("CC du Pays de Redon").authorities
    ]


def test_a_region_is_placed_by_any_of_its_departements() -> None:
    assert find("Région Bretagne, 22").is_exact
    assert not find("Région Bretagne, 75").is_exact
    assert not find("Bretagne, 22").is_exact


def test_a_sentence_that_ends_with_a_figure_is_no_code() -> None:
    assert not find("Nombre de communes : 12").is_code
    assert find("dep: 99").is_code


def test_an_outside_body_leads_to_who_bears_the_rest_of_its_name() -> None:
    assert [known.name for known in find("CCAS de Redon").behind] == ["Redon"]
    assert find("CCAS de Redon").kind == "none"
    assert find("Redon").behind == find("CCAS").behind == []


@pytest.mark.parametrize(("name", "is_former"), [("Antrain", True), ("Val-Couesnon", False), ("Val Couesnon (35)", False)])
def test_a_name_of_before_is_told_from_that_of_today(name: str, is_former: bool) -> None:  # noqa: FBT001
    (known,) = find("Val-Couesnon").authorities
    assert bore(name, known) is is_former
