"""The whole workshop as the page without network keeps it. Nothing of a participant is in it."""

from typing import Any

from atelier.accounts.models import College
from atelier.workshops import library, queries
from atelier.workshops.models import Activity, ActivityKind, Card, Statement, TieKind, Workshop
from atelier.workshops.presenters.preparing import address
from atelier.workshops.presenters.results import figure
from atelier.workshops.sorting import public_choices, publics_of, theme_choices


def state(workshop: Workshop) -> dict[str, Any]:
    """Activities, cards, groups, statements with their figures, links of the map, choices."""
    activities = queries.activities(workshop)
    groups, _ = queries.wall(workshop)
    fresh = Workshop.objects.values("revision", "status").get(pk=workshop.pk)
    return {
        "workshop": workshop.pk,
        "revision": fresh["revision"],
        "status": fresh["status"],
        "title": workshop.title,
        "activities": [_activity(one) for one in activities],
        "groups": [{"uid": str(one.uid), "name": one.name} for one in groups],
        # What was withheld names someone: it does not stay in a computer that travels.
        "cards": [_card(one) for one in queries.every_card(workshop) if not one.is_withheld],
        "actors": [one.name for one in queries.actors(workshop.demarche)],
        "themes": theme_choices(workshop.demarche.themes),
        "publics": public_choices(publics_of(workshop.demarche)),
        "colleges": [("", "Non précisé"), *College.choices],
        "ties": TieKind.choices,
        "urls": {
            **{page: address(workshop, page) for page in ("sync", "fresh", "desk")},
            "photos": {
                one.pk: address(workshop, "send_photo", activity_id=one.pk) for one in activities
            },
        },
    }


def _card(one: Card) -> dict[str, Any]:
    """A card as it is or would be projected; what was written stays on the site."""
    return {
        "uid": str(one.uid),
        "text": one.text,
        "status": "shown" if one.is_checked else "unread",
        "group": str(one.group.uid) if one.group else None,
    }


def _activity(one: Activity) -> dict[str, Any]:
    kind = ActivityKind(one.kind)
    statements = queries.statements(one) if kind == ActivityKind.TRUE_FALSE else []
    return {
        "id": one.pk,
        "kind": one.kind,
        "title": one.title,
        "status": one.status,
        "instruction": one.instruction,
        "dots": one.dots,
        "cursor": one.cursor,
        "during": list(library.methods()[kind].during),
        "statements": [_statement(statement) for statement in statements],
        "ties": _ties(one) if kind == ActivityKind.ACTORS else [],
    }


def _statement(one: Statement) -> dict[str, Any]:
    return {
        "id": one.pk,
        "text": one.text,
        "isTrue": one.is_true,
        "isRevealed": one.is_revealed,
        "explanation": one.explanation,
        "figure": figure(one.figure) if one.figure else None,
    }


def _ties(one: Activity) -> list[dict[str, str]]:
    drawn = [
        {
            "first": tie.first.name,
            "second": tie.second.name,
            "tie": tie.kind,
            "theme": tie.theme,
            "public": tie.public,
        }
        for tie in queries.ties(one)
    ]
    alone = {"second": "", "tie": "", "theme": "", "public": ""}
    return drawn + [{"first": actor.name, **alone} for actor in queries.alone(one)]
