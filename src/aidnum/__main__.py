"""``python -m aidnum``."""

from aidnum.cli.main import run

run()
