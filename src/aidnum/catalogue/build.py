"""Located nodes to models: a vocabulary, then schemes read against it. Everything wrong is reported, then left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from aidnum.catalogue.diagnostics import Faults, Mark
from aidnum.catalogue.fact_rules import without_rules
from aidnum.catalogue.key_places import PARTS, Place, models_in, number_split, place_told
from aidnum.catalogue.keys import GROUPS, ROOT_KEYS
from aidnum.catalogue.meant import key_meant, keys_meant, value_meant
from aidnum.catalogue.models import Model, model_of, read
from aidnum.catalogue.nodes import Fields, Items, Node, Scalar
from aidnum.catalogue.rules import RuleBuilder
from aidnum.engine.cost import COST, COST_FACT
from aidnum.french import fold, nearest
from aidnum.model.marks import Value
from aidnum.model.reading import HIDDEN, Unreadable, shorten
from aidnum.model.rule import AllOf, Leaf, Rule
from aidnum.model.scheme import Area, Scheme
from aidnum.model.vocabulary import Vocabulary

VERSION = "1"
_WORD_LISTS = ("only", "except", "uncertain")
_PAYERS = ("payer", "aids", "with")
_TERMS = ("types", "fields")
_BROKEN = AllOf(parts=())
_NOWHERE = Area(rule=_BROKEN)
MAX_WORDS = 2_000
MAX_FAMILIES = 100


def check_root(root: Fields, faults: Faults) -> bool:
    """Whether what the root holds can be judged: it has a version this aidnum reads, or none. Unknown keys are reported too."""
    for key in root:
        if key not in ROOT_KEYS:
            faults.error("M003", root.key_mark(key), _unknown_key(key, ROOT_KEYS, (), faults))
    if not any(key_meant(key, ROOT_KEYS[1:]) for key in root):
        faults.error("M002", root.mark, "clé obligatoire manquante : « schemes », « vocabulary » ou les deux")
    version = root.get("version")
    if version is None:
        faults.error("M002", root.mark, "clé obligatoire manquante « version » : écrire « version: 1 » en tête")
        return True
    if version != VERSION:
        shown = shorten(version) if isinstance(version, Scalar) else "une autre forme"
        hint = " ; ce catalogue est plus récent : mettre à jour aidnum" if shown.isdigit() and shown > VERSION else ""
        faults.error("M004", version.mark, f"version « {shown} » inconnue, « {VERSION} » attendue{hint}")
        return False
    return True


def build_vocabulary(root: Fields, faults: Faults) -> Vocabulary | None:
    """The words a file adds, without those that have an error; None when it adds none that can be used."""
    node = root.get("vocabulary")
    if node is None or not _size_allowed(node, faults):
        return None
    unruled = without_rules(node)
    try:
        return read(Vocabulary, unruled)
    except ValidationError as error:
        report_validation(error, Vocabulary, node, "vocabulaire", faults)
        return _spared(unruled, error) if isinstance(node, Fields) else None


def _size_allowed(node: Node, faults: Faults) -> bool:
    """Whether no group of words is so large that opening its families could take for ever."""
    if not isinstance(node, Fields):
        return True
    families = sum(1 for term in node.values() if isinstance(term, Fields) and "members" in term)
    if len(node) > MAX_WORDS or families > MAX_FAMILIES:
        message = f"vocabulaire trop grand : {MAX_WORDS} mots et {MAX_FAMILIES} familles au plus dans un groupe"
        faults.error("Y008", node.mark, message)
        return False
    return all(_size_allowed(inner, faults) for inner in node.values())


def _spared(node: Mapping[str, Any], error: ValidationError) -> Vocabulary:
    """The vocabulary without the words that an error stands in."""
    faulty = {detail["loc"][:2] for detail in error.errors(include_url=False)}
    spared = {
        group: {word: value for word, value in words.items() if (group, word) not in faulty}
        for group, words in node.items()
        if isinstance(words, Mapping) and (group,) not in faulty
    }
    return read(Vocabulary, spared)


def build_schemes(root: Fields, vocabulary: Vocabulary, faults: Faults) -> Iterator[tuple[Fields, Scheme | None]]:
    """Each scheme of a file with its node; None for one that has an error."""
    schemes = root.get("schemes")
    if schemes is None:
        return
    if not isinstance(schemes, Items) or not schemes:
        faults.error("M001", schemes.mark, "« schemes » attend une liste d'au moins un dispositif")
        return
    paying = vocabulary.joined(Vocabulary(facts={COST: COST_FACT}))
    for node in schemes:
        if isinstance(node, Fields):
            yield node, _build_scheme(node, vocabulary, paying, faults)
        else:
            faults.error("M001", node.mark, "un dispositif est attendu : un groupe de clés id, title, sources…")


def _build_scheme(node: Fields, vocabulary: Vocabulary, paying: Vocabulary, faults: Faults) -> Scheme | None:
    """A scheme whose rules test the facts of a vocabulary, and those of its funding the `paying` ones."""
    before = faults.errors()
    prepared = Preparation(vocabulary, faults, paying).scheme(node)
    named = node.get("id")
    label = f"dispositif « {shorten(named)} »" if isinstance(named, Scalar) else "dispositif"
    scheme = None
    try:
        scheme = read(Scheme, prepared)
    except ValidationError as error:
        report_validation(error, Scheme, node, label, faults)
    if scheme is not None and scheme.eligibility is not _BROKEN and not _states_applicant(scheme.eligibility, vocabulary):
        message = "qui peut demander cette aide ? l'écrire directement sous « all » : - collectivite: [collectivites]"
        faults.error("S001", node.key_mark("eligibility"), message)
    return scheme if faults.errors() == before else None


def _states_applicant(rule: Rule, vocabulary: Vocabulary) -> bool:
    """Whether a leaf of its own under the root *all* says which kinds of applicant are meant."""
    leaves = [part for part in rule.parts if isinstance(part, Leaf)] if isinstance(rule, AllOf) else []
    return any(vocabulary.facts[leaf.fact].values == "kinds" for leaf in leaves)


class Preparation:
    """A copy of a scheme's node in which rules are built, and words checked against the vocabulary and the sources."""

    def __init__(self, vocabulary: Vocabulary, faults: Faults, paying: Vocabulary | None = None) -> None:
        self.vocabulary = vocabulary
        self.faults = faults
        self.rules = RuleBuilder(vocabulary, faults)
        self.terms_rules = RuleBuilder(paying or vocabulary, faults)
        self.sources: frozenset[str] = frozenset()
        self.stacking: Node | None = None

    def scheme(self, node: Fields) -> dict[str, Any]:
        """The copy of a scheme's node, or of a law's."""
        self.stacking = node.get("stacking")  # its `with` names schemes, and not payers
        return self._fields(node)

    def _source_ids(self, node: Fields) -> frozenset[str]:
        sources = node.get("sources")
        listed = sources if isinstance(sources, Items) else [sources]
        ids: set[str] = set()
        for source_id in (source.get("id") for source in listed if isinstance(source, Fields)):
            if isinstance(source_id, Scalar):
                if source_id in ids:
                    self.faults.error("R003", source_id.mark, f"source en double « {shorten(source_id)} » dans ce dispositif")
                ids.add(str(source_id))
        return frozenset(ids)

    def _fields(self, node: Fields) -> dict[str, Any]:
        """The copy of a group of keys; where it has sources of its own, what it says refers to these."""
        around = self.sources
        self.sources = self._source_ids(node) if "sources" in node else around
        copy = {str(key): self._entry(key, value, node) for key, value in node.items()}
        self.sources = around
        return copy

    def _entry(self, key: str, value: Node, node: Fields) -> Any:
        if key in ("eligibility", "when"):
            self._check_leaf_sources(value)
            return (self.terms_rules if key == "when" else self.rules).rule(value) or _BROKEN
        if key == "territoire":
            self._check_leaf_sources(value)
            return self.rules.area(value) or _NOWHERE
        if key == "profile":
            return plain(value)
        if key == "source" and isinstance(value, Scalar):
            self._check_source(value)
        if key in _WORD_LISTS:
            return self._categories(value)
        if key in _PAYERS and not (key == "with" and node is self.stacking):
            return self._payers(value)
        if key in _TERMS:
            self._check_terms(key, value)
        if key == "by" and isinstance(value, Scalar):
            self._check_places(value, node.get("places"))
        if key in ("per", "base") and isinstance(value, Scalar):
            self._check_number_fact(key, value)
        return self._copy(value)

    def _copy(self, value: Node) -> Any:
        if isinstance(value, Fields):
            return self._fields(value)
        return [self._copy(item) for item in value] if isinstance(value, Items) else value

    def _check_leaf_sources(self, node: Node) -> None:
        if isinstance(node, Items):
            for item in node:
                self._check_leaf_sources(item)
        elif isinstance(node, Fields):
            source = node.get("source")
            if isinstance(source, Scalar):
                self._check_source(source)
            for key in GROUPS:
                if key in node:
                    self._check_leaf_sources(node[key])

    def _check_source(self, source: Scalar) -> None:
        if source not in self.sources:
            hint = self.faults.hint(lambda: nearest(source, self.sources, 1))
            self.faults.error(
                "R001", source.mark, f"source inconnue « {shorten(source)} » : elle n'est pas dans « sources »{hint}"
            )

    def _categories(self, value: Node) -> Any:
        words = value if isinstance(value, Items) else [value]
        return [self._category(word) if isinstance(word, Scalar) else word for word in words]

    def _category(self, word: Scalar) -> str:
        category = self.vocabulary.find_category(word)
        if category is None:
            hint = self.faults.hint(lambda: self.vocabulary.near(word, self.vocabulary.cost_categories))
            self.faults.error("V005", word.mark, f"catégorie de coût inconnue « {shorten(word)} »{hint}")
        return category or str(word)

    def _payers(self, value: Node) -> Any:
        for word in value if isinstance(value, Items) else [value]:
            if isinstance(word, Scalar) and word not in self.vocabulary.payers:
                hint = self.faults.hint(lambda word=word: self.vocabulary.near(word, self.vocabulary.payers))  # type: ignore[misc]
                self.faults.error("V007", word.mark, f"payeur inconnu « {shorten(word)} »{hint}")
        return self._copy(value)

    def _check_terms(self, key: str, value: Node) -> None:
        known = getattr(self.vocabulary, key)
        for word in value if isinstance(value, Items) else [value]:
            if isinstance(word, Scalar) and word not in known:
                self._unknown_value(word, known, word.mark)

    def _check_places(self, name: Scalar, places: Node | None) -> None:
        """Whether lists are told by the values of a choice that the vocabulary declares one by one."""
        fact = self.vocabulary.facts.get(name)
        if fact is None or not isinstance(fact.values, dict):
            choices = [known for known, one in self.vocabulary.facts.items() if isinstance(one.values, dict)]
            hint = f" ; attendu : {', '.join(nearest(name, choices) or choices)}"
            message = f"« by » attend un choix qui liste ses valeurs, trouvé « {shorten(name)} »{hint}"
            self.faults.error("V001", name.mark, message)
            return
        for code in places if isinstance(places, Fields) else ():
            if code not in fact.values:
                self._unknown_value(code, fact.values, places.key_mark(code))  # type: ignore[union-attr]

    def _unknown_value(self, word: str, known: Mapping[str, object], mark: Mark) -> None:
        hint = self.faults.hint(lambda: self.vocabulary.near(word, known))
        self.faults.error("V002", mark, f"valeur inconnue « {shorten(word)} »{hint}")

    def _check_number_fact(self, key: str, word: Scalar) -> None:
        fact = self.vocabulary.facts.get(word)
        if fact is None or fact.kind != "number":
            numbers = [name for name, known in self.vocabulary.facts.items() if known.kind == "number"]
            hint = f" ; attendu : {', '.join(nearest(word, numbers) or numbers[:5])}"
            if key == "base" and value_meant("basis", word, ("ht", "ttc")):
                hint = " ; hors taxes ou TTC se dit par « basis »"
            self.faults.error(
                "V001", word.mark, f"« {key} » attend un fait qui est un nombre, trouvé « {shorten(word)} »{hint}"
            )


