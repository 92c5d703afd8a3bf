"""The question in words: who asks, what was given, and what open data add, with where each fact comes from."""

from aidnum.engine.phrases import Phrases
from aidnum.engine.situation import Situation
from aidnum.french import euros, listed
from aidnum.model.profile import Profile
from aidnum.model.vocabulary import Vocabulary

_WHO = ("collectivite", "population")
_WHAT = ("type", "domaine")


def heading_words(profile: Profile, situation: Situation, words: Phrases) -> tuple[str, str, tuple[str, ...]]:
    """Who asks, for what, and what else was given: ``Saint-Pol-de-Léon (Finistère, 6 941 habitants)``, ``données``, ``…``."""
    said = {name: words.value(name, situation[name]) for name in profile.facts}
    said |= {name: short_words(profile, situation.vocabulary, name) for name in _WHAT if name in said}
    who = _who(profile) or ", ".join(said.pop(name) for name in _WHO if name in said)
    what = ", ".join(said.pop(name) for name in _WHAT if name in said)
    return who, what, (*(f"{words.label(name)} : {value}" for name, value in said.items()), *_costs(profile, situation))


def short_words(profile: Profile, vocabulary: Vocabulary, name: str) -> str:
    """The types or the fields of a project in a few words."""
    words, terms = profile.facts[name], vocabulary.values(name)
    return listed([terms[word].short or terms[word].label for word in (words if isinstance(words, tuple) else ())])


def _who(profile: Profile) -> str:
    if not profile.authorities:
        return ""
    from aidnum.report.territory import named

    return named(*profile.authorities)


def profile_words(profile: Profile, situation: Situation, words: Phrases) -> tuple[str, ...]:
    """The authorities named, the facts given, the costs."""
    who = _who(profile)
    facts = [f"{words.label(name)} : {words.value(name, situation[name])}" for name in profile.facts]
    return (*filter(None, (who,)), *facts, *_costs(profile, situation))


def _costs(profile: Profile, situation: Situation) -> tuple[str, ...]:
    if profile.costs is None:
        return ()
    labels = situation.vocabulary.cost_categories
    costs = [f"{labels[name].label} {euros(amount)}" for name, amount in profile.costs.items()]
    return (f"coûts {profile.costs_basis.upper()} : {listed(costs) or 'aucun'}",)


def data_words(profile: Profile, situation: Situation, words: Phrases) -> tuple[str, ...]:
    """What open data say, gathered by where it was read, without bare codes and what has no sense for the applicant."""
    by_origin: dict[str, list[str]] = {}
    for name, found in profile.found.items():
        is_told = found.value not in ((), False) and situation.vocabulary.facts[name].values != "codes"
        if is_told and name not in profile.facts:
            said = f"{words.label(name)} : {words.value(name, situation[name])}"
            by_origin.setdefault(found.origin, []).append(said)
    return tuple(f"{' ; '.join(said)} ({origin})" for origin, said in by_origin.items())
