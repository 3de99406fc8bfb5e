"""A démarche and what it owes."""

import pytest
from django.db.models import ProtectedError

from tests.factories import atelier as make


@pytest.mark.django_db
def test_organisation_that_pilots_cannot_be_deleted():
    demarche = make.demarche()

    with pytest.raises(ProtectedError):
        demarche.organisation.delete()
