"""Démarches whose term has come, people whose data goes with it."""

from datetime import date

import pytest
from django.utils import timezone

from atelier.archives import terms
from atelier.archives.models import Retention
from atelier.demarches.models import Role
from tests.factories import atelier as given


pytestmark = pytest.mark.django_db
DAY = date(2030, 6, 1)


def test_term_of_the_day_itself_has_not_come():
    given.demarche(keep_until=DAY)

    assert list(terms.to_announce(DAY)) == []


@pytest.mark.parametrize("state", ["announced_at", "purged_at"])
def test_term_already_announced_or_done_is_left(state):
    opened = given.demarche(keep_until=date(2030, 5, 31))
    assert list(terms.to_announce(DAY)) == [opened]

    Retention.objects.create(demarche=opened, **{state: timezone.now()})

    assert list(terms.to_announce(DAY)) == []


def test_row_without_announce_is_announced():
    opened = given.demarche(keep_until=date(2030, 5, 31))
    Retention.objects.create(demarche=opened, reason="Jusqu’au prochain")

    assert list(terms.to_announce(DAY)) == [opened]


def test_people_are_those_of_the_demarche_erased_ones_aside():
    opened = given.demarche()
    nadia = given.participant(demarche=opened, role=Role.LECTEUR)
    given.mandate(demarche=opened, person=given.person(erased_at=timezone.now()))
    given.mandate()

    assert terms.people_of(opened) == [nadia]


def test_retention_of_a_demarche_nobody_dated_is_not_written():
    assert terms.retention_of(given.demarche()).pk is None
