"""The address book: people and organisations found by what is known of them, or added."""

from typing import Any

from django.db import transaction

from atelier.accounts.models import Organisation, OrganisationKind, Person
from atelier.audit.actions import record


@transaction.atomic
def find_or_add_organisation(*, by: Any, name: str, kind: OrganisationKind) -> Organisation:
    """The organisation of this name, whatever its capitals; added when unknown."""
    known = Organisation.objects.filter(name__iexact=name.strip()).order_by("pk").first()
    if known is not None:
        return known
    organisation = Organisation.objects.create(name=name.strip(), kind=kind)
    record("accounts.organisation_added", by=by, target=organisation)
    return organisation


@transaction.atomic
def find_or_add_person(*, by: Any, email: str | None = None, **fields: Any) -> Person:
    """The person of this e-mail address, or a new one; without address, always a new one.

    What is already known of a person is never overwritten: only what was empty is filled.
    """
    address = (email or "").strip().lower() or None
    known = Person.objects.filter(email=address).first() if address else None
    if known is None:
        person = Person.objects.create_user(email=address, **fields)
        record("accounts.person_added", by=by, target=person)
        return person
    filled = {name: value for name, value in fields.items() if value and not getattr(known, name)}
    if filled:
        for name, value in filled.items():
            setattr(known, name, value)
        known.save(update_fields=list(filled))
        record("accounts.person_completed", by=by, target=known, after=filled)
    return known
