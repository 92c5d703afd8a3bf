"""The question in words: who asks, what was given, and what open data add, with where each fact comes from."""

from aidnum.engine.phrases import Phrases
from aidnum.engine.situation import Situation
from aidnum.french import euros, listed
from aidnum.model.profile import Profile


def profile_words(profile: Profile, situation: Situation, words: Phrases) -> tuple[str, ...]:
    """The authorities named, the facts given, the costs."""
    named = _named(profile)
    facts = [f"{words.label(name)} : {words.value(name, situation[name])}" for name in profile.facts]
    if profile.costs is None:
        return (*named, *facts)
    labels = situation.vocabulary.cost_categories
    costs = [f"{labels[name].label} {euros(amount)}" for name, amount in profile.costs.items()]
    return (*named, *facts, f"coûts {profile.costs_basis.upper()} : {listed(costs) or 'aucun'}")


def _named(profile: Profile) -> list[str]:
    if not profile.authorities:
        return []
    from aidnum.report.territory import code_text, kinds_text

    return [f"{authority.name} ({kinds_text(authority)}, {code_text(authority)})" for authority in profile.authorities]


def data_words(profile: Profile, situation: Situation, words: Phrases) -> tuple[str, ...]:
    """What open data say, gathered by where it was read, without bare codes and what has no sense for the applicant."""
    by_origin: dict[str, list[str]] = {}
    for name, found in profile.found.items():
        is_told = found.value not in ((), False) and situation.vocabulary.facts[name].values != "codes"
        if is_told and name not in profile.facts:
            said = f"{words.label(name)} : {words.value(name, situation[name])}"
            by_origin.setdefault(found.origin, []).append(said)
    return tuple(f"{' ; '.join(said)} ({origin})" for origin, said in by_origin.items())
