"""Stores shared by the rooms: a small fictitious one, and one of real published files."""

import fcntl
from pathlib import Path

import pytest

from maillage.building import build
from maillage.sources.intake import embedded_places, take
from maillage.store import Store
from tests.factories import published


# Extracts of two départements where they are enough: the whole of France is for the benchmarks.
REAL_FILES = (
    "grenoble/dossier_complet.csv",
    "ardeche-cote-dor/cc_filosofi_2021_COM.csv",
    "ardeche-cote-dor/rp2021_iris_extrait.csv",
    "ardeche-cote-dor/reference_IRIS_geo2021.csv",
    "france/filosofi/FILO2019_DISP_EPCI.csv",
    "france/geographie/v_mvtcommune_2025_reexport.csv",
)
DIVISION = "decoupage-2026"


@pytest.fixture(scope="session")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The small fictitious world, built. Read it only."""
    folder = tmp_path_factory.mktemp("petit-monde")
    store = Store(str(folder / "entrepot"))
    published.built(store, folder / "fichiers")
    return store


@pytest.fixture(scope="session")
def real_store(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store built from the few real files that published figures are checked on. Read it only.

    Built once, whatever the number of workers: the first one builds, the others wait.
    """
    division = next((place for place in embedded_places() if place.name == DIVISION), None)
    if division is None:
        pytest.skip(f"paquet « {DIVISION} » absent : lancer « make setup »")
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if base.name.startswith("popen-") else base
    store = Store(str(shared / "fichiers-reels"))
    with (shared / "fichiers-reels.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not store.exists("manifest.json"):
            take(division, store)
            for name in REAL_FILES:
                take(shared_data / name, store)
            build(store)
    return store
