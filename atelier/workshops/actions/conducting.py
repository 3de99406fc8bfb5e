"""Running the workshop without network: what was opened, read, withheld or drawn comes in after.

When someone changed the same thing on the site meanwhile, nothing is overwritten: the gesture goes
back to the page with what the site holds, and whoever facilitates chooses.
"""

from collections.abc import Callable

from atelier.accounts.models import Person
from atelier.demarches.rules import NotNow
from atelier.workshops.actions import actors, conduct
from atelier.workshops.actions.gestures import Gesture
from atelier.workshops.models import (
    Activity,
    ActivityKind,
    ActivityStatus,
    Card,
    TieKind,
    Workshop,
    WorkshopStatus,
)
from atelier.workshops.rules import Conflict


SHOWN, WITHHELD = "shown", "withheld"


def subject(gesture: Gesture) -> str:
    """What a gesture that may conflict is about; empty for the others."""
    about = {"activity": gesture.activity, "check": gesture.card, "workshop": "all"}
    return f"{gesture.kind}:{about[gesture.kind]}" if gesture.kind in about else ""


def activity_of(workshop: Workshop, gesture: Gesture, kind: ActivityKind | None = None) -> Activity:
    """The activity of the workshop a gesture names. Raises NotNow when it is gone."""
    known = {"pk": gesture.activity} | ({"kind": kind} if kind else {})
    found = workshop.activities.filter(**known).first()
    if found is None:
        raise NotNow("Cette activité n’existe plus dans l’atelier.")
    found.workshop = workshop
    return found


def card_of(workshop: Workshop, gesture: Gesture) -> Card:
    """The card of the workshop a gesture names. Raises NotNow when it is gone."""
    found = Card.objects.filter(uid=gesture.card, activity__workshop=workshop)
    card = found.select_related("activity__workshop", "group").first()
    if card is None:
        raise NotNow("Cette carte n’existe plus dans l’atelier.")
    return card


def _check(by: Person, workshop: Workshop, gesture: Gesture, told: list[str]) -> bool:
    """A card read, reworded or withheld. A card withheld on the site is never shown by surprise."""
    card = card_of(workshop, gesture)
    is_withheld = gesture.status == WITHHELD
    wanted = gesture.text.strip() or card.text
    if card.is_checked and (card.text, card.is_withheld) == (wanted, is_withheld):
        return False
    known = (gesture.had.strip(), gesture.had_status == WITHHELD)
    if not gesture.is_sure and (card.text, card.is_withheld) != known:
        raise Conflict(
            "Cette carte a été relue ailleurs pendant la coupure.", theirs=_card_words(card)
        )
    conduct.check_card(by=by, card=card, text=wanted, is_withheld=is_withheld)
    return True


def _activity(by: Person, workshop: Workshop, gesture: Gesture, told: list[str]) -> bool:
    """An activity opened or closed in the hall."""
    if gesture.status not in ActivityStatus:
        raise NotNow("Cet état d’activité n’existe pas. Rechargez la page.")
    activity, wanted = activity_of(workshop, gesture), ActivityStatus(gesture.status)
    if activity.status == wanted:
        return False
    if not gesture.is_sure and activity.status != gesture.had_status:
        raise Conflict(
            f"« {activity.title} » a changé sur le site pendant la coupure.",
            theirs=f"« {activity.title} » : {activity.get_status_display().lower()}",
        )
    workshop.refresh_from_db(fields=["status", "shown"])
    conduct.set_activity_status(by=by, activity=activity, status=wanted)
    return True


def _workshop(by: Person, workshop: Workshop, gesture: Gesture, told: list[str]) -> bool:
    """The workshop opened or ended in the hall."""
    if gesture.status not in WorkshopStatus:
        raise NotNow("Cet état d’atelier n’existe pas. Rechargez la page.")
    workshop.refresh_from_db(fields=["status", "shown"])
    wanted = WorkshopStatus(gesture.status)
    if workshop.status == wanted:
        return False
    if not gesture.is_sure and workshop.status != gesture.had_status:
        raise Conflict(
            "L’atelier a changé d’état sur le site pendant la coupure.",
            theirs=f"Atelier : {workshop.get_status_display().lower()}",
        )
    if workshop.status == WorkshopStatus.PREPARED and wanted == WorkshopStatus.CLOSED:
        conduct.set_workshop_status(by=by, workshop=workshop, status=WorkshopStatus.OPEN)
    conduct.set_workshop_status(by=by, workshop=workshop, status=wanted)
    return True


def _step(by: Person, workshop: Workshop, gesture: Gesture, told: list[str]) -> bool:
    """The statement the room went to."""
    activity = activity_of(workshop, gesture, ActivityKind.TRUE_FALSE)
    if activity.cursor == gesture.rank:
        return False
    conduct.step_to(by=by, activity=activity, rank=gesture.rank)
    return True


def _tie(by: Person, workshop: Workshop, gesture: Gesture, told: list[str]) -> bool:
    """A link drawn, or an actor named alone."""
    activity = activity_of(workshop, gesture, ActivityKind.ACTORS)
    if not gesture.second.strip():
        actors.name_actor(by=by, activity=activity, name=gesture.first)
        return True
    actors.draw_tie(
        by=by,
        activity=activity,
        first=gesture.first,
        second=gesture.second,
        kind=gesture.tie or TieKind.WORKS_WITH,
        theme=gesture.theme,
        public=gesture.public,
    )
    return True


def _card_words(card: Card) -> str:
    return f"Retenue : « {card.text} »" if card.is_withheld else f"Affichée : « {card.text} »"


DOERS: dict[str, Callable[[Person, Workshop, Gesture, list[str]], bool]] = {
    "check": _check,
    "activity": _activity,
    "workshop": _workshop,
    "step": _step,
    "tie": _tie,
}
