"""A contractor drafts the minutes and never records a decision."""

import pytest

from atelier.demarches.models import MandateFunction, Role
from atelier.demarches.permissions import standing
from atelier.meetings.permissions import CONSULT, CONVENE, KEEP_MINUTES, READ, RECORD_DECISIONS
from tests.factories import atelier as make
from tests.factories import meetings as making


def test_contractor_keeps_minutes_but_records_no_decision():
    assert Role.PRESTATAIRE in KEEP_MINUTES.roles
    assert Role.PRESTATAIRE not in RECORD_DECISIONS.roles


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.PRESTATAIRE, Role.HABITANT])
def test_hosting_an_instance_lets_neither_contractor_nor_resident_decide_for_it(role):
    copil = making.copil()
    seat = make.mandate(instance=copil, role=role, function=MandateFunction.HOST)
    held = standing(seat.person, copil.demarche)

    assert not held.may(RECORD_DECISIONS, instance=copil)
    assert held.may(CONVENE, instance=copil)


def test_invited_resident_reads_no_minutes():
    assert Role.HABITANT not in READ.roles
    assert Role.HABITANT not in CONSULT.roles
