"""Reads of meetings and decisions."""

from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from atelier.accounts.models import Person
from atelier.demarches.models import Demarche, Document, Instance
from atelier.meetings.models import (
    AgendaItem,
    Answer,
    Attendance,
    Confirmation,
    Consultation,
    Decision,
    DecisionStatus,
    Meeting,
    MeetingStatus,
)


ALIVE = (MeetingStatus.PLANNED, MeetingStatus.CONVENED)


def coming(demarche: Demarche) -> QuerySet[Meeting]:
    """Meetings to come, soonest first; one that should have been held stays until it is told."""
    return (
        demarche.meetings.filter(status__in=ALIVE)
        .select_related("instance", "step")
        .order_by("starts_at", "pk")
    )


def held(demarche: Demarche) -> QuerySet[Meeting]:
    """Meetings held or cancelled, latest first."""
    return (
        demarche.meetings.exclude(status__in=ALIVE)
        .select_related("instance")
        .order_by("-starts_at", "-pk")
    )


def whole(demarche: Demarche, meeting_id: int) -> Meeting | None:
    """A meeting with its agenda, attendances and decisions."""
    return (
        demarche.meetings.filter(pk=meeting_id)
        .select_related("instance", "step", "demarche__organisation")
        .prefetch_related(
            Prefetch("agenda", queryset=AgendaItem.objects.select_related("presenter")),
            Prefetch(
                "attendances",
                queryset=Attendance.objects.select_related("person__organisation"),
            ),
            Prefetch("decisions", queryset=Decision.objects.select_related("carried_by")),
        )
        .first()
    )


def next_of(person: Person, demarche: Demarche) -> Meeting | None:
    """The next meeting the person is convened to; one whose day has passed is not to come."""
    mine = coming(demarche).filter(attendances__person=person, ends_at__gte=timezone.now())
    return mine.first()


def documents(meeting: Meeting) -> QuerySet[Document]:
    """The files kept for the meeting, in the order they came."""
    kept = meeting.demarche.documents.filter(target=meeting.as_target)
    return kept.select_related("added_by").order_by("added_at", "pk")


def open_decisions(instance: Instance, *, before: Meeting | None = None) -> QuerySet[Decision]:
    """Decisions of the instance still to follow: the first point of its next meeting."""
    found = instance.decisions.filter(status=DecisionStatus.OPEN, is_approved=True)
    if before is not None:
        found = found.filter(decided_on__lt=timezone.localdate(before.starts_at))
    return found.select_related("carried_by", "meeting").order_by("decided_on", "number")


def sitting(instance: Instance, day: date) -> Meeting | None:
    """The meeting of the instance that day, not cancelled; None when none is written down."""
    found = instance.meetings.exclude(status=MeetingStatus.CANCELLED)
    return found.filter(starts_at__date=day).order_by("starts_at", "pk").first()


def last_sitting(demarche: Demarche) -> Meeting | None:
    """The latest meeting of an instance that decides, today's included."""
    found = demarche.meetings.filter(instance__is_deciding=True, instance__closed_on=None)
    return (
        found.exclude(status=MeetingStatus.CANCELLED)
        .filter(starts_at__date__lte=timezone.localdate())
        .select_related("instance")
        .order_by("-starts_at", "-pk")
        .first()
    )


def next_sitting(demarche: Demarche) -> Meeting | None:
    """The next meeting to come of an instance that decides."""
    found = coming(demarche).filter(instance__is_deciding=True, starts_at__gte=timezone.now())
    return found.prefetch_related("agenda").first()


def decisions(demarche: Demarche) -> QuerySet[Decision]:
    """The log of decisions, latest first."""
    return demarche.decisions.select_related(
        "instance", "meeting", "carried_by", "recorded_by"
    ).order_by("-decided_on", "-number")


def to_chase(demarche: Demarche) -> list[Attendance]:
    """Who has not answered a convocation yet, soonest meeting first."""
    return list(
        Attendance.objects.filter(
            meeting__demarche=demarche,
            meeting__status=MeetingStatus.CONVENED,
            meeting__starts_at__gte=timezone.now(),
            answer=Answer.WAITING,
        )
        .select_related("person__organisation", "meeting__instance")
        .order_by("meeting__starts_at", "person__last_name", "pk")
    )


def consultations(demarche: Demarche) -> QuerySet[Consultation]:
    """Consultations with their answers, latest first."""
    return (
        demarche.consultations.select_related("instance", "decision")
        .prefetch_related(
            Prefetch("confirmations", queryset=Confirmation.objects.select_related("person"))
        )
        .order_by("-opened_at", "-pk")
    )


def awaited_from(person: Person, demarche: Demarche) -> list[Confirmation]:
    """Questions the person has not answered and still can."""
    return list(_asked(person, demarche).filter(opinion=""))


def told_by(person: Person, demarche: Demarche) -> list[Confirmation]:
    """Questions the person has answered, while they may still change their mind."""
    return list(_asked(person, demarche).exclude(opinion=""))


def _asked(person: Person, demarche: Demarche) -> QuerySet[Confirmation]:
    return (
        Confirmation.objects.filter(
            person=person,
            consultation__demarche=demarche,
            consultation__closes_on__gte=timezone.localdate(),
        )
        .select_related("consultation__instance")
        .order_by("consultation__closes_on", "pk")
    )


def seats_ahead(person: Person, demarche: Demarche) -> QuerySet[Attendance]:
    """Meetings to come where the person is on the list, whatever they answered."""
    return Attendance.objects.filter(
        person=person,
        meeting__demarche=demarche,
        meeting__status__in=ALIVE,
        meeting__ends_at__gte=timezone.now(),
    ).order_by("meeting__starts_at", "pk")


def points_ahead(person: Person, demarche: Demarche) -> QuerySet[AgendaItem]:
    """Points the person presents at meetings to come."""
    return AgendaItem.objects.filter(
        presenter=person, meeting__demarche=demarche, meeting__status__in=ALIVE
    )


def decisions_carried(person: Person, demarche: Demarche) -> QuerySet[Decision]:
    """Decisions the person carries that are not followed yet."""
    return demarche.decisions.filter(carried_by=person, status=DecisionStatus.OPEN)


def missing(meeting: Meeting) -> list[str]:
    """What a meeting to come still lacks, in the words of the page."""
    lacks = {
        "un ordre du jour": not meeting.agenda.all(),
        "un lieu ou un lien": not (meeting.place or meeting.link),
        "la convocation": meeting.status == MeetingStatus.PLANNED,
        "des membres": not meeting.attendances.all(),
    }
    return [what for what, is_missing in lacks.items() if is_missing]
