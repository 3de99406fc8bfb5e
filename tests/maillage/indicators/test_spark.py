"""Spark and DuckDB give the same table: every indicator of the fictitious territory, to 1e-9."""

import shutil
import warnings
from importlib.util import find_spec

import polars as pl
import pytest

from maillage.building import build
from maillage.indicators.engines import Engine
from maillage.simulator import simulate, write_official_files
from maillage.sources.intake import take
from maillage.store import Store
from maillage.store.manifest import read_manifest, write_manifest


KEYS = ["indicator", "level", "code", "year"]
NUMBERS = ["value", "numerator", "denominator", "present", "expected"]
TEXTS = ["status", "source", "geography_year"]
RELATIVE = 1e-9

pytestmark = [
    pytest.mark.skipif(find_spec("pyspark") is None, reason="Spark absent : extra « spark »"),
    pytest.mark.skipif(shutil.which("java") is None, reason="Java absent : Spark en a besoin"),
    # PySpark 4 speaks of pandas 3 and of sockets it leaves open; none of it is ours.
    pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


def values(store: Store) -> pl.DataFrame:
    """Every value of the current build."""
    tables = read_manifest(store).under("indicators/").values()
    frames = [pl.read_parquet(store.local(table.path)) for table in tables]
    return pl.concat(frames).select(*KEYS, *NUMBERS, *TEXTS).sort(KEYS)


def forget_values(store: Store) -> None:
    """Leave everything but the values: the next build computes nothing else."""
    manifest = read_manifest(store)
    for key in manifest.under("indicators/"):
        del manifest.tables[key]
    write_manifest(store, manifest)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pl.DataFrame]:
    """The values of the fictitious territory, by engine."""
    files = tmp_path_factory.mktemp("fichiers")
    write_official_files(simulate(), files)
    store = Store(str(tmp_path_factory.mktemp("entrepot")))
    take(files, store)
    build(store)
    found = {"duckdb": values(store)}
    forget_values(store)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        build(store, engine=Engine("spark", master="local[2]"))
    found["spark"] = values(store)
    return found


def test_both_engines_know_the_same_territories_and_years(built):
    assert built["spark"].select(KEYS).equals(built["duckdb"].select(KEYS))
    assert built["duckdb"]["indicator"].n_unique() > 130


def test_both_engines_give_the_same_statuses_and_sources(built):
    assert built["spark"].select(TEXTS).equals(built["duckdb"].select(TEXTS))


@pytest.mark.parametrize("name", NUMBERS)
def test_both_engines_give_the_same_numbers(built, name):
    one, other = (built[engine][name] for engine in ("duckdb", "spark"))

    assert one.is_null().equals(other.is_null())
    apart = ((one - other).abs() > RELATIVE * one.abs()).fill_null(value=False)
    assert apart.sum() == 0
