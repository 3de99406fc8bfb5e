"""Legal pages and retention: what a row says of itself."""

import pytest
from django.db import IntegrityError, transaction

from atelier.archives.models import LegalKind, LegalPage, Retention
from tests.factories import atelier as given


@pytest.mark.django_db
def test_legal_page_is_written_once():
    LegalPage.objects.create(kind=LegalKind.DATA, body="Un texte")

    with pytest.raises(IntegrityError), transaction.atomic():
        LegalPage.objects.create(kind=LegalKind.DATA, body="Un autre")


@pytest.mark.django_db
def test_legal_page_of_no_kind_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        LegalPage.objects.create(kind="autre", body="Un texte")


def test_legal_page_bears_its_title():
    assert str(LegalPage(kind=LegalKind.ACCESSIBILITY)) == "Accessibilité"


@pytest.mark.django_db
def test_retention_goes_with_its_demarche():
    opened = given.demarche()
    kept = Retention.objects.create(demarche=opened, reason="Jusqu’au prochain rapport")

    opened.delete()

    assert not Retention.objects.filter(pk=kept.pk).exists()
