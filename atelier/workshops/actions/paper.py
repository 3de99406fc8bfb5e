"""What comes in on paper: cards typed or photographed, ballots counted by hand."""

import uuid

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from atelier.accounts.models import Person
from atelier.audit.actions import record
from atelier.demarches.models import Document
from atelier.demarches.rules import NotNow
from atelier.demarches.uploads import SHOWN, keep_document, read_kind
from atelier.workshops.actions.rhythm import stir
from atelier.workshops.models import (
    Activity,
    ActivityKind,
    Bet,
    Card,
    CardOrigin,
    Group,
    Guess,
    Participant,
    Statement,
    Vote,
    Workshop,
)
from atelier.workshops.rules import BY_HAND, LONGEST_CARD, photo_target
from atelier.workshops.tokens import drawn, hashed


MOST_COUNTED = 2000


@transaction.atomic
def type_card(
    *,
    by: Person,
    activity: Activity,
    uid: uuid.UUID,
    text: str,
    photo: Document | None = None,
    **values: str,
) -> Card:
    """A paper card, typed by the facilitator: read at once, since they have just read it.

    values   college, theme, public
    Raises NotNow for an empty or too long card, or another kind of activity.
    """
    written = text.strip()
    if activity.kind != ActivityKind.REPRESENTATIONS:
        raise NotNow("Les cartes se saisissent dans les représentations initiales.")
    if not written or len(written) > LONGEST_CARD:
        raise NotNow(f"Une carte compte entre 1 et {LONGEST_CARD} signes.")
    card, is_new = Card.objects.get_or_create(
        uid=uid,
        defaults={
            "activity": activity,
            "original": written,
            "text": written,
            "is_checked": True,
            "origin": CardOrigin.PHOTO if photo else CardOrigin.PAPER,
            "photo": photo,
            **values,
        },
    )
    if is_new:
        stir(activity.workshop_id)
        record(
            "workshops.card_typed",
            by=by,
            demarche_id=activity.workshop.demarche_id,
            after={"card": card.pk, "origin": card.origin},
        )
    return card


@transaction.atomic
def keep_photo(*, by: Person, activity: Activity, upload: UploadedFile) -> Document:
    """The photograph of paper cards, to be typed afterwards. Raises NotNow for anything else."""
    if read_kind(upload) not in SHOWN - {"application/pdf"}:
        raise NotNow("Choisissez une photographie (JPEG ou PNG).")
    document = keep_document(
        by=by,
        demarche=activity.workshop.demarche,
        upload=upload,
        title=f"Cartes papier : {activity.title}"[:200],
        target=photo_target(activity.pk),
    )
    stir(activity.workshop_id)
    return document


@transaction.atomic
def count_dots(
    *,
    by: Person,
    activity: Activity,
    uid: uuid.UUID,
    voters: int,
    dots: dict[int, int],
    college: str = "",
) -> Participant:
    """A vote counted by hand: so many voters, so many dots on each group.

    dots   by group identifier; the same uid sent again replaces the count
    Raises NotNow when there are more dots than the voters had.
    """
    if activity.kind != ActivityKind.DOTS:
        raise NotNow("Les gommettes se comptent dans un vote.")
    given = sum(dots.values())
    if given > activity.dots * voters:
        raise NotNow(
            f"{given} gommettes pour {voters} votants : chacun en avait {activity.dots}. "
            "Vérifiez le nombre de votants."
        )
    ballot = _ballot(activity.workshop, uid, voters, college)
    ballot.votes.filter(activity=activity).delete()
    groups = Group.objects.filter(workshop=activity.workshop, pk__in=dots)
    Vote.objects.bulk_create(
        Vote(activity=activity, participant=ballot, group=group, dots=dots[group.pk])
        for group in groups.order_by("pk")
        if dots[group.pk] > 0
    )
    _journal("workshops.dots_counted", by, activity.workshop, voters)
    return ballot


@transaction.atomic
def count_bets(
    *,
    by: Person,
    statement: Statement,
    uid: uuid.UUID,
    counts: dict[Guess, int],
    college: str = "",
) -> list[Participant]:
    """Bets counted by hand: so many for each answer. The same uid again replaces the count."""
    workshop = statement.activity.workshop
    ballots = []
    for guess, voters in counts.items():
        mine = uuid.uuid5(uid, str(guess))
        if voters <= 0:
            Participant.objects.filter(uid=mine, workshop=workshop).delete()
            continue
        ballot = _ballot(workshop, mine, voters, college)
        Bet.objects.update_or_create(
            statement=statement, participant=ballot, defaults={"guess": guess}
        )
        ballots.append(ballot)
    _journal("workshops.bets_counted", by, workshop, sum(counts.values()))
    return ballots


def _ballot(workshop: Workshop, uid: uuid.UUID, voters: int, college: str) -> Participant:
    """The count as a participant that no device holds: its token is drawn and forgotten."""
    if not 0 < voters <= MOST_COUNTED:
        raise NotNow("Indiquez combien de personnes ont voté.")
    known = Participant.objects.filter(uid=uid).first()
    if known is not None and known.workshop_id != workshop.pk:
        raise NotNow("Ce comptage appartient à un autre atelier.")
    values = {"seats": voters, "college": college, "table": BY_HAND}
    ballot, _ = Participant.objects.update_or_create(
        uid=uid,
        workshop=workshop,
        defaults=values,
        create_defaults={**values, "token_hash": hashed(drawn())},
    )
    return ballot


def _journal(action: str, by: Person, workshop: Workshop, voters: int) -> None:
    stir(workshop.pk)
    record(
        action,
        by=by,
        target=workshop,
        demarche_id=workshop.demarche_id,
        after={"voters": voters},
    )
