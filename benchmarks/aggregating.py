"""(b) Every indicator of the dossier complet at every level, and bare sums of the same columns.

Warm: each tool has worked out one of them before it is timed.
Maillage is loaded before Polars, as in the product: it sets the allocator both then use.
"""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from maillage.building import indicating
from maillage.building.workplace import Workplace
from maillage.indicators.cards import cards, columns_by_dataset
from maillage.indicators.compute import Desk, Files, values_by_card
from maillage.indicators.engines import Engine
from maillage.indicators.passages import Passages
from maillage.indicators.queries import CleanFile
from maillage.indicators.reading import serves
from maillage.store import Store
from maillage.store.manifest import read_manifest


SOURCE = "insee_rp_dossier"
Inputs = list[tuple[CleanFile, list[str]]]


def ours(store: str, share: str) -> float:
    """Values, statuses and coverage of a share of the cards, at every level, as a build asks them.

    A build gathers the cards of a theme, then writes them; here each is dropped once counted.
    """
    desk, chosen = _desk(store, float(share))
    for some in (chosen[:1], chosen):
        start = time.perf_counter()
        rows = sum(values.height for values in values_by_card(some, desk))
        seconds = time.perf_counter() - start
    if not rows:
        raise ValueError("nothing was computed")
    return seconds


def _desk(store: str, share: float) -> tuple[Desk, list[Any]]:
    place = Workplace(Store(store))
    tables = read_manifest(place.store).tables
    merged = {key: table for key, table in tables.items() if key.endswith(f"/{SOURCE}")}
    files, _ = indicating.clean_files(merged, place)
    served = [
        card
        for card in cards().values()
        if card.is_open and any(serves(one.file, card) for one in files.get(card.dataset, ()))
    ]
    desk = Desk(files, indicating.passages_at(tables, place), Engine())
    return desk, served[: max(1, round(len(served) * share))]


def _inputs(store: str) -> tuple[Inputs, Path]:
    """Each clean file with the columns its cards read, and the passages."""
    desk, served = _desk(store, 1.0)
    sums = _plain_passages(desk.passages, Path(store) / "every-passage.parquet")
    return [
        (ranked.file, _columns(ranked.file, served))
        for ranked in _every(desk.files)
        if _columns(ranked.file, served)
    ], sums


def _plain_passages(passages: Passages, path: Path) -> Path:
    """Component to territory in one table, as somebody who writes SQL by hand has them.

    Every level we give is there, communes too: each of them adds up into itself.
    """
    import polars as pl

    if not path.is_file():
        bundles, sums = pl.scan_parquet(passages.bundles), pl.scan_parquet(passages.sums)
        joined = bundles.join(sums, on=["geography_year", "bundle"])
        keys = ["geography_year", "component_level", "component", "level", "code"]
        itself = pl.scan_parquet(passages.identity).select(
            "geography_year",
            pl.col("level").alias("component_level"),
            "component",
            "level",
            "code",
            pl.lit(1.0).alias("share"),
            pl.lit(1.0).alias("unit"),
        )
        every = pl.concat([joined.select(*keys, "share", "unit"), itself])
        every.sort(keys).sink_parquet(path)
    return path


def _every(files: Files) -> list[Any]:
    return [ranked for listed in files.values() for ranked in listed]


def _columns(file: CleanFile, served: Sequence[Any]) -> list[str]:
    names = {
        name
        for card in served
        if serves(file, card)
        for name in columns_by_dataset(card).get(file.dataset, ())
    }
    return sorted(names & file.columns)


def by_duckdb(store: str, _share: str) -> float:
    """Hand-written SQL."""
    import duckdb

    inputs, sums = _inputs(store)
    with duckdb.connect() as database:
        for some in _first_then_every(inputs):
            start = time.perf_counter()
            for file, names in some:
                totals = ", ".join(f'sum("{name}") AS "{name}"' for name in names)
                database.sql(
                    f"SELECT p.level, p.code, r.year, {totals} FROM '{file.path}' r "  # noqa: S608
                    f"JOIN '{sums}' p ON r.level = p.component_level AND r.code = p.component "
                    "AND r.geography_year = p.geography_year GROUP BY ALL"
                ).to_arrow_table()
            seconds = time.perf_counter() - start
    return seconds


def by_polars(store: str, _share: str) -> float:
    """The same in Polars, lazily."""
    import polars as pl

    inputs, sums = _inputs(store)
    keys = ["level", "code", "geography_year"]
    for some in _first_then_every(inputs):
        start = time.perf_counter()
        for file, names in some:
            rows = pl.scan_parquet(file.path).select(*keys, "year", *names)
            rows.join(
                pl.scan_parquet(sums),
                left_on=keys,
                right_on=["component_level", "component", "geography_year"],
                suffix="_today",
            ).group_by("level_today", "code_today", "year").agg(pl.col(names).sum()).collect()
        seconds = time.perf_counter() - start
    return seconds


def by_pandas(store: str, _share: str) -> float:
    """The same in pandas, one level after another."""
    import pandas as pd

    inputs, sums = _inputs(store)
    keys = ["level", "code", "geography_year"]
    for some in _first_then_every(inputs):
        start = time.perf_counter()
        passages = pd.read_parquet(sums)
        for file, names in some:
            rows = pd.read_parquet(file.path, columns=[*keys, "year", *names])
            for _, part in passages.groupby("level"):
                joined = rows.merge(
                    part,
                    left_on=keys,
                    right_on=["component_level", "component", "geography_year"],
                    suffixes=("", "_today"),
                )
                joined.groupby(["code_today", "year"])[names].sum()
        seconds = time.perf_counter() - start
    return seconds


def _first_then_every(inputs: Inputs) -> list[Inputs]:
    """One column of one file, then all of them."""
    file, names = inputs[0]
    return [[(file, names[:1])], inputs]
