"""Reads of meetings."""

from datetime import timedelta

import pytest
from django.utils import timezone

from atelier.meetings import queries
from atelier.meetings.models import Answer, DecisionStatus, MeetingStatus
from tests.factories import atelier as make
from tests.factories import meetings as making


pytestmark = pytest.mark.django_db


def test_soonest_meeting_comes_first():
    copil = making.copil()
    later = making.meeting(instance=copil, starts_at=making.next_week() + timedelta(days=7))
    sooner = making.meeting(instance=copil)

    assert list(queries.coming(copil.demarche)) == [sooner, later]


def test_next_meeting_of_someone_is_one_they_are_convened_to():
    copil, odile = making.copil(), make.person()
    making.meeting(instance=copil)
    hers = making.meeting(
        instance=copil, starts_at=making.next_week() + timedelta(days=3), people=(odile,)
    )

    assert queries.next_of(odile, copil.demarche) == hers


def test_open_decisions_of_the_instance_come_back_at_its_next_meeting():
    copil = making.copil()
    kept = making.decision(instance=copil)
    making.decision(instance=copil, status=DecisionStatus.DONE)
    making.decision(instance=making.copil(demarche=copil.demarche))

    assert list(queries.open_decisions(copil, before=making.meeting(instance=copil))) == [kept]


def test_only_those_convened_and_silent_are_to_chase():
    silent, said = make.person(), make.person()
    meeting = making.meeting(people=(silent, said), status=MeetingStatus.CONVENED)
    meeting.attendances.filter(person=said).update(answer=Answer.YES)

    assert [one.person for one in queries.to_chase(meeting.demarche)] == [silent]


def test_whole_meeting_costs_the_same_for_two_people_and_for_twenty(django_assert_num_queries):
    meeting = making.meeting(agenda=("Un",), people=tuple(make.person() for _ in range(20)))

    with django_assert_num_queries(4):
        whole = queries.whole(meeting.demarche, meeting.pk)
        assert [str(one.person.organisation) for one in whole.attendances.all()]
        assert list(whole.agenda.all())


def test_meeting_of_another_demarche_is_not_found():
    assert queries.whole(make.demarche(), making.meeting().pk) is None


def test_what_a_meeting_lacks_is_said():
    meeting = making.meeting()

    assert queries.missing(meeting) == [
        "un ordre du jour",
        "un lieu ou un lien",
        "la convocation",
        "des membres",
    ]


def test_sittings_of_deciding_instances_are_found_by_day_and_by_nearness():
    copil = making.copil()
    today = making.meeting(instance=copil, starts_at=making.this_morning())
    later = making.meeting(instance=copil)
    making.meeting(instance=copil, starts_at=making.this_morning(), status=MeetingStatus.CANCELLED)

    assert queries.sitting(copil, timezone.localdate()) == today
    assert queries.last_sitting(copil.demarche) == today
    assert queries.next_sitting(copil.demarche) == later
