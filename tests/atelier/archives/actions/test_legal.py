"""Writing legal pages."""

import pytest

from atelier.archives.actions import legal
from atelier.archives.models import LegalKind, LegalPage
from atelier.audit.models import Event
from tests.factories import atelier as given


@pytest.mark.django_db
def test_page_is_rewritten_in_place_and_the_journal_keeps_the_former_text():
    chief = given.administrator()

    legal.write_page(by=chief, kind=LegalKind.TERMS, body="Avant")
    legal.write_page(by=chief, kind=LegalKind.TERMS, body="Après")

    assert LegalPage.objects.get().body == "Après"
    last = Event.objects.order_by("-pk")[0]
    assert (last.before, last.after) == ({"body": "Avant"}, {"body": "Après"})
