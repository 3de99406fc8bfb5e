"""Every status of meetings and decisions is in its table."""

from atelier.meetings.models import DecisionStatus, MeetingStatus
from atelier.meetings.rules import DECISION_TRANSITIONS, MEETING_TRANSITIONS


def test_every_status_is_in_its_table():
    assert set(MEETING_TRANSITIONS) == set(MeetingStatus)
    assert set(DECISION_TRANSITIONS) == set(DecisionStatus)


def test_held_meeting_is_held_for_good():
    assert MEETING_TRANSITIONS[MeetingStatus.HELD] == set()
