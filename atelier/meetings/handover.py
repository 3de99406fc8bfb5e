"""What meetings expect of someone who leaves is expected of whoever takes over; seats follow.

`demarches` calls it in its own transaction, and writes the line of the journal.
"""

from django.db import transaction
from django.utils import timezone

from atelier.accounts.models import Person
from atelier.demarches import queries as people
from atelier.demarches.models import Demarche, Instance, Mandate
from atelier.meetings import queries
from atelier.meetings.models import Answer, Attendance, Confirmation


def awaiting(demarche: Demarche, person: Person) -> dict[str, int]:
    """What meetings still expect of the person, as a handover announces it."""
    return {
        "réunions à venir": queries.seats_ahead(person, demarche).count(),
        "questions en attente de réponse": len(queries.awaited_from(person, demarche)),
        "points à présenter": queries.points_ahead(person, demarche).count(),
        "décisions à suivre": queries.decisions_carried(person, demarche).count(),
    }


@transaction.atomic
def pass_on(demarche: Demarche, leaving: Person, arriving: Person) -> dict[str, int]:
    """Seats, unanswered questions, points and decisions; label → how many passed.

    Whoever arrives has answered nothing: rows are new, so that no link sent to the one who leaves
    answers in the name of the other. Meetings already past keep who was convened.
    """
    passed = awaiting(demarche, leaving)
    for seat in queries.seats_ahead(leaving, demarche):
        Attendance.objects.get_or_create(meeting_id=seat.meeting_id, person=arriving)
        seat.delete()
    for asked in queries.awaited_from(leaving, demarche):
        Confirmation.objects.get_or_create(consultation_id=asked.consultation_id, person=arriving)
        asked.delete()
    queries.points_ahead(leaving, demarche).update(presenter=arriving)
    queries.decisions_carried(leaving, demarche).update(carried_by=arriving)
    return passed


@transaction.atomic
def follow_seats(instance: Instance) -> None:
    """Meetings to come of an instance: whoever joined it is on the list, whoever left is not.

    A guest stays, and so does whoever has already answered.
    """
    now = [seat.person_id for seat in people.members(instance)]
    gone = Mandate.objects.filter(instance=instance).exclude(person_id__in=now).values("person_id")
    for meeting in queries.coming(instance.demarche).filter(
        instance=instance, ends_at__gte=timezone.now()
    ):
        for person_id in dict.fromkeys(now):
            Attendance.objects.get_or_create(meeting=meeting, person_id=person_id)
        meeting.attendances.filter(person_id__in=gone, answer=Answer.WAITING).delete()
