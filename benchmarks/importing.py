"""(a) The national CSV becomes Parquet: ours (read, recognised, split, checked) and bare tools."""

import tempfile
import time
from pathlib import Path


def ours(file: str, store: str) -> float:
    """The first stage of a build: from the raw file to clean tables of each dataset and year."""
    from maillage.building.cleaning import clean_raw
    from maillage.building.workplace import Workplace
    from maillage.sources import registry
    from maillage.store import Store
    from maillage.store.raw import raw_entries

    entries = raw_entries(Store(store))
    entry = next(one for one in entries if one.source == "insee_rp_dossier")
    registry.source_card("insee_rp_dossier")
    with tempfile.TemporaryDirectory() as folder:
        place = Workplace(Store(folder))
        (Path(folder) / entry.path).parent.mkdir(parents=True)
        (Path(folder) / entry.path).symlink_to(Path(file).resolve())
        start = time.perf_counter()
        clean_raw(entry, place, None)
        return time.perf_counter() - start


def by_polars(file: str, _store: str) -> float:
    """Read and write, nothing else."""
    import polars as pl

    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        frame = pl.read_csv(file, separator=";", schema_overrides={"CODGEO": pl.String})
        frame.write_parquet(Path(folder) / "table.parquet", compression="zstd")
        return time.perf_counter() - start


def by_pandas(file: str, _store: str) -> float:
    """Read and write, nothing else."""
    import pandas as pd

    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        frame = pd.read_csv(file, sep=";", dtype={"CODGEO": str}, low_memory=False)
        frame.to_parquet(Path(folder) / "table.parquet", compression="zstd")
        return time.perf_counter() - start
