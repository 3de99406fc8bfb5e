"""Downloading against a real server of this machine: cuts, retries, pace, pages of error."""

import os

import httpx
import pytest

from maillage.base.errors import NoData, WrongCall
from maillage.sources import fetching
from maillage.sources.fetching import (
    Address,
    NoConnection,
    Pace,
    Unreachable,
    addresses,
    download,
    fetch_file,
)
from maillage.store import Store
from maillage.store.raw import raw_entries
from tests.factories import published
from tests.fakes.file_server import serving


PATH = "/fichier/5359146/dossier_complet.csv"
CONTENT = published.census_text().encode()
LARGE = CONTENT * 1_000
NOWHERE = "http://127.0.0.1:9/x.csv"  # the port of the « discard » service, closed everywhere
CUT = 2 * fetching.BLOCK + 1_000  # what is received is written by blocks


@pytest.fixture
def server(tmp_path, monkeypatch):
    """A server holding the fictitious census."""
    monkeypatch.setenv("MAILLAGE_CACHE", str(tmp_path / "cache"))
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    with serving() as served:
        served.files[PATH] = CONTENT
        yield served


@pytest.fixture
def web():
    """An ordinary client."""
    with httpx.Client() as client:
        yield client


@pytest.fixture
def store(tmp_path) -> Store:
    """An empty store."""
    return Store(str(tmp_path / "entrepot"))


@pytest.fixture
def one_address(server, monkeypatch):
    """Only one file to download, at the address of the server."""
    address = Address("insee_rp_dossier", server.url(PATH))
    monkeypatch.setattr(fetching, "addresses", lambda _names: [address])
    return address


def fetched(server, web, tmp_path, **options):
    """The bytes received, and the waits between tries."""
    waits: list[float] = []
    path = fetch_file(web, server.url(PATH), tmp_path / "x.csv", sleep=waits.append, **options)
    return (path.read_bytes() if path else None), waits


# -- one file ------------------------------------------------------------------------------------


def test_file_is_received_byte_for_byte(server, web, tmp_path):
    assert fetched(server, web, tmp_path) == (CONTENT, [])


def test_progress_counts_the_bytes_up_to_the_total(server, web, tmp_path):
    seen = []

    fetched(server, web, tmp_path, received=lambda url, got, total: seen.append((url, got, total)))

    assert seen[-1] == (server.url(PATH), len(CONTENT), len(CONTENT))


def test_cut_download_is_resumed_where_it_stopped(server, web, tmp_path):
    server.files[PATH] = LARGE
    server.accidents = [CUT]

    content, waits = fetched(server, web, tmp_path)

    assert content == LARGE
    assert server.requests[1]["range"] == f"bytes={2 * fetching.BLOCK}-"
    assert server.requests[1]["if-range"] == server.tag(PATH)
    assert len(waits) == 1


def test_download_cut_yesterday_is_resumed_today(server, web, tmp_path):
    server.files[PATH] = LARGE
    server.accidents = [CUT, (503, {}), (503, {}), (503, {})]
    with pytest.raises(Unreachable):
        fetched(server, web, tmp_path)

    content, _ = fetched(server, web, tmp_path)

    assert content == LARGE
    assert server.requests[-1]["range"] == f"bytes={2 * fetching.BLOCK}-"


def test_file_that_changed_since_the_cut_is_taken_from_its_start(server, web, tmp_path):
    server.files[PATH] = LARGE
    server.accidents = [CUT, (503, {}), (503, {}), (503, {})]
    with pytest.raises(Unreachable):
        fetched(server, web, tmp_path)
    server.files[PATH] = LARGE.replace(b"800", b"900")

    content, _ = fetched(server, web, tmp_path)

    assert content == LARGE.replace(b"800", b"900")


def test_range_the_server_cannot_give_starts_again(server, web, tmp_path):
    server.files[PATH] = LARGE
    server.accidents = [CUT, (416, {})]

    assert fetched(server, web, tmp_path)[0] == LARGE


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_busy_server_is_asked_again_with_longer_and_longer_waits(server, web, tmp_path, status):
    server.accidents = [(status, {}), (status, {})]

    content, waits = fetched(server, web, tmp_path)

    assert content == CONTENT
    assert waits == [2, 4]


def test_server_that_says_how_long_to_wait_is_obeyed(server, web, tmp_path):
    server.accidents = [(429, {"Retry-After": "37"})]

    assert fetched(server, web, tmp_path) == (CONTENT, [37])


def test_wait_asked_for_is_never_unreasonable(server, web, tmp_path):
    server.accidents = [(503, {"Retry-After": "86400"})]

    assert fetched(server, web, tmp_path)[1] == [90]


def test_server_that_stays_down_is_given_up_with_a_sentence(server, web, tmp_path):
    server.accidents = [(503, {})] * 4

    with pytest.raises(Unreachable) as gone:
        fetched(server, web, tmp_path)

    assert "ne répond pas (code 503)" in str(gone.value)
    assert "ce qui est déjà reçu est gardé" in str(gone.value)


