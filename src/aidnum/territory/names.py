"""What people type for an authority, taken apart: kind words, name, place in brackets."""

from __future__ import annotations

from collections.abc import Iterator

from aidnum.french import fold

EPCI = ("cc", "ca", "cu", "metropole", "statut_particulier")
_WHOLE = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes", "agglo": "agglomeration", "dpt": "departement"}
_MARKS = str.maketrans(dict.fromkeys('.,;/()«»"', " "))
_PREFIXES = {
    "dep": ("departement",), "reg": ("region",), "epci": EPCI, "commune": ("commune",), "ept": ("ept",), "com": ("com",)
}  # fmt: skip
_KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("communaute de communes", ("cc",)), ("com com", ("cc",)), ("comcom", ("cc",)), ("cc", ("cc",)), ("cdc", ("cc",)),
    ("communaute d agglomeration", ("ca",)), ("agglomeration", ("ca",)), ("ca", ("ca",)),
    ("communaute urbaine", ("cu",)), ("cu", ("cu",)),
    ("etablissement public territorial", ("ept",)), ("ept", ("ept",)),
    ("conseil departemental", ("departement",)), ("conseil general", ("departement",)), ("departement", ("departement",)),
    ("dept", ("departement",)), ("dep", ("departement",)), ("cd", ("departement",)),
    ("conseil regional", ("region",)), ("region", ("region",)),
    ("commune nouvelle", ("commune",)), ("commune", ("commune",)), ("ville", ("commune",)), ("mairie", ("commune",)),
    ("village", ("commune",)), ("municipalite", ("commune",)),
    ("intercommunalite", EPCI), ("interco", EPCI), ("epci", EPCI),
)  # fmt: skip
_OUTSIDE = (
    "syndicat", "sivu", "sivom", "smf", "smo", "sivos", "sictom", "sictoba", "smictom", "sivalor", "sde", "petr",
    "pole d equilibre", "pole metropolitain", "parc naturel", "pnr", "ccas", "cias", "sdis", "gip", "epcc",
)  # fmt: skip
_LONG = 8
ARTICLES = ("le ", "la ", "les ", "l ")
_LINKS = ("de la ", "de l ", "du ", "des ", "de ", "d ", "la ", "le ", "les ", "l ")
_CONTRACTED = {"du ": "le ", "des ": "les "}


_CEDEX, _FIVE = " cedex", 5
_CORSE = ("2a", "2b")
_KIND_WORDS = frozenset(word for word, _ in _KINDS)
KINDS_TYPED = _KIND_WORDS | {"metropole", "syndicat", "petr", "association", "entreprise", "sivu", "sivom"}
_SUFFIXES = {"agglomeration": ("ca",), "metropole": ("metropole", "cu", "ca"), "communaute": EPCI}


class Parsed:
    """A name taken apart: its whole key, the kinds its first words ask for, the keys of the rest, the place that narrows it."""

    __slots__ = ("is_outside", "keys", "kinds", "place", "whole")

    def __init__(
        self, whole: str, kinds: tuple[str, ...], keys: tuple[str, ...], place: str, *, is_outside: bool = False
    ) -> None:
        self.whole = whole
        self.kinds = kinds
        self.keys = keys
        self.place = place
        self.is_outside = is_outside


def key_of(name: str) -> str:
    """The key of a name: spellings that differ by case, accents, joints and usual abbreviations have the same."""
    return " ".join(_WHOLE.get(word, word) for word in fold_name(name).split())


def without_cedex(text: str) -> str:
    """An address line of CEDEX mail, whose code is no place's, as a name and its département: ``35042 Rennes Cedex 9``."""
    at = text.lower().find(_CEDEX)
    if at < 0:
        return text
    name, code = _apart(text[:at].strip())
    return f"{name} {departement_of(code)}" if code else f"cp:{name}" if is_place_code(name) else name


def departement_of(code: str) -> str:
    """The département of a postal or INSEE code; a shorter code is its own."""
    if len(code) < _FIVE:
        return code
    return code[:3] if code.startswith(("97", "98")) else code[:2]


