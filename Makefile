# Needs make and Python 3.11 or later, nothing else; where uv is installed it is used, being faster.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

UV := $(shell command -v uv 2>/dev/null)
PIP_INSTALL := $(if $(UV),uv pip install --quiet --python $(BIN)/python,$(BIN)/python -m pip install --quiet --disable-pip-version-check)

.PHONY: help demo test docs reference notebooks anytown bench clean
.DELETE_ON_ERROR:

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' Makefile

demo: $(VENV)/.runtime ## Load the bundled datasets and write govgraph-demo/
	$(BIN)/govgraph demo

test: $(VENV)/.dev ## Check style and types and run the tests, with a real Neo4j and browser where they can be had
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python -m tests.real_parts
	$(BIN)/pytest

docs: $(VENV)/.dev ## Build the pages in docs/ as a web site in build/docs
	$(BIN)/python -m sphinx --fail-on-warning --keep-going --nitpicky --quiet docs build/docs
	@echo "Open build/docs/index.html in a browser."

reference: $(VENV)/.runtime ## Write the reference pages in docs/ anew from the code
	$(BIN)/python -m govgraph.present.dictionary > docs/data-dictionary.md
	$(BIN)/python -m govgraph.present.rule_language > docs/rule-language.md
	$(BIN)/python -m govgraph.present.analyses_reference > docs/reference/analyses.md
	$(BIN)/python -m govgraph.present.queries_reference > docs/reference/queries.md
	$(BIN)/python -m govgraph.cli.reference > docs/reference/commands.md

notebooks: $(VENV)/.dev ## Run the notebooks and keep what they show
	$(BIN)/python -m tools.notebooks

anytown: $(VENV)/.dev ## Write the illustrative city in seed/anytown anew
	$(BIN)/python -m tools.anytown

bench: $(VENV)/.bench ## Measure speed and memory on large datasets
	$(BIN)/python -m tests.real_parts
	$(BIN)/pytest tests/benchmarks -m benchmark --timeout 0

clean: ## Remove what make and govgraph made here (the tests' Neo4j stays in the user's cache)
	rm -rf $(VENV) build dist govgraph-demo .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find src tests -name __pycache__ -prune -exec rm -rf {} +

# The stamps say which set of dependencies the environment holds, so a second run installs nothing.
$(VENV)/.runtime: pyproject.toml | $(BIN)/python
	@echo "Setting up govgraph in $(VENV) ..."
	@$(PIP_INSTALL) --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml | $(BIN)/python
	@echo "Setting up govgraph and its development tools in $(VENV) ..."
	@$(PIP_INSTALL) --editable '.[dev]'
	@touch $(VENV)/.runtime $@

$(VENV)/.bench: pyproject.toml | $(BIN)/python
	@echo "Setting up govgraph and what its benchmarks compare with in $(VENV) ..."
	@$(PIP_INSTALL) --editable '.[dev,bench]'
	@touch $(VENV)/.runtime $(VENV)/.dev $@

$(BIN)/python:
	@if [ -n "$(UV)" ]; then \
	    uv venv --quiet --clear --python '>=3.11' $(VENV); \
	elif ! command -v $(PYTHON) >/dev/null; then \
	    echo "govgraph needs Python 3.11 or later and there is no $(PYTHON) here: install it from your system's packages or https://www.python.org/downloads/." >&2; exit 1; \
	elif ! $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then \
	    echo "govgraph needs Python 3.11 or later and $(PYTHON) is older: install a newer Python and name it, as in 'make PYTHON=python3.12 demo'." >&2; exit 1; \
	elif ! $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null; then \
	    echo "$(PYTHON) cannot make virtual environments: install its venv package (on Debian and Ubuntu 'sudo apt install python3-venv'), then run make again." >&2; exit 1; \
	else \
	    $(PYTHON) -m venv --clear $(VENV); \
	fi
