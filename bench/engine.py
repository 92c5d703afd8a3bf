"""The engine beside functions written by hand for the four founding schemes, which give the same verdicts and nothing else.

Prints how many times longer ``assess`` takes: verdict, trace, missing facts, window and rate for each scheme.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import product
from time import perf_counter
from typing import Any

from aidnum import load_catalogue
from aidnum.catalogue.catalogue import Catalogue
from aidnum.engine.assess import assess
from aidnum.engine.situation import Situation
from aidnum.model.profile import FactValue, Profile

DAY = date(2021, 3, 1)
ROUNDS = 7
REPEATS = 60

NO, UNKNOWN, YES = 0, 1, 2
VERDICTS = ("ineligible", "to_confirm", "eligible")
PRIVATE = frozenset({"association", "entreprise", "entreprise_publique"})
OUTSIDE = PRIVATE | {"etablissement_public"}


def coconstruction(profile: Profile) -> str:
    """The Incubateur des Territoires: a need shared with others, a partner of an authority if not one."""
    facts: Mapping[str, Any] = profile.facts
    if facts.get("duree_mois", 0) > 18:
        return "ineligible"
    outcome = _answer(facts.get("partenaire_collectivite")) if facts.get("collectivite") in OUTSIDE else YES
    need = facts.get("besoin_partage")
    promised = need is None and "outils-communs" in facts.get("type", ())
    return VERDICTS[min(outcome, YES if promised else _answer(need))]


def dematerialisation(profile: Profile) -> str:
    """The national call on online services."""
    return _national(profile.facts, "dematerialisation")


def donnees(profile: Profile) -> str:
    """The national call on data, which counts archiving among its uses."""
    return _national(profile.facts, "donnees", "archivage")


def cooperation(profile: Profile) -> str:
    """The national call on cooperation, which asks for an alliance too."""
    if profile.facts.get("alliance") is False:
        return "ineligible"
    return _national(profile.facts, "cooperation")


def _national(facts: Mapping[str, Any], *themes: str) -> str:
    kind = facts.get("collectivite")
    if kind in PRIVATE or facts.get("duree_mois", 0) > 18:
        return "ineligible"
    outcome = _answer(facts.get("structure_mutualisation")) if kind == "etablissement_public" else YES
    return VERDICTS[min(outcome, _theme(facts, themes), _size(kind, facts))]


def _answer(flag: bool | None) -> int:  # noqa: FBT001
    return UNKNOWN if flag is None else YES if flag else NO


def _theme(facts: Mapping[str, Any], wanted: Sequence[str]) -> int:
    given = facts.get("type")
    return UNKNOWN if given is None else NO if set(wanted).isdisjoint(given) else YES


def _size(kind: str | None, facts: Mapping[str, Any]) -> int:
    if kind in ("departement", "region"):
        return YES
    population = facts.get("population_projet")
    if population is None and not facts.get("mutualise"):
        population = facts.get("population")
    if population is not None and population >= 500_000:
        return YES
    special = _answer(facts.get("exerce_competences_departement")) if kind == "statut_particulier" else NO
    close = population is None or population >= 450_000
    return max(special, _covering(kind, facts), UNKNOWN if close or kind is None else NO)


def _covering(kind: str | None, facts: Mapping[str, Any]) -> int:
    """A town or an intercommunality alone is supposed not to cover a whole département."""
    told = facts.get("couvre_departement")
    alone = kind in ("commune", "epci") and not facts.get("mutualise")
    return NO if told is None and alone else _answer(told)


BY_HAND: dict[str, Callable[[Profile], str]] = {
    "france-relance-coconstruction": coconstruction,
    "france-relance-dematerialisation": dematerialisation,
    "france-relance-donnees": donnees,
    "france-relance-cooperation": cooperation,
}


def profiles() -> list[Profile]:
    """A few hundred profiles: kinds, populations on both sides of the thresholds, themes, commitments given or not."""
    kinds = (None, "commune", "epci", "departement", "statut_particulier", "etablissement_public", "association", "entreprise")
    populations = (None, 800, 449_999, 450_000, 499_999, 500_000, 520_000)
    themes = (None, ("dematerialisation",), ("archivage", "cooperation"), ("outils-communs", "dematerialisation"))
    found = []
    for index, (kind, population, theme) in enumerate(product(kinds, populations, themes)):
        given = {"collectivite": kind, "population": population, "type": theme, **_others(index)}
        found.append(Profile(facts={name: value for name, value in given.items() if value is not None}))
    return found


def _others(index: int) -> dict[str, FactValue | None]:
    """The remaining facts, each absent, yes or no by turns that never fall together for long."""
    turns = (None, True, False)
    return {
        "mutualise": turns[index // 5 % 3],
        "population_projet": 530_000 if index % 11 == 0 and index // 5 % 3 == 1 else None,
        "alliance": turns[index // 7 % 3],
        "besoin_partage": turns[index // 11 % 3],
        "partenaire_collectivite": turns[index // 4 % 3],
        "structure_mutualisation": turns[index // 3 % 3],
        "exerce_competences_departement": turns[index // 2 % 3],
        "couvre_departement": turns[index // 5 % 3],
        "duree_mois": (None, 18, 19, 12)[index // 13 % 4],
    }


def differences(catalogue: Catalogue) -> list[str]:
    """Where the engine and the functions written by hand give two verdicts: none is expected."""
    found = []
    for profile in profiles():
        situation = Situation(profile, catalogue.vocabulary)
        for name, by_hand in BY_HAND.items():
            verdict, expected = str(assess(_scheme(catalogue, name), situation, DAY).verdict), by_hand(profile)
            if verdict != expected:
                found.append(f"{name} {dict(profile.facts)} : {verdict}, {expected} à la main")
    return found


def _scheme(catalogue: Catalogue, name: str) -> Any:
    scheme = catalogue.scheme(name)
    if scheme is None:
        raise LookupError(name)
    return scheme


def _best(work: Callable[[], object], repeats: int = REPEATS) -> float:
    """The shortest of a few rounds, in seconds for one run."""
    rounds = []
    for _ in range(ROUNDS):
        start = perf_counter()
        for _ in range(repeats):
            work()
        rounds.append((perf_counter() - start) / repeats)
    return min(rounds)


def main() -> None:
    """Check that both agree, then time both."""
    catalogue = load_catalogue()
    different = differences(catalogue)
    if different:
        raise SystemExit("\n".join(different[:5]))
    schemes = [_scheme(catalogue, name) for name in BY_HAND]
    functions = list(BY_HAND.values())
    vocabulary = catalogue.vocabulary
    contract = Profile(facts={"population": 520_000, "type": ("dematerialisation",)})
    print(f"Verdicts égaux sur {len(profiles())} profils × {len(schemes)} dispositifs.\n")
    print("| profils | à la main (µs) | moteur (µs) | rapport | situation comprise (µs) | rapport |")
    print("|---|---:|---:|---:|---:|---:|")
    for label, some in (("520 000 habitants, dématérialisation", [contract]), ("tous", profiles())):
        repeats = max(1, 600 // len(some))
        ready = [Situation(profile, vocabulary) for profile in some]
        hand = _best(lambda some=some: [by_hand(p) for p in some for by_hand in functions], repeats * 10)  # type: ignore[misc]
        engine = _best(lambda ready=ready: [assess(s, known, DAY) for known in ready for s in schemes], repeats)  # type: ignore[misc]
        whole = _best(
            lambda some=some: [  # type: ignore[misc]
                assess(s, known, DAY) for p in some for known in (Situation(p, vocabulary),) for s in schemes
            ],
            repeats,
        )
        each = 1e6 / (len(some) * len(schemes))
        cells = f"{hand * each:.2f} | {engine * each:.1f} | {engine / hand:.0f} × | {whole * each:.1f} | {whole / hand:.0f} ×"
        print(f"| {label} | {cells} |")


if __name__ == "__main__":
    main()
