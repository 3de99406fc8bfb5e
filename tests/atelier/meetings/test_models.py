"""What the database itself holds of meetings."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.factories import meetings as making


pytestmark = pytest.mark.django_db


def test_meeting_ends_after_it_starts():
    start = making.next_week()

    with pytest.raises(IntegrityError), transaction.atomic():
        making.meeting(starts_at=start, ends_at=start - timedelta(hours=1))


def test_decision_number_is_given_once():
    decision = making.decision()

    with pytest.raises(IntegrityError), transaction.atomic():
        making.decision(instance=decision.instance, number=decision.number)
