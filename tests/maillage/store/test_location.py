"""Where files live: whole or absent, on a disk or behind an address."""

import os
import threading
from pathlib import Path
from uuid import uuid4

import pytest

from maillage.base.errors import NoData
from maillage.store import Store, default_store
from maillage.store.location import cache_folder


@pytest.fixture(params=["disk", "memory"])
def store(request, tmp_path, monkeypatch) -> Store:
    """The same promises on a disk and on a remote file system."""
    monkeypatch.setenv("MAILLAGE_CACHE", str(tmp_path / "cache"))
    disk = request.param == "disk"
    return Store(str(tmp_path / "entrepot") if disk else f"memory://{uuid4().hex}")


def test_bytes_written_are_read_back(store):
    store.write_bytes("raw/insee/01001.csv", b"01001;771")

    assert store.exists("raw/insee/01001.csv")
    assert store.read_bytes("raw/insee/01001.csv") == b"01001;771"


def test_second_write_replaces_the_first(store):
    store.write_bytes("manifest.json", b"one")
    store.write_bytes("manifest.json", b"two")

    assert store.read_bytes("manifest.json") == b"two"


def test_absent_file_says_what_to_run(store):
    with pytest.raises(NoData, match="« manifest.json » est absent .* maillage build"):
        store.read_bytes("manifest.json")


def test_files_are_listed_by_path_and_only_below_the_folder(store):
    for path in ("raw/b.csv", "raw/a/c.csv", "builds/x.parquet"):
        store.write_bytes(path, b"x")

    assert store.list("raw") == ["raw/a/c.csv", "raw/b.csv"]
    assert store.list("absent") == []


def test_local_file_is_put_whole(store, tmp_path):
    published = tmp_path / "publié.csv"
    published.write_bytes(b"\xef\xbb\xbfCODGEO;P21_POP\r\n01001;771\r\n")

    store.put(published, "raw/x.csv")

    assert store.read_bytes("raw/x.csv") == published.read_bytes()


def test_local_copy_of_a_file_holds_its_bytes(store):
    store.write_bytes("builds/un/table.parquet", b"PAR1")

    assert store.local("builds/un/table.parquet").read_bytes() == b"PAR1"


def test_removed_file_is_gone_and_removing_it_again_is_no_problem(store):
    store.write_bytes("builds/x", b"x")

    store.remove("builds/x")
    store.remove("builds/x")

    assert not store.exists("builds/x")


def test_remote_file_is_downloaded_once(tmp_path, monkeypatch):
    monkeypatch.setenv("MAILLAGE_CACHE", str(tmp_path))
    store = Store(f"memory://{uuid4().hex}")
    store.write_bytes("builds/un/table.parquet", b"PAR1")
    store.local("builds/un/table.parquet")
    store.remove("builds/un/table.parquet")

    assert store.local("builds/un/table.parquet").read_bytes() == b"PAR1"


def test_two_remote_stores_do_not_share_their_copies(tmp_path, monkeypatch):
    monkeypatch.setenv("MAILLAGE_CACHE", str(tmp_path))
    first, second = (Store(f"memory://{uuid4().hex}") for _ in range(2))
    first.write_bytes("builds/x", b"one")
    second.write_bytes("builds/x", b"two")

    assert (first.local("builds/x").read_bytes(), second.local("builds/x").read_bytes()) == (
        b"one",
        b"two",
    )


def test_interrupted_write_leaves_the_old_bytes(tmp_path, monkeypatch):
    store = Store(str(tmp_path))
    store.write_bytes("manifest.json", b"old")

    def power_cut(_descriptor: int) -> None:
        raise OSError("power cut")

    monkeypatch.setattr(os, "fsync", power_cut)
    with pytest.raises(OSError, match="power cut"):
        store.write_bytes("manifest.json", b"new")

    assert store.read_bytes("manifest.json") == b"old"


def test_reader_never_sees_half_a_file(tmp_path):
    store = Store(str(tmp_path))
    versions = [bytes([number]) * 200_000 for number in range(20)]
    store.write_bytes("manifest.json", versions[0])

    writer = threading.Thread(
        target=lambda: [store.write_bytes("manifest.json", one) for one in versions]
    )
    writer.start()
    seen = [store.read_bytes("manifest.json") for _ in range(200)]
    writer.join()

    assert set(seen) <= set(versions)


def test_folder_and_file_address_are_local_and_the_rest_is_not(tmp_path):
    assert Store(str(tmp_path)).is_local
    assert Store(f"file://{tmp_path}").is_local
    assert not Store("memory://x").is_local
    assert Store(f"file://{tmp_path}").root == tmp_path


def test_default_store_is_the_one_of_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("MAILLAGE_DATA", str(tmp_path))

    assert default_store().address == str(tmp_path)


def test_default_store_is_in_the_user_s_data_folder(monkeypatch):
    monkeypatch.delenv("MAILLAGE_DATA", raising=False)

    assert Path(default_store().address).name == "maillage"


def test_cache_is_the_one_of_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("MAILLAGE_CACHE", str(tmp_path))

    assert cache_folder() == tmp_path
