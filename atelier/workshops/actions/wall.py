"""The wall: groups made, named, merged; cards moved from one to another."""

import uuid
from typing import Any

from django.db import transaction
from django.db.models import Max

from atelier.accounts.models import Person
from atelier.audit.actions import changes, record
from atelier.demarches.rules import NotNow
from atelier.workshops.actions.rhythm import stir
from atelier.workshops.models import Card, Group, LateVote, Vote, Workshop


@transaction.atomic
def add_group(
    *, by: Person, workshop: Workshop, name: str, uid: uuid.UUID | None = None, **values: Any
) -> Group:
    """A group under the name the room gave; the same uid twice is the same group."""
    last = workshop.groups.aggregate(last=Max("position"))["last"]
    group, is_new = Group.objects.get_or_create(
        uid=uid or uuid.uuid4(),
        defaults={
            "workshop": workshop,
            "name": name.strip()[:200],
            "position": 0 if last is None else last + 1,
            **values,
        },
    )
    if group.workshop_id != workshop.pk:
        raise NotNow("Ce groupe appartient à un autre atelier.")
    if is_new:
        _journal("workshops.group_added", by, workshop, group, after={"name": group.name})
    return group


@transaction.atomic
def change_group(*, by: Person, group: Group, **values: Any) -> Group:
    """Name, theme, public."""
    before, after = changes(group, values)
    if after:
        for name, value in after.items():
            setattr(group, name, value)
        group.save(update_fields=list(after))
        _journal("workshops.group_changed", by, group.workshop, group, before, after)
    return group


@transaction.atomic
def move_card(*, by: Person, card: Card, group: Group | None, before: Card | None = None) -> Card:
    """Into a group, or back among the others; before another card, or last."""
    was = card.group
    card.group = group
    card.save(update_fields=["group"])
    _reorder(card, group, before)
    # The text stays out of the journal: it may have been withheld for the person it names.
    _journal(
        "workshops.card_moved",
        by,
        card.activity.workshop,
        None,
        {"group": was},
        {"group": group, "card": card.pk},
    )
    return card


@transaction.atomic
def merge_groups(*, by: Person, group: Group, into: Group) -> Group:
    """Everything of `group` goes into the other, votes included; the empty one disappears."""
    if group.pk == into.pk or group.workshop_id != into.workshop_id:
        raise NotNow("Choisissez un autre groupe du même atelier.")
    group.cards.update(group=into)
    _gather(Vote, group, into)
    _gather(LateVote, group, into)
    _journal(
        "workshops.groups_merged",
        by,
        into.workshop,
        into,
        before={"group": group.name},
        after={"group": into.name},
    )
    group.delete()
    return into


@transaction.atomic
def remove_group(*, by: Person, group: Group) -> None:
    """Its cards go back among the others. Raises NotNow when people voted on it."""
    if group.votes.exists() or group.late_votes.exists():
        raise NotNow("La salle a voté sur ce groupe. Fusionnez-le avec un autre plutôt.")
    workshop = group.workshop
    _journal("workshops.group_removed", by, workshop, group, before={"name": group.name})
    group.delete()


def _gather(model: type[Vote | LateVote], group: Group, into: Group) -> None:
    """The dots of a group go to another; those of one voter add up."""
    for vote in model.objects.filter(group=group).order_by("pk"):
        kept = model.objects.filter(
            activity_id=vote.activity_id, participant_id=vote.participant_id, group=into
        ).first()
        if kept is None:
            vote.group = into
            vote.save(update_fields=["group"])
        else:
            kept.dots += vote.dots
            kept.save(update_fields=["dots"])


def _reorder(card: Card, group: Group | None, before: Card | None) -> None:
    """Rank the cards of the group, `card` before the one given."""
    others = list(
        Card.objects.filter(activity__workshop=card.activity.workshop_id, group=group)
        .exclude(pk=card.pk)
        .order_by("position", "pk")
    )
    rank = others.index(before) if before in others else len(others)
    others.insert(rank, card)
    for position, one in enumerate(others):
        one.position = position
    Card.objects.bulk_update(others, ["position"])


def _journal(
    action: str,
    by: Person,
    workshop: Workshop,
    group: Group | None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    stir(workshop.pk, phones=True)
    record(
        action,
        by=by,
        target=group or workshop,
        demarche_id=workshop.demarche_id,
        before=before,
        after=after,
    )
