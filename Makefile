# Everything that one does here, by name. `make` alone lists it.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
CODE   := domain store projections notifiers scheduler api interlude tests
# Loose programs beside the packages, once they are there.
LOOSE   = $(wildcard benchmarks/*.py) $(wildcard docs/*.py)
ARGS   ?=

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check lint format bench faults-store lock clean

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(READY) ## Make the environment and start the demo clinic on http://127.0.0.1:8000
	$(BIN)/interlude serve --demo $(ARGS)

test: $(READY) ## Make the environment and run every test (ARGS="-k moved" for some)
	$(BIN)/python -m pytest --numprocesses 2 --dist loadgroup $(ARGS)

check: lint test ## Run the linters, then every test: what must pass before a change is accepted

lint: $(READY) ## Check form, types, who imports whom and what is declared
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy $(CODE) $(LOOSE)
	$(BIN)/lint-imports
	$(BIN)/deptry .

format: $(READY) ## Rewrite the code in the agreed form, and mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY) ## Run the benchmarks (ARGS goes to them)
	$(BIN)/python -m benchmarks $(ARGS)

faults-store: $(READY) ## Kill processes and restart servers under load (ROUNDS=200), and count what was lost
	$(BIN)/python -m tests.faults_store --rounds $(or $(ROUNDS),200) $(ARGS)

lock: $(READY) ## Pin the dependencies anew (ARGS=--upgrade for the newest that are allowed)
	$(COMPILE) --group build --output-file requirements.lock pyproject.toml
	$(COMPILE) --group dev --constraints requirements.lock --output-file requirements-dev.lock pyproject.toml

clean: ## Remove the environment and everything that tools left behind; the data in var/ stay
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .schemathesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Hashes in, addresses out: whoever installs chooses where from, the hashes say what.
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --no-emit-find-links $(ARGS)

# The environment is made anew when what is declared or pinned changes.
$(READY): pyproject.toml requirements-dev.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Interlude needs Python 3.11 or newer: make PYTHON=python3.12")'
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-dev.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
