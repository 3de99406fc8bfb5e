"""The folder a build writes in."""

from uuid import uuid4

import polars as pl
import pyarrow.parquet as pq
import pytest

from maillage.building.workplace import Pieces, Workplace
from maillage.store import Store
from maillage.store.raw import digest


FRAME = pl.DataFrame({"code": ["01001", "2A004"], "value": [1.0, None]})


@pytest.fixture(params=["disk", "memory"])
def store(request, tmp_path, monkeypatch) -> Store:
    """A local store, then a remote one."""
    monkeypatch.setenv("MAILLAGE_CACHE", str(tmp_path / "cache"))
    disk = request.param == "disk"
    return Store(str(tmp_path / "entrepot") if disk else f"memory://{uuid4().hex}")


@pytest.fixture
def place(store):
    """A build folder, closed at the end."""
    made = Workplace(store)
    yield made
    made.close()


@pytest.mark.parametrize("kind", ["eager", "lazy"])
def test_table_written_is_in_the_store_with_its_checksum(store, place, kind):
    frame = FRAME.lazy() if kind == "lazy" else FRAME

    entry = place.write("clean/x.parquet", frame, inputs="i", details={"source": "s"})

    local = store.local(entry.path)
    assert pl.read_parquet(local).equals(FRAME)
    assert (entry.sha256, entry.rows) == (digest(local), 2)
    assert (entry.inputs, entry.details) == ("i", {"source": "s"})


def test_each_build_has_its_own_folder(tmp_path):
    store = Store(str(tmp_path))

    assert Workplace(store).prefix != Workplace(store).prefix


def test_nothing_says_that_a_build_has_begun(store, place):
    place.write("clean/x.parquet", FRAME, inputs="i", details={})

    assert not store.exists("manifest.json")


def test_table_is_cut_as_its_readers_need(store, place):
    entry = place.write("x.parquet", FRAME, inputs="", details={}, pieces=Pieces(rows=1, page=64))

    local = store.local(entry.path)
    assert pq.ParquetFile(local).num_row_groups == 2
    assert pl.read_parquet(local).equals(FRAME)


def test_pieces_a_table_comes_in_do_not_change_its_bytes(place):
    whole = pl.DataFrame({"code": ["01001", "2A004"] * 500, "value": [1.0, None] * 500})
    pieces = pl.concat([whole[start : start + 7] for start in range(0, 1000, 7)], rechunk=False)
    mixed = pl.DataFrame([whole["code"], pieces["value"]])

    checksums = {
        place.write(f"clean/{name}.parquet", frame, inputs="i", details={}).sha256
        for name, frame in {"whole": whole, "pieces": pieces, "mixed": mixed}.items()
    }

    assert len(checksums) == 1
