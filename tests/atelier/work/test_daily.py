"""What is done once a day."""

from datetime import datetime, timedelta

import pytest
from django.apps import apps
from django.utils import timezone

from atelier.work import daily
from atelier.work.models import Job, JobState
from tests.atelier.work.test_actions import job


CALLS: list[str] = []


def remind() -> None:
    """What a room would do."""
    CALLS.append("remind")


def fall() -> None:
    """What a room would do wrong."""
    raise ZeroDivisionError


@pytest.fixture
def at(monkeypatch):
    """`at(hour)`: it is that hour."""

    def set_hour(hour: int) -> None:
        now = timezone.make_aware(datetime(2026, 3, 2, hour, 30))
        monkeypatch.setattr(daily.timezone, "localtime", lambda: now)

    return set_hour


def test_nothing_is_done_before_the_morning(at):
    at(5)

    assert daily.todays_job() is None


def test_one_job_a_day(at):
    at(7)

    assert daily.todays_job().title == "Travaux du 02/03/2026"
    assert daily.todays_job() is None


def test_room_that_breaks_does_not_silence_the_others(monkeypatch, caplog):
    CALLS.clear()
    here = "tests.atelier.work.test_daily"
    monkeypatch.setattr(
        apps.get_app_config("work"), "daily", (f"{here}.fall", f"{here}.remind"), raising=False
    )

    result = daily.run(None)

    assert CALLS == ["remind"]
    assert result["broken"] == [f"{here}.fall"]


def test_jobs_ended_long_ago_are_forgotten():
    long_ago = timezone.now() - timedelta(days=31)
    job(state=JobState.DONE, ended_at=long_ago)
    recent = job(state=JobState.DONE, ended_at=timezone.now())
    failed_now = job(state=JobState.QUEUED, asked_at=long_ago)

    daily.run(None)

    assert set(Job.objects.values_list("pk", flat=True)) == {recent.pk, failed_now.pk}
