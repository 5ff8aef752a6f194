# The words of the house. `make` lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
WORLD ?= 2023
BIND ?= 127.0.0.1:8000
FUZZ_SECONDS ?= 60

.PHONY: help setup setup-dev lock demo run test check fix journeys prove bench fuzz screenshots docs clean

help: ## List the words
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(BIN)/uv: requirements/uv.txt
	@echo "[1/3] Tạo môi trường Python trong .venv ..."
	@$(PYTHON) -m venv $(VENV) || { echo "Không tạo được môi trường: cần Python 3.11 có mô-đun venv (Debian: gói python3-venv)."; exit 1; }
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/uv.txt
	@touch $@

$(VENV)/.base: $(BIN)/uv requirements/base.txt pyproject.toml src/vanban/pyproject.toml
	@echo "[2/3] Cài các gói theo tệp khóa requirements/base.txt ..."
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements/base.txt
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e src/vanban -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.base requirements/dev.txt
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/.bench: $(VENV)/.dev requirements/bench.txt
	@if $(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements/bench.txt; then touch $@; \
	else echo "NOT INSTALLED: what the reader is compared with (requirements/bench.txt). The benchmarks go on without it."; fi

setup: $(VENV)/.base ## Make the environment in .venv from the lock file

setup-dev: $(VENV)/.dev ## The same with what tests need

lock: $(BIN)/uv ## Compile the lock files again
	cd requirements && ../$(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate base.in -o base.txt
	cd requirements && ../$(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate base.in dev.in -o dev.txt
	cd requirements && ../$(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate bench.in -o bench.txt
	cd requirements && ../$(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate fuzz.in -o fuzz.txt

demo: setup ## Load the demo world and start it on 127.0.0.1:8000 (WORLD=today: the present world)
	@$(BIN)/nhipcau demo --world $(WORLD) --bind $(BIND)

run: setup ## Start server and worker on the configured database
	@$(BIN)/nhipcau serve --bind $(BIND)

test: setup-dev ## Everything: SQLite, PostgreSQL, browser journeys
	@$(BIN)/python -m tests.everything

check: setup-dev ## What the build checks without running tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

fix: setup-dev ## Format and mend what a machine can mend
	$(BIN)/ruff check --fix -q .
	$(BIN)/ruff format -q .

journeys: setup-dev ## Only the journeys in a browser
	$(BIN)/python -m pytest -m journey tests/journeys

prove: setup-dev ## The long proofs, full counts
	$(BIN)/python -m pytest -m prove tests
	@$(MAKE) --no-print-directory fuzz FUZZ_SECONDS=600

fuzz: setup-dev ## Hostile input for the reader, coverage-guided, FUZZ_SECONDS each (60)
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements/fuzz.txt || echo "atheris could not be installed: the reader is driven without coverage."
	$(BIN)/python -m tests.fuzz --seconds $(FUZZ_SECONDS)

bench: $(VENV)/.bench ## All benchmarks; tables and lines go to docs/reference/benchmarks.md
	$(BIN)/python -m benchmarks

screenshots: setup-dev ## The main pages at 1280 and 360 px into docs/guide/
	$(BIN)/python -m scripts.screenshots

docs: setup ## The page that shows a sample document as it is read
	@$(BIN)/vanban show src/nhipcau/demo/documents/98-tb-bcd.pdf --html > docs/reference/reading.html
