"""The lists of rules that a catalogue file may hold beside its schemes, by key: the one place where a kind of rule is added."""

from __future__ import annotations

from typing import TypeAlias

from aidnum.model.acts import Council, Mention, Piece, Visa
from aidnum.model.form import Form
from aidnum.model.law import Law, Milestone, Payment, Recovery

AnyRuling: TypeAlias = Law | Payment | Recovery | Council | Visa | Mention | Piece | Form | Milestone

RULINGS: dict[str, type[AnyRuling]] = {
    "laws": Law,
    "payments": Payment,
    "recoveries": Recovery,
    "councils": Council,
    "visas": Visa,
    "mentions": Mention,
    "pieces": Piece,
    "forms": Form,
    "delays": Milestone,
}
