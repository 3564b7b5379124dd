# Two commands matter: `make demo` and `make test`.
# Each brings all it needs to a machine with git, make and Python 3.11 or newer.

PYTHON ?= python3
UV := .tools/bin/uv
BIN := .venv/bin
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.12 --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command "make locks"

.NOTPARALLEL:
.PHONY: help demo test lint unit postgresql journeys docs wheel locks benchmarks clean

help:
	@echo "make demo        a lively invented collaboration, running on this machine"
	@echo "make test        everything that must hold before a change lands"
	@echo "make lint        only the checks that run nothing"
	@echo "make unit        only the quick tests, on SQLite"
	@echo "make docs        the documentation, in docs/_build/html"
	@echo "make benchmarks  the measurements in benchmarks/README.md"
	@echo "make locks       choose newer packages and pin them"

demo: .venv/ready
	$(BIN)/howff demo

test: lint unit postgresql journeys docs wheel
	@echo "Everything holds."

lint: .venv/ready
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	HOWFF_DATA=build/lint $(BIN)/howff manage makemigrations --check --dry-run

unit: .venv/ready
	$(BIN)/pytest -n 2 --dist worksteal -m "not browser"

postgresql: .venv/ready
	$(BIN)/python tests/on_postgresql.py $(BIN)/pytest -n 2 --dist worksteal -m "not browser" src \
		--ignore src/howff/sense --ignore src/howff/formats

journeys: .venv/ready
ifdef HOWFF_NO_BROWSER
	@echo "HOWFF_NO_BROWSER is set: the journeys in a browser are NOT tested."
else
	$(BIN)/pytest -n 2 --dist worksteal -m browser
endif

docs: .venv/ready
	$(BIN)/sphinx-build --fail-on-warning --fresh-env --quiet docs docs/_build/html

# The wheel, in an environment that holds nothing but what it asks for.
wheel: .venv/ready
	rm -rf dist build/wheel
	$(UV) build --quiet --wheel --no-build-isolation --python $(BIN)/python --out-dir dist
	$(UV) venv --quiet --no-project --python $(BIN)/python build/wheel
	$(UV) pip sync --quiet --require-hashes --python build/wheel requirements/app.txt
	$(UV) pip install --quiet --no-deps --python build/wheel dist/*.whl
	sh tests/wheel.sh build/wheel/bin/howff build/wheel/data

benchmarks: .venv/ready
	$(BIN)/python -m benchmarks.live

locks: .tools/ready
	$(COMPILE) --upgrade pyproject.toml --output-file requirements/app.txt
	$(COMPILE) --upgrade pyproject.toml --extra themes --constraint requirements/app.txt \
		--output-file requirements/themes.txt
	$(COMPILE) --upgrade pyproject.toml --extra themes --group dev \
		--constraint requirements/themes.txt --output-file requirements/dev.txt
	$(COMPILE) --upgrade requirements/uv.in --output-file requirements/uv.txt

clean:
	rm -rf .tools .venv build dist docs/_build demo-data

.tools/ready: requirements/uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Howff is built with Python 3.11 or newer: install it, or say PYTHON=..."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' \
		|| { echo "This Python cannot make environments: install python3-venv."; exit 1; }
	$(PYTHON) -m venv --clear .tools
	.tools/bin/python -m pip install --quiet --require-hashes -r requirements/uv.txt
	touch $@

.venv/ready: .tools/ready requirements/dev.txt pyproject.toml .python-version
	test -x $(BIN)/python || $(UV) venv --quiet .venv
	$(UV) pip sync --quiet --require-hashes --python .venv requirements/dev.txt
	$(UV) pip install --quiet --no-deps --no-build-isolation --python .venv --editable .
	touch $@
