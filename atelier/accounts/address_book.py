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


def known(email: str | None) -> Person | None:
    """The person of this address; None for a new one, or without address."""
    address = (email or "").strip().lower()
    return Person.objects.filter(email=address).first() if address else None


@transaction.atomic
def find_or_add_person(*, by: Any, email: str | None = None, **fields: Any) -> Person:
    """The person of this e-mail address, or a new one; without address, always a new one.

    What is already known of a person is never overwritten: only what was empty is filled, and of
    whoever has signed in once, nothing: their account is theirs.
    """
    found = known(email)
    if found is None:
        person = Person.objects.create_user(email=email, **fields)
        record("accounts.person_added", by=by, target=person)
        return person
    if by is not None and found.last_login is not None:
        return found
    filled = {name: value for name, value in fields.items() if value and not getattr(found, name)}
    if filled:
        for name, value in filled.items():
            setattr(found, name, value)
        found.save(update_fields=list(filled))
        record("accounts.person_completed", by=by, target=found, after=filled)
    return found
