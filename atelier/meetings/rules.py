"""When meetings and decisions may change."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from atelier.meetings.models import DecisionKind, DecisionStatus, Meeting, MeetingStatus


MEETING_TRANSITIONS: dict[MeetingStatus, set[MeetingStatus]] = {
    MeetingStatus.PLANNED: {MeetingStatus.CONVENED, MeetingStatus.HELD, MeetingStatus.CANCELLED},
    MeetingStatus.CONVENED: {
        MeetingStatus.CONVENED,
        MeetingStatus.HELD,
        MeetingStatus.CANCELLED,
    },
    MeetingStatus.HELD: set(),
    MeetingStatus.CANCELLED: {MeetingStatus.PLANNED},
}

DECISION_TRANSITIONS: dict[DecisionStatus, set[DecisionStatus]] = {
    DecisionStatus.OPEN: {DecisionStatus.DONE, DecisionStatus.DROPPED},
    DecisionStatus.DONE: {DecisionStatus.OPEN},
    DecisionStatus.DROPPED: {DecisionStatus.OPEN},
}


class WrittenMeanwhile(Exception):
    """Somebody else has written the minutes since one began."""


def print_of(meeting: Meeting) -> str:
    """What tells one text of the minutes from another."""
    notes = meeting.agenda.order_by("pk").values_list("pk", "note")
    return sha256(repr((meeting.minutes, list(notes))).encode()).hexdigest()[:16]


def status_at_first(kind: DecisionKind, values: Mapping[str, Any]) -> DecisionStatus:
    """A validation with nobody to carry it and no day to meet is done; the rest is to follow."""
    is_awaited = values.get("carried_by") or values.get("due_on")
    is_done = kind == DecisionKind.VALIDATION and not is_awaited
    return DecisionStatus.DONE if is_done else DecisionStatus.OPEN
