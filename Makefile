# make quiz   sets everything up and starts the quiz (make quiz ARGS="--save me.yaml")
# make test   sets everything up; lint, types, tests
# make benchmark   measures how fast the quiz feels in a terminal, how fast commands start, how fast people are scored
#                  and postings scanned
# make api, make man, make picture, make schemas   make anew what docs/ shows of the code
# make evidence DATA=folder   measures everything anew: the catalog's numbers, and the figures of docs/METHODOLOGY.md

PYTHON ?= python3
BIN := .venv/bin
WORK := .venv/evidence

.PHONY: quiz test format api man picture schemas benchmark evidence clean

quiz: .venv/installed
	@$(BIN)/rolefit quiz $(ARGS)

test: .venv/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest

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

benchmark: .venv/installed-dev
	$(BIN)/python benchmarks/terminal.py
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/batch.py
	$(BIN)/python benchmarks/scan.py

evidence: .venv/installed-dev
	@test -d "$(DATA)/validation" -a -d "$(DATA)/postings" || \
	  { echo "make evidence DATA=folder: the folder holds validation/practitioners-*.jsonl.gz and postings/postings.jsonl.gz" >&2; exit 2; }
	@rm -rf $(WORK) && mkdir -p $(WORK)
	for file in $(DATA)/validation/practitioners-*.jsonl.gz; do \
	  $(BIN)/python evidence/crosswalk.py < $$file > $(WORK)/$$(basename $$file .gz) || exit; \
	done
	$(BIN)/python evidence/counts.py $(WORK)/practitioners-*.jsonl > $(WORK)/counts.tsv && mv $(WORK)/counts.tsv evidence
	$(BIN)/python evidence/postings.py < $(DATA)/postings/postings.jsonl.gz > $(WORK)/postings.tsv && mv $(WORK)/postings.tsv evidence
	$(BIN)/python evidence/texts.py < $(DATA)/postings/postings.jsonl.gz > $(WORK)/texts.tsv && mv $(WORK)/texts.tsv evidence
	$(BIN)/python evidence/calibrate.py $(DATA)/postings/postings.jsonl.gz $(WORK)/practitioners-*.jsonl
	$(BIN)/python evidence/validate.py $(DATA) > $(WORK)/figures.json && mv $(WORK)/figures.json evidence
	$(BIN)/python evidence/report.py

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis dist

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "rolefit needs Python 3.11 or newer: make PYTHON=python3.12")'
	@$(PYTHON) -m venv .venv

# What pip says goes to stderr and its stdin is closed: the answers piped into `make quiz` are for the quiz alone.
.venv/installed: pyproject.toml | .venv/bin/python
	@echo "Setting up rolefit in .venv, once; from then on $(BIN)/rolefit is the command ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . </dev/null >&2
	@touch $@

.venv/installed-dev: pyproject.toml .venv/installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1' </dev/null >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev </dev/null >&2
	@touch $@
