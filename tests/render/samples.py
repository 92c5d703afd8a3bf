"""A small catalogue whose text never changes, one with text meant to hurt, and snapshots of whole outputs.

A snapshot that differs on purpose is written anew by running the tests with ``AIDNUM_SNAPSHOTS=write``; read the difference
before committing it.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from aidnum.catalogue.assemble import read_catalogue
from aidnum.catalogue.catalogue import Catalogue
from aidnum.catalogue.files import File
from aidnum.model.profile import read_profile
from aidnum.render import terminal
from aidnum.render.document import View
from aidnum.render.pages import page_of
from aidnum.report.check import CheckReport, check
from aidnum.report.deadlines import deadlines
from aidnum.report.listing import facts, list_schemes, show
from aidnum.report.news import news, news_against

if TYPE_CHECKING:
    from aidnum.render.formats import Report

BRIEF = View()
WHOLE = View(detail=True, unfold=True)
_COPIED = re.compile(r"https?://|--[a-z]")
SNAPSHOTS = Path(__file__).parent / "snapshots"
DAY = date(2021, 3, 1)
FACTS: dict[str, Any] = {"population": "520000", "type": "dematerialisation"}
COSTS: dict[str, Any] = {"personnel": "40000", "prestations": "60000"}

VOCABULARY = """
version: 1
vocabulary:
  facts:
    collectivite:
      {kind: choice, values: kinds, assumed: [collectivites], label: porteur du projet, question: "Qui porte le projet ?"}
    type: {kind: tags, values: types, redirects: domaine, label: type de projet, question: "Quel type de projet ?"}
    domaine: {kind: tags, values: fields, label: domaine, question: "Quel domaine ?"}
    concerne_ecole: {kind: flag, means: {fact: domaine, value: ecole}, label: projet d'école, question: "Une école ?"}
    population: {kind: number, unit: habitants, label: population, question: "Combien d'habitants ?"}
    population_projet:
      {kind: number, unit: habitants, equals: population, unless: mutualise, changeable: up, label: population du projet,
       question: "Combien d'habitants le projet couvre-t-il ?", advice: "avec {ecart} de plus"}
    mutualise: {kind: flag, commitment: true, label: projet mutualisé, question: "Le projet est-il mutualisé ?"}
    duree_mois:
      {kind: number, unit: mois, commitment: true, label: durée du projet, question: "Combien de mois ?",
       condition: "le projet dure {valeur}"}
    accord: {kind: flag, label: accord du financeur, question: "Le financeur a-t-il donné son accord ?"}
    pays: {kind: flag, label: pays couvert, question: "Couvre-t-il le pays ?", supposed: non, unless: {mutualise: oui}}
    partage: {kind: flag, commitment: {type: [demat]}, label: besoin partagé, question: "Le besoin est-il partagé ?"}
    postes: {kind: number, unit: postes, label: nombre de postes, question: "Combien de postes ?"}
  types:
    dematerialisation: {label: dématérialisation}
    bibliotheque: {label: bibliothèque}
  fields:
    ecole: {label: école}
    culture: {label: culture}
  kinds:
    collectivites: {label: collectivité, members: [commune, departement]}
    commune: {label: commune}
    departement: {label: département}
    association: {label: association}
  cost_categories:
    personnel: {label: personnel}
    prestations: {label: prestations}
  aliases:
    dematerialisation: [demat, téléservice]
    ecole: [scolaire]
"""

SCHEMES = """
version: 1
schemes:
  - id: demarches-en-ligne
    title: "Démarches en ligne : créer ou améliorer"
    programme: relance
    organisations: [dinum, ditp]
    summary: "La moitié du coût, hors personnel."
    url: "https://exemple.gouv.fr/demarches?appel=1"
    sources:
      - {id: article, title: "Les aides en 2021", url: "https://exemple.fr/article", checked: 2026-11-24, confidence: high}
      - {id: guide, title: "Le guide du financeur", url: "https://exemple.fr/guide", checked: 2026-10-02, confidence: medium}
    eligibility:
      all:
        - collectivite: [collectivites]
        - type: [dematerialisation]
          source: article
        - any:
            - collectivite: [departement]
            - population_projet: {at_least: 500000, about: 10%}
              source: article
              note: "Environ 500 000 habitants."
        - duree_mois: {at_most: 18}
    conditions: ["La démarche est accessible."]
    notes: ["Le taux ne figure que dans l'article."]
    funding: {kind: grant, basis: ht, costs: {except: [personnel]}, rate: 50%, source: article}
    calendar:
      windows:
        - {name: 1re session, opens: 2021-01-25, closes: 2021-05-28, source: article,
           also: [{closes: 2021-05-31, source: guide}]}
        - {name: 2e session, opens: 2021-09-01, closes: 2021-10-15, source: guide}
      stages:
        - {name: sélection, opens: 2021-06-01, source: guide}
    apply:
      where: "Le portail des démarches"
      contact: "aides@exemple.gouv.fr"
      documents: ["Le plan de financement", "La délibération"]
      start_before_decision: no
    stacking: {excludes: [ancien-appel]}
    examples: [{title: x, profile: {population: 520000}, date: 2021-03-01, expect: {state: open}}]
  - id: guichet-local
    title: "Guichet local"
    sources: [{id: page, title: "La page du guichet", url: "https://exemple.fr/guichet", checked: 2026-11-24, confidence: low}]
    eligibility: {all: [{collectivite: [collectivites]}, {accord: oui}]}
    caution: {from: 2021-01-01, text: "La loi a pu changer.", source: page}
    funding: {kind: grant, basis: unknown, rate: {up_to: 80%}, ceiling: 20000}
    calendar: {windows: [{opens: 2021-04-01, closes: 2021-06-30}]}
    examples: [{title: x, profile: {}, date: 2021-03-01, expect: {state: upcoming}}]
  - id: ancien-appel
    title: "Ancien appel"
    sources: [{id: page, title: "La page de l'appel", url: "https://exemple.fr/ancien", checked: 2026-11-24, confidence: high}]
    eligibility: {all: [{collectivite: [collectivites]}]}
    funding: {kind: grant, basis: ht, rate: "17,5%"}
    calendar: {windows: [{opens: 2020-01-01, closes: 2020-12-31}]}
    successor: demarches-en-ligne
    examples: [{title: x, profile: {}, date: 2021-03-01, expect: {state: closed}}]
  - id: petites-communes
    title: "Aide aux petites communes"
    sources: [{id: page, title: "La page", url: "https://exemple.fr/petites", checked: 2026-11-24, confidence: high}]
    eligibility: {all: [{collectivite: [collectivites]}, {type: [bibliotheque]}, {population: {below: 3500}}]}
    funding:
      kind: grant
      basis: ttc
      bands:
        - when: {collectivite: [commune]}
          flat: {per: postes, years: [17500, 12500]}
          bonuses: [{when: {accord: oui}, add: {per: postes, amount: 2500}}]
        - {when: {collectivite: [departement]}, rate: {from: 30%}, floor: 1000, minimum_cost: 5000}
      bonuses: [{when: {mutualise: oui}, add: 10%}]
    calendar: {windows: [{opens: 2021-01-01, closes: 2021-12-31}]}
    examples: [{title: x, profile: {}, date: 2021-03-01, expect: {state: open}}]
  - id: accompagnement
    title: "Accompagnement"
    sources: [{id: page, title: "La page", url: "https://exemple.fr/accompagnement", checked: 2026-11-24, confidence: high}]
    eligibility: {all: [{collectivite: [collectivites]}]}
    funding: {kind: engineering, basis: unknown}
    calendar: {state: rolling, note: "Toute l'année."}
    examples: [{title: x, profile: {}, date: 2021-03-01, expect: {state: rolling}}]
"""

HOSTILE_TEXTS = (
    "[publiques] *a|b* _c_ <script>alert(1)</script> `d` &amp; ~~e~~",
    '=HYPERLINK("https://exemple.fr/vol";"cliquez")',
    "[ici](javascript:alert(1)) ![image](https://exemple.fr/i.png)",
    "# Titre - + 1. 2) > citation === --- *** ;\\,\\n",
    "Voir www.exemple.fr, a@exemple.fr ou https://exemple.fr/page_a?b=1&c=(2).",
    "éàüœç€ " * 40 + "fin",
    "x" * 200 + " " + "y" * 120,
    "@SUM(A1) : 12 500 € - 2021. + 3) = fin 🎉 " + "🎉 " * 60,
    "12:sos:30 <!-- a --> [^1] [x] $a$ &nbsp; https:// http:x",
)  # fmt: skip


def small_catalogue(folder: Path, schemes: str = SCHEMES) -> Catalogue:
    """The catalogue above, or other schemes with its vocabulary."""
    (folder / "vocabulary.yaml").write_text(VOCABULARY, encoding="utf-8")
    (folder / "schemes.yaml").write_text(schemes, encoding="utf-8")
    paths = (folder / "vocabulary.yaml", folder / "schemes.yaml")
    catalogue = read_catalogue([File(path, path.read_bytes()) for path in paths])
    assert [diagnostic for diagnostic in catalogue.diagnostics if diagnostic.is_error] == []
    return catalogue


def small_check(folder: Path) -> CheckReport:
    """``check --population 520000 --type dematerialisation`` on 1 March 2021, with costs."""
    return answer(small_catalogue(folder))


def answer(catalogue: Catalogue, facts: dict[str, Any] | None = None, day: date = DAY) -> CheckReport:
    """The answer of ``check`` for the facts of the specification, or other facts without costs."""
    costs = COSTS if facts is None else None
    return check(catalogue, read_profile(catalogue.vocabulary, FACTS if facts is None else facts, costs), day)


def hostile_catalogue(folder: Path) -> Catalogue:
    """One scheme for each hostile text, which stands in every place where a catalogue may have text."""
    return small_catalogue(folder, "version: 1\nschemes:\n" + "".join(map(_hostile, range(len(HOSTILE_TEXTS)))))


def _hostile(index: int) -> str:
    text = "'" + HOSTILE_TEXTS[index].strip().replace("'", "''") + "'"
    return f"""
  - id: hostile-{index}
    title: {text}
    summary: {text}
    url: "https://exemple.fr/{index}"
    sources: [{{id: page, title: {text}, url: "https://exemple.fr/source", checked: 2026-11-24, confidence: high}}]
    eligibility:
      all:
        - collectivite: [collectivites]
        - any: [{{accord: oui, note: {text}}}, {{population: {{below: 10}}, note: {text}}}]
    conditions: [{text}, {text}]
    notes: [{text}]
    caution: {{from: 2020-01-01, text: {text}, source: page}}
    funding: {{kind: grant, basis: ht, rate: 50%, note: {text}}}
    calendar:
      windows:
        - {{name: {text}, opens: 2021-01-01, closes: 2021-12-31, note: {text}, also: [{{closes: 2022-01-31, note: {text}}}]}}
      stages: [{{name: {text}, closes: 2022-03-01}}]
    apply: {{where: {text}, contact: {text}, documents: [{text}]}}
    examples: [{{title: x, profile: {{}}, date: 2021-03-01, expect: {{state: open}}}}]
"""


def drawn(report: Report, width: int = 80, view: View = BRIEF, *, colour: bool = False) -> str:
    """A report on a terminal."""
    return terminal.render(page_of(report, replace(view, width=width)), terminal.Screen(width, colour))


def squeezed(text: str) -> str:
    """What a text says, whatever its line breaks and spaces."""
    return " ".join(text.split())


def reports(catalogue: Catalogue, schemes: int = 5) -> Iterator[tuple[str, Report, View]]:
    """Every report of a catalogue, by name, with how much to tell."""
    nothing = read_profile(catalogue.vocabulary, {})
    yield "check", answer(catalogue), BRIEF
    yield "check-whole", answer(catalogue, {}), WHOLE
    yield "deadlines", deadlines(catalogue, DAY), BRIEF
    yield "deadlines-whole", deadlines(catalogue, DAY, nothing, everything=True), WHOLE
    yield "deadlines-none", deadlines(catalogue, DAY, within=0), BRIEF
    yield "news", news(catalogue, date(2020, 12, 1), DAY, nothing, within=90), WHOLE
    yield "news-against", news_against(catalogue, _plain(catalogue), DAY, name="avant.yaml"), WHOLE
    yield "list", list_schemes(catalogue, DAY, nothing), BRIEF
    yield "list-whole", list_schemes(catalogue, DAY, nothing), WHOLE
    yield "facts", facts(catalogue), BRIEF
    yield "facts-whole", facts(catalogue), WHOLE
    yield "fact", facts(catalogue, "collectivite"), BRIEF
    for scheme in catalogue.schemes[:schemes]:
        yield f"show-{scheme.id}", show(catalogue, scheme.id, DAY), BRIEF


def _plain(catalogue: Catalogue) -> Catalogue:
    """The catalogue as it was before its texts."""
    bare = [replace(scheme, title="Une aide", conditions=(), notes=(), apply=None) for scheme in catalogue.schemes]
    return catalogue._replace(schemes=tuple(bare[1:]))


def outputs(catalogue: Catalogue, width: int, *, schemes: int = 5) -> Iterator[tuple[str, str]]:
    """Every report of a catalogue as a terminal shows it, by name."""
    for name, report, view in reports(catalogue, schemes):
        yield name, drawn(report, width, view)


def csv_rows(text: str) -> list[dict[str, str]]:
    """The rows of a table, each by its columns."""
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline=""), delimiter=";"))


def too_wide(text: str, width: int) -> list[str]:
    """The lines wider than the screen, but for what is copied whole: a URL or an option."""
    return [line for line in text.split("\n") if len(line) > width and not _COPIED.match(line.strip())]


def matches_snapshot(name: str, text: str) -> bool:
    """Whether a whole output is the stored one, byte for byte."""
    path = SNAPSHOTS / name
    if os.environ.get("AIDNUM_SNAPSHOTS") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    return path.read_bytes() == text.encode()
