"""Meetings and decisions for the site's tests. Every name is invented."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from atelier.demarches.models import Instance, InstanceKind
from atelier.meetings.models import AgendaItem, Attendance, Decision, DecisionKind, Meeting
from tests.factories import atelier as make


def next_week() -> datetime:
    """Nine in the morning, in a week."""
    return timezone.now().replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=7)


def this_morning() -> datetime:
    """A minute after midnight: today, whatever the hour."""
    return timezone.localtime().replace(hour=0, minute=1, second=0, microsecond=0)


def copil(**fields: Any) -> Instance:
    """A COPIL: an instance that decides."""
    given = {"kind": InstanceKind.COPIL, "name": "COPIL", "is_deciding": True, **fields}
    return make.instance(**given)


def meeting(
    *, agenda: tuple[str, ...] = (), people: tuple[Any, ...] = (), **fields: Any
) -> Meeting:
    """A meeting to come, of a COPIL, with these points and these people."""
    given: dict[str, Any] = {"title": "Premiers résultats", "starts_at": next_week(), **fields}
    given.setdefault("ends_at", given["starts_at"] + timedelta(hours=2))
    given.setdefault("instance", None)
    given["instance"] = given["instance"] or copil()
    written = Meeting.objects.create(demarche=given["instance"].demarche, **given)
    for position, title in enumerate(agenda):
        AgendaItem.objects.create(meeting=written, position=position, title=title)
    for person in people:
        Attendance.objects.create(meeting=written, person=person)
    return written


def decision(**fields: Any) -> Decision:
    """A validation of the COPIL, of today."""
    given = {
        "kind": DecisionKind.VALIDATION,
        "text": "Les constats sont validés.",
        "decided_on": date.today(),
        **fields,
    }
    given.setdefault("instance", None)
    given["instance"] = given["instance"] or copil()
    given.setdefault("demarche", given["instance"].demarche)
    given.setdefault("number", given["demarche"].decisions.count() + 1)
    return Decision.objects.create(**given)
