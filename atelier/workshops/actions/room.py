"""What the room sends: arriving, a card, dots, a bet. Sending again changes nothing."""

import uuid

from django.core.cache import cache
from django.db import transaction

from atelier.demarches.rules import NotNow
from atelier.workshops.actions.rhythm import stir
from atelier.workshops.models import (
    Activity,
    ActivityKind,
    ActivityStatus,
    Bet,
    Card,
    CardOrigin,
    Group,
    Guess,
    LateStatus,
    Participant,
    Statement,
    Vote,
    Workshop,
    WorkshopStatus,
)
from atelier.workshops.rules import LONGEST_CARD, MOST_SEATS, Late, TooMuch, dots_left
from atelier.workshops.tokens import drawn, hashed


# A table of thirty that dictates fast stays under it; a script does not.
MOST_PER_MINUTE = 60
MINUTE = 60


def check_pace(participant: Participant) -> None:
    """Raises TooMuch when the device sends more than it could by hand."""
    key = f"workshops.pace.{participant.pk}"
    cache.add(key, 0, MINUTE)
    try:
        count = cache.incr(key)
    except ValueError:
        return
    if count > MOST_PER_MINUTE:
        raise TooMuch("Trop d’envois à la suite. Attendez une minute : rien n’est perdu.")


@transaction.atomic
def join(
    *, workshop: Workshop, uid: uuid.UUID, college: str = "", seats: int = 1, table: str = ""
) -> str:
    """A device comes in; returns its token, which is written nowhere else.

    uid   drawn with the form: sending the form again is the same device, with a new token
    Raises NotNow when the workshop is closed.
    """
    if workshop.status == WorkshopStatus.CLOSED:
        raise NotNow("Cet atelier est terminé. Merci d’être venu.")
    token = drawn()
    known = Participant.objects.filter(uid=uid).first()
    if known is not None and known.workshop_id != workshop.pk:
        raise NotNow("Ce formulaire a déjà servi. Rechargez la page.")
    Participant.objects.update_or_create(
        uid=uid,
        workshop=workshop,
        defaults={
            "token_hash": hashed(token),
            "college": college,
            "seats": max(1, min(seats, MOST_SEATS)),
            "table": table.strip()[:40],
        },
    )
    stir(workshop.pk)
    return token


@transaction.atomic
def write_card(
    *,
    activity: Activity,
    participant: Participant,
    uid: uuid.UUID,
    text: str,
    theme: str = "",
    public: str = "",
) -> Card:
    """One représentation. It waits for the facilitator to read it before it is projected.

    A card that was waiting for the network comes in even after the activity has closed.
    """
    if activity.kind != ActivityKind.REPRESENTATIONS or activity.status == ActivityStatus.WAITING:
        raise NotNow("Cette activité n’est pas encore ouverte.")
    written = text.strip()
    if not written:
        raise NotNow("Écrivez une phrase avant d’envoyer.")
    if len(written) > LONGEST_CARD:
        raise NotNow(f"Une carte tient en {LONGEST_CARD} signes. Coupez-la en deux cartes.")
    card, is_new = Card.objects.get_or_create(
        uid=uid,
        defaults={
            "activity": activity,
            "participant": participant,
            "college": participant.college if activity.by_college else "",
            "theme": theme,
            "public": public,
            "original": written,
            "text": written,
            "origin": CardOrigin.PHONE,
        },
    )
    if is_new:
        stir(activity.workshop_id)
    return card


@transaction.atomic
def take_back_card(*, activity: Activity, participant: Participant, card: int) -> Card:
    """Its author takes a card back, as long as nobody has read it; returns what it said.

    Raises NotNow once it was read: it is then shown, or kept for the collectif.
    """
    written = participant.cards.select_for_update().filter(activity=activity)
    found = written.filter(pk=card).first()
    if found is None:
        raise NotNow("Cette carte n’est plus là : elle a déjà été reprise.")
    if found.is_checked:
        raise NotNow("L’animation a déjà relu cette carte. Demandez-lui de la retirer de l’écran.")
    found.delete()
    stir(activity.workshop_id)
    return found


@transaction.atomic
def put_dots(*, activity: Activity, participant: Participant, group: Group, dots: int) -> int:
    """So many dots on a group, whatever was there; returns what the voter has left.

    A table of five has five times the dots. Raises NotNow beyond, or before the vote opens; Late
    once it has closed.
    """
    if activity.kind != ActivityKind.DOTS or activity.status == ActivityStatus.WAITING:
        raise NotNow("Ce vote n’est pas encore ouvert.")
    if activity.status == ActivityStatus.CLOSED:
        raise Late("Ce vote est fermé.")
    voter = Participant.objects.select_for_update().get(pk=participant.pk)
    placed = dict(activity.votes.filter(participant=voter).values_list("group_id", "dots"))
    others = [count for group_id, count in placed.items() if group_id != group.pk]
    left = dots_left(activity.dots * voter.seats, others)
    if dots > left:
        raise NotNow(f"Il vous reste {left} gommette(s) pour ce groupe. Retirez-en ailleurs.")
    if placed.get(group.pk) != dots:
        set_vote(activity, voter, group, dots)
        stir(activity.workshop_id)
    activity.late_votes.filter(participant=voter, group=group, status=LateStatus.WAITING).delete()
    return left - dots


@transaction.atomic
def bet(*, statement: Statement, participant: Participant, guess: Guess) -> Bet:
    """One bet per voter; may change until the figure appears. Raises Late afterwards."""
    activity = statement.activity
    if activity.status == ActivityStatus.WAITING:
        raise NotNow("Ce jeu n’est pas encore ouvert.")
    if statement.is_revealed or activity.status == ActivityStatus.CLOSED:
        raise Late("Les paris sont clos pour cette affirmation.")
    known = Bet.objects.filter(statement=statement, participant=participant).first()
    if known is not None and known.guess == guess:
        return known
    made, _ = Bet.objects.update_or_create(
        statement=statement, participant=participant, defaults={"guess": guess}
    )
    stir(activity.workshop_id)
    return made


def set_vote(activity: Activity, voter: Participant, group: Group, dots: int) -> None:
    """So many dots, whatever was there; none takes the line away."""
    if dots <= 0:
        Vote.objects.filter(activity=activity, participant=voter, group=group).delete()
        return
    Vote.objects.update_or_create(
        activity=activity, participant=voter, group=group, defaults={"dots": dots}
    )
