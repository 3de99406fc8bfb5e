"""Meetings of the demonstration."""

from atelier.home import queries as home
from atelier.meetings.models import Answer, DecisionStatus, MeetingStatus


def test_meetings_are_held_cancelled_convened_and_to_convene(played):
    cast = played("sittings")

    states = list(cast.demarche.meetings.values_list("status", flat=True))

    assert set(states) == set(MeetingStatus)
    assert states.count(MeetingStatus.HELD) >= 6


def test_decisions_were_taken_the_day_of_their_meeting(played):
    cast = played("sittings")

    for one in cast.demarche.decisions.select_related("meeting").order_by("number"):
        assert one.decided_on == one.meeting.starts_at.date()
        assert one.recorded_at.date() == one.decided_on


def test_some_decisions_are_followed_and_some_are_late(played):
    cast = played("sittings")
    waiting = cast.demarche.decisions.filter(status=DecisionStatus.OPEN, due_on__lt=cast.today)

    assert waiting.count() == 2
    assert cast.demarche.decisions.filter(status=DecisionStatus.DONE).exists()


def test_week_of_the_pilote_is_alive(played):
    cast = played("sittings")

    week = home.week(cast.demarche, cast.pilote)

    assert week.meeting.starts_at.date() > cast.today
    assert week.to_chase
    assert week.late_steps
    assert week.late_decisions


def test_someone_who_was_away_is_not_said_to_have_come(played):
    cast = played("sittings")
    seats = cast.demarche.meetings.get(title__contains="3 — premiers").attendances

    assert seats.get(person=cast.people["olivier_estrade"]).answer == Answer.EXCUSED
    assert seats.get(person=cast.people["elisabeth_roumieu"]).answer == Answer.PRESENT
