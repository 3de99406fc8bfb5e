"""What keeps a person from being erased, and which of their mandates are public."""

from django.db.models import Q

from atelier.accounts.models import Person
from atelier.archives.rules.erasure import PublicSeat, public_seat
from atelier.demarches.models import Demarche, DemarcheStatus, Mandate, Role
from atelier.meetings.models import Decision


def obstacles(person: Person) -> list[str]:
    """Why the person cannot be erased yet, and what to do; nothing when they can."""
    alone = [one.name for one in piloted_alone(person)]
    found = [
        f"« {name} » n’aurait plus de pilote : passez d’abord la main à une autre personne."
        for name in alone
    ]
    others = Person.objects.filter(is_administrator=True, is_active=True).exclude(pk=person.pk)
    if person.is_administrator and not others.exists():
        found.append("Personne d’autre n’administre le site : confiez d’abord ce rôle.")
    return found


def piloted_alone(person: Person) -> list[Demarche]:
    """Démarches, archived ones aside, that only this person pilots."""
    pilots = Mandate.objects.current().filter(role=Role.PILOTE)
    others = pilots.exclude(person=person).filter(person__is_active=True)
    return list(
        Demarche.objects.exclude(status=DemarcheStatus.ARCHIVED)
        .filter(pk__in=pilots.filter(person=person).values("demarche_id"))
        .exclude(pk__in=others.values("demarche_id"))
        .order_by("name", "pk")
    )


def public_seat_of(mandate: Mandate) -> PublicSeat | None:
    """Why this mandate keeps its holder's name; None when it does not."""
    college = mandate.person.college
    return public_seat(mandate, college=college, has_decided=has_decided(mandate))


def has_decided(mandate: Mandate) -> bool:
    """Whether the instance decided something during the mandate."""
    if mandate.instance_id is None:
        return False
    until = Q(decided_on__lte=mandate.ends_on) if mandate.ends_on else Q()
    return (
        Decision.objects.filter(until, instance=mandate.instance_id)
        .filter(decided_on__gte=mandate.starts_on)
        .exists()
    )
