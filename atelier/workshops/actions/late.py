"""Votes that come after the vote has closed: kept as they came, counted only when so decided."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from atelier.accounts.models import Person
from atelier.audit.actions import record
from atelier.demarches.rules import NotNow
from atelier.workshops.actions.rhythm import stir
from atelier.workshops.actions.room import set_vote
from atelier.workshops.models import (
    Activity,
    ActivityKind,
    Bet,
    Group,
    Guess,
    LateStatus,
    LateVote,
    Participant,
    Statement,
)
from atelier.workshops.rules import LATE_TRANSITIONS


# A phone that says more has a wrong clock: the vote is then as old as the workshop.
LONGEST_WAIT = timedelta(days=7)


@transaction.atomic
def keep_dots(
    *, activity: Activity, participant: Participant, group: Group, dots: int, waited: int = 0
) -> LateVote:
    """So many dots on a group, come too late; sent again, the last word replaces the one before.

    waited   seconds it waited in the phone
    """
    about = {"activity": activity, "participant": participant, "group": group}
    return _kept(about, {"dots": dots}, waited)


@transaction.atomic
def keep_bet(
    *, statement: Statement, participant: Participant, guess: Guess, waited: int = 0
) -> LateVote:
    """A bet come once the figure was shown, or the game closed."""
    about = {
        "activity": statement.activity,
        "participant": participant,
        "statement": statement,
    }
    return _kept(about, {"guess": str(guess)}, waited)


@transaction.atomic
def decide(*, by: Person, activity: Activity, participants: Iterable[int], is_counted: bool) -> int:
    """Count what these devices sent late, or set it aside; returns how many devices it changed.

    What was counted and is set aside gives way to the vote there was before.
    Raises NotNow when a device would have put more dots than it has.
    """
    wanted = LateStatus.COUNTED if is_counted else LateStatus.ASIDE
    changed = 0
    for voter in Participant.objects.filter(
        workshop=activity.workshop_id, pk__in=participants
    ).order_by("pk"):
        found = [
            one
            for one in activity.late_votes.filter(participant=voter).order_by("pk")
            if wanted in LATE_TRANSITIONS[LateStatus(one.status)]
        ]
        for one in found:
            (_count if is_counted else _set_aside)(activity, one)
        if found and is_counted:
            _check_budget(activity, voter)
        changed += bool(found)
    stir(activity.workshop_id, phones=True)
    record(
        "workshops.late_votes_decided",
        by=by,
        target=activity,
        demarche_id=activity.workshop.demarche_id,
        after={"devices": changed, "is_counted": is_counted},
    )
    return changed


def _kept(about: dict[str, Any], said: dict[str, Any], waited: int) -> LateVote:
    now = timezone.now()
    known = LateVote.objects.select_for_update().filter(**about).first()
    if known is not None and all(getattr(known, name) == value for name, value in said.items()):
        return known
    late, _ = LateVote.objects.update_or_create(
        **about,
        defaults={
            **said,
            "status": LateStatus.WAITING,
            "made_at": now - min(timedelta(seconds=max(waited, 0)), LONGEST_WAIT),
            "received_at": now,
        },
    )
    stir(about["activity"].workshop_id, phones=True)
    return late


def _count(activity: Activity, late: LateVote) -> None:
    late.former = _said_before(activity, late)
    _vote(activity, late, str(late.dots) if late.group_id else late.guess)
    _mark(late, LateStatus.COUNTED)


def _set_aside(activity: Activity, late: LateVote) -> None:
    if late.status == LateStatus.COUNTED:
        _vote(activity, late, late.former)
    _mark(late, LateStatus.ASIDE)


def _said_before(activity: Activity, late: LateVote) -> str:
    """What the device's vote is now, in the words `former` keeps."""
    if late.group_id:
        found = activity.votes.filter(participant=late.participant_id, group=late.group_id)
        return next((str(one) for one in found.values_list("dots", flat=True)), "")
    bets = late.statement.bets.filter(participant=late.participant_id)
    return next(iter(bets.values_list("guess", flat=True)), "")


def _vote(activity: Activity, late: LateVote, said: str) -> None:
    """Make the device's vote what is said; nothing takes it away."""
    if late.group_id:
        set_vote(activity, late.participant, late.group, int(said) if said else 0)
    elif said:
        Bet.objects.update_or_create(
            statement=late.statement, participant=late.participant, defaults={"guess": said}
        )
    else:
        late.statement.bets.filter(participant=late.participant_id).delete()


def _mark(late: LateVote, status: LateStatus) -> None:
    late.status = status
    late.save(update_fields=["status", "former"])


def _check_budget(activity: Activity, voter: Participant) -> None:
    if activity.kind != ActivityKind.DOTS:
        return
    given = sum(activity.votes.filter(participant=voter).values_list("dots", flat=True))
    most = activity.dots * voter.seats
    if given > most:
        raise NotNow(
            f"Avec ses gommettes en retard, ce téléphone en aurait posé {given} pour {most}. "
            "Laissez-les de côté."
        )
