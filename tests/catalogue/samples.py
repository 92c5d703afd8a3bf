"""A small catalogue file to spoil in one place at a time, and what is then found in it.

In a spoilt text ``¤`` stands just before each place where a fault is expected; it is taken out before the text is read.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias
from unittest.mock import patch

from aidnum.catalogue import lint
from aidnum.catalogue.assemble import ReadFile, read_files
from aidnum.catalogue.diagnostics import Diagnostic
from aidnum.catalogue.files import File
from aidnum.catalogue.lint import Validation, validate
from aidnum.catalogue.nodes import Fields, read_nodes
from aidnum.territory.tables import is_place

MARKER = "¤"
Fault: TypeAlias = tuple[str, int, int]

VOCABULARY = """\
vocabulary:
  facts:
    collectivite: {kind: choice, values: kinds, assumed: [collectivites], question: "Qui porte le projet ?"}
    type: {kind: tags, values: types, redirects: domaine, question: "Quel type de projet ?"}
    domaine: {kind: tags, values: fields, question: "Quel domaine ?"}
    concerne_musee: {kind: flag, means: {fact: domaine, value: musee}, question: "Un musée ?"}
    population:
      kind: number
      unit: habitants
      question: "Combien d'habitants ?"
      notions: {totale: {label: population totale}, dgf: {label: population DGF, never_below: totale}}
    population_projet:
      kind: number
      question: "Combien d'habitants le projet couvre-t-il ?"
      equals: population
      unless: mutualise
    mutualise: {kind: flag, commitment: true, question: "Le projet est-il mutualisé ?"}
    debit: {kind: number, decimal: oui, unit: Mbit/s, question: "Quel débit ?"}
    postes: {kind: number, unit: postes, question: "Combien de postes ?"}
    departement:
      kind: choice
      question: "Où ?"
      values: {"67A": {label: Alsace, members: ["67", "68"]}, "67": {label: Bas-Rhin}, "68": {label: Haut-Rhin}}
    epci: {kind: choice, values: codes, question: "Quelle intercommunalité ?"}
  types:
    dematerialisation: {label: dématérialisation}
    donnees: {label: données}
  fields:
    bibliotheque: {label: bibliothèque}
    musee: {label: musée}
    ecole: {label: école}
  kinds:
    collectivites: {label: collectivité, members: [commune, departement]}
    commune: {label: commune}
    departement: {label: département}
    association: {label: association}
  cost_categories:
    personnel: {label: personnel}
    prestations: {label: prestations}
  aliases:
    dematerialisation: [demat]
    bibliotheque: [médiathèque, fonds]
    donnees: [fonds]
"""

SCHEME = """\
schemes:
  - id: aide
    title: "L'aide"
    sources:
      - {id: page, title: "La page", url: "https://exemple.fr", checked: 2026-11-24, confidence: high}
    eligibility:
      all:
        - collectivite: [collectivites]
        - type: [dematerialisation]
        - population: {at_least: 3500}
          source: page
    funding:
      kind: grant
      basis: ht
      rate: 50%
    calendar:
      windows:
        - {opens: 2021-01-25, closes: 2021-05-28}
    examples:
      - title: "Une commune"
        profile: {population: 5000, type: demat, collectivite: commune}
        date: 2021-03-01
        expect: {verdict: eligible, state: open}
"""

FILE = f"version: 1\n{VOCABULARY}{SCHEME}"

LAW = """\
laws:
  - id: loi
    title: "La loi"
    text: "Ce qu'elle dit."
    sources: [{id: page, title: "La page", url: "https://exemple.fr", checked: 2026-11-24, confidence: high}]
    limit: {share: 80%, of: cost, source: page}
"""

SECOND = """\
  - id: deuxieme
    title: "La deuxième aide"
    sources: [{id: page, title: "La page", url: "https://exemple.fr", checked: 2026-11-24, confidence: high}]
    eligibility: {all: [{collectivite: [collectivites]}]}
    funding: {kind: loan, basis: unknown}
    calendar: {state: rolling}
    examples: [{title: x, profile: {}, date: 2021-03-01, expect: {state: rolling}}]
