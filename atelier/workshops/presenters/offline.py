"""The whole workshop as the page without network keeps it. Nothing of a participant is in it."""

from typing import Any

from atelier.accounts.models import College
from atelier.workshops import library, queries
from atelier.workshops.models import ActivityKind, Workshop
from atelier.workshops.presenters.preparing import address
from atelier.workshops.presenters.results import figure
from atelier.workshops.sorting import public_choices, theme_choices


def state(workshop: Workshop) -> dict[str, Any]:
    """Activities, cards that may be shown, groups, statements with their figures, choices."""
    activities = queries.activities(workshop)
    groups, loose = queries.wall(workshop)
    placed = [(slip, str(one.uid)) for one in groups for slip in one.slips]
    return {
        "workshop": workshop.pk,
        "revision": Workshop.objects.values_list("revision", flat=True).get(pk=workshop.pk),
        "title": workshop.title,
        "activities": [_activity(one) for one in activities],
        "groups": [{"uid": str(one.uid), "name": one.name} for one in groups],
        "cards": [_card(one, None) for one in loose] + [_card(one, uid) for one, uid in placed],
        "themes": theme_choices(workshop.demarche.themes),
        "publics": public_choices(workshop.demarche.publics),
        "colleges": [("", "Non précisé"), *College.choices],
        "urls": {page: address(workshop, page) for page in ("sync", "fresh", "desk")},
    }


def _card(one: Any, group: str | None) -> dict[str, Any]:
    return {"uid": str(one.uid), "text": one.text, "group": group}


def _activity(one: Any) -> dict[str, Any]:
    method = library.methods()[ActivityKind(one.kind)]
    statements = queries.statements(one) if one.kind == ActivityKind.TRUE_FALSE else []
    return {
        "id": one.pk,
        "kind": one.kind,
        "title": one.title,
        "instruction": one.instruction,
        "dots": one.dots,
        "during": list(method.during),
        "statements": [
            {
                "id": statement.pk,
                "text": statement.text,
                "isTrue": statement.is_true,
                "isRevealed": statement.is_revealed,
                "explanation": statement.explanation,
                "figure": figure(statement.figure) if statement.figure else None,
            }
            for statement in statements
        ],
    }
