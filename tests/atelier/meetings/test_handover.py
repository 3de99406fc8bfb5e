"""What meetings expected of the one who leaves is expected of the one who arrives."""

from datetime import date, timedelta

import pytest

from atelier.demarches.actions import add_mandate, end_mandate, hand_over
from atelier.demarches.models import Role
from atelier.demarches.rules import NotNow
from atelier.demarches.spaces import awaiting
from atelier.meetings import queries
from atelier.meetings.models import (
    Answer,
    Attendance,
    Confirmation,
    Consultation,
    MeetingStatus,
)
from tests.factories import atelier as make
from tests.factories import meetings as meeting


pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia():
    return make.person()


@pytest.fixture
def yann():
    return make.person()


@pytest.fixture
def copil(nadia):
    return meeting.copil(demarche=make.demarche(pilot=nadia))


def passed(copil, nadia, yann):
    return hand_over(by=nadia, demarche=copil.demarche, leaving=nadia, arriving=yann)


def test_successor_is_chased_and_signs_instead_of_the_one_who_left(copil, nadia, yann):
    coming = meeting.meeting(instance=copil, people=(nadia,), status=MeetingStatus.CONVENED)

    passed(copil, nadia, yann)

    assert [one.person for one in queries.to_chase(copil.demarche)] == [yann]
    assert [one.person for one in coming.attendances.all()] == [yann]


def test_answer_of_the_one_who_left_is_not_the_answer_of_the_other(copil, nadia, yann):
    coming = meeting.meeting(instance=copil, people=(nadia,))
    old = coming.attendances.get()
    Attendance.objects.filter(pk=old.pk).update(answer=Answer.YES)

    passed(copil, nadia, yann)

    seat = coming.attendances.get()
    assert (seat.answer, seat.convened_at) == (Answer.WAITING, None)
    assert seat.pk != old.pk


def test_successor_already_convened_keeps_their_own_answer(copil, nadia, yann):
    coming = meeting.meeting(instance=copil, people=(nadia, yann))
    coming.attendances.filter(person=yann).update(answer=Answer.YES)

    passed(copil, nadia, yann)

    assert coming.attendances.get().answer == Answer.YES


def test_meeting_held_keeps_who_was_there(copil, nadia, yann):
    held = meeting.meeting(
        instance=copil,
        people=(nadia,),
        status=MeetingStatus.HELD,
        starts_at=meeting.this_morning() - timedelta(days=2),
    )

    passed(copil, nadia, yann)

    assert held.attendances.get().person == nadia


def test_question_point_and_decision_pass_too(copil, nadia, yann):
    point = meeting.meeting(instance=copil, agenda=("Calendrier",)).agenda.get()
    point.presenter = nadia
    point.save()
    decision = meeting.decision(instance=copil, carried_by=nadia)
    asked = Consultation.objects.create(
        demarche=copil.demarche, instance=copil, question="D’accord ?", closes_on=date.today()
    )
    Confirmation.objects.create(consultation=asked, person=nadia)
    counted = awaiting(copil.demarche, nadia)

    passed(copil, nadia, yann)

    point.refresh_from_db()
    decision.refresh_from_db()
    assert (point.presenter, decision.carried_by) == (yann, yann)
    assert asked.confirmations.get().person == yann
    assert counted == {
        "questions en attente de réponse": 1,
        "points à présenter": 1,
        "décisions à suivre": 1,
    }
    assert awaiting(copil.demarche, nadia) == {}


def test_meetings_to_come_follow_who_joins_and_who_leaves_the_instance(copil, nadia, yann):
    odile = make.participant(demarche=copil.demarche, role=Role.COPIL, instance=copil)
    guest = make.person()
    coming = meeting.meeting(instance=copil, people=(odile, guest))
    before = meeting.next_week() - timedelta(days=14)
    past = meeting.meeting(instance=copil, people=(odile,), starts_at=before)

    add_mandate(by=nadia, demarche=copil.demarche, person=yann, role=Role.COPIL, instance=copil)
    end_mandate(by=nadia, mandate=copil.mandates.get(person=odile))

    assert {one.person for one in coming.attendances.all()} == {yann, guest}
    assert [one.person for one in past.attendances.all()] == [odile]


def test_whoever_cannot_sign_in_does_not_become_the_only_pilote(copil, nadia):
    with pytest.raises(NotNow, match="adresse"):
        hand_over(
            by=nadia, demarche=copil.demarche, leaving=nadia, arriving=make.person(email=None)
        )
