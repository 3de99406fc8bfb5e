"""The facilitator's desk, and the page where paper is typed."""

from typing import Any

from atelier.demarches.models import Document
from atelier.workshops import library, queries
from atelier.workshops.models import (
    Activity,
    ActivityKind,
    ActivityStatus,
    Card,
    Participant,
    Workshop,
    WorkshopStatus,
)
from atelier.workshops.presenters import results
from atelier.workshops.presenters.late import late
from atelier.workshops.presenters.preparing import ACTIVITY_TONES, TONES, address
from atelier.workshops.presenters.proposals import proposals
from atelier.workshops.presenters.room import current, given, labels
from maillage.base.french import plural


GESTURES = {
    ActivityStatus.WAITING: (ActivityStatus.OPEN, "Ouvrir"),
    ActivityStatus.OPEN: (ActivityStatus.CLOSED, "Fermer"),
    ActivityStatus.CLOSED: (ActivityStatus.OPEN, "Rouvrir"),
}


def desk(workshop: Workshop) -> dict[str, Any]:
    """The whole desk: activities and their gestures, then what changes by itself."""
    activities = queries.activities(workshop)
    for one in activities:
        one.workshop = workshop
    return {
        "workshop": workshop,
        "word": workshop.get_status_display(),
        "tone": TONES[WorkshopStatus(workshop.status)],
        "is_prepared": workshop.status == WorkshopStatus.PREPARED,
        "is_open": workshop.status == WorkshopStatus.OPEN,
        "is_closed": workshop.status == WorkshopStatus.CLOSED,
        "activities": [_activity(one, workshop) for one in activities],
        "given": given(workshop) if workshop.status == WorkshopStatus.CLOSED else "",
        "is_welcome_shown": workshop.shown_id is None,
        "urls": {
            page: address(workshop, page)
            for page in (
                "screen",
                "set_status",
                "renew_code",
                "show",
                "wall",
                "hall",
                "offline",
                "results",
                "workshop",
                "materials",
            )
        },
        **pulse(workshop),
    }


def pulse(workshop: Workshop) -> dict[str, Any]:
    """What changes by itself: who is there, what is to be read, how far the votes are."""
    devices = queries.devices(workshop)
    waiting = queries.waiting_cards(workshop)
    activity = queries.open_activity(workshop)
    return {
        "people": f"{plural(len(devices), 'téléphone')}, "
        f"{plural(sum(one.seats for one in devices), 'personne')}"
        if devices
        else "Aucun téléphone pour l’instant",
        "waiting": [_waiting(card, workshop) for card in waiting],
        "waiting_title": plural(len(waiting), "carte à relire", "cartes à relire"),
        "under_way": _under_way(activity),
        **_devices(devices, activity),
        "late": late(workshop),
        **proposals(workshop),
        "pulse_url": address(workshop, "pulse"),
        "check_url": address(workshop, "check_cards"),
        **_read(workshop),
    }


def typing(activity: Activity, photo: Document | None) -> dict[str, Any]:
    """Typing paper cards, a photograph beside them."""
    workshop = activity.workshop
    cards, count = queries.shown_cards(activity, most=6)
    return {
        "activity": activity,
        "back": address(workshop, "desk"),
        "photo_url": address(workshop, "photo", activity_id=activity.pk, document_id=photo.pk)
        if photo
        else "",
        "add_photo_url": address(workshop, "add_photo", activity_id=activity.pk),
        "photos": [
            {
                "url": f"{address(workshop, 'type_cards', activity_id=activity.pk)}?photo={one.pk}",
                "title": f"Photographie {rank}",
                "note": plural(typed, "carte saisie", "cartes saisies") if typed else "à saisir",
                "is_open": photo is not None and one.pk == photo.pk,
            }
            for rank, (one, typed) in enumerate(reversed(queries.photos(activity)), start=1)
        ],
        "typed": [
            {
                "text": one.text,
                "note": labels(one),
                "url": address(workshop, "check_card", card_id=one.pk),
            }
            for one in cards
        ],
        "count": plural(count, "carte"),
    }


def one_card(card: Card, workshop: Workshop) -> dict[str, Any]:
    """One card, to reword or to take off the screen."""
    return {
        "workshop": workshop,
        "card": card,
        "note": labels(card),
        "is_reworded": card.text != card.original,
        "url": address(workshop, "check_card", card_id=card.pk),
        "desk_url": address(workshop, "desk"),
        "wall_url": address(workshop, "wall"),
    }


