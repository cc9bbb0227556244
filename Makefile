# `make demo` and `make test` are all the set-up there is.
.DEFAULT_GOAL := help
SHELL := /bin/sh
unexport PYTHONDONTWRITEBYTECODE PYTHONPATH PYTHONHOME VIRTUAL_ENV
export UV_COMPILE_BYTECODE := 1

PYTHON := .venv/bin/python
PYTEST := $(PYTHON) -m pytest -n auto --maxprocesses 4
MODULES := config shared_apps tenant_apps public_site

.PHONY: help setup setup-tests demo demo-reset services test bench lint types check shell format

help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Make the environment (every other command does it first)
	@deploy/bootstrap.sh

setup-tests:
	@deploy/bootstrap.sh --browser

demo: setup ## Run the whole system with example jewelers; Ctrl-C stops it
	@$(PYTHON) -m shared_apps.stack demo

demo-reset: setup ## Delete the demo's data
	@$(PYTHON) -m shared_apps.stack demo-reset

services: setup ## Run the tests' services in the foreground
	@$(PYTHON) -m shared_apps.stack services

test: setup-tests ## Run every test, browser journeys included (ARGS="-k quote" to choose)
	@$(PYTEST) $(ARGS)

bench: setup ## Run the benchmarks and write tests/benchmarks/RESULTS.md
	@$(PYTHON) -m tests.benchmarks $(ARGS)

lint: setup ## Check style and the rules of direction
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@.venv/bin/lint-imports

format: setup ## Put the code in the one format
	@$(PYTHON) -m ruff check --fix .
	@$(PYTHON) -m ruff format .

types: setup ## Check the types
	@$(PYTHON) -m mypy $(addprefix -p ,$(MODULES))

check: lint types test ## What CI runs: lint, types, tests

shell: setup ## Open a shell in one jeweler's workspace: make shell JEWELER=slug
	@if [ -z "$(JEWELER)" ]; then echo "Name the jeweler: make shell JEWELER=slug" >&2; exit 2; fi
	@$(PYTHON) -m shared_apps.stack run $(PYTHON) manage.py jeweler_shell --jeweler "$(JEWELER)"
