"""What meetings expected of the one who leaves is expected of the one who arrives."""

from datetime import date, timedelta

import pytest

from atelier.demarches.actions import hand_over
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