def test_machine_out_of_reach_is_said_at_once(web, tmp_path):
    waits: list[float] = []

    with pytest.raises(NoConnection, match=r"« 127\.0\.0\.1 » est injoignable.*HTTPS_PROXY"):
        fetch_file(web, NOWHERE, tmp_path / "x", sleep=waits.append)

    assert waits == []


def test_address_that_moved_says_what_to_do_and_is_not_asked_again(server, web, tmp_path):
    del server.files[PATH]

    with pytest.raises(Unreachable) as gone:
        fetched(server, web, tmp_path)

    assert "répond 404. L’adresse a sans doute changé" in str(gone.value)
    assert "maillage fetch --from" in str(gone.value)
    assert len(server.requests) == 1


def test_unchanged_file_is_not_downloaded_again(server, web, tmp_path):
    known = {"etag": server.tag(PATH), "modified": ""}

    assert fetched(server, web, tmp_path, known=known) == (None, [])


def test_proxy_of_the_environment_is_used(server, tmp_path, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", server.address)
    with httpx.Client() as client:
        path = fetch_file(client, f"http://insee.invalid{PATH}", tmp_path / "x.csv")

    assert path is not None
    assert path.read_bytes() == CONTENT
    assert server.requests[0]["host"] == "insee.invalid"


# -- pace ----------------------------------------------------------------------------------------


def test_melodi_is_asked_thirty_times_a_minute_at_most():
    pace, waits = Pace(), []

    for _ in range(3):
        pace.wait("https://api.insee.fr/melodi/data/X", waits.append)

    assert waits == pytest.approx([2, 2], abs=0.1)


def test_other_hosts_are_not_made_to_wait():
    pace, waits = Pace(), []

    for _ in range(3):
        pace.wait("https://www.insee.fr/x.zip", waits.append)

    assert waits == []


# -- into the store ------------------------------------------------------------------------------


def test_downloaded_file_is_in_the_store_with_its_address(server, store, one_address):
    (outcome,) = download(["insee_rp_dossier"], store)

    (entry,) = raw_entries(store)
    assert outcome.taken
    assert (entry.url, entry.name) == (one_address.url, "dossier_complet.csv")
    assert store.read_bytes(entry.path) == CONTENT


def test_second_download_finds_the_file_unchanged(server, store, one_address):
    download([], store)

    (outcome,) = download([], store)

    assert outcome.label == "dossier_complet.csv : inchangé depuis le dernier téléchargement"
    assert len(raw_entries(store)) == 1


def test_file_that_changed_is_kept_beside_the_old_one(server, store, one_address):
    download([], store)
    server.files[PATH] = CONTENT.replace(b";800;", b";801;")

    download([], store)

    assert len(raw_entries(store)) == 2


def test_error_page_never_enters_the_store_and_is_asked_for_again(server, store, one_address):
    server.files[PATH] = b"<!DOCTYPE html><html><body>Maintenance</body></html>"
    server.content_type = "text/html"

    with pytest.raises(NoData, match="maillage fetch --from"):
        download([], store)

    assert raw_entries(store) == []
    server.files[PATH] = CONTENT
    assert download([], store)[0].taken


def test_failing_address_does_not_stop_the_next_one(server, store, monkeypatch):
    urls = ["/absent.csv", PATH]
    monkeypatch.setattr(
        fetching, "addresses", lambda _: [Address("insee_rp_dossier", server.url(u)) for u in urls]
    )

    first, second = download([], store)

    assert "répond 404" in first.reason
    assert second.taken


def test_downloads_stop_when_two_machines_are_out_of_reach(server, store, monkeypatch):
    urls = [NOWHERE, NOWHERE.replace("127.0.0.1", "localhost"), server.url(PATH)]
    monkeypatch.setattr(fetching, "addresses", lambda _: [Address("insee_bpe", u) for u in urls])

    with pytest.raises(NoData, match="Vérifiez la connexion"):
        download([], store)

    assert server.requests == []


def test_source_without_address_says_where_to_take_it(store):
    with pytest.raises(NoData, match="Aucune adresse de téléchargement .* maillage fetch --from"):
        download(["etalab_decoupage"], store)


def test_addresses_of_a_source_are_those_of_its_card():
    found = addresses(["insee_rp_dossier"])

    assert {one.source for one in found} == {"insee_rp_dossier"}
    assert found[0].url.startswith("https://www.insee.fr/")


def test_unknown_source_is_a_wrong_call():
    with pytest.raises(WrongCall, match="Aucune source ne s’appelle « insee_rb »"):
        addresses(["insee_rb"])


def test_source_nobody_publishes_says_whom_to_ask():
    with pytest.raises(NoData, match="n’est pas une source ouverte"):
        addresses(["sne"])
