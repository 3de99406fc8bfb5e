"""Stores shared by the rooms: a small fictitious one, and one of real published files."""

import fcntl
from pathlib import Path

import pytest

from maillage.building import build
from maillage.sources.intake import embedded_places, take
from maillage.store import Store
from tests.factories import published


REAL_FILES = (
    "grenoble/dossier_complet.csv",
    "france/filosofi/cc_filosofi_2021_COM.csv",
    "france/filosofi/FILO2019_DISP_EPCI.csv",
    "france/geographie/reference_IRIS_geo2021.csv",
    "france/geographie/v_mvtcommune_2025_reexport.csv",
)
DIVISIONS = ("decoupage-2024", "decoupage-2026")
CENSUS_EXTRACT = "iris_2021.parquet"


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
    places = {place.name: place for place in embedded_places()}
    missing = {*DIVISIONS, CENSUS_EXTRACT} - set(places)
    if missing:
        pytest.skip(f"paquets absents ({', '.join(sorted(missing))}) : lancer « make setup »")
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if base.name.startswith("popen-") else base
    store = Store(str(shared / "fichiers-reels"))
    with (shared / "fichiers-reels.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not store.exists("manifest.json"):
            for name in (*DIVISIONS, CENSUS_EXTRACT):
                take(places[name], store)
            for name in REAL_FILES:
                take(shared_data / name, store)
            build(store)
    return store
