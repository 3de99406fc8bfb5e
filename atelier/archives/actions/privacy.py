"""What people decide about their own data."""

from django.db import transaction

from atelier.accounts.models import Person
from atelier.audit.actions import record


@transaction.atomic
def set_digest(*, by: Person, wanted: bool) -> Person:
    """Receive the digest of the week, or no longer."""
    if by.wants_digest != wanted:
        by.wants_digest = wanted
        by.save(update_fields=["wants_digest"])
        record(
            "archives.consent_given" if wanted else "archives.consent_withdrawn",
            by=by,
            target=by,
        )
    return by


@transaction.atomic
def note_download(*, by: Person) -> None:
    """Write in the journal that someone took a copy of their own data."""
    record("archives.data_exported", by=by, target=by)
