# Two commands do everything on a fresh machine with Python 3.11 and make:
#   make demo   set up, compare the sample reports, say where the report is
#   make test   set up, run the tests

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint format lock bench eval clean

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup: $(STAMP) ## virtual environment with the locked dependencies

$(STAMP): requirements.lock requirements-dev.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: setup ## compare the sample reports; prints where the report is
	@mkdir -p out
	@$(BIN)/rashomon compare examples/ferry examples/summit examples/other --format html -o out/report.html
	@echo "report: out/report.html"

test: setup ## all tests (browser tests are skipped, with the reason, where there is no Chromium)
	$(BIN)/python -m pytest

lint: setup ## ruff and strict mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: setup ## let ruff put the code in shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: ## renew the lock files (names, versions and hashes only)
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --no-annotate --allow-unsafe --strip-extras -o requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --no-annotate --allow-unsafe --strip-extras --extra dev --extra eval -o requirements-dev.lock pyproject.toml

bench: setup ## speed, as ratios to what runs beside it
	$(BIN)/python evals/bench.py
	$(BIN)/python evals/bench_read.py
	$(BIN)/python evals/bench_group.py
	$(BIN)/python evals/bench_compare.py

eval: setup ## every scorer on the shared data, where it is there
	$(BIN)/python evals/score.py

clean: ## remove what the targets made
	rm -rf $(VENV) out build .pytest_cache .mypy_cache .ruff_cache .hypothesis
