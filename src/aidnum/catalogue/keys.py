"""The keys of a catalogue file that no model declares: those of its root, of its rules and of its territories."""

from __future__ import annotations

from aidnum.catalogue.rulings import RULINGS

ROOT_KEYS = ("version", "vocabulary", "schemes", *RULINGS)
GROUPS = ("all", "any", "not")
LEAF_KEYS = ("source", "note")
BOUNDS = ("at_least", "above", "at_most", "below", "about", "notion")
AREAS = {"departements": "departement", "regions": "region", "epci": "epci", "communes": "commune"}
