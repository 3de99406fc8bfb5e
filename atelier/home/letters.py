"""Letters of the week: one per person and démarche, never one per event."""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from atelier.accounts.mail import write_soon
from atelier.accounts.models import Person
from atelier.audit.actions import record
from atelier.demarches import queries as demarches
from atelier.demarches.models import Demarche, DemarcheStatus, Task
from atelier.home import presenters, queries


REMINDER_DAYS = 3


WEEKLY_ON = 0  # Monday


def every_day() -> None:
    """Run by the worker: the week's letters leave on Monday."""
    if timezone.localdate().weekday() == WEEKLY_ON:
        send_digests(address=settings.ADDRESS)


def send_digests(*, address: str, today: date | None = None) -> int:
    """The week of everyone who wants it, in every open démarche; returns how many letters.

    Nothing is sent to someone of whom nothing is expected. Tasks told of are noted as reminded.
    """
    day = today or timezone.localdate()
    sent = 0
    for demarche in Demarche.objects.filter(status=DemarcheStatus.OPEN).order_by("pk"):
        for person in demarches.people(demarche):
            if person.email and person.is_active and person.wants_digest:
                sent += _digest(demarche, person, address, day)
    return sent


@transaction.atomic
def _digest(demarche: Demarche, person: Person, address: str, day: date) -> int:
    """One letter, or none when nothing is expected."""
    expected = queries.expected(demarche, person)
    near = [
        task for task in expected.tasks if task.due_on and (task.due_on - day).days <= REMINDER_DAYS
    ]
    if not (expected.answers or expected.confirmations or near):
        return 0
    context = {
        "demarche": demarche,
        "person": person,
        "answers": [presenters.meeting_pages.line(one.meeting) for one in expected.answers],
        "confirmations": [one.consultation for one in expected.confirmations],
        "tasks": presenters.step_pages.tasks(near),
        "link": f"{address}demarches/{demarche.pk}",
    }
    Task.objects.filter(pk__in=[task.pk for task in near]).update(reminded_at=timezone.now())
    record(
        "home.digest_sent",
        by=None,
        target=person,
        demarche_id=demarche.pk,
        after={"tasks": len(near)},
    )
    write_soon("home/mail/semaine", person.email, context)
    return 1
