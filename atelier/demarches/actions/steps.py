"""Steps: added, changed, moved; their state, deliverables and method sheets."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from atelier.accounts.models import Person
from atelier.audit.actions import changes, record
from atelier.demarches import library
from atelier.demarches.models import Deliverable, Demarche, Instance, Step, StepStatus, Task
from atelier.demarches.rules import STEP_TRANSITIONS, NotNow, check_transition


@transaction.atomic
def add_step(*, by: Person, demarche: Demarche, **values: Any) -> Step:
    """A step of one's own, before those that begin later; after the others without a date.

    deliverables   their titles, among the values
    """
    instances, titles = values.pop("instances", ()), values.pop("deliverables", ())
    others = list(demarche.steps.order_by("position", "id"))
    begins = values.get("starts_on")
    later = [one for one in others if begins and one.starts_on and one.starts_on > begins]
    place = others.index(later[0]) if later else len(others)
    step = Step.objects.create(demarche=demarche, position=place, **values)
    _in_order([*others[:place], step, *others[place:]])
    step.instances.set(instances)
    Deliverable.objects.bulk_create(Deliverable(step=step, title=title) for title in titles)
    told = {**values, "deliverables": list(titles)}
    record("demarches.step_added", by=by, target=step, demarche_id=demarche.pk, after=told)
    return step


@transaction.atomic
def change_step(
    *, by: Person, step: Step, instances: list[Instance] | None = None, **values: Any
) -> Step:
    """Change title, purpose, dates, who holds the pen, which instances work on it, deliverables.

    deliverables   their titles, among the values: a title kept keeps its state; one left out goes.
    Raises NotNow for a deliverable already handed over that would go.
    """
    titles = values.pop("deliverables", None)
    before, after = changes(step, values)
    for name, value in after.items():
        setattr(step, name, value)
    step.save(update_fields=[*after])
    held = list(step.instances.all())
    if instances is not None and set(instances) != set(held):
        step.instances.set(instances)
        before = {**before, "instances": _names(held)}
        after = {**after, "instances": _names(instances)}
    known = [one.title for one in step.deliverables.order_by("pk")]
    if titles is not None and titles != known:
        _rewrite_deliverables(step, titles)
        before = {**before, "deliverables": known}
        after = {**after, "deliverables": titles}
    if after:
        record(
            "demarches.step_changed",
            by=by,
            target=step,
            demarche_id=step.demarche_id,
            before=before,
            after=after,
        )
    return step


def _rewrite_deliverables(step: Step, titles: list[str]) -> None:
    gone = step.deliverables.exclude(title__in=titles)
    handed = gone.exclude(delivered_on=None).first()
    if handed is not None:
        raise NotNow(
            f"« {handed.title} » est déjà remis : notez-le d’abord non remis pour l’enlever."
        )
    gone.delete()
    known = set(step.deliverables.values_list("title", flat=True))
    Deliverable.objects.bulk_create(
        Deliverable(step=step, title=title) for title in titles if title not in known
    )


def _names(instances: Iterable[Instance]) -> str:
    return ", ".join(str(one) for one in instances)


@transaction.atomic
def set_step_status(*, by: Person, step: Step, status: StepStatus) -> Step:
    """Start, finish, set aside. Raises NotNow when the passage is not in the table."""
    check_transition(STEP_TRANSITIONS, step.status, status, labels=StepStatus)
    before = step.status
    step.status = status
    step.done_on = timezone.localdate() if status == StepStatus.DONE else None
    step.save(update_fields=["status", "done_on"])
    record(
        "demarches.step_status_set",
        by=by,
        target=step,
        demarche_id=step.demarche_id,
        before={"status": before},
        after={"status": status},
    )
    return step


@transaction.atomic
def move_step(*, by: Person, step: Step, to: int) -> Step:
    """Put a step at another place of the list; the others make room."""
    others = step.demarche.steps.exclude(pk=step.pk).order_by("position", "id")
    ordered = list(others)
    ordered.insert(max(0, min(to, len(ordered))), step)
    _in_order(ordered)
    record(
        "demarches.step_moved", by=by, target=step, demarche_id=step.demarche_id, after={"to": to}
    )
    step.refresh_from_db()
    return step


def _in_order(steps: Iterable[Step]) -> None:
    for position, one in enumerate(steps):
        Step.objects.filter(pk=one.pk).exclude(position=position).update(position=position)


@transaction.atomic
def deliver(*, by: Person, deliverable: Deliverable, is_done: bool, place: str = "") -> Deliverable:
    """A deliverable is handed over, or is not after all."""
    deliverable.delivered_on = timezone.localdate() if is_done else None
    deliverable.place = place or deliverable.place
    deliverable.save(update_fields=["delivered_on", "place"])
    record(
        "demarches.delivered" if is_done else "demarches.undelivered",
        by=by,
        target=deliverable,
        demarche_id=deliverable.step.demarche_id,
    )
    return deliverable


@transaction.atomic
def rewrite_sheet(*, by: Person, step: Step, sheet: dict[str, Any]) -> Step:
    """Write sections of the method sheet in this démarche's own words; the model stays."""
    before = step.sheet
    step.sheet = sheet
    step.save(update_fields=["sheet"])
    record(
        "demarches.sheet_rewritten",
        by=by,
        target=step,
        demarche_id=step.demarche_id,
        before={"sheet": before},
        after={"sheet": sheet},
    )
    return step


@transaction.atomic
def take_homework(*, by: Person, step: Step) -> list[Task]:
    """Turn the sheet's tasks between sessions into tasks with dates; those already taken stay."""
    start = step.starts_on or timezone.localdate()
    taken = set(step.tasks.values_list("title", flat=True))
    added = [
        Task.objects.create(
            demarche_id=step.demarche_id,
            step=step,
            person=step.holder,
            title=homework["title"],
            due_on=start + timedelta(days=homework["days"]),
            origin=f"step:{step.pk}",
        )
        for homework in library.homework(step.key, step.sheet)
        if homework["title"] not in taken
    ]
    record(
        "demarches.homework_taken",
        by=by,
        target=step,
        demarche_id=step.demarche_id,
        after={"tasks": [task.title for task in added]},
    )
    return added
