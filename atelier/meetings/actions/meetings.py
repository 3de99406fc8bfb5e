"""Meetings: planned, convened, held, cancelled; who comes; what is said."""

from collections import Counter
from typing import Any

from django.db import transaction
from django.utils import timezone

from atelier.accounts import links
from atelier.accounts.mail import write_soon
from atelier.accounts.models import LinkScope, Person
from atelier.audit.actions import changes, record
from atelier.demarches import queries as people
from atelier.demarches.models import Demarche, Instance
from atelier.demarches.rules import NotNow, check_transition
from atelier.meetings import calendars
from atelier.meetings.models import AgendaItem, Answer, Attendance, Meeting, MeetingStatus
from atelier.meetings.rules import MEETING_TRANSITIONS, WrittenMeanwhile, print_of


@transaction.atomic
def plan_meeting(
    *,
    by: Person,
    demarche: Demarche,
    instance: Instance,
    agenda: list[dict[str, Any]] | None = None,
    **values: Any,
) -> Meeting:
    """A meeting of an instance, its members on the list, its agenda begun.

    The decisions of the instance still open are told again by the page: nothing is copied.
    """
    if instance.demarche_id != demarche.pk or instance.closed_on:
        raise NotNow("Cette instance n’est plus en place dans la démarche.")
    meeting = Meeting.objects.create(demarche=demarche, instance=instance, **values)
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, person_id=person_id)
        for person_id in dict.fromkeys(seat.person_id for seat in people.members(instance))
    )
    points = _write_agenda(meeting, agenda or [])
    record(
        "meetings.planned",
        by=by,
        target=meeting,
        demarche_id=demarche.pk,
        after={"instance": str(instance), **values, "agenda": [str(one) for one in points]},
    )
    return meeting


@transaction.atomic
def change_meeting(*, by: Person, meeting: Meeting, **values: Any) -> Meeting:
    """Change day, place, purpose. One already held does not change."""
    if meeting.status == MeetingStatus.HELD:
        raise NotNow("Cette réunion s’est tenue : sa date et son lieu ne changent plus.")
    before, after = changes(meeting, values)
    if after:
        for name, value in after.items():
            setattr(meeting, name, value)
        meeting.sequence += 1
        meeting.save(update_fields=[*after, "sequence"])
        record(
            "meetings.changed",
            by=by,
            target=meeting,
            demarche_id=meeting.demarche_id,
            before=before,
            after=after,
        )
    return meeting


@transaction.atomic
def set_agenda(*, by: Person, meeting: Meeting, items: list[dict[str, Any]]) -> list[AgendaItem]:
    """Write the agenda; a point kept (`pk`) keeps its notes, one left out goes."""
    before = [str(point) for point in meeting.agenda.order_by("position", "pk")]
    written = _write_agenda(meeting, items)
    record(
        "meetings.agenda_set",
        by=by,
        target=meeting,
        demarche_id=meeting.demarche_id,
        before={"agenda": before},
        after={"agenda": [str(point) for point in written]},
    )
    return written


@transaction.atomic
def invite_guest(*, by: Person, meeting: Meeting, person: Person) -> Attendance:
    """Someone who is not a member of the instance comes too."""
    attendance, is_new = Attendance.objects.get_or_create(meeting=meeting, person=person)
    if is_new:
        record(
            "meetings.guest_invited",
            by=by,
            target=meeting,
            demarche_id=meeting.demarche_id,
            after={"person": str(person)},
        )
    return attendance


@transaction.atomic
def cancel(*, by: Person, meeting: Meeting) -> int:
    """Cancel, and tell those who were convened. Returns how many letters."""
    take_hold(meeting)
    before = meeting.status
    check_transition(
        MEETING_TRANSITIONS, meeting.status, MeetingStatus.CANCELLED, labels=MeetingStatus
    )
    meeting.status = MeetingStatus.CANCELLED
    meeting.sequence += 1
    meeting.save(update_fields=["status", "sequence"])
    reached = reached_by_mail(meeting) if before == MeetingStatus.CONVENED else []
    calendar = calendars.invitation(meeting, cancelled=True).decode()
    for one in reached:
        joined = ("reunion.ics", calendar, "text/calendar; method=CANCEL")
        told = {"meeting": meeting, "by": by}
        write_soon("meetings/mail/annulation", one.person.email, told, joined, by.email)
    record(
        "meetings.cancelled",
        by=by,
        target=meeting,
        demarche_id=meeting.demarche_id,
        before={"status": before},
        after={"status": meeting.status, "letters": len(reached)},
    )
    return len(reached)


@transaction.atomic
def answer(
    *, by: Person | None, attendance: Attendance, answer: Answer, note: str = ""
) -> Attendance:
    """Will come or not, as the person says, or as told on the telephone."""
    if answer not in {Answer.YES, Answer.NO, Answer.WAITING}:
        raise NotNow("Répondez « viendra » ou « ne viendra pas ».")
    attendance.refresh_from_db(from_queryset=Attendance.objects.select_for_update())
    if attendance.meeting.status in {MeetingStatus.HELD, MeetingStatus.CANCELLED}:
        raise NotNow("Cette réunion est passée ou annulée.")
    before, after = changes(attendance, {"answer": answer, "note": note.strip()})
    attendance.answer = answer
    attendance.note = note.strip()
    attendance.answered_at = timezone.now()
    attendance.save(update_fields=["answer", "note", "answered_at"])
    record(
        "meetings.answered",
        by=by or attendance.person,
        target=attendance,
        demarche_id=attendance.meeting.demarche_id,
        before=before,
        after=after,
    )
    return attendance


