"""Rows of the workshops."""

from atelier.workshops.models.actors import (
    Actor,
    Tie,
    TieKind,
)
from atelier.workshops.models.sessions import (
    Activity,
    ActivityKind,
    ActivityStatus,
    Participant,
    ReceivedGesture,
    Workshop,
    WorkshopStatus,
)
from atelier.workshops.models.votes import (
    Bet,
    Guess,
    Statement,
    Vote,
)
from atelier.workshops.models.wall import (
    Card,
    CardOrigin,
    Group,
)


__all__ = [
    "Activity",
    "ActivityKind",
    "ActivityStatus",
    "Actor",
    "Bet",
    "Card",
    "CardOrigin",
    "Group",
    "Guess",
    "Participant",
    "ReceivedGesture",
    "Statement",
    "Tie",
    "TieKind",
    "Vote",
    "Workshop",
    "WorkshopStatus",
]
