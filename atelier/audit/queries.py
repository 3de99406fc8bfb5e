"""Reading the journal."""

from django.db.models import QuerySet

from atelier.audit.models import Event


def of_demarche(demarche_id: int) -> QuerySet[Event]:
    """What was done in one démarche, latest first."""
    return Event.objects.filter(demarche_id=demarche_id)


def of_target(kind: str, identifier: int) -> QuerySet[Event]:
    """What was done to one thing, latest first."""
    return Event.objects.filter(target=f"{kind}:{identifier}")


def of_person(person_id: int) -> QuerySet[Event]:
    """What one person did, latest first."""
    return Event.objects.filter(person_id=person_id)
