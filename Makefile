# make        installs aidnum in .venv and answers a real question
# make test   installs what the tests need, then runs every check and every test
# make test-all  the same, with ten thousand random plans for each law, and every authority of France
# make test-spark  the columns on Spark, which needs Java
# make docs   writes again what README and docs show of the program
# make lock   writes again the versions and hashes of what the tests need
# make mutants  spoils the engine in MUTANTS ways, one at a time, and prints those that no test sees

VENV ?= .venv
PYTHON ?= python3
BIN = $(VENV)/bin
LOCK = requirements-dev.txt
MUTANTS ?= 400
SEED ?= 2026
COGGED = README.md README.fr.md docs/commandes.md docs/format.md docs/diagnostics.md docs/guide.md docs/projet.md
SOURCES = pyproject.toml hatch_build.py $(shell find src data -name '*.py' -o -name '*.yaml' -o -name '*.tsv')
COMPILED_FROM = $(wildcard data/*.yaml src/aidnum/model/*.py src/aidnum/catalogue/*.py) src/aidnum/french.py

.PHONY: answer test test-all test-spark docs check-docs lock mutants bench clean

answer: $(VENV)/installed
	$(BIN)/aidnum check --population 520000 --type dematerialisation

$(VENV)/installed: $(SOURCES)
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet .
	touch $@

$(VENV)/ready: pyproject.toml hatch_build.py $(LOCK)
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes --requirement $(LOCK)
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

# Compiled anew when the catalogue, or the code that reads it, has changed.
data/compiled.json: $(VENV)/ready $(COMPILED_FROM)
	$(BIN)/python -c "from pathlib import Path; from aidnum.catalogue.load import compile_shipped; compile_shipped(Path('data'))"

test: data/compiled.json check-docs
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest --numprocesses=auto

test-all: test
	AIDNUM_TESTS=full $(BIN)/pytest --numprocesses=auto tests/engine/test_choice.py \
		tests/engine/test_plan_laws.py tests/columns/test_verdicts.py

test-spark: data/compiled.json
	$(BIN)/pip install --quiet --no-build-isolation --editable '.[france,spark]'
	$(BIN)/pytest -k spark tests/columns/test_verdicts.py tests/test_docs.py

check-docs: $(VENV)/ready
	$(BIN)/cog --check --check-fail-msg="Run make docs" -I docs $(COGGED)

docs: $(VENV)/ready
	$(BIN)/aidnum schema > data/catalogue.schema.json
	$(BIN)/aidnum schema projet > data/projet.schema.json
	$(BIN)/python docs/dossier.py
	$(BIN)/cog -r -I docs $(COGGED)

lock:
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet 'uv>=0.13,<0.14'
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --extra dev --generate-hashes --upgrade \
		--no-annotate --custom-compile-command 'make lock' --output-file $(LOCK) pyproject.toml

mutants: $(VENV)/ready
	$(BIN)/pip install --quiet --no-build-isolation --editable '.[mutants]'
	$(BIN)/python scripts/mutants.py $(MUTANTS) $(SEED)

bench: $(VENV)/installed
	$(BIN)/python bench/cold.py
	$(BIN)/python bench/batch.py
	$(BIN)/python bench/engine.py
	$(BIN)/python bench/growth.py
	$(BIN)/python bench/territory.py
	$(BIN)/python bench/accuracy.py
	$(BIN)/python bench/plan.py
	$(BIN)/python bench/stress.py
	$(BIN)/pip install --quiet '.[france]' duckdb
	-$(BIN)/pip install --quiet 'openfisca-core>=46,<47'
	$(BIN)/python bench/france.py

clean:
	rm -rf $(VENV) build dist mutants .mypy_cache .pytest_cache .ruff_cache .hypothesis
