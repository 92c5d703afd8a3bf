"""A catalogue that says everything a catalogue can say, each thing once, and the answers it gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from msgspec import structs

from aidnum.catalogue.catalogue import Catalogue
from aidnum.catalogue.load import load_catalogue
from aidnum.model.budget import CostLine, costs_of, natures_of
from aidnum.model.calendar import Calendar, Window
from aidnum.model.profile import Profile, read_profile
from aidnum.model.wishes import Other, Wishes
from aidnum.report.check import CheckReport, check
from aidnum.report.deadlines import DeadlinesReport, deadlines
from aidnum.report.listing import ShowReport, show
from aidnum.report.news import NewsReport, news, news_against
from aidnum.report.plan import PlanReport, plan
from aidnum.territory.facts import facts_of
from aidnum.territory.tables import by_key

DAY = date(2021, 3, 1)

SCHEMES = """
version: 1
schemes:
  - id: aide-entiere
    title: "Aide entière"
    organisations: [prefectures, dinum]
    summary: "Résumé de l'aide entière."
    url: "https://exemple.fr/formulaire"
    sources:
      - {id: texte, title: "Le texte de l'aide", url: "https://exemple.fr/texte", checked: 2026-11-24, confidence: high}
      - {id: presse, title: "La presse du jour", url: "https://exemple.fr/presse", checked: 2026-11-24, confidence: low}
    eligibility:
      all:
        - {collectivite: [collectivites], note: "Précision sur le porteur."}
        - any:
            - {type: [dematerialisation], source: presse, note: "Précision sur le type."}
            - {accord_prefecture_axe3: oui}
        - duree_mois: {at_most: 18}
        - {accord_prefecture_dotation: oui}
    conditions: ["Première condition à vérifier.", "Seconde condition à vérifier."]
    notes: ["Première chose à savoir.", "Seconde chose à savoir."]
    caution: {from: 2021-01-01, text: "La prudence est de mise.", source: presse}
    funding:
      kind: grant
      basis: ht
      rate: 40%
      ceiling: 30000
      payer: etat
      note: "Le taux est probable."
      bonuses: [{when: {mutualise: oui}, add: 10%}]
    calendar:
      note: "Le calendrier peut glisser."
      windows:
        - {name: printemps, opens: 2021-01-25, closes: 2021-05-28, note: "Le printemps est dit par la presse.",
           also: [{closes: 2021-05-31, source: presse, note: "La presse a prolongé."}]}
        - {name: automne, opens: 2021-09-01, closes: 2021-10-15, note: "L'automne est dit par le texte."}
      stages:
        - {name: sélection, opens: 2021-06-03, note: "Le jury est tiré au sort.", also: [{opens: 2021-06-07, source: presse}]}
    apply:
      where: "Le guichet du rez-de-chaussée"
      contact: "guichet@exemple.fr"
      documents: ["Une délibération", "Un devis"]
      start_before_decision: yes
      start_after: receipt
    lists:
      - year: 2020
        by: departement
        source: presse
        caution: "La liste est dite par la presse."
        places:
          "35":
            says: digital
            lines: ["Ligne sans type", {text: "Ligne du projet", types: [dematerialisation]}]
            rate: "de 20 à 30 % selon la ligne"
            note: "Une note sur la liste."
    stacking:
      excludes: [aide-rivale]
      with: [aide-suivante]
      source: texte
      one_of: [groupe-commun]
      limits: [{aids: [etat], share: 70%, of: cost, note: "La limite vaut pour l'État.", source: texte}]
    successor: aide-suivante
    examples: [{title: x, profile: {}, date: 2021-03-01, expect: {state: open}}]
  - id: aide-rivale
    title: "Aide rivale"
    sources: [{id: page, title: "La rivale", url: "https://exemple.fr/rivale", checked: 2026-11-24, confidence: high}]
    eligibility: {all: [{collectivite: [collectivites]}]}
    funding:
      kind: grant
      basis: ht
      bands:
        - {when: {type: [dematerialisation]}, rate: 30%, note: "La tranche est tenue par le texte."}
        - {when: {type: [donnees]}, rate: {up_to: 20%}}
    calendar: {state: rolling, note: "La rivale est ouverte toute l'année."}
    stacking: {limits: [{aids: [public], share: 50%, of: base}]}
    examples: [{title: x, profile: {}, date: 2021-03-01, expect: {state: rolling}}]
  - id: aide-suivante
    title: "Aide suivante"
    sources: [{id: page, title: "La suivante", url: "https://exemple.fr/suite", checked: 2026-11-24, confidence: high}]
    eligibility: {all: [{collectivite: [collectivites]}, {accord_prefecture_axe3: oui}]}
    funding: {kind: grant, basis: ht, rate: 20%}
    calendar: {windows: [{opens: 2022-01-01, closes: 2022-06-30}]}
    examples: [{title: x, profile: {}, date: 2021-03-01, expect: {state: upcoming}}]
  - id: aide-fermee
    title: "Aide fermée"
    sources: [{id: page, title: "La page fermée", url: "https://exemple.fr/fermee", checked: 2026-11-24, confidence: high}]
    eligibility: {all: [{collectivite: [collectivites]}]}
    conditions: ["La condition de la fermée."]
    notes: ["La chose à savoir de la fermée."]
    funding: {kind: grant, basis: ht, rate: "17,5%", note: "La précision de la fermée."}
    calendar: {windows: [{opens: 2020-01-01, closes: 2020-12-31, note: "La fermée ferme."}]}
    examples: [{title: x, profile: {}, date: 2021-03-01, expect: {state: closed}}]
  - id: aide-ancienne
    title: "Aide ancienne"
    sources: [{id: page, title: "L'ancienne", url: "https://exemple.fr/ancienne", checked: 2026-11-24, confidence: high}]
    eligibility: {all: [{collectivite: [collectivites]}]}
    funding: {kind: grant, basis: ht, rate: 10%}
    calendar: {state: unknown, seen_open: 2019-05-03}
    examples: [{title: x, profile: {}, date: 2021-03-01, expect: {verdict: to_confirm}}]
  - id: aide-des-grands
    title: "Aide des grands"
    sources: [{id: page, title: "La page des grands", url: "https://exemple.fr/grands", checked: 2026-11-24, confidence: high}]
    eligibility:
      all: [{collectivite: [collectivites]}, {any: [{population_projet: {at_least: 500000}}, {couvre_departement: oui}]}]
    funding: {kind: grant, basis: ht, rate: 60%}
    calendar: {state: rolling}
    examples: [{title: x, profile: {}, date: 2021-03-01, expect: {state: rolling}}]
  - id: pret-a-part
    title: "Prêt à part"
    sources: [{id: page, title: "La page du prêt", url: "https://exemple.fr/pret", checked: 2026-11-24, confidence: high}]
    eligibility: {all: [{collectivite: [collectivites]}]}
    funding: {kind: loan, basis: ht, rate: 90%}
    calendar: {state: rolling}
    examples: [{title: x, profile: {}, date: 2021-03-01, expect: {state: rolling}}]
