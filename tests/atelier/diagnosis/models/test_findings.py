"""What a constat rests on cannot vanish under it."""

import pytest
from django.db.models import ProtectedError

from tests.factories import diagnosis as making


@pytest.mark.django_db
def test_evidence_of_a_constat_cannot_be_deleted():
    finding = making.finding()
    figure = making.indicator(demarche=finding.demarche)
    making.supports(finding, figure)

    with pytest.raises(ProtectedError):
        figure.delete()
