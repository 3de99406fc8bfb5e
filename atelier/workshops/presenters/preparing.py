"""A workshop as it is prepared, listed and printed."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from atelier.demarches import library as shelf
from atelier.demarches.spaces import Link
from atelier.ui.dates import weekday
from atelier.workshops import library, queries
from atelier.workshops.models import (
    Activity,
    ActivityKind,
    ActivityStatus,
    Group,
    Workshop,
    WorkshopStatus,
)
from maillage.base.french import plural


TONES = {
    WorkshopStatus.PREPARED: "neutral",
    WorkshopStatus.OPEN: "info",
    WorkshopStatus.CLOSED: "good",
}
ACTIVITY_TONES = {
    ActivityStatus.WAITING: "neutral",
    ActivityStatus.OPEN: "info",
    ActivityStatus.CLOSED: "good",
}
CARD_LINES = 4
CARDS_ON_A_SHEET = 8


def line(workshop: Workshop) -> dict[str, Any]:
    """A workshop in the list."""
    return {
        "title": workshop.title,
        "url": address(workshop, "workshop"),
        "when": weekday(workshop.held_on),
        "place": workshop.place,
        "word": workshop.get_status_display(),
        "tone": TONES[WorkshopStatus(workshop.status)],
        "cards": plural(workshop.card_count, "carte"),
        "groups": plural(workshop.group_count, "groupe"),
        "has_cards": workshop.card_count > 0,
    }


def whole(workshop: Workshop) -> dict[str, Any]:
    """A workshop with its activities and the addresses of its pages."""
    pages = (
        "workshop",
        "edit",
        "remove",
        "hall",
        "desk",
        "screen",
        "materials",
        "results",
        "wall",
        "offline",
        "add_activity",
    )
    return {
        "pk": workshop.pk,
        "title": workshop.title,
        "when": weekday(workshop.held_on),
        "place": workshop.place,
        "note": workshop.note,
        "word": workshop.get_status_display(),
        "tone": TONES[WorkshopStatus(workshop.status)],
        "is_prepared": workshop.status == WorkshopStatus.PREPARED,
        "is_open": workshop.status == WorkshopStatus.OPEN,
        "is_closed": workshop.status == WorkshopStatus.CLOSED,
        "activities": [activity(one) for one in queries.activities(workshop)],
        "urls": {page: address(workshop, page) for page in pages},
    }


def activity(one: Activity) -> dict[str, Any]:
    """An activity in the list of its workshop."""
    kind = ActivityKind(one.kind)
    status = ActivityStatus(one.status)
    return {
        "pk": one.pk,
        "title": one.title,
        "kind": kind.label,
        "instruction": one.instruction,
        "word": status.label,
        "tone": ACTIVITY_TONES[status],
        "is_waiting": status == ActivityStatus.WAITING,
        "minutes": library.methods()[kind].minutes,
        "about": _sorting(one),
        "lacks": _lacks(one),
        "urls": {
            "edit": address(one.workshop, "edit_activity", activity_id=one.pk),
            "move": address(one.workshop, "move_activity", activity_id=one.pk),
            "remove": address(one.workshop, "remove_activity", activity_id=one.pk),
            "statements": address(one.workshop, "statements", activity_id=one.pk)
            if kind == ActivityKind.TRUE_FALSE
            else "",
            "map": address(one.workshop, "map", activity_id=one.pk)
            if kind == ActivityKind.ACTORS
            else "",
        },
    }


def materials(workshop: Workshop) -> dict[str, Any]:
    """The sheets to print: the reminder of each activity, cards to write, ballots."""
    activities = queries.activities(workshop)
    kinds = {one.kind for one in activities}
    true_false = [one for one in activities if one.kind == ActivityKind.TRUE_FALSE]
    return {
        "workshop": workshop,
        "when": weekday(workshop.held_on),
        "back": address(workshop, "workshop"),
        "activities": [_reminder(one) for one in activities],
        "minutes": sum(library.methods()[ActivityKind(one.kind)].minutes for one in activities),
        "cards": _cards(workshop, activities) if ActivityKind.REPRESENTATIONS in kinds else [],
        "ballots": [(label, sign) for label, sign in BALLOTS] if true_false else [],
        "statements": [
            statement.text for one in true_false for statement in queries.statements(one)
        ],
        "dots_sheet": ActivityKind.DOTS in kinds,
        "groups": [group.name for group in queries.groups(workshop)],
        "has_actors": ActivityKind.ACTORS in kinds,
    }


BALLOTS = (("Vrai", "V"), ("Faux", "F"), ("On ne sait pas", "?"))


def address(workshop: Workshop, page: str, **parts: int) -> str:
    """Address of a page of the workshop."""
    known = {"demarche_id": workshop.demarche_id, "workshop_id": workshop.pk}
    return reverse(f"workshops:{page}", kwargs={**known, **parts})


def onwards(group: Group, links: Sequence[Link]) -> list[dict[str, str]]:
    """Where other rooms take a group: a hypothesis that starts from it."""
    demarche = group.workshop.demarche_id
    return [{"label": one.label, "url": one.address(demarche, group.pk)} for one in links]


def taken_up(group: Group, rooms: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What other rooms made of a group, with the template of each; empty when none did."""
    found = ({"template": room["template"], "rows": room["of"].get(group.pk)} for room in rooms)
    return [one for one in found if one["rows"]]


def _sorting(one: Activity) -> str:
    """The themes and publics of an activity, in words."""
    themes = [shelf.themes().get(key, key) for key in one.themes]
    publics = [shelf.public_label(key) for key in one.publics]
    return " · ".join(part for part in (", ".join(themes), ", ".join(publics)) if part)


def _lacks(one: Activity) -> str:
    if one.kind == ActivityKind.TRUE_FALSE and not one.statement_count:
        return "Il manque des affirmations : choisissez-les dans le portrait."
    return ""


def _reminder(one: Activity) -> dict[str, Any]:
    method = library.methods()[ActivityKind(one.kind)]
    return {
        "title": one.title,
        "instruction": one.instruction,
        "minutes": method.minutes,
        "parts": (
            ("À prévoir", method.needs),
            ("Avant", method.before),
            ("Pendant", method.during),
            ("Après", method.after),
            ("À éviter", method.mistakes),
        ),
    }


def _cards(workshop: Workshop, activities: list[Activity]) -> list[dict[str, Any]]:
    """A sheet of cards for each theme, or one sheet without theme."""
    writing = next(one for one in activities if one.kind == ActivityKind.REPRESENTATIONS)
    themes = [shelf.themes().get(key, key) for key in writing.themes] or [""]
    blank = {"text": "", "kind": "said", "lines": range(CARD_LINES)}
    return [
        {**blank, "kicker": theme or "Ce que je pense", "foot": "Pour quel public ? …………………………"}
        for theme in themes
        for _ in range(CARDS_ON_A_SHEET)
    ]
