"""The engines that run compiled definitions: embedded DuckDB by default, Spark on demand.

Both receive the very same Ibis expressions. Nothing here knows what an indicator is.
"""

from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import ibis
import polars as pl

from maillage.base.errors import WrongCall


ENGINES = ("duckdb", "spark")
SPARK_CONFIGURATION = {
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "8",
    "spark.sql.session.timeZone": "UTC",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "4g",
    "spark.sql.ansi.enabled": "false",
}


class Engine:
    """A backend able to read Parquet files and to run Ibis expressions.

    name    "duckdb" or "spark"
    master  Spark only: address of the cluster, `local[*]` by default
    """

    def __init__(self, name: str = "duckdb", *, master: str = "local[*]") -> None:
        if name not in ENGINES:
            raise WrongCall(f"Moteur de calcul « {name} » inconnu : {' ou '.join(ENGINES)}.")
        self.name = name
        self._backend = _duckdb() if name == "duckdb" else _spark(master)
        self._tables: dict[tuple[Path, int], Any] = {}
        # A backend answers one question at a time; the next is compiled meanwhile.
        self._answering = ThreadPoolExecutor(1, thread_name_prefix="engine")

    def table(self, path: Path) -> Any:
        """The Ibis table of one Parquet file; its columns are read once, unless it is replaced."""
        key = (path, path.stat().st_mtime_ns)
        if key not in self._tables:
            reading = self._answering.submit(self._backend.read_parquet, str(path))
            self._tables[key] = reading.result()
        return self._tables[key]

    def run(self, expression: Any) -> pl.DataFrame:
        """Execute an expression and bring its rows back."""
        return self.start(expression).result()

    def start(self, expression: Any) -> Future[pl.DataFrame]:
        """Compile an expression, and execute it once those before it are."""
        if self.name == "duckdb":  # the SQL Ibis compiles, without its conversions of the answer
            return self._answering.submit(self._ask, self._backend.compile(expression))
        return self._answering.submit(lambda: _frame(expression.to_pyarrow()))

    def _ask(self, sql: str) -> pl.DataFrame:
        return _frame(self._backend.con.sql(sql).to_arrow_table())


def _frame(answer: Any) -> pl.DataFrame:
    frame: pl.DataFrame = pl.from_arrow(answer)  # type: ignore[assignment]
    return frame


def _duckdb() -> Any:
    backend = ibis.duckdb.connect()
    backend.raw_sql("SET memory_limit = '4GB'")
    backend.raw_sql("SET preserve_insertion_order = false")
    # The columns of a file of thousands are read once, not at each question.
    backend.raw_sql("SET parquet_metadata_cache = true")
    # What a query took is given back at its end, not kept for the next one.
    for name in ("allocator_flush_threshold", "allocator_bulk_deallocation_flush_threshold"):
        backend.raw_sql(f"SET {name} = '8MB'")
    return backend


@cache
def _spark(master: str) -> Any:
    """One Spark session per master. Raises WrongCall, in French, when Spark or Java is absent."""
    try:
        from pyspark.sql import SparkSession  # an extra: most installations have no Java
    except ImportError as problem:
        raise WrongCall(
            "Le moteur Spark n’est pas installé.",
            todo="Installez l’extra « spark » : pip install 'maillage[spark]' (Java 17 requis).",
        ) from problem
    builder = SparkSession.builder.master(master).appName("maillage")
    for key, value in SPARK_CONFIGURATION.items():
        builder = builder.config(key, value)
    try:
        session = builder.getOrCreate()
    except Exception as problem:
        raise WrongCall(
            "Spark n’a pas pu démarrer : Java 17 est-il installé ?",
            todo="Installez default-jre-headless, ou utilisez le moteur par défaut (duckdb).",
        ) from problem
    return ibis.pyspark.connect(session)
