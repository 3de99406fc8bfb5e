"""(c) Twenty million weighted individuals by commune, age and sex."""

import time
from pathlib import Path


FILTER = {"variable_0": [0, 1, 2, 3, 4, 5]}
SQL = (
    "SELECT commune, age, sexe, sum(poids) AS people FROM census "
    "WHERE variable_0 IN (0, 1, 2, 3, 4, 5) GROUP BY ALL"
)


def ours(path: str) -> float:
    """The definition compiled by Ibis, once everything is loaded."""
    from maillage.indicators.cube import weighted_counts
    from maillage.indicators.engines import Engine

    engine = Engine()
    for _ in range(2):
        start = time.perf_counter()
        weighted_counts(
            engine, Path(path), ["commune", "age", "sexe"], weight="poids", where=FILTER
        )
        seconds = time.perf_counter() - start
    return seconds


def by_duckdb(path: str) -> float:
    """Hand-written SQL, the second time too."""
    import duckdb
    import polars as pl

    with duckdb.connect() as database:
        database.read_parquet(path).create_view("census")
        for _ in range(2):
            start = time.perf_counter()
            pl.from_arrow(database.sql(SQL).to_arrow_table())
            seconds = time.perf_counter() - start
    return seconds
