"""``python -m aidnum``."""

from aidnum.cli.entry import run

run()
