"""Convocations: who is written to, and why."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from atelier.accounts import links
from atelier.accounts.mail import write_soon
from atelier.accounts.models import LinkScope, Person
from atelier.audit.actions import record
from atelier.audit.queries import of_person, of_target
from atelier.demarches.rules import NotNow, check_transition
from atelier.meetings import calendars
from atelier.meetings.actions.meetings import mark, reached_by_mail, take_hold
from atelier.meetings.models import Attendance, Meeting, MeetingStatus
from atelier.meetings.rules import MEETING_TRANSITIONS


# The link of a convocation still answers a week after the meeting.
LINK_DAYS_AFTER = 7
FIRST, CHANGED, REMINDER = "", "changed", "reminder"
CHANGES = ("meetings.changed", "meetings.agenda_set")


@transaction.atomic
def convene(*, by: Person, meeting: Meeting, address: str) -> int:
    """Write to everyone with an address: agenda, calendar file, personal link to answer.

    address   the site's own, ending with a slash
    returns   how many letters; those without address are to be called, the page says so
    Convening again tells the change, or reminds; when nothing changed and somebody was added since,
    it writes to them alone. Raises NotNow without agenda, once held or cancelled, when the day has
    passed, or past the letters of the day.
    """
    take_hold(meeting)
    check_transition(
        MEETING_TRANSITIONS, meeting.status, MeetingStatus.CONVENED, labels=MeetingStatus
    )
    if timezone.localdate(meeting.ends_at) < timezone.localdate():
        raise NotNow("Cette réunion est datée d’un jour passé : corrigez sa date.")
    if not meeting.agenda.exists():
        raise NotNow("Écrivez au moins un point à l’ordre du jour avant de convoquer.")
    if not meeting.attendances.exists():
        raise NotNow("Personne n’est sur la liste : ajoutez un membre à l’instance, ou invitez.")
    reached, why = _to_write_to(meeting)
    _refuse_too_many(by, len(reached))
    before = {"status": meeting.status, "convened_at": meeting.convened_at}
    meeting.status = MeetingStatus.CONVENED
    meeting.convened_at = timezone.now()
    meeting.sequence += 1 if before["convened_at"] else 0
    meeting.save(update_fields=["status", "convened_at", "sequence"])
    for attendance in reached:
        _convoke(by, attendance, address, why)
    mark(reached, convened_at=meeting.convened_at)
    record(
        "meetings.convened",
        by=by,
        target=meeting,
        demarche_id=meeting.demarche_id,
        before=before,
        after={
            "status": meeting.status,
            "convened_at": meeting.convened_at,
            "letters": len(reached),
            "again": before["convened_at"] is not None,
        },
    )
    return len(reached)


def _to_write_to(meeting: Meeting) -> tuple[list[Attendance], str]:
    """Who gets a letter, and why: FIRST, CHANGED or REMINDER."""
    reached = reached_by_mail(meeting)
    if meeting.convened_at is None:
        return reached, FIRST
    if _has_changed(meeting):
        return reached, CHANGED
    added = [one for one in reached if one.convened_at is None]
    return (added, FIRST) if added else (reached, REMINDER)


def _has_changed(meeting: Meeting) -> bool:
    """Whether the day, the place, the agenda or its documents did since the last letters."""
    since = meeting.convened_at
    if of_target("meeting", meeting.pk).filter(action__in=CHANGES, at__gt=since).exists():
        return True
    joined = meeting.demarche.documents.filter(target=meeting.as_target, added_at__gt=since)
    return joined.exists()


def _refuse_too_many(by: Person | None, count: int) -> None:
    """Raises NotNow past the convocations of the day: a stolen account is not a mail cannon."""
    if by is None:
        return
    since = timezone.now() - timedelta(days=1)
    sent = of_person(by.pk).filter(action="meetings.convened", at__gte=since, taken_up=None)
    left = settings.CONVOCATIONS_PER_DAY - sum(one.after.get("letters", 0) for one in sent)
    if count > left:
        raise NotNow(
            f"Cette convocation demande {count} lettres, et il vous en reste {max(left, 0)} sur "
            f"les {settings.CONVOCATIONS_PER_DAY} permises en un jour. Attendez demain, ou "
            "demandez à qui tient le site d’en permettre plus."
        )


def _convoke(by: Person, attendance: Attendance, address: str, why: str) -> None:
    meeting = attendance.meeting
    days = max((meeting.starts_at - timezone.now()).days, 0) + LINK_DAYS_AFTER
    token = links.issue(
        by=by,
        person=attendance.person,
        scope=LinkScope.MEETING,
        days=days,
        target=f"attendance:{attendance.pk}",
    )
    joined = meeting.demarche.documents.filter(target=meeting.as_target).order_by("added_at", "pk")
    context = {
        "meeting": meeting,
        "person": attendance.person,
        "points": list(meeting.agenda.order_by("position", "pk")),
        "documents": list(joined.values_list("title", flat=True)),
        "link": f"{address}reponse/{token}",
        "why": why,
        "by": by,
    }
    calendar = calendars.invitation(meeting).decode()
    joined = ("reunion.ics", calendar, "text/calendar; method=PUBLISH")
    write_soon("meetings/mail/convocation", attendance.person.email, context, joined, by.email)
