"""Dots and bets as the database keeps them."""

import pytest
from django.db import IntegrityError, transaction

from atelier.workshops.models import ActivityKind, Vote
from tests.factories import workshops as making


pytestmark = pytest.mark.django_db


def test_vote_without_dot_is_refused_by_the_database():
    activity = making.activity(ActivityKind.DOTS)
    group = making.group(activity.workshop)
    voter, _ = making.device(activity.workshop)

    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(activity=activity, participant=voter, group=group, dots=0)
