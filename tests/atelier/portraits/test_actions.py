"""Files people deposit."""

import os
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from atelier.audit.models import Event
from atelier.portraits import actions


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