"""

FULL_SCHEME = """\
schemes:
  - id: complete
    title: "L'aide complète"
    programme: relance
    organisations: [dinum, ditp]
    summary: "Toutes les clés à la fois."
    url: "https://exemple.fr/complete?a=1"
    sources:
      - {id: page, title: "La page", url: "https://exemple.fr/page", checked: 2026-11-24, confidence: high}
      - {id: loi, title: "La loi", url: "http://exemple.fr:8080/loi", checked: 2026-10-02, confidence: low}
    eligibility:
      all:
        - collectivite: [collectivites, association]
        - type: [dematerialisation]
          source: page
          note: "Une note."
        - any:
            - collectivite: [departement]
            - population_projet: {at_least: 500000, below: 900000, about: 10%}
        - not: {all: [{type: [donnees]}, {population: {above: 10, at_most: 900000}}]}
        - mutualise: oui
        - population: {at_most: 900000, notion: dgf}
    territoire: {departements: [67A], epci: ["243500139"], source: page}
    conditions: ["Une condition.", "Une autre."]
    notes: ["Une note."]
    caution: {from: 2026-01-01, text: "La loi a pu changer.", source: loi}
    funding:
      kind: grant
      basis: ttc
      costs: {except: [personnel], uncertain: [prestations]}
      rate: {from: 20%, up_to: 80%}
      base_ceiling: 100000
      ceiling: 50000.50
      floor: 1000
      minimum_cost: 2000
      source: page
      note: "Une note."
      bonuses:
        - {when: {mutualise: oui}, add: 10%}
      bands:
        - when: {collectivite: [commune]}
          flat: 5000
          source: page
          bonuses: [{when: {mutualise: non}, add: {per: postes, years: [2500, 1500]}}]
        - {when: {collectivite: [departement]}, flat: {per: postes, amount: 300}, base: postes, costs: {only: [prestations]}}
    calendar:
      windows:
        - name: "1re session"
          opens: 2021-01-25
          closes: 2021-05-28
          source: page
          note: "Une note."
          also: [{opens: 2021-01-20, closes: 2021-05-31, source: loi, note: "Selon la loi."}]
        - {opens: 2022-01-01, seen_open: 2022-03-01}
      stages: [{name: sélection, opens: 2021-06-01}]
      since: 2020-01-01
      last_closed: 2020-12-31
      note: "Une note."
      source: loi
    apply:
      where: "Le portail"
      contact: "aides@exemple.fr"
      documents: ["La délibération", "Le plan"]
      start_before_decision: yes
    stacking: {excludes: [deuxieme]}
    successor: deuxieme
    examples:
      - title: "Une commune"
        profile: {population: 600000, type: demat, collectivite: commune, mutualise: oui}
        date: 2021-03-01
        costs: {personnel: 1000, prestations: "20 000"}
        basis: ttc
        expect: {verdict: to_confirm}
"""

FULL = f"version: 1\n{VOCABULARY}{FULL_SCHEME}{SECOND}"


def spoilt(old: str, new: str, text: str = FILE) -> str:
    """The text with its only `old` replaced."""
    assert text.count(old) == 1, f"« {old} » : {text.count(old)}"
    return text.replace(old, new)


def unmarked(text: str) -> str:
    """The text without its markers."""
    return text.replace(MARKER, "")


def marked_places(text: str) -> list[tuple[int, int]]:
    """The line and column of each marker, once the markers are taken out."""
    return [
        (number, len(line[: index - before]) + 1)
        for number, line in enumerate(text.split("\n"), 1)
        for before, index in enumerate(index for index, character in enumerate(line) if character == MARKER)
    ]


def expected(text: str, *codes: str) -> list[Fault]:
    """The codes, each at its marker; one code alone stands for all the markers."""
    places = marked_places(text)
    each = codes * len(places) if len(codes) == 1 else codes
    return [(code, *place) for code, place in zip(each, places, strict=True)]


def as_faults(diagnostics: list[Diagnostic] | tuple[Diagnostic, ...]) -> list[Fault]:
    """What a test compares: code, line, column, in file order."""
    return [(found.code, found.line, found.column) for found in sorted(diagnostics)]


def validated(raw: str | bytes, folder: Path) -> Validation:
    """What ``validate`` finds in one file that stands alone."""
    path = written(raw, folder)
    with patch.object(lint, "shipped_files", list):
        return validate([path], is_place)


def faults(raw: str | bytes, folder: Path) -> list[Fault]:
    """The faults that ``validate`` finds, markers taken out first."""
    return as_faults(validated(unmarked(raw) if isinstance(raw, str) else raw, folder).diagnostics)


def _file(path: Path) -> File:
    return File(path, path.read_bytes())


def read_one(raw: str | bytes, folder: Path) -> ReadFile:
    """One file as read."""
    return read_files([_file(written(raw, folder))])[0][0]


def written(raw: str | bytes, folder: Path, name: str = "catalogue.yaml") -> Path:
    """The path of a file with this text."""
    path = folder / name
    path.write_bytes(raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw)
    return path


def underlined(found: Diagnostic, text: str) -> str:
    """What a diagnostic points at in its text."""
    return text.split("\n")[found.line - 1][found.column - 1 : found.end_column - 1]


def nodes(text: str) -> Fields:
    """The root of a text that is known to be well written."""
    from aidnum.catalogue.diagnostics import Faults

    faults = Faults("catalogue.yaml")
    root = read_nodes(text, faults)
    assert root is not None, faults.found
    return root


def outside(validation: Validation) -> list[Diagnostic]:
    """The diagnostics whose place lies outside their file, or that say nothing."""
    return [found for found in validation.diagnostics if not _lies_inside(found, validation.texts[found.path])]


def _lies_inside(found: Diagnostic, text: str) -> bool:
    lines = text.split("\n")
    width = len(lines[found.line - 1]) if 1 <= found.line <= len(lines) else 0
    return 1 <= found.column <= width + 1 and found.column < found.end_column <= width + 2 and bool(found.message.strip())
