"""Constraints the database itself holds."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from atelier.demarches.models import Mandate, Role
from tests.factories import atelier as make


pytestmark = pytest.mark.django_db


def test_mandate_does_not_end_before_it_starts():
    with pytest.raises(IntegrityError), transaction.atomic():
        make.mandate(starts_on=date(2026, 5, 2), ends_on=date(2026, 5, 1))


def test_mandate_of_a_prestataire_always_ends():
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.create(
            demarche=make.demarche(), person=make.person(), role=Role.PRESTATAIRE
        )


def test_last_day_of_a_mandate_still_counts():
    held = make.mandate(ends_on=date.today())

    assert held in Mandate.objects.current()
