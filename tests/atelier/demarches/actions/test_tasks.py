"""Tasks between sessions."""

from datetime import date

import pytest

from atelier.audit.models import Event
from atelier.demarches.actions.tasks import add_task, change_task, finish_task, reopen_task
from tests.factories import atelier as make


pytestmark = pytest.mark.django_db


def test_task_is_given_done_and_taken_up_again():
    demarche, nadia = make.demarche(), make.person()
    task = add_task(by=nadia, demarche=demarche, title="Relancer la Caf", person=nadia)

    finish_task(by=nadia, task=task)
    assert task.done_on == date.today()
    reopen_task(by=nadia, task=task)

    assert task.done_on is None
    assert Event.objects.filter(target=f"task:{task.pk}").count() == 3


def test_task_passes_to_someone_else():
    nadia, yann = make.person(), make.person()
    task = add_task(by=nadia, demarche=make.demarche(), title="Relancer", person=nadia)

    change_task(by=nadia, task=task, person=yann)

    event = Event.objects.get(action="demarches.task_changed")
    assert (event.before["person"], event.after["person"]) == (str(nadia), str(yann))
