"""Files people deposit."""

import os
import shutil
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from atelier.audit.models import Event
from atelier.portraits import actions
from atelier.work.models import Job


@pytest.mark.django_db
def test_deposit_keeps_the_bytes_and_queues_their_reading(settings, tmp_path):
    settings.FOLDER = tmp_path

    job = actions.deposit(by=None, files=[SimpleUploadedFile("../../base.csv", b"a;b")])

    (kept,) = tmp_path.glob("depots/*/*")
    assert kept.name == "base.csv"
    assert kept.read_bytes() == b"a;b"
    assert job.kind == actions.DEPOSIT
    assert Event.objects.filter(action="work.started").count() == 1


@pytest.mark.django_db
def test_two_deposits_of_the_same_name_are_both_kept(settings, tmp_path):
    settings.FOLDER = tmp_path

    for content in (b"1", b"2"):
        actions.deposit(by=None, files=[SimpleUploadedFile("base.csv", content)])

    assert sorted(one.read_bytes() for one in tmp_path.glob("depots/*/*")) == [b"1", b"2"]


@pytest.mark.django_db
def test_deposits_are_removed_after_a_month(settings, tmp_path):
    settings.FOLDER = tmp_path
    for content in (b"1", b"2"):
        actions.deposit(by=None, files=[SimpleUploadedFile("base.csv", content)])
    old, recent = tmp_path.glob("depots/*")
    long_ago = time.time() - (actions.DAYS_KEPT + 1) * 86_400
    os.utime(old, (long_ago, long_ago))

    actions.every_day()

    assert list(tmp_path.glob("depots/*")) == [recent]


@pytest.mark.django_db
def test_one_deposit_that_resists_does_not_keep_the_others(settings, tmp_path, monkeypatch, caplog):
    settings.FOLDER = tmp_path
    for content in (b"1", b"2"):
        actions.deposit(by=None, files=[SimpleUploadedFile("base.csv", content)])
    for folder in tmp_path.glob("depots/*"):
        os.utime(folder, (0, 0))
    locked, _ = folders = list(tmp_path.glob("depots/*"))
    remove = shutil.rmtree

    def unless_locked(folder):
        if folder == locked:
            raise PermissionError
        remove(folder)

    monkeypatch.setattr(actions.shutil, "rmtree", unless_locked)
    actions.every_day()

    assert [one for one in folders if one.exists()] == [locked]
    assert "is still there" in caplog.text


@pytest.mark.django_db
def test_deposit_whose_files_are_already_gone_is_discarded(settings, tmp_path):
    settings.FOLDER = tmp_path
    job = actions.deposit(by=None, files=[SimpleUploadedFile("base.csv", b"1")])
    shutil.rmtree(job.payload["folder"])

    actions.discard(by=None, job=job)

    assert not Job.objects.exists()
