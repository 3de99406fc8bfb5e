"""When a workshop and its activities may change, and what may be told of a college.

Nothing is told of a college under five voters; neither is what would reveal it by subtraction.
"""

from collections.abc import Iterable, Mapping

from atelier.demarches.rules import NotNow
from atelier.workshops.models import (
    ActivityStatus,
    LateStatus,
    ProposalStatus,
    TieKind,
    WorkshopStatus,
)


WORKSHOP_TRANSITIONS: dict[WorkshopStatus, set[WorkshopStatus]] = {
    WorkshopStatus.PREPARED: {WorkshopStatus.OPEN},
    WorkshopStatus.OPEN: {WorkshopStatus.CLOSED},
    WorkshopStatus.CLOSED: {WorkshopStatus.OPEN},
}

ACTIVITY_TRANSITIONS: dict[ActivityStatus, set[ActivityStatus]] = {
    ActivityStatus.WAITING: {ActivityStatus.OPEN},
    ActivityStatus.OPEN: {ActivityStatus.CLOSED},
    ActivityStatus.CLOSED: {ActivityStatus.OPEN},
}

LATE_TRANSITIONS: dict[LateStatus, set[LateStatus]] = {
    LateStatus.WAITING: {LateStatus.COUNTED, LateStatus.ASIDE},
    LateStatus.COUNTED: {LateStatus.ASIDE},
    LateStatus.ASIDE: {LateStatus.COUNTED},
}

PROPOSAL_TRANSITIONS: dict[ProposalStatus, set[ProposalStatus]] = {
    ProposalStatus.WAITING: {ProposalStatus.ACCEPTED, ProposalStatus.ASIDE},
    ProposalStatus.ACCEPTED: {ProposalStatus.ASIDE},
    ProposalStatus.ASIDE: {ProposalStatus.ACCEPTED},
}

# A seat counts as one voter, whether it has a telephone or shares one.
FEWEST_VOTERS = 5
MOST_SEATS = 30
LONGEST_CARD = 400
# Letters and digits that nobody confuses when read aloud or on a screen.
CODE_LETTERS = "ABCDEFGHJKMNPQRTUVWXY"
CODE_LENGTH = 6

# What a count made by hand is called among the participants.
BY_HAND = "Comptage à main levée"

Pair = tuple[int, int, str, str]
LINKED = frozenset({TieKind.WORKS_WITH, TieKind.OCCASIONAL})


class TooMuch(Exception):
    """A device sends too often. Its text says what to do, in French."""


class Late(NotNow):
    """A vote that comes after the vote has closed. It is kept apart, for the facilitator."""


class Gone(NotNow):
    """What is voted upon is no longer there: sending again would change nothing."""


class Conflict(NotNow):
    """Someone changed on the site what was changed without network.

    theirs   what the site holds, in words
    """

    def __init__(self, told: str, *, theirs: str) -> None:
        super().__init__(told)
        self.theirs = theirs


def hidden_colleges(voters: Mapping[str, int]) -> frozenset[str]:
    """The colleges whose results are not told.

    voters   how many voters each college has, every voter of the total among them (« » for those
             who gave no college)

    A college nobody voted in hides nothing. Those under five voters are hidden; then, smallest
    first, as many others as it takes for the hidden ones to be at least two and five voters
    together: what is left of the total once the shown ones are subtracted is about no small group.
    """
    present = sorted((count, college) for college, count in voters.items() if count > 0)
    hidden = [(count, college) for count, college in present if count < FEWEST_VOTERS]
    if not hidden:
        return frozenset()
    for more in present[len(hidden) :]:
        if len(hidden) > 1 and sum(count for count, _ in hidden) >= FEWEST_VOTERS:
            break
        hidden.append(more)
    return frozenset(college for _, college in hidden)


def photo_target(activity_id: int) -> str:
    """What the photograph of an activity's paper cards says it is attached to."""
    return f"activity:{activity_id}"


def dots_left(budget: int, placed: Iterable[int]) -> int:
    """Dots a voter has not put yet; never below none."""
    return max(budget - sum(placed), 0)


def pair_key(first: int, second: int, theme: str, public: str) -> Pair:
    """A tie without direction: the same whichever actor is named first."""
    return (min(first, second), max(first, second), theme, public)


def compared_ties(
    before: Mapping[Pair, TieKind], after: Mapping[Pair, TieKind]
) -> dict[str, list[Pair]]:
    """What changed between two maps: appeared, gone, still_missing, newly_missing."""
    linked_before = {key for key, kind in before.items() if kind in LINKED}
    linked_after = {key for key, kind in after.items() if kind in LINKED}
    missing_before = before.keys() - linked_before
    missing_after = after.keys() - linked_after
    return {
        "appeared": sorted(linked_after - linked_before),
        "gone": sorted(linked_before - linked_after),
        "still_missing": sorted(missing_before & missing_after),
        "newly_missing": sorted(missing_after - missing_before),
    }
