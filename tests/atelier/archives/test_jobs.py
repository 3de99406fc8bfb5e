"""Making an archive and taking one up, in the background."""

from uuid import uuid4

import pytest

from atelier.archives import storage
from atelier.work import actions as work
from atelier.work.models import JobState
from tests.factories import atelier as given


pytestmark = pytest.mark.django_db


def started(kind, by, **fields):
    job = work.start(kind=f"archives.{kind}", by=by, title="Travail", **fields)
    job.refresh_from_db()
    return job


def test_export_leaves_one_whole_file_and_says_its_size():
    nadia = given.person()
    opened = given.demarche(pilot=nadia)

    job = started("export", nadia, demarche_id=opened.pk)

    assert job.state == JobState.DONE
    assert "L’archive est prête" in job.result["message"]
    assert job.result["url"].endswith(f"/journal/archive/{job.pk}.zip")
    assert [path.name for path in storage.folder().iterdir()] == [f"export-{job.pk}.zip"]


def test_export_of_a_demarche_that_is_gone_says_so():
    job = started("export", given.person(), demarche_id=987654)

    assert (job.state, job.message) == (JobState.FAILED, "Cette démarche n’existe plus.")


def test_archive_that_is_no_longer_there_is_asked_for_again():
    job = started("take_up", given.administrator(), payload={"key": str(uuid4())})

    assert job.state == JobState.FAILED
    assert job.todo == "Déposez-la de nouveau."


def test_wrong_archive_fails_in_french_and_is_not_kept():
    key = uuid4()
    storage.received_at(key).write_bytes(b"rien")

    job = started("take_up", given.administrator(), payload={"key": str(key)})

    assert "Rien n’a été changé ici" in job.message
    assert not storage.received_at(key).exists()
