"""Reading jobs."""

from uuid import uuid4

from django.contrib.auth.models import AnonymousUser

from atelier.work import queries
from atelier.work.models import JobState
from tests.atelier.work.test_actions import job
from tests.factories import atelier as given


def test_job_is_seen_by_who_asked_it_and_by_who_administers():
    nadia, maud, chief = given.person(), given.person(), given.administrator()
    asked = job(person_id=nadia.pk)

    assert queries.visible(asked.pk, nadia) == asked
    assert queries.visible(asked.pk, chief) == asked
    assert queries.visible(asked.pk, maud) is None
    assert queries.visible(asked.pk, AnonymousUser()) is None


def test_job_of_a_visitor_is_seen_by_its_identifier():
    asked = job()

    assert queries.visible(asked.pk, AnonymousUser()) == asked
    assert queries.visible(uuid4(), AnonymousUser()) is None


def test_jobs_under_way_are_those_of_the_kind_and_of_the_demarche():
    here = job(demarche_id=1, state=JobState.RUNNING)
    job(demarche_id=2)
    job(demarche_id=1, state=JobState.DONE)
    job(demarche_id=1, kind="tests.give_up")

    assert list(queries.under_way("tests.add", demarche_id=1)) == [here]


def test_latest_is_the_last_asked_whatever_its_state():
    job(state=JobState.RUNNING)
    last = job(state=JobState.FAILED)

    assert queries.latest("tests.add") == last
    assert queries.latest("tests.add", demarche_id=7) is None


def test_recent_jobs_of_a_kind_come_latest_first():
    first, last = job(), job()

    assert [one.pk for one in queries.recent(first.kind, limit=1)] == [last.pk]
