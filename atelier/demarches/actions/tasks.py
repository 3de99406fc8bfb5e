"""Tasks: given, changed, done, taken up again."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from atelier.accounts.models import Person
from atelier.audit.actions import changes, record
from atelier.demarches.models import Demarche, Task


@transaction.atomic
def add_task(*, by: Person, demarche: Demarche, title: str, **values: Any) -> Task:
    """Something to do; `origin` names what asked for it."""
    task = Task.objects.create(demarche=demarche, title=title, **values)
    record(
        "demarches.task_added",
        by=by,
        target=task,
        demarche_id=demarche.pk,
        after={"title": title, **values},
    )
    return task


@transaction.atomic
def change_task(*, by: Person, task: Task, **values: Any) -> Task:
    """Change who, when or what."""
    before, after = changes(task, values)
    if after:
        for name, value in after.items():
            setattr(task, name, value)
        task.save(update_fields=list(after))
        record(
            "demarches.task_changed",
            by=by,
            target=task,
            demarche_id=task.demarche_id,
            before=before,
            after=after,
        )
    return task


@transaction.atomic
def finish_task(*, by: Person, task: Task, answer: str = "") -> Task:
    """Done today; what was answered is kept under the note, with the name of whoever says it."""
    told = f"Réponse de {by} : {answer.strip()}" if answer.strip() else ""
    note = "\n".join(part for part in (task.note, told) if part)
    return change_task(by=by, task=task, done_on=timezone.localdate(), note=note)


def reopen_task(*, by: Person, task: Task) -> Task:
    """Not done after all."""
    return change_task(by=by, task=task, done_on=None)
