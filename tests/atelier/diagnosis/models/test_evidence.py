"""Evidence has exactly the origin it says."""

import pytest
from django.db import IntegrityError, transaction

from atelier.diagnosis.models import Evidence, EvidenceKind
from tests.factories import atelier as make


@pytest.mark.django_db
@pytest.mark.parametrize("kind", EvidenceKind)
def test_evidence_without_its_origin_is_refused(kind):
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.create(demarche=make.demarche(), kind=kind, title="Rien")
