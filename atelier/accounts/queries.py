"""Reading people, organisations and personal links."""

from django.db.models import Count, QuerySet
from django.utils import timezone

from atelier.accounts.models import Organisation, Person, PersonalLink


def who_may_enter(email: str) -> Person | None:
    """The person of this address, if they may sign in."""
    return (
        Person.objects.filter(email__iexact=email.strip(), is_active=True, erased_at=None)
        .order_by("pk")
        .first()
    )


def organisations() -> QuerySet[Organisation]:
    """Every organisation by name, with how many people belong to it, `size`."""
    return Organisation.objects.annotate(size=Count("people")).order_by("name", "pk")


def living_links(person: Person) -> QuerySet[PersonalLink]:
    """The person's links that still open something."""
    return PersonalLink.objects.filter(
        person=person, revoked_at=None, expires_at__gt=timezone.now()
    ).exclude(single_use=True, last_used_at__isnull=False)
