"""Backing up: one instant, while people write."""

import json
import signal
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from atelier.config.safekeeping.archive import WrongArchive
from atelier.config.safekeeping.backup import backup, plain
from tests.factories import atelier as given
from tests.factories.site import REPOSITORY


pytestmark = pytest.mark.django_db(transaction=True)

WRITE = """
import django; django.setup()
from django.db import transaction
from tests.factories import atelier as given
pilot = given.person()
given.demarche(pilot=pilot)
print("writing", flush=True)
while True:
    with transaction.atomic():
        given.demarche(pilot=pilot)
"""


def test_archive_is_for_its_owner_only(tmp_path):
    path = tmp_path / "sauvegarde.zip"

    backup(path)

    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in tmp_path.glob("*.partiel")] == []


def test_archive_that_exists_is_not_replaced(tmp_path):
    path = tmp_path / "sauvegarde.zip"
    path.write_text("précieux")

    with pytest.raises(WrongArchive, match="existe déjà"):
        backup(path)
    assert path.read_text() == "précieux"


def test_folder_that_does_not_exist_is_told(tmp_path):
    with pytest.raises(WrongArchive, match="Créez-le"):
        backup(tmp_path / "nulle-part" / "sauvegarde.zip")


def test_people_write_during_a_backup(site, tmp_path):
    """A démarche and its mandate are written together: the archive has both or neither."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITE], cwd=REPOSITORY, env=site.environment, stdout=subprocess.PIPE
    )
    assert writer.stdout.readline() == b"writing\n"

    saved = [site.atelier("backup", str(tmp_path / f"{turn}.zip")) for turn in range(2)]
    writer.terminate()
    writer.communicate(timeout=30)

    assert [one.returncode for one in saved] == [0, 0], saved[0].stderr
    assert writer.returncode == -signal.SIGTERM
    counts = [_rows(tmp_path / f"{turn}.zip") for turn in range(2)]
    assert all(demarches == mandates for demarches, mandates in counts)
    assert counts[0][0] < counts[1][0]


def _rows(path) -> tuple[int, int]:
    with zipfile.ZipFile(path) as archive:
        members = json.loads(archive.read("manifest.json"))["members"]
    return tuple(
        members[f"data/demarches.{name}.jsonl"]["rows"] for name in ("demarche", "mandate")
    )


def test_passwords_stay_hashed_and_sessions_stay_out(tmp_path, client_of):
    client_of(given.person(password="trois chevaux dans le pré"))

    backup(tmp_path / "sauvegarde.zip")

    with zipfile.ZipFile(tmp_path / "sauvegarde.zip") as archive:
        content = b"".join(archive.read(name) for name in archive.namelist())
        assert not [name for name in archive.namelist() if "session" in name]
    assert b"trois chevaux" not in content


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, None),
        (True, True),
        (Decimal("1.50"), "1.50"),
        (datetime(2026, 3, 2, 9, 30, 0, 123456, tzinfo=UTC), "2026-03-02T09:30:00.123456+00:00"),
        (b"\x00\x01", "AAE="),
        ({"a": [1]}, {"a": [1]}),
    ],
)
def test_value_is_written_without_loss(value, written):
    assert plain(value) == written
