# Development of the QGIS plugin; `make` lists what there is.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help demo test spark versions bench lint package build deploy env i18n python clean

PY := .venv/bin/python
READY := .venv/.ready
TS := $(wildcard i18n/*.ts)
PAGES := build/help/style.css
TOLD := $(wildcard mno_mobility/processing/*.py mno_mobility/processing/*/*.py resources/*/* resources/help/*/* .ci/*.py)
ARGS ?=
PROFILE ?= default

help:  ## list the targets
	@sed -n 's/^\([a-z0-9]*\):.*## \(.*\)/  make \1@\2/p' Makefile | awk -F@ '{gsub(/\$$\$$/, "$$", $$2); printf "%-16s %s\n", $$1, $$2}'

demo: $(READY) build  ## run the guided example with qgis_process; results in demo/
	@eval "$$(.ci/env)" && $(PY) .ci/demo.py $(ARGS)

test: $(READY)  ## run the tests on all cores; ARGS="-k words" goes to pytest, "-n 0" takes one
	@QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n auto --dist loadfile --no-loadscope-reorder $(ARGS)

spark: $(READY)  ## install Apache Spark into .venv (800 MB; needs Java 17) and run the tests on it
	@$(PY) -m pip install -q --disable-pip-version-check -c .venv/constraints.txt -r requirements-spark.txt
	@$(PY) -m pytest tests/events/test_cluster.py tests/trajectory/test_populations.py $(ARGS)

versions:  ## run the tests on other versions of QGIS, each in a Debian of its own; as root; ARGS="trixie" for some
	@.ci/versions $(ARGS)

bench: $(READY)  ## run the benchmarks and print their tables; ARGS="kwd" for some
	@QT_QPA_PLATFORM=offscreen $(PY) .ci/bench.py $(ARGS)

lint: $(READY)  ## check the code with ruff
	@$(PY) -m ruff check .

package: python $(PAGES)  ## dist/mno_mobility-VERSION.zip, ready for the plugin repository
	@python3 .ci/package.py --zip dist

build: python $(PAGES)  ## build/mno_mobility, the same plugin as a folder
	@python3 .ci/package.py --folder build >&2

deploy: build  ## copy it into your QGIS; PROFILE=name or PROFILE=/path/of/profile
	@python3 .ci/deploy.py build/mno_mobility "$(PROFILE)"

env: $(READY) build  ## exports for qgis_process: eval "$$(make -s env)"
	@.ci/env

i18n: python  ## bring i18n/*.ts up to the texts of the code; LOCALE=fr starts a language
	@python3 .ci/translations.py refresh $(LOCALE)

# the help pages are told by the algorithms, so that they need a Python with QGIS; without them the Help buttons lead to the plugin's site
$(PAGES): $(TOLD) $(TS) README.md metadata.txt
	@for python in $(PY) /usr/bin/python3 python3; do \
	    if $$python -c "import qgis.core" 2>/dev/null; then exec $$python .ci/pages.py build/help; fi; \
	done; echo "No Python with QGIS is here: the plugin goes without its help pages" >&2

python:
	@.ci/setup python

clean:  ## remove what the other targets made, except .venv
	@rm -rf build dist demo .pytest_cache .ruff_cache .hypothesis i18n/*.qm
	@find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +

$(READY): requirements.txt requirements-dev.txt .ci/setup
	@.ci/setup venv
