# Everything a person types. Needs only python3 (>= 3.11, with venv) and make; the rest is fetched, pinned by hash.
SHELL := /bin/sh
PYTHON ?= python3
PY := .venv/bin/python
BIN := .venv/bin
COLOR ?= auto
WORKERS ?= 2
.DEFAULT_GOAL := help
.PHONY: help setup demo test lint types format check bench migrate messages screenshots lock clean

help: ## show these lines
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## start the whole portal with example data; Ctrl-C stops it (PORT=8000 HOST=127.0.0.1)
	@$(PYTHON) scripts/setup.py demo
	@exec $(PY) -m portal.services.demo

test: setup lint ## set up, lint and run every test, browser journeys included
	@CHROMIUM=$$($(PY) scripts/chromium.py) && export CHROMIUM && \
	exec $(PY) -m pytest --color=$(COLOR) -n $(WORKERS) --dist loadgroup $(ARGS)

lint: setup ## ruff, mypy, import-linter, bandit, djlint, missing migrations, compose file
	@$(PY) scripts/lint.py

format: setup ## let ruff order imports and format
	@$(BIN)/ruff check --fix-only --quiet . ; $(BIN)/ruff format --quiet .

check: setup ## Django's own checks, as for production
	@$(PY) scripts/with_services.py $(PY) manage.py check --deploy --fail-level WARNING

bench: setup ## measure what we promise about speed; figures go to benchmarks/results/
	@$(PY) scripts/with_services.py --durable --scratch $(PY) -m benchmarks $(ARGS)

migrate: setup ## apply migrations to the demo's data
	@$(PY) scripts/with_services.py --durable $(PY) manage.py migrate

messages: setup ## collect the words to translate, compile the catalogues
	@$(PY) scripts/messages.py

screenshots: setup ## pictures of every page at 360, 768 and 1280 px, in screenshots/
	@CHROMIUM=$$($(PY) scripts/chromium.py) && export CHROMIUM && $(PY) scripts/screenshots.py $(ARGS)

lock: setup ## pin the newest versions that requirements/*.in allow
	@$(PYTHON) scripts/lock.py

clean: ## remove what was set up here; var/ (data of the demo) stays
	@rm -rf .venv .tools node_modules .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

setup:
	@$(PYTHON) scripts/setup.py dev
