"""What people type for a command line, and what to type instead: French names of commands, quotes, names behind options."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aidnum.french import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

# Accents and case don't count; the first of each is told in the help.
FRENCH: dict[str, tuple[str, ...]] = {
    "check": ("verifier", "aides", "simuler", "eligibilite"),
    "plan": ("financement", "financer", "planifier"),
    "dossier": ("dossiers", "documents", "deliberation", "deliberer"),
    "list": ("liste", "lister", "dispositifs", "catalogue"),
    "show": ("fiche", "montrer", "afficher", "voir", "dispositif"),
    "facts": ("faits", "vocabulaire"),
    "deadlines": ("echeances", "echeance", "dates", "calendrier"),
    "news": ("nouvelles", "nouveautes", "nouveau", "changements", "veille"),
    "batch": ("lot", "lots", "collectivites", "plusieurs"),
    "export": ("exporter",),
    "territory": ("territoire", "collectivite"),
    "partners": ("partenaires", "partenaire"),
    "reach": ("portee", "atteindre"),
    "validate": ("valider", "validation"),
    "explain": ("expliquer", "explication"),
    "help": ("aide",),
}
_COMMANDS = {word: command for command, words in FRENCH.items() for word in words}

# What people put before a name, and how aidnum says it: nothing where the name alone is enough.
_BEFORE_NAMES = {
    **dict.fromkeys(("nom", "commune", "ville", "mairie", "village", "municipalite", "lieu", "siren"), ""),
    **dict.fromkeys(("epci", "intercommunalite", "interco", "agglo", "agglomeration", "communaute", "metropole"), ""),
    **dict.fromkeys(("departement", "dept", "dep", "dpt"), "dep:"),
    "region": "reg:",
    **dict.fromkeys(("insee", "code-insee"), "insee:"),
    **dict.fromkeys(("cp", "code-postal"), "cp:"),
}
_ALIKE = 0.65  # Rennes is as near to « news » as 0.6
_FACTS = {"dep:": "departement", "reg:": "region"}
_NARROWING = ("dep:", "cp:")
_OTHER_OPTIONS = {
    "aide": "--help",
    "porteur": "--collectivite",
    "habitants": "--population",
    "montant": "--cout",
    "depense": "--cout",
    "duree": "--duree-mois",
    "sortie": "--output",
    "fichier": "--output",
    "remplacer": "--ecraser",
    "jour": "--date",
    "statut": "--etat",
}


def command_named(word: str, commands: Collection[str]) -> str:
    """The command that a word names, in French too; the word itself where it names none."""
    if word in commands or word.startswith("-"):
        return word
    key = fold(word)
    named = _COMMANDS.get(key, key)
    return named if named in commands else word


def with_hyphens(word: str) -> str:
    """A word whose two hyphens a text editor has made a dash, with its hyphens: ``–date``."""
    return f"--{word[1:]}" if word[:1] in ("–", "—") and word[1:2].isalpha() else word


def option_key(name: str) -> str:
    """The name of an option without what people add to it or change in it: ``coût``, ``Duree_mois``."""
    return fold(name).replace(" ", "-") if len(name) > 1 else name


def is_before_a_name(option: str) -> bool:
    """Whether people put this before the name of an authority, as in ``--commune Ploërmel``."""
    return option_key(option.lstrip("-")) in _BEFORE_NAMES


def with_bare_names(command: str, words: Sequence[str], valued: Collection[str]) -> list[str]:
    """What to type instead of a line that has names behind options; `valued` are the options of the command with a value."""
    names, rest = _names_apart(words, valued)
    if len(names) == 1 and names[0][0] in _FACTS and "--fait" in valued:
        (prefix, value), fact = names[0], _FACTS[names[0][0]]
        return [
            f"Pour {'le département' if prefix == 'dep:' else 'la région'} : {typed(command, prefix + value, *rest)}",
            f"Pour une collectivité qui s'y trouve : {typed(command, *rest, '--fait', f'{fact}={value}')}",
        ]
    return [f"Un nom se donne sans option : {typed(command, *_together(names), *rest)}"]


def question_about_name(words: Sequence[str]) -> list[str]:
    """The question about the first name behind an option, where the command itself takes no name."""
    first = next(place for place, word in enumerate(words) if word.startswith("-") and is_before_a_name(word.partition("=")[0]))
    names, _ = _names_apart(words[first:], ())
    return [f"Pour une collectivité : {typed('check', *_together(names[:1]))}"]


def _names_apart(words: Sequence[str], valued: Collection[str]) -> tuple[list[tuple[str, str]], list[str]]:
    """The names of a line, each with the prefix that tells what it is, and the rest of the line."""
    names, rest, left = [], [], list(words)
    while left:
        word = left.pop(0)
        option, equal, value = word.partition("=")
        if not word.startswith("-"):
            names.append(("", word))
        elif is_before_a_name(option):
            names.append((_BEFORE_NAMES[option_key(option.lstrip("-"))], (value if equal else _unquoted(left)) or "NOM"))
        else:
            taken = 1 if not equal and {option, f"--{option_key(option.lstrip('-'))}"} & set(valued) else 0
            rest += [word, *left[:taken]]
            left = left[taken:]
    return names, rest


def _unquoted(left: list[str]) -> str:
    """The value of an option, taken off the words that are left: all those before the next option."""
    taken = []
    while left and not left[0].startswith("-"):
        taken.append(left.pop(0))
    return " ".join(taken)


def _together(names: Sequence[tuple[str, str]]) -> list[str]:
    """The words that name the authorities: a name with the département or postal code that narrows it is one."""
    plain = [name for prefix, name in names if not prefix]
    if len(plain) != 1:
        return [prefix + name for prefix, name in names]
    exact = [prefix + name for prefix, name in names if prefix == "insee:"]
    return exact or [" ".join((*plain, *(name for prefix, name in names if prefix in _NARROWING)))]


def option_meant(name: str, options: Iterable[str]) -> list[str]:
    """The options that an unknown one stands for or comes near, best first."""
    from aidnum.french import nearest

    key = option_key(name.lstrip("-"))
    known = {option_key(option.lstrip("-")): option for option in options if option.startswith("--")}
    known |= {word: option for word, option in _OTHER_OPTIONS.items() if option in known.values()}
    return [known[key]] if key in known else list(dict.fromkeys(known[near] for near in nearest(key, known, 2)))


def as_typed(option: str, words: Sequence[str]) -> str:
    """An option as it stands in the line: the parser gives it without its accents, and of ``-date`` its first letter alone."""
    names = [word.partition("=")[0] for word in words if word.startswith("-")]
    if len(option) == 2:
        return next((name for name in names if name.startswith(option)), option)
    return next((name for name in names if option_key(name.lstrip("-")) == option_key(option.lstrip("-"))), option)


def with_command_first(
    words: Sequence[str], commands: Collection[str], valued: Collection[str], flags: Collection[str]
) -> list[str]:
    """What to type instead of a line that begins with an option: a command first, ``check`` unless one is named.

    `valued` are the options of ``check`` that take a value, `flags` those that don't.
    """
    bare = (name for prefix, name in _names_apart(words, valued)[0] if not prefix)
    word = next((name for name in bare if command_named(name, commands) in commands), None)
    if word is not None:
        place = words.index(word)
        rest = (*words[:place], *words[place + 1 :])
        return [f"La commande vient d'abord : {typed(command_named(word, commands), *rest)}"]
    options = [f"--{option_key(word.partition('=')[0].lstrip('-'))}" for word in words if word.startswith("-")]
    if any(map(is_before_a_name, options)):
        return with_bare_names("check", words, valued)
    return [f"La commande vient d'abord : {typed('check', *words)}"] if {*valued, *flags} >= set(options) else []


def instead_of_command(words: Sequence[str], commands: Collection[str]) -> list[str]:
    """What to type instead of a line whose first word is no command: the nearest, or a question about that authority."""
    from aidnum.french import nearest

    near = nearest(words[0], (*commands, *_COMMANDS), 1, at_least=_ALIKE)
    hints = [f"Vouliez-vous dire « {near[0]} » ?"] if near else []
    if words[0].strip() and {"-h", "--help"}.isdisjoint(words):
        hints.append(f"Si c'est une collectivité : {typed('check', *_one_name(words))}")
    return hints


def _one_name(words: Sequence[str]) -> list[str]:
    """The words of a line, those that begin it as one where they are the name of one authority."""
    from aidnum.territory.search import find

    count = next((place for place, word in enumerate(words) if word.startswith("-")), len(words))
    whole = " ".join(words[:count])
    return [whole, *words[count:]] if count > 1 and find(whole).is_exact else list(words)


def typed(*words: str) -> str:
    """A command line to copy into a shell."""
    from aidnum.render.command_line import quoted

    return " ".join(("aidnum", *map(quoted, words)))
