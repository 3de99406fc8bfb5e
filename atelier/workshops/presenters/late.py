"""Votes that came after the vote had closed, as the facilitator decides of them.

What was voted for is not printed: whether a vote counts does not depend on it.
"""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from atelier.workshops import queries
from atelier.workshops.models import Activity, LateStatus, LateVote, Workshop
from atelier.workshops.presenters.preparing import address
from maillage.base.french import plural


TONES = {LateStatus.WAITING: "warning", LateStatus.COUNTED: "good", LateStatus.ASIDE: "neutral"}


def late(workshop: Workshop) -> list[dict[str, Any]]:
    """By activity, the devices whose votes came late, those to decide first."""
    found = queries.late_votes(workshop)
    return [
        _activity(workshop, activity, list(votes))
        for activity, votes in groupby(found, key=attrgetter("activity"))
    ]


def uncounted(activity: Activity) -> str:
    """What the results leave out, in one sentence; empty when nothing."""
    people = queries.late_people(activity)
    if not people:
        return ""
    return plural(
        people,
        "personne a voté après la clôture, sans être comptée ici",
        "personnes ont voté après la clôture, sans être comptées ici",
    )


def _activity(workshop: Workshop, activity: Activity, votes: list[LateVote]) -> dict[str, Any]:
    votes = sorted(votes, key=lambda one: (one.participant_id, one.pk))
    ballots = [_ballot(list(mine)) for _, mine in groupby(votes, key=attrgetter("participant_id"))]
    waiting = [one for one in ballots if one["is_waiting"]]
    closed = activity.closed_at
    return {
        "id": f"tardifs-{activity.pk}",
        "title": activity.title,
        "closed": f"Clôture à {_hour(closed)}." if closed else "",
        "waiting": waiting,
        "waiting_words": plural(
            len(waiting),
            "vote arrivé après la clôture",
            "votes arrivés après la clôture",
        ),
        "decided": [one for one in ballots if not one["is_waiting"]],
        "url": address(workshop, "decide_late", activity_id=activity.pk),
    }


def _ballot(mine: list[LateVote]) -> dict[str, Any]:
    """Everything one device sent late in an activity: counted or not, as a whole."""
    first = mine[0]
    statuses = {LateStatus(one.status) for one in mine}
    is_waiting = LateStatus.WAITING in statuses
    status = LateStatus.WAITING if is_waiting else LateStatus(first.status)
    return {
        "pk": first.participant_id,
        "who": f"{first.participant}, {plural(first.participant.seats, 'personne')}",
        "when": _when(mine),
        "is_waiting": is_waiting,
        "word": status.label,
        "tone": TONES[status],
        "is_counted": status == LateStatus.COUNTED,
    }


def _when(mine: list[LateVote]) -> str:
    """« fait à 14 h 32, avant la clôture ; arrivé à 14 h 41 »."""
    made, came = min(one.made_at for one in mine), max(one.received_at for one in mine)
    closings = [moment for moment in map(_closing, mine) if moment is not None]
    was_before = bool(closings) and all(
        one.made_at <= closing
        for one, closing in zip(mine, map(_closing, mine), strict=True)
        if closing is not None
    )
    place = ", avant la clôture" if was_before else ""
    return f"fait à {_hour(made)}{place} ; arrivé à {_hour(came)}"


def _closing(one: LateVote) -> datetime | None:
    """When its vote closed: a bet closes when the figure appears."""
    shown = one.statement.revealed_at if one.statement_id else None
    known: Iterable[datetime] = (
        moment for moment in (shown, one.activity.closed_at) if moment is not None
    )
    return min(known, default=None)


def _hour(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "G\\ \\h\\ i")
