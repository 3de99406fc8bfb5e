"""Démarches whose term has come, and the people whose data goes with it."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from atelier.accounts.models import Person
from atelier.archives.models import Retention
from atelier.demarches.models import Demarche, Mandate, Role


def retention_of(demarche: Demarche) -> Retention:
    """What is known of how long the démarche is kept; a row not written when nothing is."""
    return Retention.objects.filter(demarche=demarche).first() or Retention(demarche=demarche)


def to_announce(day: date) -> QuerySet[Demarche]:
    """The term has come and nobody was told."""
    told = Retention.objects.filter(demarche=OuterRef("pk")).exclude(
        announced_at=None, purged_at=None
    )
    return _ended(day).exclude(Exists(told))


def to_purge(day: date, announced_before: datetime) -> QuerySet[Demarche]:
    """The term was announced long enough ago."""
    return _ended(day).filter(
        retention__announced_at__lte=announced_before, retention__purged_at=None
    )


def people_of(demarche: Demarche) -> list[Person]:
    """Everyone who takes or took part, erased ones aside."""
    named = (
        Q(mandates__demarche=demarche)
        | Q(attendances__meeting__demarche=demarche)
        | Q(confirmations__consultation__demarche=demarche)
        | Q(tasks__demarche=demarche)
    )
    return list(
        Person.objects.filter(named, erased_at=None)
        .distinct()
        .order_by("last_name", "first_name", "pk")
    )


def without_anything_else(people: list[Person]) -> list[Person]:
    """Those who take part in nothing else on the site: no other seat, meeting nor task.

    Whoever still pilots this démarche, or administers the site, stays.
    """
    keys = [one.pk for one in people]
    pilots = Mandate.objects.current().filter(role=Role.PILOTE, person=OuterRef("pk"))
    seats = Mandate.objects.filter(person=OuterRef("pk"), label="")
    return list(
        Person.objects.filter(
            pk__in=keys, is_administrator=False, attendances=None, confirmations=None, tasks=None
        )
        .exclude(Exists(pilots))
        .exclude(Exists(seats))
        .order_by("pk")
    )


def _ended(day: date) -> QuerySet[Demarche]:
    return Demarche.objects.filter(keep_until__lt=day).order_by("pk")
