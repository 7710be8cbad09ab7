# Everything a command needs, it installs: into .venv, from the pinned lock file.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DOCS := $(VENV)/.docs
AUDIT := .audit
DEMO := demo.db

.PHONY: help setup demo test test-all docs wheel postgres lint bench browser screenshots train train-on shorten sbom audit hashes clean

help:            ## what each target does
	@grep -hE '^[a-z-]+: .*##|^[a-z-]+:.*##' Makefile | sed -E 's/:.*##/\t/' | sort

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "newsledger needs Python 3.11 or newer; name one with make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

$(DOCS): $(READY) requirements-docs.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-docs.lock
	@touch $@

setup: $(READY) ## a virtual environment with newsledger in it

demo: $(READY)   ## read the sample pages, build a ledger, show what it holds
	@rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	$(BIN)/newsledger ingest samples/pages --ledger $(DEMO)
	@echo
	$(BIN)/newsledger events --ledger $(DEMO) --limit 12
	@echo
	@echo "Look further, for example:"
	@echo "  $(BIN)/newsledger events --actor UKR --with RUS --ledger $(DEMO)"
	@echo "  $(BIN)/newsledger show EVENT_ID --ledger $(DEMO)"
	@echo "  $(BIN)/newsledger claims --ledger $(DEMO)"
	@echo "  $(BIN)/newsledger timeline USA PRK --ledger $(DEMO)"
	@echo "  $(BIN)/newsledger quarantine --ledger $(DEMO)"

lint: $(READY)   ## formatting, types, and the order of the floors
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: $(READY) lint ## lint, then every test but the slow ones
	$(BIN)/python -m pytest -q -m "not slow" -n 2

test-all: $(DOCS) lint ## every test
	$(BIN)/python -m pytest -q -n 2

docs: $(DOCS)    ## the manual, into site/ (look at it with python3 -m http.server -d site)
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet
	@echo "The manual is in site/index.html."

wheel: $(READY)  ## a wheel to install elsewhere, into dist/
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .
	@ls dist/*.whl

postgres:        ## install the PostgreSQL server that tests of shared ledgers start (Debian, as root)
	apt-get install -y -q --no-install-recommends postgresql

bench: $(READY)  ## every scorer whose gold is at hand; writes benchmarks/scorecard.json
	$(BIN)/python -m benchmarks.scorecard

browser:         ## Debian's chromium, which the browser tests and the pictures need
	apt-get update -qq && apt-get install -y -qq chromium

screenshots: $(READY) ## pictures of the desk over the sample ledger, into docs/screens
	$(BIN)/python -m benchmarks.screenshots

train: $(READY)  ## train the learned head on data/training (torch is needed for this alone)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-train.lock
	$(BIN)/python -m newsledger.training

train-on: $(READY)  ## teach the shipped head the sentences that were added since: three epochs, half an hour
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-train.lock
	$(BIN)/python -m newsledger.training --onward --epochs 3 --rate 6e-5

shorten: $(READY) ## teach fewer, narrower layers what the head that is there gives, into shortened/: two epochs, half an hour
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-train.lock
	$(BIN)/python -m newsledger.training --shorten --epochs 2 --out shortened

sbom: $(READY)   ## a bill of materials of the locked packages: newsledger.cdx.json, in CycloneDX
	$(BIN)/python -m supply.bill

$(AUDIT)/bin/pip-audit: requirements-audit.lock
	$(PYTHON) -m venv $(AUDIT)
	$(AUDIT)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-audit.lock
	@touch $@

# Without a network the tools cannot be fetched; the audit then says what it could not look at.
audit: $(READY)  ## hashes, licences and, where its database is reached, known weaknesses of the locked packages
	-@$(MAKE) --no-print-directory $(AUDIT)/bin/pip-audit
	$(BIN)/python -m supply.audit --pip-audit $(AUDIT)/bin/pip-audit

hashes: $(AUDIT)/bin/pip-audit ## requirements.hashes anew, after a change of requirements.lock
	$(AUDIT)/bin/uv pip compile requirements.lock --no-deps --generate-hashes --no-header --no-annotate --quiet -o requirements.hashes

clean:           ## remove what was built
	rm -rf $(VENV) $(AUDIT) newsledger.cdx.json $(DEMO)* build dist site shortened .mypy_cache .ruff_cache .pytest_cache