def fold_name(name: str) -> str:
    """The key of a name whose abbreviations are left as they are: ``st`` may be the beginning of a word."""
    return fold(f" {name}".replace(" s/", " sur ").replace(" S/", " sur ").translate(_MARKS))


def parsed(text: str) -> Parsed:
    """A name as people type it: ``agglo de La Rochelle``, ``St-Denis (93)``, ``dép. de la Creuse``, ``dep:Vienne``."""
    prefix, colon, rest = text.partition(":")
    forced = _PREFIXES.get(prefix.strip().lower()) if colon else None
    name, place = _apart((rest if forced else text).strip())
    key = _coded(key_of(name))
    if place and key in _KIND_WORDS:
        key, place = f"{key} {place}", ""
    if forced:
        return Parsed(key, forced, tuple(dict.fromkeys((key, *_after_links(key)))), place)
    for word in _OUTSIDE:
        if key == word or key.startswith(f"{word} "):
            return Parsed(key, (), _after_links(key[len(word) + 1 :]), place, is_outside=True)
    for word, kinds in _KINDS:
        if key.startswith(f"{word} "):
            return Parsed(key, kinds, _after_links(key[len(word) + 1 :]), place)
    for link in ("metropole de ", "metropole d ", "metropole du "):
        if key.startswith(link):
            rest = key[len(link) :]
            return Parsed(key, _SUFFIXES["metropole"], (f"{rest} metropole", f"metropole {rest}", rest), place)
    name, _, last = key.rpartition(" ")
    if name and last in _SUFFIXES:
        return Parsed(key, _SUFFIXES[last], (name,), place)
    return Parsed(key, (), (key,), place)


def with_kind_mended(key: str) -> Iterator[Parsed]:
    """A key whose long kind word has a slip, as if it had none: ``comunauté de communes du Pays de …``."""
    from aidnum.territory.nearest import distance

    for word, _ in _KINDS:
        if len(word) < _LONG:
            continue
        for end in range(len(word) - 1, min(len(word) + 2, len(key))):
            if key[end] == " " and distance(key[:end], word, 1) == 1:
                yield parsed(f"{word}{key[end:]}")


def _coded(key: str) -> str:
    """A kind word set apart from the code that follows it at once: ``cd56``, ``dept2a``."""
    word = key.rstrip("0123456789ab")
    return f"{word} {key[len(word) :]}" if word in _KIND_WORDS and is_place_code(key[len(word) :]) else key


def _apart(text: str) -> tuple[str, str]:
    """The name, and the place that stands in brackets, after a comma, as a code at the end, or as one before it."""
    name, bracket, place = text.rpartition("(")
    if bracket and name.strip():
        return _before_article(name, key_of(place.partition(")")[0]))
    name, comma, place = text.rpartition(",")
    if comma and name.strip():
        return _before_article(name, key_of(place))
    name, _, last = text.rpartition(" ")
    if name and is_place_code(last):
        return name, key_of(last)
    first, _, name = text.partition(" ")
    if name and is_place_code(first) and (first[-1].isdigit() or first.lower() in _CORSE):  # ``4B`` begins a name
        return name, key_of(first)
    return text, ""


def _before_article(name: str, place: str) -> tuple[str, str]:
    """A name and its place, or its article, as registers sort it: ``Havre (Le)``."""
    return (f"{place} {name}", "") if f"{place} " in ARTICLES else (name, place)


def is_place_code(word: str) -> bool:
    """Whether a word has the form of the code of a département, or of a postal or INSEE code."""
    is_long = len(word) == _FIVE and word[2:].isdigit()
    return (is_long or len(word) in (2, 3)) and word[0].isdigit() and word.isascii() and word.isalnum()


def _after_links(rest: str) -> tuple[str, ...]:
    """A name after its kind word, with and without the small words that link them: ``de la rochelle`` may be *la rochelle*."""
    keys = [rest]
    for link in _LINKS:
        if rest.startswith(link):
            bare = rest[len(link) :]
            article = f"{link[3:]}{bare}" if link.startswith("de l") else f"{_CONTRACTED.get(link, '')}{bare}"
            keys = [article, bare] if link not in ("la ", "le ", "les ", "l ") else [rest, bare]
            break
    return tuple(dict.fromkeys(keys))
