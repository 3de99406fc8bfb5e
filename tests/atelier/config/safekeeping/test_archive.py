"""An archive is checked whole before anything is touched."""

import json
import zipfile

import pytest

from atelier.config.safekeeping import archive
from atelier.config.safekeeping.backup import backup
from tests.factories import atelier as given


pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def saved(tmp_path, settings):
    """The archive of a small site."""
    given.demarche(pilot=given.person())
    settings.MEDIA_ROOT.mkdir()
    (settings.MEDIA_ROOT / "note.txt").write_text("Une note.")
    path = tmp_path / "sauvegarde.zip"
    backup(path)
    return path


def rewritten(path, **changed: bytes):
    """The same archive with other contents, or without those that are None."""
    with zipfile.ZipFile(path) as kept:
        members = {name: kept.read(name) for name in kept.namelist()} | changed
    with zipfile.ZipFile(path, "w") as made:
        for name, content in members.items():
            if content is not None:
                made.writestr(name, content)
    return path


def check(path):
    with archive.opened(path) as one:
        return archive.verified(one)


def test_sound_archive_passes(saved):
    assert check(saved)["format"] == archive.FORMAT


@pytest.mark.parametrize("kept", [0, 10, 400, -30])
def test_truncated_archive_is_refused(saved, kept):
    saved.write_bytes(saved.read_bytes()[:kept])

    with pytest.raises(archive.WrongArchive, match="tronqué"):
        check(saved)


def test_altered_document_is_refused_by_name(saved):
    rewritten(saved, **{"documents/note.txt": b"Une autre."})

    with pytest.raises(archive.WrongArchive, match=r"documents/note.txt.*modifié"):
        check(saved)


def test_missing_table_is_refused(saved):
    rewritten(saved, **{"data/accounts.person.jsonl": None})

    with pytest.raises(archive.WrongArchive, match="manquent"):
        check(saved)


def test_byte_lost_inside_is_refused(saved):
    content = bytearray(saved.read_bytes())
    with zipfile.ZipFile(saved) as kept:
        info = kept.getinfo("data/accounts.person.jsonl")
    content[info.header_offset + 80] ^= 0xFF
    saved.write_bytes(content)

    with pytest.raises(archive.WrongArchive, match="accounts.person"):
        check(saved)


@pytest.mark.parametrize(
    "manifest", [None, b"{", b"[]", json.dumps({"format": "autre", "version": 1}).encode()]
)
def test_zip_of_something_else_is_refused(saved, manifest):
    rewritten(saved, **{"manifest.json": manifest})

    with pytest.raises(archive.WrongArchive, match="atelier backup"):
        check(saved)


def test_name_that_leaves_the_archive_is_refused(saved):
    with zipfile.ZipFile(saved) as kept:
        manifest = json.loads(kept.read("manifest.json"))
    card = manifest["members"]["documents/note.txt"]
    manifest["members"]["documents/../../note.txt"] = card
    rewritten(
        saved,
        **{
            "documents/../../note.txt": b"Une note.",
            "manifest.json": json.dumps(manifest).encode(),
        },
    )

    with pytest.raises(archive.WrongArchive, match="sort de l’archive"):
        check(saved)


def test_absent_file_is_told(tmp_path):
    with pytest.raises(archive.WrongArchive, match="n’existe pas"):
        archive.opened(tmp_path / "rien.zip")
