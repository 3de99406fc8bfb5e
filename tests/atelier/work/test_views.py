"""Following a job."""

from atelier.work.models import JobState
from tests.atelier.work.test_actions import job
from tests.factories import atelier as given


def test_page_of_a_job_under_way_refreshes_itself_and_reads_without_script(visitor):
    running = job(state=JobState.RUNNING, done=3, total=9, message="Je lis la ligne 3")

    page = visitor.get(f"/travaux/{running.pk}").content.decode()

    assert "Je lis la ligne 3" in page
    assert f'hx-get="/travaux/{running.pk}/avancement"' in page
    assert "<noscript>" in page


def test_page_includes_the_fragment_that_is_asked_again(visitor):
    running = job(state=JobState.RUNNING, done=3, total=9)

    page = visitor.get(f"/travaux/{running.pk}").content.decode()
    part = visitor.get(f"/travaux/{running.pk}/avancement").content.decode()

    assert part.strip().splitlines()[1] in page
    assert "<html" not in part


def test_ended_job_asks_for_nothing_more(visitor):
    done = job(state=JobState.DONE, result={"message": "Total : 3", "url": "/compte"})

    page = visitor.get(f"/travaux/{done.pk}").content.decode()

    assert 'hx-get="/travaux' not in page
    assert "Total : 3" in page


def test_failed_job_is_retried_by_its_button(client_of):
    nadia = given.person()
    failed = job(state=JobState.FAILED, message="Panne", todo="Relancez.", person_id=nadia.pk)
    client = client_of(nadia)
    assert "Relancer" in client.get(f"/travaux/{failed.pk}").content.decode()

    response = client.post(f"/travaux/{failed.pk}/relancer")

    failed.refresh_from_db()
    assert response.url == f"/travaux/{failed.pk}"
    assert failed.state == JobState.DONE


def test_job_of_somebody_else_does_not_exist(client_of):
    asked = job(person_id=given.person().pk)

    assert client_of(given.person()).get(f"/travaux/{asked.pk}").status_code == 404
    assert client_of(given.person()).post(f"/travaux/{asked.pk}/relancer").status_code == 404
