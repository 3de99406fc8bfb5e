"""The archive holds rows, files, and pages that read without Maillage."""

import hashlib
import json
import zipfile

import pytest

from atelier.archives.packing import records, writing
from atelier.archives.packing.layout import MANIFEST, SEAL
from atelier.archives.packing.naming import Names
from atelier.archives.rules.travel import EXPORTED
from tests.factories.whole import PDF, Whole


pytestmark = pytest.mark.django_db


@pytest.fixture
def whole():
    return Whole()


@pytest.fixture
def archive(whole, tmp_path):
    path = tmp_path / "archive.zip"
    writing.write(whole.demarche, path)
    with zipfile.ZipFile(path) as file:
        yield file


def test_manifest_lists_every_file_with_its_checksum(archive):
    manifest = json.loads(archive.read(MANIFEST))

    assert set(manifest["files"]) | {MANIFEST, SEAL} == set(archive.namelist())
    for name, card in manifest["files"].items():
        content = archive.read(name)
        assert (len(content), hashlib.sha256(content).hexdigest()) == (card["size"], card["sha256"])


def test_seal_is_what_sha256sum_checks(archive):
    assert archive.read(SEAL).decode() == (
        f"{hashlib.sha256(archive.read(MANIFEST)).hexdigest()}  {MANIFEST}\n"
    )


def test_every_model_has_its_lines(archive):
    for label in EXPORTED:
        lines = archive.read(f"donnees/{label.lower()}.jsonl").decode().strip().split("\n")
        assert all(set(json.loads(line)) == {"uid", "fields"} for line in lines)


def test_no_key_of_this_site_and_no_secret_leaves(archive, whole):
    (person,) = [
        json.loads(line)
        for line in archive.read("donnees/accounts.person.jsonl").decode().strip().split("\n")
    ]

    assert not {"id", "pk", "password", "is_administrator"} & set(person["fields"])
    everything = b"".join(map(archive.read, archive.namelist()))
    assert whole.pilot.password.encode() not in everything
    assert whole.rows["workshops.Participant"].token_hash.encode() not in everything


def test_documents_are_there(archive):
    (name,) = [one for one in archive.namelist() if one.startswith("documents/document-")]

    assert archive.read(name) == PDF


def test_decisions_and_constats_read_without_maillage(archive, whole):
    decision = whole.rows["meetings.Decision"]
    page = archive.read("decisions.html").decode()

    assert f"D{decision.number}" in page
    assert "<script" not in page
    assert f"D{decision.number}" in archive.read("decisions.csv").decode("utf-8-sig")
    assert "constats.html" in archive.read("lisez-moi.html").decode()


def test_same_row_has_the_same_uid_in_every_export(whole):
    assert records.all_of(whole.demarche, Names()) == records.all_of(whole.demarche, Names())


def test_progress_is_told(whole, tmp_path):
    told = []

    writing.write(whole.demarche, tmp_path / "a.zip", told=lambda *one: told.append(one))

    assert told[-1][0] == told[-1][1]


def test_rows_that_do_not_hold_together_are_seen(whole):
    found = records.all_of(whole.demarche, Names())
    found["meetings.Meeting"] = []

    assert writing.dangling(found)
