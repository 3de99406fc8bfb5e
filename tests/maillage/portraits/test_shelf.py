"""The current build, opened for reading."""

import shutil
from uuid import uuid4

import polars as pl
import pytest

from maillage.base.errors import NoData
from maillage.base.levels import Level
from maillage.building import build
from maillage.portraits import open_shelf
from maillage.portraits.shelf import ABOUT_ITSELF, Shelf
from maillage.store import Store
from maillage.store.manifest import Manifest, TableEntry
from tests.factories import published


@pytest.fixture
def shelf(small_store):
    """That of the small world."""
    return open_shelf(small_store)


def test_store_without_build_says_what_to_run(tmp_path):
    with pytest.raises(NoData, match="maillage build"):
        open_shelf(str(tmp_path))


def test_one_build_is_opened_once(small_store):
    assert open_shelf(small_store) is open_shelf(small_store.address)


def test_new_build_is_seen_at_once(small_store, tmp_path):
    store = Store(str(shutil.copytree(small_store.root, tmp_path / "copie")))
    before = open_shelf(store)

    build(store, fresh=True)

    assert open_shelf(store).manifest.build != before.manifest.build


def test_rows_are_those_of_the_territories_and_of_no_other_level(shelf):
    geography = shelf.geography
    places = [geography.resolve("01001"), geography.resolve("84", Level.REGION)]

    rows = shelf.rows(places)

    assert set(rows.select("level", "code").unique().rows()) == {
        ("commune", "01001"),
        ("region", "84"),
    }


def test_territory_beside_has_its_values_without_its_place_among_peers(shelf):
    places = [shelf.geography.resolve(code) for code in ("01001", "2A004")]
    whole = shelf.rows(places)

    rows = shelf.rows(places[:1], beside=places)

    mine = pl.col("code") == "01001"
    order = ["code", "indicator", "year"]
    assert rows.filter(mine).sort(order).equals(whole.filter(mine).sort(order))
    assert rows.filter(~mine)["expected"].null_count() == rows.filter(~mine).height > 0
    bare = [rows.filter(~mine).drop(ABOUT_ITSELF), whole.filter(~mine).drop(ABOUT_ITSELF)]
    assert bare[0].sort(order).equals(bare[1].sort(order))


def test_values_of_an_indicator_are_those_of_one_level(shelf):
    found = shelf.values("logements", "commune")

    assert dict(found.select("code", "value").rows())["2A004"] == 38_000


def test_values_are_found_among_a_long_list_of_codes(shelf):
    many = [f"99{number:03}" for number in range(80)]

    found = shelf.values_among("logements", "commune", ["2A004", *many, "01001"])

    assert set(found["code"]) == {"01001", "2A004"}
    assert set(found["level"]) == {"commune"}


def test_values_of_some_iris_leave_out_those_between(tmp_path):
    codes = ["070420101", "070420102", "070420103"]
    rows = pl.DataFrame({"indicator": "population", "level": "iris", "code": codes, "year": 2021})
    rows.write_parquet(tmp_path / "values.parquet")
    table = TableEntry(path="values.parquet", sha256="", rows=3, inputs="", details={})
    manifest = Manifest(
        maillage_version="", build="", geography_year=2026, tables={"indicators/x": table}
    )

    found = Shelf(Store(str(tmp_path)), manifest).values_among(
        "population", "iris", [codes[0], codes[2]]
    )

    assert found["code"].to_list() == [codes[0], codes[2]]


def test_no_territory_has_no_row(shelf):
    assert shelf.rows([]).is_empty()


def test_datasets_of_the_store_are_told(shelf):
    assert {"insee_rp", "insee_filosofi", "insee_etat_civil"} <= shelf.holdings.datasets
    assert "insee_rp_dossier" in shelf.holdings.sources


def test_source_is_told_with_its_years_and_its_day(shelf):
    notice = shelf.source_notice("insee_rp_dossier")

    assert (notice["publisher"], notice["years"]) == ("Insee", [2015, 2021])
    assert len(notice["fetched_on"]) == 10


def test_five_communes_are_too_few_to_resemble_each_other(shelf):
    assert shelf.neighbours(shelf.geography.resolve("01001")).nearest == ()


def test_remote_build_is_read_through_local_copies(tmp_path, monkeypatch):
    monkeypatch.setenv("MAILLAGE_CACHE", str(tmp_path / "cache"))
    store = Store(f"memory://{uuid4().hex}")
    published.built(store, tmp_path / "fichiers")

    shelf = open_shelf(store)

    assert shelf.geography.resolve(published.EPCI).name == "CC du Val d’Annelle"
    assert shelf.values("logements", "epci").height == 3


def test_values_of_some_territories_leave_the_others_out(shelf):
    found = shelf.values_among("population", "commune", ["01002", "01001"])

    assert set(found["code"]) == {"01001", "01002"}
    assert set(found["indicator"]) == {"population"}
