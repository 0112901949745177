# Frontline. `make run` starts the app, `make test` passes the tests; both do all set-up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DOCUMENTS := build/documents/built
LOCALE := build/locale/built
COMPILED := build/compiled
PACKS_CHECKED := build/packs-checked

.PHONY: run demo test check bench faults gallery screenshots package clean setup format translations

# Tests never open a window; the app does. Their modules are compiled once, whatever Python was told.
check test faults gallery: export QT_QPA_PLATFORM := offscreen
check test faults: export PYTHONDONTWRITEBYTECODE :=

run: setup $(DOCUMENTS) $(LOCALE)
	@sh packaging/run.sh $(BIN)/python

demo: setup $(DOCUMENTS) $(LOCALE)
	@rm -rf build/demo
	@$(BIN)/frontline demo --headless --out build/demo

check: setup $(DOCUMENTS) $(LOCALE) $(PACKS_CHECKED)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python packaging/translations.py check
	$(BIN)/python -m pytest -q -n 2 -m "not slow"

test: check
	FRONTLINE_EXAMPLES=1000 $(BIN)/python -m pytest -q -n 3 --dist worksteal -m "slow or property"

bench: setup $(DOCUMENTS) $(LOCALE)
	$(BIN)/frontline bench

faults: setup $(DOCUMENTS) $(LOCALE)
	@rm -f build/faults.jsonl
	FRONTLINE_FAULTS=many FRONTLINE_EXAMPLES=20000 FRONTLINE_FAULT_REPORT=build/faults.jsonl \
		$(BIN)/python -m pytest -q -n 2 --dist worksteal -m "not property" \
		tests/unit tests/integration tests/functional
	FRONTLINE_EXAMPLES=20000 $(BIN)/python -m pytest -q -n 2 -m property
	$(BIN)/python packaging/reliability.py build/faults.jsonl "make faults"

# Every page in every look, drawn and held to what pages are held to.
gallery: setup $(DOCUMENTS) $(LOCALE)
	$(BIN)/frontline gallery --out build/gallery
	FRONTLINE_GALLERY=all $(BIN)/python -m pytest -q -n 2 tests/gui/test_gallery.py

# The pictures of docs/user-guide, in its languages.
screenshots: setup $(DOCUMENTS) $(LOCALE)
	$(BIN)/python packaging/screenshots.py

package: setup $(DOCUMENTS) $(LOCALE)
	$(BIN)/python packaging/build.py

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

translations: setup
	$(BIN)/python packaging/translations.py update

clean:
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# One environment for everything; made anew when the lock file changes.
setup: $(VENV)/installed $(COMPILED)

$(VENV)/installed: requirements.lock pyproject.toml
	@sh packaging/system-packages.sh
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(DOCUMENTS): $(VENV)/installed $(shell find screening_rules resources/documents -type f 2>/dev/null) $(shell find frontline/rules -name '*.py') $(wildcard translations/*/LC_MESSAGES/pack*.po)
	@rm -rf build/documents
	$(BIN)/python packaging/documents.py build/documents
	@touch $@

# Reading all packs takes a while, and their words seldom change.
$(PACKS_CHECKED): $(VENV)/installed $(shell find screening_rules -type f) $(shell find frontline/rules frontline/screening frontline/domain -name '*.py') $(wildcard translations/*/LC_MESSAGES/pack*.po)
	@printf '%s\n' screening_rules/* | xargs -n 1 -P 2 $(BIN)/frontline pack check
	@touch $@

$(LOCALE): $(VENV)/installed $(wildcard translations/*/LC_MESSAGES/ui.po)
	$(BIN)/python packaging/translations.py compile
	@touch $@

# Python may have been told to keep no compiled modules; each start would compile everything then.
$(COMPILED): $(VENV)/installed $(shell find frontline -name '*.py')
	@$(BIN)/python -m compileall -q frontline
	@mkdir -p build
	@touch $@
