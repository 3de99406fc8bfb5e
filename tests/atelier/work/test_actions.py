"""Starting, retrying and resuming jobs."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from atelier.audit.models import Event
from atelier.work import actions
from atelier.work.handlers import UnknownKind
from atelier.work.models import Job, JobState
from tests.factories import atelier as given


LONG_AGO = timedelta(minutes=10)


def job(**fields) -> Job:
    defaults = {"kind": "tests.add", "title": "Additionner", "payload": {"numbers": [1, 2]}}
    return Job.objects.create(**{**defaults, **fields})


def test_job_is_run_and_leaves_its_result_and_a_trace():
    nadia = given.person()

    started = actions.start(
        kind="tests.add", by=nadia, title="Additionner", payload={"numbers": [1, 2, 4]}
    )

    started.refresh_from_db()
    assert (started.state, started.result["message"]) == (JobState.DONE, "Total : 7")
    assert (started.done, started.total, started.person_id) == (3, 3, nadia.pk)
    assert Event.objects.get(action="work.started").person_id == nadia.pk


def test_job_that_no_room_declares_is_refused():
    with pytest.raises(UnknownKind):
        actions.start(kind="tests.nothing", by=None, title="Rien")


@pytest.mark.django_db(transaction=True)
def test_job_waits_in_the_database_until_a_worker_runs_it(real_queue):
    started = actions.start(
        kind="tests.add", by=None, title="Additionner", payload={"numbers": [2]}
    )

    started.refresh_from_db()
    assert started.state == JobState.QUEUED
    assert str(DBTaskResult.objects.get().pk) == started.task_id
    call_command("db_worker", batch=True, verbosity=0, startup_delay=False, interval=0)
    started.refresh_from_db()
    assert started.state == JobState.DONE


def test_failed_job_is_retried():
    failed = job(state=JobState.FAILED, message="Panne", attempt=3)

    actions.retry(by=given.person(), job=failed)

    failed.refresh_from_db()
    assert (failed.state, failed.attempt) == (JobState.DONE, 1)


def test_job_that_did_not_fail_is_not_retried():
    done = job(state=JobState.DONE, result={"message": "Total : 3"})

    actions.retry(by=given.person(), job=done)

    done.refresh_from_db()
    assert done.attempt == 0


def test_silent_job_is_resumed():
    silent = job(state=JobState.RUNNING, attempt=1, seen_at=timezone.now() - LONG_AGO)

    assert actions.resume_interrupted() == [silent]

    silent.refresh_from_db()
    assert (silent.state, silent.attempt) == (JobState.DONE, 2)


def test_job_that_gives_signs_of_life_is_left_alone():
    job(state=JobState.RUNNING, attempt=1, seen_at=timezone.now())

    assert actions.resume_interrupted() == []


def test_job_the_queue_has_lost_is_queued_again():
    lost = job(asked_at=timezone.now() - LONG_AGO)

    assert actions.resume_interrupted() == [lost]


def test_job_that_still_waits_its_turn_is_left_alone(real_queue):
    waiting = actions.start(kind="tests.add", by=None, title="…", payload={"numbers": []})
    Job.objects.update(asked_at=timezone.now() - LONG_AGO)

    assert actions.resume_interrupted() == []
    assert DBTaskResult.objects.count() == 1
    assert waiting.state == JobState.QUEUED


def test_job_that_dies_each_time_is_given_up_in_french():
    deadly = job(state=JobState.RUNNING, attempt=3, seen_at=timezone.now() - LONG_AGO)

    assert actions.resume_interrupted() == []

    deadly.refresh_from_db()
    assert deadly.state == JobState.FAILED
    assert "interrompu 3 fois" in deadly.message
