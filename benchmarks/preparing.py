"""What the measures need, made once in a folder: a small store, national files and stores."""

import shutil
from functools import cache
from pathlib import Path

import polars as pl

from benchmarks.national import PEOPLE, write_census, write_dossier
from maillage.building import build
from maillage.sources.intake import embedded_places, take
from maillage.store import Store
from maillage.store.manifest import read_manifest


SCALES = (0.25, 0.5, 1.0)


@cache
def prepare(folder: Path, scale: float) -> None:
    """The national files and stores below `folder`; what is already there is kept."""
    embedded = _embedded(folder)
    communes = communes_of(embedded)
    for part in SCALES:
        kept = communes.gather_every(round(1 / (part * scale)))
        file = folder / f"files-{part}" / "dossier_complet.csv"
        if not file.is_file():
            write_dossier(kept, file)
        national = folder / f"national-{part}"
        if not (national / "manifest.json").is_file():
            # What the dependencies carry is built already: only the national file is new.
            shutil.copytree(embedded, national, dirs_exist_ok=True)
            take(file.parent, Store(str(national)))
        # Also when it is there: a store built by older code would be redone inside a measure.
        build(Store(str(national)))


def prepare_census(folder: Path, scale: float) -> Path:
    """The file of individuals."""
    census = folder / "recensement.parquet"
    if not census.is_file():
        communes = communes_of(_embedded(folder))
        write_census(communes, census, round(PEOPLE * scale))
    return census


def _embedded(folder: Path) -> Path:
    """A store of what the dependencies carry."""
    embedded = folder / "embedded"
    if not (embedded / "manifest.json").is_file():
        store = Store(str(embedded))
        for place in embedded_places():
            take(place, store)
        build(store)
    return embedded


def communes_of(store: Path) -> pl.DataFrame:
    """code, population of the communes of today."""
    table = read_manifest(Store(str(store))).tables["geography/territories"]
    rows = pl.read_parquet(store / table.path, columns=["level", "code", "population"])
    return rows.filter(pl.col("level") == "commune").select("code", "population").sort("code")
