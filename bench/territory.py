"""Looking an authority up, as whole processes beside bare Python and beside ``check`` with options."""

from __future__ import annotations

import sys
from tempfile import TemporaryDirectory

from cold import CHECK, IMPORTS
from processes import AIDNUM, Command, medians

ROUNDS = 15
BARE = (sys.executable, "-c", "pass")
BY_CODE = "from aidnum.territory.codes import by_code; assert by_code('243500139')[0].municipale"
BY_NAME = "from aidnum.territory.search import find; assert find('rennes metropole').authorities[0].municipale"
SUGGESTED = "from aidnum.territory.search import find; assert find('rennes metropoel').authorities[0].municipale"
MEMBERS = (
    "from aidnum.territory.relations import communes_of; from aidnum.territory.tables import by_key;"
    "assert len(communes_of(by_key('243500139'))) == 43"
)
NAMED = (*AIDNUM, "check", "Rennes Métropole", "--type", "dematerialisation", "--date", "2021-03-01", "--no-input")


def main() -> None:
    """Print two tables."""
    looks = {"par code": BY_CODE, "par nom": BY_NAME, "nom mal écrit": SUGGESTED, "communes d'un EPCI": MEMBERS}
    bare, *times = medians([Command(BARE), *(Command((sys.executable, "-c", code)) for code in looks.values())], ROUNDS)
    print("| recherche | au-dessus de Python seul (ms) |")
    print("|---|---:|")
    for name, time in zip(looks, times, strict=True):
        print(f"| {name} | {1000 * (time - bare):.1f} |")
    with TemporaryDirectory() as cache:
        known = {"AIDNUM_CACHE": cache}
        commands = [Command((sys.executable, "-c", IMPORTS)), Command(CHECK, known), Command(NAMED, known)]
        imports, by_options, by_name = medians(commands, ROUNDS)
    print("\n| check | rapport aux imports |")
    print("|---|---:|")
    print(f"| avec des options | {by_options / imports:.2f} × |")
    print(f"| avec un nom | {by_name / imports:.2f} × (+ {(by_name - by_options) / imports:.2f}) |")


if __name__ == "__main__":
    main()
