"""Constats on the page of a decision."""

import pytest

from atelier.demarches.models import Role
from atelier.demarches.permissions import standing
from atelier.diagnosis.models import FindingStatus
from atelier.diagnosis.presenters.of_decision import of_decision, of_meeting
from tests.factories import atelier as make
from tests.factories import diagnosis as making
from tests.factories import meetings


pytestmark = pytest.mark.django_db


@pytest.fixture
def copil():
    return meetings.copil()


def numbers(person, demarche, decision):
    panel = of_decision(standing(person, demarche), decision.pk)
    return [one["number"] for one in panel["findings"]]


def test_constats_it_validates_and_those_it_is_about_are_there_once(copil):
    demarche = copil.demarche
    pilot = make.participant(demarche=demarche, role=Role.PILOTE)
    about = making.finding(demarche=demarche)
    decision = meetings.decision(instance=copil, subject=f"finding:{about.pk}")
    making.finding(
        demarche=demarche,
        status=FindingStatus.VALIDATED,
        validated_in=decision,
        validated_on=decision.decided_on,
    )
    making.finding(demarche=demarche)

    assert numbers(pilot, demarche, decision) == ["C1", "C2"]


def test_draft_is_not_told_to_a_reader(copil):
    reader = make.participant(demarche=copil.demarche, role=Role.LECTEUR)
    draft = making.finding(demarche=copil.demarche)
    decision = meetings.decision(instance=copil, subject=f"finding:{draft.pk}")

    assert numbers(reader, copil.demarche, decision) == []


def test_constat_of_another_demarche_is_never_named(copil):
    pilot = make.participant(demarche=copil.demarche, role=Role.PILOTE)
    foreign = making.finding()
    decision = meetings.decision(instance=copil, subject=f"finding:{foreign.pk}")

    assert numbers(pilot, copil.demarche, decision) == []


def test_meeting_tells_the_constats_validated_there(copil):
    demarche = copil.demarche
    pilot = make.participant(demarche=demarche, role=Role.PILOTE)
    meeting = meetings.meeting(instance=copil)
    decision = meetings.decision(instance=copil, meeting=meeting)
    making.finding(
        demarche=demarche,
        status=FindingStatus.VALIDATED,
        validated_in=decision,
        validated_on=decision.decided_on,
    )
    making.finding(demarche=demarche)

    panel = of_meeting(standing(pilot, demarche), meeting.pk)

    assert [one["number"] for one in panel["findings"]] == ["C1"]
