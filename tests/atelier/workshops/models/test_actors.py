"""The map of actors as the database keeps it."""

import pytest
from django.db import IntegrityError, transaction

from atelier.workshops.models import ActivityKind, Actor, Tie, TieKind
from tests.factories import workshops as making


pytestmark = pytest.mark.django_db


def test_tie_of_an_actor_with_itself_is_refused_by_the_database():
    activity = making.activity(ActivityKind.ACTORS)
    actor = Actor.objects.create(demarche=activity.workshop.demarche, name="CCAS")

    with pytest.raises(IntegrityError), transaction.atomic():
        Tie.objects.create(activity=activity, first=actor, second=actor, kind=TieKind.MISSING)
