# Every target works from a fresh clone: the environment is made when it is missing.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
BENCH ?= ../shared/bench
BOOK ?= ../shared/corpora/book/manuscript.md

.PHONY: demo test readers extension lint lint-format lint-ruff lint-types lint-layers format cases docs pictures bench clean

demo: $(VENV)/.ready
	@echo '$$ citecheck examples/bridges.md'
	@$(BIN)/citecheck examples/bridges.md || test $$? -eq 1
	@echo
	@echo '$$ citecheck cites examples/bridges.md'
	@$(BIN)/citecheck cites examples/bridges.md

test: $(VENV)/.ready-dev readers
	$(BIN)/python -m pytest -q -n 2 --dist loadgroup

# Readers and schemas that the reports are tested with; without npm those tests are skipped, though never where CI is set.
readers: $(VENV)/.ready-dev
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory $(VENV)/.ready-readers; fi

# The extension for VS Code: its tests, one of them against the real server, and the package.
extension: $(VENV)/.ready
	cd editors/vscode && export PATH="$(CURDIR)/$(BIN):$$PATH" && npm ci --loglevel error && npm test && npm run package

# `make -k lint` shows what all four say.
lint: lint-format lint-ruff lint-types lint-layers

lint-format: $(VENV)/.ready-dev
	$(BIN)/ruff format --check --quiet .

lint-ruff: $(VENV)/.ready-dev
	$(BIN)/ruff check --output-format concise .

lint-types: $(VENV)/.ready-dev
	$(BIN)/mypy

lint-layers: $(VENV)/.ready-dev
	$(BIN)/lint-imports

format: $(VENV)/.ready-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Rewrite what is derived: the carets of the golden cases, docs/rules.md, the output shown in README.md.
cases: $(VENV)/.ready-dev
	$(BIN)/python -m pytest -q tests/test_cases.py --update-cases

docs: $(VENV)/.ready-dev
	$(BIN)/python -m tests.docs

# The pictures in README.md; needs Neovim, tmux and Chromium.
pictures: $(VENV)/.ready-dev
	$(BIN)/python -m tests.pictures

bench: $(VENV)/.ready
	PATH="$(CURDIR)/$(BIN):$$PATH" $(PYTHON) $(BENCH)/speed.py --only mla --runs 3 --need mla=2
	PATH="$(CURDIR)/$(BIN):$$PATH" $(PYTHON) $(BENCH)/speed.py --only mla --runs 3 --scale 0.1
	@$(PYTHON) -c 'import subprocess, time; run = lambda t: (subprocess.run(["$(BIN)/citecheck", "--no-cache", "$(BOOK)"], stdout=-3), time.perf_counter() - t)[1]; print(f"the book, from start to end: {sorted(run(time.perf_counter()) for _ in range(7))[3]:.2f} s")'

clean:
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# Installing compiles a package's modules, but not those of an editable one; where bytecode is not written, as in many
# containers, each run would compile them anew.
#
# A system without ensurepip makes an environment without pip; then the system's own pip fills it.
$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV) || $(PYTHON) -m venv --clear --without-pip $(VENV)

$(VENV)/.ready: pyproject.toml | $(VENV)/bin/python
	@if $(BIN)/python -m pip --version >/dev/null 2>&1; \
	then $(BIN)/python -m pip install --quiet --disable-pip-version-check -e .; \
	else $(PYTHON) -m pip --python $(BIN)/python install --quiet --disable-pip-version-check -e .; fi
	@$(BIN)/python -m compileall -q citecheck
	@touch $@

$(VENV)/.ready-readers: tests/readers/package.json | $(VENV)/bin/python
	@mkdir -p $(VENV)/readers
	@cp $< $(VENV)/readers/
	@npm install --prefix $(VENV)/readers --silent --no-audit --no-fund --no-package-lock && touch $@ || \
	echo "npm could not install the readers of tests/readers/package.json" >&2

$(VENV)/.ready-dev: pyproject.toml | $(VENV)/bin/python
	@if $(BIN)/python -m pip --version >/dev/null 2>&1; \
	then $(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'; \
	else $(PYTHON) -m pip --python $(BIN)/python install --quiet --disable-pip-version-check -e '.[dev]'; fi
	@$(BIN)/python -m compileall -q citecheck
	@touch $(VENV)/.ready $@