@transaction.atomic
def hold(*, by: Person, meeting: Meeting, present: dict[int, Answer]) -> Meeting:
    """The meeting took place: who was there, excused, absent, by attendance identifier.

    Raises NotNow before its day, and when nobody of the list is noted: most likely a slip.
    """
    take_hold(meeting)
    if not present and meeting.attendances.exists():
        raise NotNow("Notez d’abord qui était là : présent, excusé ou absent.")
    if timezone.localdate(meeting.starts_at) > timezone.localdate():
        raise NotNow("Cette réunion n’a pas encore eu lieu : les présences se notent le jour même.")
    if meeting.status != MeetingStatus.HELD:
        check_transition(
            MEETING_TRANSITIONS, meeting.status, MeetingStatus.HELD, labels=MeetingStatus
        )
    before = {"status": meeting.status, **_roll(meeting)}
    for attendance in meeting.attendances.filter(pk__in=present).order_by("pk"):
        attendance.answer = present[attendance.pk]
        attendance.save(update_fields=["answer"])
    meeting.status = MeetingStatus.HELD
    meeting.save(update_fields=["status"])
    record(
        "meetings.held",
        by=by,
        target=meeting,
        demarche_id=meeting.demarche_id,
        before=before,
        after={"status": meeting.status, **_roll(meeting)},
    )
    return meeting


@transaction.atomic
def write_minutes(
    *,
    by: Person,
    meeting: Meeting,
    minutes: str,
    notes: dict[int, str] | None = None,
    seen: str = "",
) -> Meeting:
    """What was said, point by point (`notes`, by agenda point) and as a whole.

    seen   the print of the text the author began from (`rules.print_of`); when another person has
           written since, nothing is changed and WrittenMeanwhile is raised
    """
    take_hold(meeting)
    if seen and seen != print_of(meeting):
        raise WrittenMeanwhile
    before, after = changes(meeting, {"minutes": minutes})
    meeting.minutes = minutes
    meeting.save(update_fields=["minutes"])
    for point in meeting.agenda.filter(pk__in=notes or {}).order_by("position", "pk"):
        note = (notes or {})[point.pk]
        if note != point.note:
            before[point.title], after[point.title] = point.note, note
            point.note = note
            point.save(update_fields=["note"])
    record(
        "meetings.minutes_written",
        by=by,
        target=meeting,
        demarche_id=meeting.demarche_id,
        before=before,
        after=after,
    )
    return meeting


@transaction.atomic
def send_minutes(*, by: Person, meeting: Meeting, address: str) -> int:
    """Send minutes and relevé to whoever was convened; returns how many letters."""
    take_hold(meeting)
    if meeting.status != MeetingStatus.HELD:
        raise NotNow("Le relevé s’envoie quand la réunion s’est tenue.")
    before = meeting.minutes_sent_at
    context = {
        "meeting": meeting,
        "decisions": list(meeting.decisions.order_by("number")),
        "points": list(meeting.agenda.order_by("position", "pk")),
        "by": by,
        "address": address,
        "is_again": before is not None,
    }
    reached = reached_by_mail(meeting)
    for one in reached:
        write_soon("meetings/mail/releve", one.person.email, context, reply_to=by.email)
    meeting.minutes_sent_at = timezone.now()
    meeting.save(update_fields=["minutes_sent_at"])
    mark(reached, minutes_sent_at=meeting.minutes_sent_at)
    record(
        "meetings.minutes_sent",
        by=by,
        target=meeting,
        demarche_id=meeting.demarche_id,
        before={"minutes_sent_at": before},
        after={"minutes_sent_at": meeting.minutes_sent_at, "letters": len(reached)},
    )
    return len(reached)


# Calendar software asks for the same address for years; it stops with the mandate.
CALENDAR_DAYS = 1500


@transaction.atomic
def subscribe(*, by: Person, demarche: Demarche) -> str:
    """The token of one's own calendar of the démarche; the one drawn before is withdrawn."""
    target = f"demarche:{demarche.pk}"
    links.withdraw(by=by, person=by, scope=LinkScope.CALENDAR, target=target)
    return links.issue(
        by=by, person=by, scope=LinkScope.CALENDAR, days=CALENDAR_DAYS, target=target
    )


def _write_agenda(meeting: Meeting, items: list[dict[str, Any]]) -> list[AgendaItem]:
    """The points in order; those left out go."""
    kept = {item["pk"] for item in items if item.get("pk")}
    meeting.agenda.exclude(pk__in=kept).delete()
    written = []
    for position, item in enumerate(items):
        fields = {**item, "position": position}
        pk = fields.pop("pk", None)
        point, _ = AgendaItem.objects.update_or_create(
            pk=pk, meeting=meeting, defaults=fields, create_defaults={**fields, "meeting": meeting}
        )
        written.append(point)
    return written


def take_hold(meeting: Meeting) -> None:
    """Read the row again and lock it: what two people do at once is done one after the other."""
    meeting.refresh_from_db(from_queryset=Meeting.objects.select_for_update())


def reached_by_mail(meeting: Meeting) -> list[Attendance]:
    """Those convened who can be written to."""
    convened = meeting.attendances.select_related("person").order_by("pk")
    return [one for one in convened if one.person.email]


def mark(reached: list[Attendance], **sent: Any) -> None:
    """Note on each seat when its last letter left."""
    Attendance.objects.filter(pk__in=[one.pk for one in reached]).update(**sent)


def _roll(meeting: Meeting) -> dict[str, int]:
    """How many of each answer, for the journal."""
    answers = meeting.attendances.order_by("pk").values_list("answer", flat=True)
    return dict(Counter(Answer(one).label for one in answers))
