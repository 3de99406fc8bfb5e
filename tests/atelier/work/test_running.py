"""Running one job."""

import threading
import time
from uuid import uuid4

import pytest
from django.db import connection

from atelier.work import running
from atelier.work.models import Job, JobState
from tests.atelier.work.test_actions import job


def run(one: Job) -> Job:
    running.run(one.pk)
    one.refresh_from_db()
    return one


def test_failure_a_person_can_mend_says_what_to_do():
    failed = run(job(kind="tests.give_up"))

    assert (failed.state, failed.todo) == (JobState.FAILED, "Ajoutez-la.")
    assert "colonne" in failed.message


def test_defect_of_ours_is_told_without_its_details(caplog):
    failed = run(job(kind="tests.break_down"))

    assert failed.state == JobState.FAILED
    assert "défaut vient de Maillage" in failed.message
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize("state", [JobState.RUNNING, JobState.DONE, JobState.FAILED])
def test_job_that_does_not_wait_is_not_run(state):
    assert run(job(state=state)).attempt == 0


def test_job_that_is_gone_is_not_run():
    running.run(uuid4())

    assert not Job.objects.exists()


def test_run_that_was_taken_over_writes_nothing_more():
    taken = job(state=JobState.RUNNING, attempt=1)
    former = running.Run(Job.objects.get(pk=taken.pk))
    Job.objects.update(attempt=2)

    with pytest.raises(running.TakenOver):
        former.progress(5, 10)

    taken.refresh_from_db()
    assert taken.done == 0


def test_unknown_total_stays_unknown():
    held = job(state=JobState.RUNNING)

    running.Run(held).progress(5, message="Je lis")

    held.refresh_from_db()
    assert (held.done, held.total, held.message) == (5, None, "Je lis")


@pytest.mark.django_db(transaction=True)
def test_run_gives_signs_of_life_while_it_is_silent(settings):
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("une base en mémoire n’a qu’un seul fil ; le test du processus tué y supplée")
    settings.WORK_BEAT_SECONDS = 0.05
    held = job(state=JobState.RUNNING)
    over = threading.Event()
    thread = threading.Thread(target=running._beat, args=(running.Run(held), over))

    thread.start()
    time.sleep(0.5)
    over.set()
    thread.join()

    held.refresh_from_db()
    assert held.seen_at is not None
