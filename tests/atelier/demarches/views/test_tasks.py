"""Pages of tasks."""

import pytest
from django.urls import reverse

from atelier.demarches.models import Role, Task
from tests.factories import atelier as make


pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia():
    return make.person()


@pytest.fixture
def demarche(nadia):
    return make.demarche(pilot=nadia)


def address(page, demarche, **kwargs):
    return reverse(f"demarches:{page}", kwargs={"demarche_id": demarche.pk, **kwargs})


def test_task_is_given_changed_and_ticked(client_of, nadia, demarche):
    browser = client_of(nadia)
    browser.post(address("add_task", demarche), {"title": "Relancer", "person": nadia.pk})
    task = Task.objects.get()
    browser.post(address("edit_task", demarche, task_id=task.pk), {"title": "Relancer la Caf"})

    browser.post(address("tick_task", demarche, task_id=task.pk))

    task.refresh_from_db()
    assert (task.title, bool(task.done_on)) == ("Relancer la Caf", True)
    assert "Fait" in browser.get(address("tasks", demarche)).text


def test_whoever_the_task_is_given_to_ticks_it(client_of, demarche):
    odile = make.participant(demarche=demarche, role=Role.COPIL)
    own = Task.objects.create(demarche=demarche, title="À elle", person=odile)
    other = Task.objects.create(demarche=demarche, title="À un autre")
    browser = client_of(odile)

    assert browser.post(address("tick_task", demarche, task_id=own.pk)).status_code == 302
    assert browser.post(address("tick_task", demarche, task_id=other.pk)).status_code == 403


def test_coming_back_never_leads_elsewhere(client_of, nadia, demarche):
    task = Task.objects.create(demarche=demarche, title="Relancer")

    page = client_of(nadia).post(
        address("tick_task", demarche, task_id=task.pk), {"next": "https://ailleurs.example/"}
    )

    assert page["Location"] == address("tasks", demarche)
