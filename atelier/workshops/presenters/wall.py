"""The wall as the board component takes it."""

from collections.abc import Sequence
from typing import Any

from atelier.demarches.spaces import Link
from atelier.workshops import queries
from atelier.workshops.models import Group, Workshop
from atelier.workshops.presenters.preparing import address, onwards
from atelier.workshops.presenters.room import card, labels
from maillage.base.french import plural


ALONE = "seules"
NEW = "nouveau"
OFF = "hors-ecran"


def wall(
    workshop: Workshop, onward: Sequence[Link] = (), *, naming: int | None = None
) -> dict[str, Any]:
    """Columns: the place where a new group begins and cards alone, kept in sight; then each group.

    naming   the group whose name is about to be typed
    """
    groups, loose = queries.wall(workshop)
    alone = {
        "id": ALONE,
        "title": "Cartes seules",
        "note": "",
        "kind": "",
        "is_kept": True,
        "cards": _cards(loose, workshop),
    }
    new = {
        "id": NEW,
        "title": "Nouveau groupe",
        "note": "Une carte déposée ici ouvre un groupe à son nom.",
        "kind": "",
        "is_kept": True,
        "cards": [],
    }
    columns = [
        {
            "id": f"groupe-{one.pk}",
            "title": one.name,
            "note": labels(one),
            "kind": "said",
            "cards": _cards(one.slips, workshop),
            "rename_url": address(workshop, "rename_group", group_id=one.pk),
            "is_renamed": one.pk == naming,
        }
        for one in groups
    ]
    return {
        "workshop": workshop,
        "columns": [new, alone, *columns],
        "groups": [_line(one, onward) for one in groups],
        "also": [{"value": OFF, "label": "Retirer de l’écran"}],
        "has_cards": bool(loose) or any(one.slips for one in groups),
        "move_url": address(workshop, "move_card"),
        "add_url": address(workshop, "add_group"),
        "back": address(workshop, "desk"),
    }


def group(one: Group, groups: list[Group]) -> dict[str, Any]:
    """One group, and those it may be merged with."""
    return {
        "group": one,
        "others": [other for other in groups if other.pk != one.pk],
        "merge_url": address(one.workshop, "merge_groups", group_id=one.pk),
        "remove_url": address(one.workshop, "remove_group", group_id=one.pk),
    }


def _line(one: Group, onward: Sequence[Link]) -> dict[str, Any]:
    return {
        "name": one.name,
        "note": labels(one),
        "onward": onwards(one, onward),
        "count": plural(len(one.slips), "carte"),
        "url": address(one.workshop, "edit_group", group_id=one.pk),
    }


def _cards(found: list[Any], workshop: Workshop) -> list[dict[str, Any]]:
    return [
        {
            **card(one),
            "url": "",
            "kind": "said",
            "edit_url": address(workshop, "check_card", card_id=one.pk),
            "edit_label": "Reformuler",
        }
        for one in found
    ]
