"""Steps keep their order and their people."""

import pytest

from atelier.demarches.models import Step, Task
from tests.factories import atelier as make


@pytest.mark.django_db
def test_task_stays_when_its_step_goes():
    demarche = make.demarche()
    step = Step.objects.create(demarche=demarche, position=0, title="Cadrage")
    task = Task.objects.create(demarche=demarche, title="Inviter", step=step)

    step.delete()

    task.refresh_from_db()
    assert task.step is None
