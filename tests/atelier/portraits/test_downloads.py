"""Downloads started from the page « Données »."""

import json
import time

import pytest

from atelier.portraits import downloads
from maillage.base.errors import NoData


@pytest.fixture(autouse=True)
def folder(settings, tmp_path, monkeypatch):
    """The site's folder and the store are empty."""
    settings.FOLDER = tmp_path / "site"
    monkeypatch.setenv("MAILLAGE_DATA", str(tmp_path / "store"))


def test_nothing_is_under_way_at_first():
    assert downloads.current().state == "idle"


def test_no_network_is_told_with_what_to_do(monkeypatch):
    def refuse(*_, **__):
        raise NoData("Aucun fichier n’a pu être téléchargé.", todo="Vérifiez la connexion.")

    monkeypatch.setattr(downloads, "download", refuse)

    downloads.run(["insee_bpe"])

    told = downloads.current()
    assert told.state == "failed"
    assert told.todo == downloads.OFFLINE


def test_files_of_this_machine_are_taken_without_network(monkeypatch, tmp_path):
    taken = []
    monkeypatch.setattr(downloads, "embedded_places", lambda: [tmp_path])
    monkeypatch.setattr(downloads, "take", lambda place, store: taken.append(place) or [])
    monkeypatch.setattr(downloads, "build", lambda store, progress: None)

    downloads.run([downloads.EMBEDDED])

    assert taken == [tmp_path]
    assert downloads.current().state == "done"


def test_bytes_received_are_told(monkeypatch):
    seen = []

    def receive(names, store, *, received):
        received("https://exemple.fr/base.zip", 5, 10)
        seen.append(downloads.current())
        return []

    monkeypatch.setattr(downloads, "download", receive)
    monkeypatch.setattr(downloads, "build", lambda store, progress: None)

    downloads.run([])

    assert (seen[0].step, seen[0].received, seen[0].total) == ("Réception de base.zip", 5, 10)
    assert downloads.current().state == "done"


def test_defect_is_told_before_it_is_raised(monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("defect")

    monkeypatch.setattr(downloads, "download", fail)

    with pytest.raises(RuntimeError):
        downloads.run([])
    assert downloads.current().state == "failed"


def test_second_download_waits_for_the_first(monkeypatch):
    downloads._write(downloads.Progress(state="running", step="Réception"))

    assert downloads.start([]) is False


def test_download_of_a_stopped_server_is_told_as_interrupted(settings):
    downloads._write(downloads.Progress(state="running", step="Réception"))
    path = settings.FOLDER / downloads.FILE
    state = json.loads(path.read_text())
    path.write_text(json.dumps({**state, "refreshed": time.time() - 500}))

    assert downloads.current().state == "failed"
    assert "interrompu" in downloads.current().message
