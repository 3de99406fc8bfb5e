"""What docs/guides/sauvegarde.md promises: copy, move, change version, come back."""

import json
import shutil

import pytest

from maillage.base.errors import MaillageError
from maillage.store import Store
from maillage.store.manifest import (
    FORMAT,
    MANIFEST,
    Manifest,
    TableEntry,
    read_manifest,
    write_manifest,
)
from maillage.store.raw import digest, keep_raw, raw_entries


MATCH = {"source": "insee_rp_dossier", "label": "…", "years": [2021], "geography_year": 2024}


@pytest.fixture
def store(tmp_path) -> Store:
    """A store with one raw file and one built table (bytes are enough: nothing reads them)."""
    made = Store(str(tmp_path / "entrepot"))
    published = tmp_path / "dossier_complet.csv"
    published.write_text("CODGEO;P21_POP\n01001;771\n", encoding="utf-8")
    keep_raw(made, published, card={"publisher": "Insee"}, match=MATCH)
    build(made, "un", b"first")
    return made


def build(store: Store, name: str, content: bytes) -> None:
    path = f"builds/{name}/indicators/logement.parquet"
    store.write_bytes(path, content)
    checksum = digest(store.local(path))
    table = TableEntry(path=path, sha256=checksum, rows=1, inputs="x")
    write_manifest(store, Manifest(build=name, tables={"indicators/logement": table}))


def back_up(store: Store, target) -> Store:
    """The commands of the guide: the manifest first, then what it names."""
    target.mkdir()
    shutil.copy(store.root / MANIFEST, target)
    for folder in ("raw", "builds"):
        shutil.copytree(store.root / folder, target / folder)
    return Store(str(target))


def is_whole(store: Store) -> bool:
    """Every table of the manifest is there, with its bytes."""
    tables = read_manifest(store).tables.values()
    return all(digest(store.local(table.path)) == table.sha256 for table in tables)


def test_copy_of_a_store_is_a_store(store, tmp_path):
    copied = back_up(store, tmp_path / "sauvegarde")

    assert read_manifest(copied) == read_manifest(store)
    assert raw_entries(copied) == raw_entries(store)
    assert is_whole(copied)


def test_store_moved_elsewhere_needs_no_rebuild(store, tmp_path):
    shutil.move(store.root, tmp_path / "ailleurs")

    assert is_whole(Store(str(tmp_path / "ailleurs")))


def test_copy_made_while_a_build_ends_is_whole(store, tmp_path):
    target = tmp_path / "sauvegarde"
    target.mkdir()
    shutil.copy(store.root / MANIFEST, target)
    build(store, "deux", b"second")
    shutil.copytree(store.root / "builds", target / "builds")

    assert read_manifest(Store(str(target))).build == "un"
    assert is_whole(Store(str(target)))


def test_store_of_another_format_says_what_to_run_and_keeps_its_raw_files(store):
    content = json.loads(store.read_bytes(MANIFEST)) | {"format": FORMAT + 1}
    store.write_bytes(MANIFEST, json.dumps(content).encode())

    with pytest.raises(MaillageError, match="maillage build --fresh"):
        read_manifest(store)

    assert len(raw_entries(store)) == 1


def test_going_back_is_putting_the_backup_back(store, tmp_path):
    saved = back_up(store, tmp_path / "sauvegarde")
    build(store, "deux", b"second")

    shutil.copy(saved.root / MANIFEST, store.root)
    shutil.copytree(saved.root / "builds", store.root / "builds", dirs_exist_ok=True)

    assert read_manifest(store).build == "un"
    assert is_whole(store)
