"""The engine that runs compiled definitions, and what it says when it cannot."""

import sys

import polars as pl
import pytest

from maillage.base.errors import WrongCall
from maillage.indicators import engines
from maillage.indicators.engines import Engine


def test_unknown_engine_is_refused_in_french():
    with pytest.raises(WrongCall, match="« excel » inconnu : duckdb ou spark"):
        Engine("excel")


def test_engine_reads_parquet_and_brings_rows_back(tmp_path, engine):
    pl.DataFrame({"code": ["01001", "2A004"], "A": [1.0, None]}).write_parquet(tmp_path / "a")

    table = engine.table(tmp_path / "a")
    found = engine.run(table.filter(table.A.notnull()).select("code"))

    assert found["code"].to_list() == ["01001"]


def test_engine_reads_again_a_file_that_changed(tmp_path, engine):
    pl.DataFrame({"A": [1.0]}).write_parquet(tmp_path / "a.parquet")
    engine.run(engine.table(tmp_path / "a.parquet"))
    pl.DataFrame({"A": [2.0]}).write_parquet(tmp_path / "a.parquet")

    assert engine.run(engine.table(tmp_path / "a.parquet"))["A"].to_list() == [2.0]


def test_engine_adds_nulls_up_to_null_and_not_to_zero(tmp_path, engine):
    pl.DataFrame({"A": [None, None]}, schema={"A": pl.Float64}).write_parquet(tmp_path / "a")

    table = engine.table(tmp_path / "a")
    found = engine.run(table.aggregate(total=table.A.sum()))

    assert found["total"].to_list() == [None]


def test_spark_without_its_package_says_what_to_install(monkeypatch):
    engines._spark.cache_clear()
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)

    with pytest.raises(WrongCall, match=r"Le moteur Spark n’est pas installé.*Java 17"):
        Engine("spark")
