# make run    opens ContactHub            make test   runs the tests
# make check  what CI runs: lint, test, and the tests that take long (make test-slow)
# make bench  how fast it is, beside its peers (SIZE=small: a tenth of it)
# Arguments are passed on: make run ARGS=demo, make test ARGS="-k phone"

VENV ?= .venv
ARGS ?=
SIZE ?= full
BIN := $(VENV)/bin
# A process a core; each that meets PostgreSQL starts a server of its own.
PYTEST := $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal
INSTALL := pyproject.toml constraints.txt tools/make-venv.sh

# Compiled modules are kept, also where the environment forbids it: hundreds of tests start Python.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run test test-slow check lint bench format messages picture constraints

run: $(VENV)/.ready
	@$(BIN)/contacthub $(ARGS)

test: $(VENV)/.ready-dev
	@$(PYTEST) $(ARGS)

test-slow: $(VENV)/.ready-dev
	@$(PYTEST) -m slow $(ARGS)

check: lint test test-slow

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/catalogue.py check

# Measures at a real terminal and writes benchmarks/RESULTS.md.
bench: $(VENV)/.ready-bench
	$(BIN)/python -m benchmarks --size $(SIZE) $(ARGS)

# Puts the code into its one shape.
format: $(VENV)/.ready-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Brings the message catalogues in step with the code; says what still needs its French.
messages: $(VENV)/.ready-dev
	$(BIN)/python tools/catalogue.py update

# Draws README's picture with the real program.
picture: $(VENV)/.ready-dev
	$(BIN)/python tools/picture.py

# Moves every pinned package to its newest version that pyproject.toml allows.
constraints:
	tools/freeze.sh > constraints.new
	mv constraints.new constraints.txt

$(VENV)/.ready: $(INSTALL)
	@tools/make-venv.sh $(VENV)
	@touch $@

$(VENV)/.ready-bench: $(VENV)/.ready-dev
	@tools/make-venv.sh $(VENV) dev postgres bench
	@touch $@

$(VENV)/.ready-dev: $(INSTALL)
	@tools/make-venv.sh $(VENV) dev postgres
	@touch $@ $(VENV)/.ready
