"""What the measures need, made once in a folder: a small store, national files and stores."""

import shutil
from pathlib import Path

import polars as pl

from benchmarks.national import PEOPLE, write_census, write_dossier
from maillage.building import build
from maillage.sources.intake import embedded_places, take
from maillage.store import Store
from maillage.store.manifest import read_manifest


SCALES = (0.25, 0.5, 1.0)


def prepare(folder: Path, scale: float) -> None:
    """Everything below `folder`; what is already there is kept."""
    embedded = folder / "embedded"
    if not (embedded / "manifest.json").is_file():
        store = Store(str(embedded))
        for place in embedded_places():
            take(place, store)
        build(store)
    communes = communes_of(embedded)
    for part in SCALES:
        kept = communes.gather_every(round(1 / (part * scale)))
        file = folder / f"files-{part}" / "dossier_complet.csv"
        if not file.is_file():
            write_dossier(kept, file)
        national = folder / f"national-{part}"
        if not (national / "manifest.json").is_file():
            shutil.copytree(embedded / "raw", national / "raw", dirs_exist_ok=True)
            take(file.parent, Store(str(national)))
        # Also when it is there: a store built by older code would be redone inside a measure.
        build(Store(str(national)))
    census = folder / "recensement.parquet"
    if not census.is_file():
        write_census(communes, census, round(PEOPLE * scale))


def communes_of(store: Path) -> pl.DataFrame:
    """code, population of the communes of today."""
    table = read_manifest(Store(str(store))).tables["geography/territories"]
    rows = pl.read_parquet(store / table.path, columns=["level", "code", "population"])
    return rows.filter(pl.col("level") == "commune").select("code", "population").sort("code")