def plain(node: Node) -> Any:
    """A node as plain dict, list and str, its places left behind."""
    if isinstance(node, Fields):
        return {str(key): plain(value) for key, value in node.items()}
    return [plain(item) for item in node] if isinstance(node, Items) else str(node)


def report_validation(error: ValidationError, value: type[Value], node: Node, label: str, faults: Faults) -> None:
    """Tell what pydantic found wrong, each at its place in the nodes; a key that an unknown one means isn't missing too."""
    details = error.errors(include_url=False)
    meant = {(detail["loc"][:-1], key) for detail in details if detail["type"] == "extra_forbidden" for key in _meant(detail)}
    for detail in details:
        if detail["type"] == "missing" and (detail["loc"][:-1], detail["loc"][-1]) in meant:
            continue
        place = _Place(node, model_of(value), (PARTS[value],))
        for step in detail["loc"]:
            place.step(step)
        last = str(detail["loc"][-1]) if detail["loc"] else ""
        if detail["type"] == "extra_forbidden":
            faults.error("M003", place.key, _unknown_key(last, place.siblings, place.path, faults))
        elif detail["type"] == "missing":
            faults.error("M002", place.key, f"clé obligatoire manquante « {last} » ({label})")
        else:
            code, message = _explained(detail)
            if code != HIDDEN:  # told where the file was read, at its own place
                faults.error(code, place.value, f"{message}{_word_meant(detail, last, place.node, faults)}")