payments:
  - id: versement-riche
    title: "Le versement riche"
    short: "Article des versements"
    text: "La moitié d'abord."
    from: 2020-01-01
    sources: [{id: page, title: "La page de paiement", url: "https://exemple.fr/verse", checked: 2026-11-24, confidence: high}]
    with: [public]
    advance: 50%
    usual: oui
    notes: ["Il se demande."]
recoveries:
  - id: fonds
    title: "Le fonds qui rend"
    text: "Ce qu'il rend."
    from: 2020-01-01
    sources: [{id: page, title: "La page du fonds", url: "https://exemple.fr/fonds", checked: 2026-11-24, confidence: high}]
    rate: 10%
    notes: ["Il rend tard."]
    delays:
      - {years: 3, note: "Trois ans, ou presque.", caution: {from: 2021-01-01, text: "Ou plus tard.", source: page}}
    caution: {from: 2021-01-01, text: "Le fonds a pu changer.", source: page}
"""


def rich_catalogue(folder: Path) -> Catalogue:
    """The schemes above, with the shipped vocabulary and laws."""
    path = folder / "riche.yaml"
    path.write_text(SCHEMES, encoding="utf-8")
    whole = load_catalogue([path])
    assert [diagnostic for diagnostic in whole.diagnostics if diagnostic.is_error] == []
    own = tuple(scheme for scheme in whole.schemes if f"id: {scheme.id}\n" in SCHEMES)
    return whole._replace(schemes=own, left_out=1)


def lines() -> list[CostLine]:
    """A budget with both natures and both bases."""
    return [
        CostLine("Le développement", "prestations", Decimal(60_000), Decimal(72_000), nature="investment"),
        CostLine("L'hébergement", "hebergement", Decimal(5_000), Decimal(6_000), nature="running"),
    ]


def rich_profile(catalogue: Catalogue) -> Profile:
    """A town with a digital project: far from half a million inhabitants."""
    town = by_key("35360")
    assert town is not None
    facts = {"type": "dematerialisation", "investissement": "oui"}
    given = read_profile(catalogue.vocabulary, facts, costs_of(lines(), "ht"), "ht", natures_of(lines(), "ht"))
    return replace(given, found=facts_of([town]), authorities=(town,))


def rich_check(catalogue: Catalogue) -> CheckReport:
    """Schemes of each group, one of them with everything."""
    return check(catalogue, rich_profile(catalogue), DAY)


def rich_deadlines(catalogue: Catalogue) -> DeadlinesReport:
    """Every window."""
    return deadlines(catalogue, DAY, rich_profile(catalogue), everything=True)


def rich_show(catalogue: Catalogue, scheme: str) -> ShowReport:
    """One scheme whole."""
    return show(catalogue, scheme, DAY)


def rich_news(catalogue: Catalogue) -> NewsReport:
    """What opened, closed, is to do so and is to be taken with caution after a winter."""
    return news(_seen_closed(catalogue), date(2020, 12, 20), DAY, rich_profile(catalogue), within=240)


def _seen_closed(catalogue: Catalogue) -> Catalogue:
    """The catalogue, with a period that was seen closed on a day of that winter."""
    calendar = Calendar(windows=(Window(seen_closed=date(2021, 2, 3)),))
    return catalogue._replace(
        schemes=tuple(
            structs.replace(one, calendar=calendar) if one.id == "aide-ancienne" else one for one in catalogue.schemes
        )
    )


def rich_rewriting(catalogue: Catalogue) -> NewsReport:
    """A catalogue that differs from a former one in all that a sheet may say, with an aid more and an aid less."""
    whole, rival, *rest = catalogue.schemes
    blank = {
        name: getattr(rest[0], name)
        for name in (*("summary", "url", "sources", "eligibility", "conditions", "notes", "caution", "fundings"), "calendar")
    }
    poor = structs.replace(whole, apply=None, lists=(), stacking=None, successor=None, organisations=(), **blank)
    law, *laws = catalogue.laws
    former = (structs.replace(law, text="La règle d'avant."), *laws)
    gone = structs.replace(rest[-1], id="aide-retiree", title="Aide retirée")
    other = catalogue._replace(schemes=(poor, *rest, gone), laws=former)
    return news_against(catalogue._replace(schemes=(whole, rival, *rest)), other, DAY, rich_profile(catalogue), name="avant")


def rich_plan(catalogue: Catalogue) -> PlanReport:
    """A plan with an aid imposed, one granted, two of others that ask a question, one to be confirmed, a loan apart, limits."""
    others = (Other("Région", Decimal(500), "region-payeuse"), Other("Département", Decimal(400), "departement-payeur"))
    wishes = Wishes(("aide-entiere",), {"aide-des-grands": Decimal(40_000)}, others=others)
    return plan(catalogue, rich_profile(catalogue), lines(), DAY, wishes)
