"""When meetings and decisions may change."""

from atelier.meetings.models import DecisionStatus, MeetingStatus


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