class _Place:
    """Follows pydantic's path through the nodes; a step that is no key of the node (a union's tag) stays where it is.

    `key` is where the last key stands (an item of a list has its own place), `value` where its value does.
    """

    def __init__(self, node: Node, model: type[Model], path: Place) -> None:
        self.node = node
        self.model: type[Model] | None = model
        self.path = path
        self.key: Mark = node.mark
        self.siblings: tuple[str, ...] = ()

    @property
    def value(self) -> Mark:
        """Where the value stands: for a group of keys or a list, its key."""
        return self.node.mark if isinstance(self.node, Scalar) else self.key

    def step(self, step: int | str) -> None:
        """Go down one step when the node has it."""
        node = self.node
        if isinstance(node, Fields) and isinstance(step, str) and step in node:
            self.siblings = _keys_of(self.model)
            self.key = node.key_mark(step)
            self.node = node[step]
            if step in self.siblings:
                self.path = (*self.path, step)
                self.model = _model_of(self.model, step)
        elif isinstance(node, Items) and isinstance(step, int) and step < len(node):
            self.node = node[step]
            self.key = self.node.mark


def _keys_of(model: type[Model] | None) -> tuple[str, ...]:
    return tuple(field.alias or name for name, field in model.model_fields.items()) if model else ()


def _model_of(model: type[Model] | None, key: str) -> type[Model] | None:
    """The model that the values of a key are made of."""
    if model is None:
        return None
    for name, field in model.model_fields.items():
        if key == (field.alias or name):
            return next(models_in(field.annotation), None)
    return model


