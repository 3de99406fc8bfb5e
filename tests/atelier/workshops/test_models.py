"""Rows of workshops."""

import pytest
from django.db import IntegrityError, transaction

from atelier.workshops.models import ActivityKind, Actor, Tie, TieKind, Vote
from tests.factories import workshops as making


pytestmark = pytest.mark.django_db


def test_vote_without_dot_is_refused_by_the_database():
    activity = making.activity(ActivityKind.DOTS)
    group = making.group(activity.workshop)
    voter, _ = making.device(activity.workshop)

    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(activity=activity, participant=voter, group=group, dots=0)


def test_tie_of_an_actor_with_itself_is_refused_by_the_database():
    activity = making.activity(ActivityKind.ACTORS)
    actor = Actor.objects.create(demarche=activity.workshop.demarche, name="CCAS")

    with pytest.raises(IntegrityError), transaction.atomic():
        Tie.objects.create(activity=activity, first=actor, second=actor, kind=TieKind.MISSING)


def test_device_without_table_has_no_name():
    shop = making.workshop()

    assert str(making.device(shop)[0]).startswith("Téléphone")
    assert str(making.device(shop, table="Table 3")[0]) == "Table 3"