def _activity(one: Activity, workshop: Workshop) -> dict[str, Any]:
    kind, status = ActivityKind(one.kind), ActivityStatus(one.status)
    wanted, gesture = GESTURES[status]
    return {
        "pk": one.pk,
        "title": one.title,
        "kind": "" if kind.label == one.title else kind.label,
        "word": status.label,
        "tone": ACTIVITY_TONES[status],
        "is_open": status == ActivityStatus.OPEN,
        "is_shown": workshop.shown_id == one.pk,
        "gesture": gesture,
        "wanted": str(wanted),
        "url": address(workshop, "set_activity", activity_id=one.pk),
        "during": library.methods()[kind].during,
        "links": _links(one, kind),
        "game": _game(one) if kind == ActivityKind.TRUE_FALSE else None,
    }


def _links(one: Activity, kind: ActivityKind) -> list[dict[str, str]]:
    """The pages an activity is worked on."""
    workshop = one.workshop
    pages = {
        ActivityKind.REPRESENTATIONS: ("Saisir des cartes papier", "type_cards"),
        ActivityKind.DOTS: ("Compter des gommettes posées sur papier", "count_dots"),
        ActivityKind.TRUE_FALSE: ("Choisir les affirmations", "statements"),
        ActivityKind.ACTORS: ("Dessiner les liens", "map"),
    }
    if kind == ActivityKind.WALL:
        return [{"label": "Regrouper les cartes", "url": address(workshop, "wall")}]
    label, page = pages[kind]
    return [{"label": label, "url": address(workshop, page, activity_id=one.pk)}]


def _game(one: Activity) -> dict[str, Any] | None:
    """The statement under way, the one before and the one after."""
    found = queries.statements(one)
    shown = current(one, found)
    if shown is None:
        return None
    rank = found.index(shown)
    parts = {"activity_id": one.pk, "statement_id": shown.pk}
    return {
        "statement": results.statement(shown),
        "rank": f"{rank + 1} sur {len(found)}",
        "before": rank - 1 if rank else None,
        "after": rank + 1 if rank + 1 < len(found) else None,
        "step_url": address(one.workshop, "step", activity_id=one.pk),
        "reveal_url": address(one.workshop, "reveal", **parts),
        "count_url": address(one.workshop, "count_bets", **parts),
    }


def _waiting(card: Card, workshop: Workshop) -> dict[str, Any]:
    return {
        "pk": card.pk,
        "id": f"carte-{card.pk}",
        "text": card.text,
        "note": labels(card),
    }


def _read(workshop: Workshop) -> dict[str, Any]:
    """The cards read already, latest first: any may go off the screen, or back."""
    cards = queries.read_cards(workshop)
    shown = sum(not card.is_withheld for card in cards)
    return {
        "read": [
            {
                **_waiting(card, workshop),
                "is_withheld": card.is_withheld,
                "url": address(workshop, "check_card", card_id=card.pk),
            }
            for card in cards
        ],
        "read_title": plural(shown, "carte affichée", "cartes affichées"),
    }


def _devices(found: list[Participant], activity: Activity | None) -> dict[str, Any]:
    """Each device, and whether it has answered what the room is asked now; never what."""
    asks = activity is not None and activity.kind != ActivityKind.WALL
    answered = queries.who_answered(activity) if asks else set()
    said = sum(one.pk in answered for one in found)
    return {
        "devices": [
            {
                "name": str(one),
                "seats": plural(one.seats, "personne"),
                "has_answered": one.pk in answered,
            }
            for one in found
        ],
        "devices_title": f"{said} sur {plural(len(found), 'téléphone')} ont répondu"
        if asks and said > 1
        else f"{said} sur {plural(len(found), 'téléphone')} a répondu"
        if asks
        else plural(len(found), "téléphone entré", "téléphones entrés"),
        "asks": asks,
    }


def _under_way(activity: Activity | None) -> str:
    """How far the activity under way is, in a few words."""
    if activity is None:
        return "Aucune activité n’est ouverte."
    if activity.kind == ActivityKind.DOTS:
        _, people = queries.dots(activity)
        return f"{activity.title} : {plural(sum(people.values()), 'votant')}."
    if activity.kind == ActivityKind.TRUE_FALSE:
        one = current(activity, queries.statements(activity))
        bets = results.bet_results(activity, [one])[one.pk]["words"] if one else "aucun pari"
        return f"{activity.title} : {bets}."
    return f"{activity.title} est ouverte."
