"""Running a workshop: open and close, what is projected, reading cards before they are shown."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from atelier.accounts.models import Person
from atelier.audit.actions import record
from atelier.demarches.rules import NotNow, check_transition
from atelier.workshops.actions.rhythm import stir
from atelier.workshops.models import (
    Activity,
    ActivityKind,
    ActivityStatus,
    Card,
    Statement,
    Workshop,
    WorkshopStatus,
)
from atelier.workshops.rules import ACTIVITY_TRANSITIONS, LONGEST_CARD, WORKSHOP_TRANSITIONS


# The name of a group once the card that named it was taken off the screen.
UNNAMED = "Groupe à nommer"


@transaction.atomic
def set_workshop_status(*, by: Person, workshop: Workshop, status: WorkshopStatus) -> Workshop:
    """Open the doors, or close them: closing closes the activity under way, and thanks the room."""
    check_transition(WORKSHOP_TRANSITIONS, workshop.status, status, labels=WorkshopStatus)
    before = workshop.status
    workshop.status = status
    if status == WorkshopStatus.CLOSED:
        workshop.shown = None
        _close_others(workshop)
    workshop.save(update_fields=["status", "shown"])
    stir(workshop.pk, phones=True)
    record(
        "workshops.status_set",
        by=by,
        target=workshop,
        demarche_id=workshop.demarche_id,
        before={"status": before},
        after={"status": status},
    )
    return workshop


@transaction.atomic
def set_activity_status(*, by: Person, activity: Activity, status: ActivityStatus) -> Activity:
    """Open an activity: it is projected, and the one under way closes. Or close it.

    Opening the first one opens the workshop. Raises NotNow for a vote without group, a bet without
    statement.
    """
    check_transition(ACTIVITY_TRANSITIONS, activity.status, status, labels=ActivityStatus)
    workshop = activity.workshop
    if status == ActivityStatus.OPEN:
        _check_ready(activity)
        _close_others(workshop)
        workshop.status = WorkshopStatus.OPEN
        workshop.shown = activity
        workshop.save(update_fields=["status", "shown"])
    before = activity.status
    activity.status = status
    activity.closed_at = timezone.now() if status == ActivityStatus.CLOSED else None
    activity.save(update_fields=["status", "closed_at"])
    stir(workshop.pk, phones=True)
    record(
        "workshops.activity_status_set",
        by=by,
        target=activity,
        demarche_id=workshop.demarche_id,
        before={"status": before},
        after={"status": status},
    )
    return activity


@transaction.atomic
def show(*, by: Person, workshop: Workshop, activity: Activity | None) -> Workshop:
    """What is projected: an activity, or the welcome page and its QR code."""
    workshop.shown = activity
    workshop.save(update_fields=["shown"])
    stir(workshop.pk)
    record(
        "workshops.shown",
        by=by,
        target=workshop,
        demarche_id=workshop.demarche_id,
        after={"activity": activity},
    )
    return workshop


@transaction.atomic
def check_card(
    *, by: Person, card: Card, text: str | None = None, is_withheld: bool | None = None
) -> Card:
    """The facilitator has read it: projected as it is, reworded, or withheld.

    What was written (`original`) never changes, and stays out of the journal.
    """
    if text is not None and not text.strip():
        raise NotNow("Une carte affichée ne peut pas être vide. Retenez-la plutôt.")
    shown = card.text
    card.text = card.text if text is None else text.strip()[:LONGEST_CARD]
    card.is_withheld = card.is_withheld if is_withheld is None else is_withheld
    card.is_checked = True
    card.save(update_fields=["text", "is_withheld", "is_checked"])
    workshop = card.activity.workshop
    _rename_group(card, shown)
    stir(workshop.pk)
    record(
        "workshops.card_checked",
        by=by,
        demarche_id=workshop.demarche_id,
        after={
            "card": card.pk,
            "is_withheld": card.is_withheld,
            "is_reworded": card.text != card.original,
        },
    )
    return card


@transaction.atomic
def check_all(
    *, by: Person, workshop: Workshop, cards: list[int], texts: Mapping[int, str] | None = None
) -> int:
    """Every card the page showed, projected in the words the page showed.

    Those come since then wait, and so does a card whose text was erased.
    """
    said = texts or {}
    reword_waiting(by=by, workshop=workshop, texts=said)
    erased = {pk for pk, text in said.items() if not text.strip()}
    waiting = Card.objects.filter(
        activity__workshop=workshop, pk__in=set(cards) - erased, is_checked=False
    )
    count = waiting.update(is_checked=True)
    stir(workshop.pk)
    record(
        "workshops.cards_checked",
        by=by,
        target=workshop,
        demarche_id=workshop.demarche_id,
        after={"count": count},
    )
    return count


@transaction.atomic
def reword_waiting(*, by: Person, workshop: Workshop, texts: Mapping[int, str]) -> int:
    """Keep what the facilitator typed in cards nobody has projected yet; returns how many."""
    waiting = Card.objects.filter(activity__workshop=workshop, pk__in=texts, is_checked=False)
    typed = {card.pk: texts[card.pk].strip()[:LONGEST_CARD] for card in waiting}
    changed = [card for card in waiting if typed[card.pk] and typed[card.pk] != card.text]
    for card in changed:
        card.text = typed[card.pk]
    Card.objects.bulk_update(changed, ["text"])
    if changed:
        stir(workshop.pk)
        # The words stay out of the journal, as they do when a card is shown.
        record(
            "workshops.cards_reworded",
            by=by,
            target=workshop,
            demarche_id=workshop.demarche_id,
            after={"count": len(changed)},
        )
    return len(changed)


@transaction.atomic
def step_to(*, by: Person, activity: Activity, rank: int) -> Activity:
    """The statement the room bets on now."""
    last = activity.statements.count() - 1
    activity.cursor = max(0, min(rank, last))
    activity.save(update_fields=["cursor"])
    stir(activity.workshop_id, phones=True)
    record(
        "workshops.stepped",
        by=by,
        target=activity,
        demarche_id=activity.workshop.demarche_id,
        after={"rank": activity.cursor},
    )
    return activity


@transaction.atomic
def reveal(*, by: Person, statement: Statement) -> Statement:
    """The figure appears; nobody bets on it any more."""
    if not statement.is_revealed:
        statement.is_revealed = True
        statement.revealed_at = timezone.now()
        statement.save(update_fields=["is_revealed", "revealed_at"])
        workshop = statement.activity.workshop
        stir(workshop.pk, phones=True)
        record("workshops.revealed", by=by, target=statement, demarche_id=workshop.demarche_id)
    return statement


def _rename_group(card: Card, shown: str) -> None:
    """A group that still bears the words of the card must not go on projecting them."""
    if card.group is None or card.group.name != shown[:200]:
        return
    card.group.name = UNNAMED if card.is_withheld else card.text[:200]
    card.group.save(update_fields=["name"])


def _check_ready(activity: Activity) -> None:
    if activity.kind == ActivityKind.DOTS and not activity.workshop.groups.exists():
        raise NotNow("Regroupez d’abord des cartes au mur : on vote sur des groupes.")
    if activity.kind == ActivityKind.TRUE_FALSE and not activity.statements.exists():
        raise NotNow("Choisissez d’abord au moins une affirmation.")


def _close_others(workshop: Workshop) -> None:
    workshop.activities.filter(status=ActivityStatus.OPEN).update(
        status=ActivityStatus.CLOSED, closed_at=timezone.now()
    )
