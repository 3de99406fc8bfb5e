"""Raw files: the bytes as published, each with a card that says where it comes from."""

import hashlib
from datetime import date
from uuid import uuid4

import pytest

from maillage.store import Store
from maillage.store.raw import digest, keep_raw, raw_entries


BYTES = b"\xef\xbb\xbfCODGEO;P21_POP\r\n01001;771\r\n"
CARD = {"publisher": "Insee", "licence": "Licence Ouverte 2.0", "page": "https://example.org/page"}
MATCH = {"source": "insee_rp_dossier", "label": "…", "years": [2021], "geography_year": 2024}


@pytest.fixture
def published(tmp_path):
    """A fictitious published file."""
    path = tmp_path / "dossier complet (été).csv"
    path.write_bytes(BYTES)
    return path


@pytest.fixture(params=["disk", "memory"])
def store(request, tmp_path) -> Store:
    """A store on a disk, then on a remote file system."""
    disk = request.param == "disk"
    return Store(str(tmp_path / "entrepot") if disk else f"memory://{uuid4().hex}")


def test_bytes_are_kept_as_published(store, published):
    entry = keep_raw(store, published, card=CARD, match=MATCH)

    assert store.read_bytes(entry.path) == BYTES
    assert entry.sha256 == hashlib.sha256(BYTES).hexdigest()
    assert entry.size == len(BYTES)


def test_card_says_who_published_the_file_and_when_it_came(store, published):
    keep_raw(
        store,
        published,
        card=CARD,
        match=MATCH,
        url="https://example.org/fichier",
        today=date(2026, 1, 2),
    )

    (entry,) = raw_entries(store)
    assert (entry.publisher, entry.licence) == ("Insee", "Licence Ouverte 2.0")
    assert (entry.url, entry.fetched_on) == ("https://example.org/fichier", "2026-01-02")
    assert entry.match == MATCH
    assert entry.name == published.name


def test_file_without_address_points_at_the_page_of_its_source(store, published):
    assert keep_raw(store, published, card=CARD, match=MATCH).url == CARD["page"]


def test_same_file_twice_is_one_entry(store, published):
    keep_raw(store, published, card=CARD, match=MATCH)
    keep_raw(store, published, card=CARD, match=MATCH)

    assert len(raw_entries(store)) == 1


def test_same_bytes_taken_for_two_things_are_kept_once_with_two_cards(store, published):
    one = keep_raw(store, published, card=CARD, match=MATCH)
    other = keep_raw(store, published, card=CARD, match=MATCH | {"years": [2022]})

    assert one.path == other.path
    assert one.key != other.key
    assert len(raw_entries(store)) == 2


def test_two_members_of_one_archive_are_two_entries(store, published):
    for member in ("a.csv", "b.csv"):
        keep_raw(store, published, card=CARD, match=MATCH | {"member": member})

    assert sorted(entry.member for entry in raw_entries(store)) == ["a.csv", "b.csv"]


def test_name_of_a_file_never_makes_a_path(store, tmp_path):
    nasty = tmp_path / "..\\..\\etc passwd;rm.csv"
    nasty.write_bytes(BYTES)

    path = keep_raw(store, nasty, card=CARD, match=MATCH).path

    assert path.startswith("raw/insee_rp_dossier/")
    assert not set(path.removeprefix("raw/insee_rp_dossier/")) & set("/\\; ")


def test_store_without_raw_files_has_no_entry(store):
    assert raw_entries(store) == []


def test_digest_is_that_of_the_whole_file(tmp_path):
    big = tmp_path / "big"
    big.write_bytes(b"0123456789" * 300_000)

    assert digest(big) == hashlib.sha256(big.read_bytes()).hexdigest()
