"""The pointer that makes a build visible."""

import json

import pytest

from maillage.base.errors import MaillageError, NoData
from maillage.store import Manifest, Store, TableEntry
from maillage.store.manifest import MANIFEST, current_build, read_manifest, write_manifest


@pytest.fixture
def store(tmp_path) -> Store:
    """An empty store."""
    return Store(str(tmp_path))


def entry(path: str) -> TableEntry:
    return TableEntry(path=path, sha256="0" * 64, rows=3, inputs="x", details={"theme": "logement"})


def test_store_without_build_says_what_to_run(store):
    with pytest.raises(NoData, match="Aucune donnée construite .* maillage fetch --embedded"):
        read_manifest(store)


def test_manifest_is_read_as_it_was_written(store):
    manifest = Manifest(build="un", geography_year=2026, tables={"indicators/x": entry("a")})

    write_manifest(store, manifest)

    assert read_manifest(store) == manifest


def test_same_manifest_is_the_same_bytes_whatever_the_order_of_its_tables(store):
    write_manifest(store, Manifest(tables={"b": entry("b"), "a": entry("a")}))
    first = store.read_bytes(MANIFEST)
    write_manifest(store, Manifest(tables={"a": entry("a"), "b": entry("b")}))

    assert store.read_bytes(MANIFEST) == first


def test_tables_are_found_by_the_start_of_their_key():
    manifest = Manifest(
        tables={"indicators/b": entry("b"), "indicators/a": entry("a"), "x": entry("x")}
    )

    assert list(manifest.under("indicators/")) == ["indicators/a", "indicators/b"]


def test_manifest_of_a_newer_format_is_refused_in_french(store):
    store.write_bytes(MANIFEST, json.dumps({"format": 99}).encode())

    with pytest.raises(MaillageError, match="est au format 99 .* maillage build --fresh"):
        read_manifest(store)


def test_name_of_the_build_follows_the_file(tmp_path):
    store = Store(str(tmp_path))
    for name in ("20260101-1", "20260102-2"):
        write_manifest(store, Manifest(build=name))

        assert current_build(store) == name


def test_store_without_build_has_no_name(tmp_path):
    with pytest.raises(NoData):
        current_build(Store(str(tmp_path)))
