"""What meetings expect of someone who leaves is expected of whoever takes over.

`demarches.hand_over` calls it in its own transaction, and writes the line of the journal.
"""

from django.db import transaction

from atelier.accounts.models import Person
from atelier.demarches.models import Demarche
from atelier.meetings import queries
from atelier.meetings.models import Attendance, Confirmation


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