_FORMS: Mapping[str, str] = {
    "model_type": "un groupe de clés est attendu",
    "model_attributes_type": "un groupe de clés est attendu",
    "dict_type": "un groupe de clés est attendu",
    "tuple_type": "une liste est attendue",
    "string_type": "un texte est attendu",
}


def _explained(detail: Any) -> tuple[str, str]:
    cause = detail.get("ctx", {}).get("error")
    if isinstance(cause, Unreadable):
        return cause.code, str(cause)
    if cause is not None:
        return "M001", str(cause)
    return "M001", _FORMS.get(detail["type"], "valeur d'une forme inattendue")


def _meant(detail: Any) -> tuple[str, ...]:
    """The keys that an unknown one may mean."""
    key = str(detail["loc"][-1])
    return (*keys_meant(key), fold(key))


# Values that a reader takes beside the figures and dates that its message tells of.
_WORDS_BESIDE = {"rate": ("unknown",), "dated": ("unknown",)}


def _word_meant(detail: Any, key: str, node: Node, faults: Faults) -> str:
    """The end of a sentence on a value that can't be read: the right word, when one is meant."""
    cause = detail.get("ctx", {}).get("error")
    words = getattr(cause, "words", ()) or _WORDS_BESIDE.get(key, ())
    return faults.hint(lambda: value_meant(key, node, words)) if words and isinstance(node, Scalar) else ""


def _unknown_key(key: str, known: tuple[str, ...], here: Place, faults: Faults) -> str:
    meant = key_meant(key, known)
    told = None if meant else number_split(key) or place_told(key, here)
    hint = told or faults.hint(
        lambda: [meant] if meant else nearest(key, known, 1), f" ; attendu : {', '.join(known)}" if known else ""
    )
    return f"clé inconnue « {shorten(key)} »{hint}"
