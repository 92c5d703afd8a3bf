"""Checks of a vocabulary: words that refer to one another must exist, and no word may have two meanings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from aidnum.catalogue.diagnostics import Faults, Mark
from aidnum.catalogue.keys import GROUPS, LEAF_KEYS
from aidnum.catalogue.nodes import Fields, Items, Node
from aidnum.french import fold, nearest
from aidnum.model.rule import leaves
from aidnum.model.vocabulary import CostCategory, Fact, Organisation, Payer, Term, Vocabulary

RESERVED = frozenset({*GROUPS, *LEAF_KEYS, "cout_retenu"})
_LISTS = ("facts", "types", "fields", "kinds", "cost_categories", "payers")
_USED = ("facts", "organisations")
_FEW = 3
_WORDING = frozenset({"question", "help", "label", "short", "condition", "condition_no", "advice"})
_SHARED = (*_LISTS[1:], "organisations")


def check_words(added: Vocabulary, before: Vocabulary, root: Fields, faults: Faults) -> Vocabulary:
    """Tell what is wrong in the words a file adds to those known before it; the words without those at fault that are used."""
    check = _Check(added, before, root, faults)
    check.redefinitions()
    check.facts()
    check.families()
    check.aliases()
    check.organisations()
    facts = check.sound()
    organisations = check.sound_organisations(facts)
    lost = len(added.facts) - len(facts) or len(added.organisations) - len(organisations)
    return replace(added, facts=facts, organisations=organisations) if lost else added


class _Check:
    def __init__(self, added: Vocabulary, before: Vocabulary, root: Fields, faults: Faults) -> None:
        self.added = added
        self.before = before
        self.all = before.joined(added)
        self.root = root
        self.faults = faults
        self.faulty: set[tuple[str, ...]] = set()

    def redefinitions(self) -> None:
        """A word keeps one meaning in all the files read; a fact may be asked in other words, which win."""
        for name in _LISTS:
            known, more = getattr(self.before, name), getattr(self.added, name)
            for word in more:
                if word in known and _meant(known[word]) != _meant(more[word]):
                    self._error(f"« {word} » a déjà un autre sens dans un fichier lu avant", name, word)

    def facts(self) -> None:
        """A choice has values, and a fact refers only to facts and values that exist."""
        for name, fact in self.added.facts.items():
            if name in RESERVED:
                self._error(f"« {name} » est un mot réservé", "facts", name)
            if fact.kind in ("choice", "tags") and not fact.values:
                self._error(f"« {name} » attend « values » : kinds, types, fields, ou la liste de ses valeurs", "facts", name)
            self._check_links(name, fact)
            self._check_other_words(name, fact)
            self._check_notions(name, fact)
            self._check_given(name, fact)

    def _check_given(self, name: str, fact: Fact) -> None:
        """What the value of a choice gives are values of other choices, or of flags."""
        for word, term in fact.values.items() if isinstance(fact.values, dict) else ():
            place = ("facts", name, "values", word, "gives")
            for other, value in term.gives.items():
                target = self.all.facts.get(other)
                if target is None:
                    self._error(f"fait inconnu « {other} »{self._near(other, self.all.facts)}", *place, other)
                elif fact.kind != "choice" or target.kind not in ("choice", "flag") or other == name:
                    self._error(f"« gives » va d'un fait « choice » à un autre, ou à un fait « flag » : {other}", *place, other)
                elif value not in ("oui", "non") if target.kind == "flag" else self.all.find(other, value) != value:
                    self._error(f"valeur inconnue « {value} » pour « {other} »", *place, other)

    def _check_notions(self, name: str, fact: Fact) -> None:
        """Only a number has notions, and one is bounded by another of the same fact."""
        if fact.decimal and fact.kind != "number":
            self._error(f"« decimal » attend un fait « number », « {name} » est « {fact.kind} »", "facts", name, "decimal")
        if fact.notions and fact.kind != "number":
            self._error(f"« notions » attend un fait « number », « {name} » est « {fact.kind} »", "facts", name, "notions")
        for notion, declared in fact.notions.items():
            teller = declared.told_by and self.all.facts.get(declared.told_by)
            if declared.told_by and (not isinstance(teller, Fact) or teller.kind != "number"):
                near = self._near(declared.told_by, self.all.facts)
                message = f"un fait « number » est attendu, « {declared.told_by} » n'en est pas un{near}"
                self._error(message, "facts", name, "notions", notion, "told_by")
            below = (declared.never_below,) if declared.never_below else ()
            above = declared.never_above.of if declared.never_above else ()
            for path, others in ((("never_below",), below), (("never_above", "of"), above)):
                for other in others:
                    if other not in fact.notions or other == notion:
                        near = self._near(other, fact.notions)
                        self._error(f"notion inconnue « {other} »{near}", "facts", name, "notions", notion, *path, other)

    def _check_links(self, name: str, fact: Fact) -> None:
        for key in ("equals", "unless"):
            other = getattr(fact, key)
            if isinstance(other, str):
                self._check_link(name, fact, key, other)
        self._check_supposed(name, fact)
        self._check_rules(name, fact)
        if fact.kind in ("choice", "tags"):
            values = self.all.values(name)
            for word in fact.assumed:
                if word not in values:
                    self._error(f"valeur inconnue « {word} »{self._near(word, values)}", "facts", name, "assumed", word)
            if isinstance(fact.values, dict):
                self._check_members(fact.values, fact.values, "facts", name, "values")

    def _check_supposed(self, name: str, fact: Fact) -> None:
        """A flag's name says when a fact no longer equals another; a rule, when nothing is supposed of a flag."""
        if (fact.equals is None) != (not isinstance(fact.unless, str)):
            self._error("« equals » et « unless » (le nom d'un fait « flag ») vont ensemble", "facts", name)
        elif (fact.supposed is None) != ("unless" not in fact.rules):
            self._error("« supposed » et « unless » (une règle) vont ensemble", "facts", name)
        elif fact.supposed is not None and fact.kind != "flag":
            self._error(f"« supposed » attend un fait « flag », « {name} » est « {fact.kind} »", "facts", name, "supposed")
        elif fact.supposed is not None and fact.commitment:
            self._error("« supposed » et « commitment » s'excluent : ne garder que l'un des deux", "facts", name, "commitment")

    def _check_rules(self, name: str, fact: Fact) -> None:
        """The rules of a fact test facts that have none: so no fact waits for itself, nor for a long chain of others."""
        for key, rule in fact.rules.items():
            for other in dict.fromkeys(leaf.fact for leaf in leaves(rule) if self._has_rule(leaf.fact)):
                message = f"la règle d'un fait en teste qui n'ont pas de règle : « {other} » en a une"
                self._error(message, "facts", name, key)

    def _has_rule(self, name: str) -> bool:
        """Whether a fact, or the one that it stands for, has a rule of its own."""
        known = self.all.facts
        meant = (known.get(one or "") for one in (name, known[name].equals if name in known else None))
        return any(fact.rules for fact in meant if fact)

    def _check_link(self, name: str, fact: Fact, key: str, other: str) -> None:
        """What a fact stands for is of its own kind and stands for itself; what allows another value is a flag."""
        target = self.all.facts.get(other)
        if target is None:
            self._error(f"fait inconnu « {other} »{self._near(other, self.all.facts)}", "facts", name, key)
        elif key == "unless" and target.kind != "flag":
            self._error(f"« unless » attend un fait « flag », « {other} » est « {target.kind} »", "facts", name, key)
        elif key == "equals" and (other == name or target.equals is not None or target.kind != fact.kind):
            message = f"« equals » attend un autre fait « {fact.kind} », lui-même sans « equals » : « {other} » ne convient pas"
            self._error(message, "facts", name, key)

    def _check_other_words(self, name: str, fact: Fact) -> None:
        """The fact that takes words of another, or that a flag stands for, is a list of words; the value exists."""
        if fact.redirects is not None:
            self._check_tags(name, fact, "tags", fact.redirects, "redirects")
        if fact.means is not None and self._check_tags(name, fact, "flag", fact.means.fact, "means", "fact"):
            values, value = self.all.values(fact.means.fact), fact.means.value
            if value not in values:
                self._error(f"valeur inconnue « {value} »{self._near(value, values)}", "facts", name, "means", "value")

    def _check_tags(self, name: str, fact: Fact, kind: str, other: str, *path: str) -> bool:
        """Whether a fact of a kind leads to another that is a list of words and leads nowhere else."""
        target = self.all.facts.get(other)
        if fact.kind != kind:
            self._error(f"« {path[0]} » attend un fait « {kind} », « {name} » est « {fact.kind} »", "facts", name, path[0])
        elif target is None:
            self._error(f"fait inconnu « {other} »{self._near(other, self.all.facts)}", "facts", name, *path)
        elif target.kind != "tags" or target.redirects is not None:
            message = f"« {path[0]} » attend un fait « tags », lui-même sans « redirects » : « {other} » ne convient pas"
            self._error(message, "facts", name, *path)
        else:
            return True
        return False

    def sound(self) -> dict[str, Fact]:
        """The facts added that are not at fault, nor name one that is."""
        named = {name: _names(fact) for name, fact in self.added.facts.items() if ("facts", name) not in self.faulty}
        while lost := [name for name, others in named.items() if not others <= self.before.facts.keys() | named.keys()]:
            named = {name: others for name, others in named.items() if name not in lost}
        return {name: self.added.facts[name] for name in named}

    def sound_organisations(self, facts: Mapping[str, Fact]) -> dict[str, Organisation]:
        """The organisations added that are not at fault, nor stand in the places of a fact that is."""
        known = {None, *self.before.facts, *facts}
        added = self.added.organisations.items()
        return {name: one for name, one in added if ("organisations", name) not in self.faulty and one.per in known}

    def families(self) -> None:
        """The members of a family exist, and no family holds itself; a word that several facts may share gives nothing."""
        for name in _SHARED:
            for word, term in getattr(self.added, name).items():
                if term.gives:
                    self._error("« gives » va sous les valeurs propres à un fait, dans ses « values »", name, word, "gives")
        for name in ("types", "fields", "kinds", "payers"):
            self._check_members(getattr(self.added, name), getattr(self.all, name), name)

    def _check_members(self, terms: Mapping[str, Term], known: Mapping[str, Term], *path: str) -> None:
        for name, term in terms.items():
            for member in term.members:
                if member not in known:
                    self._error(f"valeur inconnue « {member} »{self._near(member, known)}", *path, name, "members", member)
                elif name in _below(member, known, set()):
                    self._error(f"la famille « {name} » se contient elle-même", *path, name, "members", member)

    def aliases(self) -> None:
        """An alias belongs to a word that exists, and means one word of a list at most."""
        lists = {name: getattr(self.all, name) for name in _LISTS}
        values = {f"facts/{name}": fact.values for name, fact in self.all.facts.items() if isinstance(fact.values, dict)}
        every = {**lists, **values}
        for word in self.added.aliases:
            if not any(word in known for known in every.values()):
                self._error(f"autre nom d'un mot inconnu « {word} »", "aliases", word)
        for known in every.values():
            self._check_alias_meanings(known)

    def _check_alias_meanings(self, known: Mapping[str, object]) -> None:
        meanings = {fold(name): name for name in known}
        for name in known:
            for alias in self.all.aliases.get(name, ()):
                other = meanings.setdefault(fold(alias), name)
                if other != name and name in self.added.aliases:
                    self._error(f"« {alias} » veut déjà dire « {other} »", "aliases", name, alias)

    def organisations(self) -> None:
        """One that exists in each place has a name in every place, made of what is known of the place."""
        for name, one in self.added.organisations.items():
            if one.per is None:
                if one.named or one.names or one.yours:
                    self._error("« named », « names » et « yours » vont avec « per »", "organisations", name)
            elif one.per not in (choices := [name for name, fact in self.all.facts.items() if isinstance(fact.values, dict)]):
                message = f"« per » attend un choix qui liste ses valeurs, trouvé « {one.per} »{self._near(one.per, choices)}"
                self._error(message, "organisations", name, "per")
            else:
                self._check_names(name, one, self.all.values(one.per))

    def _check_names(self, name: str, one: Organisation, places: Mapping[str, Term]) -> None:
        if one.named is None or one.yours is None:
            self._error("« per » attend aussi « named » (le nom, où qu'on soit) et « yours »", "organisations", name)
        elif "{label}" not in one.named and "{of}" not in one.named:
            self._error("« named » attend {label} ou {of}, le nom du lieu", "organisations", name, "named")
        for code in one.names:
            if code not in places:
                self._error(f"valeur inconnue « {code} »{self._near(code, places)}", "organisations", name, "names", code)
        lacking = [code for code, place in places.items() if not (place.of or code in one.names)]
        if lacking and "{of}" in (one.named or ""):
            message = f"« named » emploie {{of}}, que ces valeurs de « {one.per} » n'ont pas : {', '.join(lacking[:_FEW])}"
            self._error(message, "organisations", name, "named")

    def _near(self, word: str, known: Iterable[str]) -> str:
        return self.faults.hint(lambda: nearest(word, known, 1))

    def _error(self, message: str, *path: str) -> None:
        if path[0] in _USED:
            self.faulty.add(path[:2])
        self.faults.error("V006", _mark(self.root, ("vocabulary", *path)), message)


def _meant(word: Term | Fact | CostCategory | Payer) -> object:
    """What decides whether two declarations are of one thing: all of it, but for how people are told of a fact."""
    if not isinstance(word, Fact):
        return word
    return [getattr(word, name) for name in word.__struct_fields__ if name not in _WORDING]


def _mark(root: Fields, path: Iterable[str]) -> Mark:
    """Where a path leads: to a key, or to a word of a list, or as near as can be."""
    node: Node = root
    mark = root.mark
    for key in path:
        if not isinstance(node, Fields) or key not in node:
            words = node if isinstance(node, Items) else [node]
            return next((word.mark for word in words if word == key), mark)
        mark = node.key_mark(key)
        node = node[key]
    return mark


def _names(fact: Fact) -> set[str]:
    """The facts that a fact names."""
    tested = (leaf.fact for rule in fact.rules.values() for leaf in leaves(rule))
    given = (other for term in (fact.values.values() if isinstance(fact.values, dict) else ()) for other in term.gives)
    return {*filter(None, (fact.equals,)), *tested, *given}


def _below(name: str, known: Mapping[str, Term], seen: set[str]) -> set[str]:
    if name not in seen and name in known:
        seen.add(name)
        for member in known[name].members:
            _below(member, known, seen)
    return seen
