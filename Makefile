# make run     set up, make up an England and a programme, and show them at http://127.0.0.1:8000
# make work    send mail and remind people, where the server runs without its own worker
# make test    set up, then every test, a real browser included
# make check   format, lint, types on the pure rooms, floors
# make bench   every measured speed, as ratios
# make docs    write the reference pages from the code

PYTHON ?= python3.11
PRACTICES ?= 1000
SEED ?= 1
PORT ?= 8000
BIN := .venv/bin
HOME_FOLDER ?= var/home
SHARED := $(CURDIR)/var/tests
MADE_UP ?= var/made-up-$(PRACTICES)-$(SEED)

# Kept beside the code whatever the machine prefers: without it each start takes seconds longer.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup run work test check bench docs format wheel clean browser postgresql lock

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

setup: .stamps/python .stamps/pages

.stamps/python: requirements/constraints.txt requirements/dev.in requirements/base.in pyproject.toml
	$(PYTHON) -m venv .venv || python3 -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip install --quiet --requirement requirements/dev.in --constraint requirements/constraints.txt
	$(BIN)/uv pip install --quiet --no-deps --editable .
	@mkdir -p .stamps && touch $@

.stamps/pages: .stamps/python package.json package-lock.json tools/vendor.py
	npm ci --no-audit --no-fund --loglevel=error
	$(BIN)/python tools/vendor.py
	@mkdir -p .stamps && touch $@

# Playwright drives Debian's Chromium: a browser is a system package, not a Python one.
browser:
	@command -v chromium >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y chromium; \
	  else echo "The journey tests need Chromium: install it (Debian: apt-get install chromium)."; exit 1; fi; }

# The records are tested on both databases that they may be kept in.
postgresql:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y postgresql; \
	  else echo "Records are tested on PostgreSQL too: install it (Debian: apt-get install postgresql)."; exit 1; fi; }

$(MADE_UP)/.done: .stamps/pages
	rm -rf $(MADE_UP)
	$(BIN)/mainstay synthesise --practices $(PRACTICES) --seed $(SEED) --out $(MADE_UP)
	touch $@

run: setup $(MADE_UP)/.done
	$(BIN)/mainstay --home $(HOME_FOLDER) import $(MADE_UP)
	MAINSTAY_ADDRESS=http://127.0.0.1:$(PORT) $(BIN)/mainstay --home $(HOME_FOLDER) demo
	$(BIN)/mainstay --home $(HOME_FOLDER) serve --port $(PORT) --with-worker

work: setup
	$(BIN)/mainstay --home $(HOME_FOLDER) work

test: setup browser postgresql
	@rm -rf $(SHARED) && mkdir -p $(SHARED)
	TESTS_SHARED=$(SHARED) $(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder --durations 30
	TESTS_SHARED=$(SHARED) $(BIN)/python tools/on_postgresql.py $(BIN)/pytest -n 3 --dist worksteal --durations 10 tests/records

check: setup
	$(BIN)/ruff format --check src tests benchmarks tools
	$(BIN)/ruff check src tests benchmarks tools
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: setup
	$(BIN)/ruff format src tests benchmarks tools
	$(BIN)/ruff check --fix src tests benchmarks tools

bench: setup
	$(BIN)/python -m benchmarks

docs: setup
	$(BIN)/python tools/reference.py

wheel: setup
	$(BIN)/python -m build --wheel --no-isolation

# Choose versions afresh. The constraints file holds no address, so it works behind any registry.
lock:
	$(BIN)/uv pip compile --quiet --upgrade --no-emit-index-url --no-emit-find-links --no-header \
	  --no-annotate requirements/dev.in -o requirements/constraints.txt

clean:
	rm -rf .stamps .venv node_modules var dist build
