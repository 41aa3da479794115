# Two commands do everything: `make demo` runs the main job, `make test` passes the tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT ?= out
BOOKS ?= 1000:3000

.PHONY: demo test windows windows-speed lint format books corpus bench bench-cutting bench-edits sweep golden judge clean

demo: $(VENV)/installed
	$(BIN)/xl-addin demo -o $(OUT)

test: $(VENV)/test-installed lint
	$(BIN)/pytest -n auto

# The bundle on a Windows PC, under Wine: installed, every function called through Excel's library, removed.
windows: $(VENV)/test-installed
	$(BIN)/pytest tests/windows

# How fast it answers there; writes docs/windows.md.
windows-speed: $(VENV)/test-installed
	$(BIN)/python bench/on_windows.py

lint: $(VENV)/test-installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/test-installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Verify every workbook the repository ships or the demo writes (the published one must show its known mistakes).
books: demo
	$(BIN)/python tests/verify_books.py $(OUT)

# Precision and recall of every rule over tables with known mistakes; writes docs/quality.md.
corpus: $(VENV)/test-installed
	PYTHONPATH=tests $(BIN)/python -m corpus

# Time the engine beside its peers; takes half an hour, writes docs/performance.md.
bench: bench/.venv/installed
	bench/.venv/bin/python bench/run.py

# What unit sheets and long lists cost beside xltpl and XlsxWriter; a section of docs/performance.md, some four minutes.
bench-cutting: bench/.venv/installed
	bench/.venv/bin/python bench/cutting.py --write

# What an edit costs beside openpyxl; a section of docs/performance.md.
bench-edits: bench/.venv/installed
	bench/.venv/bin/python bench/structure.py --write

# Try every workbook of a folder outside the repository (make sweep DIR=…); the report stands beside the folder.
sweep: $(VENV)/test-installed
	$(BIN)/python bench/sweep.py $(DIR)

# What edits make of a workbook of every kind, written anew; what `git diff` then shows is to be reviewed.
golden: $(VENV)/test-installed
	PYTHONPATH=tests $(BIN)/python -m fixtures.golden_books

# LibreOffice makes the edits of many more random books than the tests do, by itself and by us: all cells agree.
judge: $(VENV)/test-installed
	JUDGED_BOOKS=$(BOOKS) $(BIN)/pytest tests/workbook/structure/test_judges.py -k libreoffice

bench/.venv/installed: bench/requirements.txt pyproject.toml
	$(PYTHON) -m venv bench/.venv
	bench/.venv/bin/python -m pip install --quiet --disable-pip-version-check -e . -r bench/requirements.txt
	bench/.venv/bin/python -m compileall -q xl_addin
	touch $@

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

# What pip compiles of an ordinary installation, an editable one compiles here: a quarter of the start.
$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	$(BIN)/python -m compileall -q xl_addin
	touch $@

$(VENV)/test-installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	$(BIN)/python -m compileall -q xl_addin
	touch $@ $(VENV)/installed

clean:
	rm -rf $(VENV) $(OUT) dist
