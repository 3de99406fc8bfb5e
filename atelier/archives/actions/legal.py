"""Writing the legal pages of the site."""

from django.db import transaction

from atelier.accounts.models import Person
from atelier.archives import conformity
from atelier.archives.models import LegalKind, LegalPage
from atelier.audit.actions import record


@transaction.atomic
def write_page(*, by: Person, kind: LegalKind, body: str) -> LegalPage:
    """Write or rewrite a page; the journal keeps what it said before."""
    former = LegalPage.objects.filter(kind=kind).first()
    page, _ = LegalPage.objects.update_or_create(
        kind=kind, defaults={"body": body, "written_by": by}
    )
    record(
        "archives.legal_page_written",
        by=by,
        target=page,
        before={"body": former.body} if former else None,
        after={"body": body},
    )
    if kind == LegalKind.ACCESSIBILITY:
        conformity.remember(body)
    return page
