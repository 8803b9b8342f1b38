# Needs Python 3.11 or later, make and a network; everything else is installed into .venv.

PYTHON ?= python3
BIN := .venv/bin
# What is installed stands here: the locks are installed again when they change, and only then.
RUN := .venv/installed-run
DEV := .venv/installed-dev

.DEFAULT_GOAL := help
.PHONY: help run test check fmt lock audit pictures

help:  ## print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(RUN)  ## start Candor with its demonstration; HOST and PORT name another address
	@exec $(BIN)/python manage.py up

test: $(DEV)  ## run the whole test suite; ARGS='-k name' narrows it
	$(BIN)/pytest -n auto $(ARGS)

check: $(DEV)  ## run everything that CI checks, and report every failure
	@$(BIN)/python .ci/check.py

fmt: $(DEV)  ## format the code
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

lock: $(DEV)  ## choose the newest versions of all dependencies
	$(BIN)/uv pip compile $(COMPILE) -o requirements/run.txt
	$(BIN)/uv pip compile $(COMPILE) --group dev -o requirements/dev.txt

audit: $(DEV)  ## have strangers' tools judge the public site; needs a network, Node, Java and Chromium
	@$(BIN)/python .ci/audit.py

pictures: $(DEV)  ## take the pictures of docs/images again; needs Chromium
	$(BIN)/python -m tests.journeys.pictures

COMPILE := --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate pyproject.toml

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Candor needs Python 3.11 or later; name one, as in: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

$(RUN): requirements/run.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

# The development lock holds all of the other one.
$(DEV): requirements/dev.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@ $(RUN)
