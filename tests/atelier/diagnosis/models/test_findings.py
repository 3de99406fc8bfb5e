"""What a constat rests on cannot vanish under it."""

import pytest
from django.db.models import ProtectedError

from atelier.diagnosis.models import Finding
from tests.factories import diagnosis as making


@pytest.mark.django_db
def test_evidence_of_a_constat_cannot_be_deleted():
    finding = making.finding()
    figure = making.indicator(demarche=finding.demarche)
    making.supports(finding, figure)

    with pytest.raises(ProtectedError):
        figure.delete()


def test_long_constat_is_named_by_whole_words_and_says_it_is_cut():
    named = str(Finding(number=4, statement="logements vides " * 20))

    assert named.startswith("C4 — logements vides")
    assert named.endswith(("logements …", "vides …"))
