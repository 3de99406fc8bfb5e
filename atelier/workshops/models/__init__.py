"""Rows of the workshops."""

from atelier.workshops.models.actors import (
    Actor,
    ProposalStatus,
    Tie,
    TieKind,
    TieProposal,
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
    LateStatus,
    LateVote,
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
    "LateStatus",
    "LateVote",
    "Participant",
    "ProposalStatus",
    "ReceivedGesture",
    "Statement",
    "Tie",
    "TieKind",
    "TieProposal",
    "Vote",
    "Workshop",
    "WorkshopStatus",
]
