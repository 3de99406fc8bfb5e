"""What keeps a person from being erased."""

from datetime import timedelta

import pytest

from atelier.archives import standing
from atelier.demarches.models import Role
from tests.factories import atelier as given
from tests.factories import meetings as gathering


pytestmark = pytest.mark.django_db


def test_demarche_piloted_by_two_keeps_nobody():
    nadia = given.person()
    opened = given.demarche(pilot=nadia)
    given.participant(demarche=opened, role=Role.PILOTE)

    assert standing.obstacles(nadia) == []


def test_pilote_who_cannot_come_in_any_more_does_not_count():
    nadia = given.person()
    opened = given.demarche(pilot=nadia)
    given.mandate(demarche=opened, role=Role.PILOTE, person=given.person(is_active=False))

    assert standing.piloted_alone(nadia) == [opened]


def test_decision_taken_before_the_mandate_does_not_count():
    copil = gathering.copil()
    decision = gathering.decision(instance=copil)
    seat = given.mandate(instance=copil, starts_on=decision.decided_on + timedelta(days=1))

    assert not standing.has_decided(seat)
    seat.starts_on = decision.decided_on
    assert standing.has_decided(seat)
