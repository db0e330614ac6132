# make quiz   sets everything up and starts the quiz (make quiz ARGS="--save me.yaml")
# make test   sets everything up; lint, types, and all tests that need no engine
# make fuzz   gives every command 100,000 spoilt inputs; a sample of them is in make test (make fuzz ARGS="--seed 2")
# make test-engines   the other tests, on Dask, Spark and csvkit
# make test-versions   all tests but those, on each Python there is, with the oldest and the newest packages allowed
# make lint, make format   lint and types alone; mends what can be mended
# make lock   renews the versions that all of these install, requirements/checks.txt
# make benchmark   measures how fast the quiz feels in a terminal, how fast commands start, how fast people are scored
#                  and postings scanned, and what is installed
# make api, make man   make the reference of the Python API and the man page, in build/
# make picture, make schemas   make anew what docs/ shows of the code, and the schemas that are shipped
# make evidence KAGGLE=folder   measures everything anew: the catalog's numbers, and the figures of docs/METHODOLOGY.md

PYTHON ?= python3
BIN := .venv/bin
WORK := .venv/evidence

CHECKS := requirements/checks.txt
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint $(CHECKS)

.PHONY: quiz lint test fuzz test-engines test-versions lock format api man picture schemas benchmark evidence clean

quiz: .venv/installed
	@$(BIN)/rolefit quiz $(ARGS)

lint: .venv/installed-dev
	@echo "Looking at the code: ruff, mypy, import-linter ..." >&2
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	@echo "Running the tests that need no engine, in random order ..." >&2
	$(BIN)/pytest

fuzz: .venv/installed-dev
	PYTHONPATH=tests $(BIN)/python -m fuzz $(ARGS)

test-engines: .venv/installed-engines
	@command -v java >/dev/null || echo "There is no Java here, so nothing is run on Spark." >&2
	@echo "Running the tests on Dask, Spark and csvkit ..." >&2
	$(BIN)/pytest -m engines

# All that pyenv has is offered; elsewhere those on the path are found. A Python that is missing is skipped.
test-versions: .venv/installed-versions
	PYENV_VERSION=$$(pyenv versions --bare 2>/dev/null | grep -E '^3\.1[1-4]\.' | paste -sd:) \
	  $(BIN)/nox --session oldest newest

lock: .venv/installed-versions
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --upgrade --all-extras --group all \
	  --no-emit-index-url --no-annotate --custom-compile-command "make lock" --output-file $(CHECKS) pyproject.toml

format: .venv/installed-dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

api: .venv/installed-dev
	$(BIN)/python docs/api.py

picture: .venv/installed-dev
	PYTHONPATH=tests $(BIN)/python docs/picture.py

man: .venv/installed-dev
	$(BIN)/python docs/shell.py

schemas: .venv/installed-dev
	$(BIN)/python docs/formats.py

benchmark: .venv/installed-benchmark
	$(BIN)/python benchmarks/terminal.py
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/sizes.py
	$(BIN)/python benchmarks/batch.py
	$(BIN)/python benchmarks/scan.py

# People come from Kaggle's own zips, in the folder KAGGLE; coded work is in the repository. With POSTINGS, a file of job
# postings that is not published, what `rolefit scan` rests on is measured too; without it that stays what it is. So it is
# with OTHERS, texts about other jobs.
evidence: .venv/installed-dev
	@test -n "$(KAGGLE)" || \
	  { echo "make evidence KAGGLE=folder: the folder holds the zips that evidence/collect/surveys.py names" >&2; exit 2; }
	@rm -rf $(WORK) && mkdir -p $(WORK)
	$(BIN)/python -m evidence.collect.surveys "$(KAGGLE)" $(WORK)
	$(BIN)/python -m evidence.collect.counts $(WORK) > $(WORK)/counts.tsv
	$(BIN)/python -m evidence.collect.counts > $(WORK)/work.tsv
	if [ -n "$(POSTINGS)" ]; then $(BIN)/python -m evidence.collect.texts < "$(POSTINGS)" > $(WORK)/texts.tsv; fi
	if [ -n "$(OTHERS)" ]; then $(BIN)/python -m evidence.collect.neighbours $(OTHERS) > $(WORK)/neighbours.jsonl && \
	  mv $(WORK)/neighbours.jsonl evidence/collect; fi
	mv $(WORK)/*.tsv evidence/collect
	$(BIN)/python -m evidence.fit.calibrate $(WORK) $(POSTINGS)
	$(BIN)/python -m evidence.measure.validate $(WORK) $(POSTINGS) > $(WORK)/figures.json
	mv $(WORK)/figures.json evidence/measure
	$(BIN)/python -m evidence.measure.report

clean:
	rm -rf .venv .nox .import_linter_cache .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "rolefit needs Python 3.11 or newer: make PYTHON=python3.12")'
	@$(PYTHON) -m venv .venv

# What pip says goes to stderr and its stdin is closed: the answers piped into `make quiz` are for the quiz alone.
.venv/installed: pyproject.toml | .venv/bin/python
	@echo "Setting up rolefit in .venv, once; from then on $(BIN)/rolefit is the command ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . </dev/null >&2
	@touch $@

.venv/installed-dev: pyproject.toml $(CHECKS) | .venv/bin/python
	@echo "Setting up the checks in .venv, once: 85 packages, 0.9 GB on disk, a minute or two" >&2
	@$(PIP) 'pip>=25.1' </dev/null >&2
	@echo "  rolefit, and what it needs ..." >&2
	@$(PIP) --editable . </dev/null >&2
	@for group in lint types test evidence; do \
	  echo "  what pyproject.toml lists for $$group ..." >&2; $(PIP) --group $$group </dev/null >&2 || exit; \
	done
	@touch .venv/installed $@

.venv/installed-engines: .venv/installed-dev
	@echo "Setting up the engines in .venv, once: 37 packages more, 0.7 GB on disk" >&2
	@$(PIP) --group engines </dev/null >&2
	@touch $@

.venv/installed-benchmark: .venv/installed-dev
	@$(PIP) --group benchmark </dev/null >&2
	@touch $@

.venv/installed-versions: .venv/installed-dev
	@$(PIP) --group versions </dev/null >&2
	@touch $@
