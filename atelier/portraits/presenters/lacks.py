"""The themes without any value, in one block, and the few files that would fill them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from maillage.base.french import plural


Portrait = Mapping[str, Any]
MOST_FILES = 4


def missing(portrait: Portrait) -> list[str]:
    """The indicators a file would give: neither secret, nor only on request."""
    return [row["indicator"] for row in portrait["unknowns"] if row["status"] == "unavailable"]


def block(
    themes: Sequence[Mapping[str, Any]], files: Sequence[Mapping[str, Any]], *, may_deposit: bool
) -> dict[str, Any] | None:
    """One block for all the themes that are empty; None without any.

    themes  those of the portrait page
    files   the sources that would fill them, the most useful first
    """
    empty = [one for one in themes if one["is_empty"]]
    if not empty:
        return None
    kept = files[:MOST_FILES]
    count = plural(len(kept), "fichier")
    gesture = "Déposer" if may_deposit else "Voir"
    these = f"ces {count}" if len(kept) > 1 else "ce fichier"
    data = reverse("data")
    return {
        "themes": empty,
        "is_most": len(empty) * 2 > len(themes),
        "text": f"{plural(len(empty), 'thème')} sans aucune valeur ici pour l’instant.",
        "files": [
            {
                "label": one["label"],
                "url": f"{data}#{one['name']}",
                "gives": plural(one["count"], "indicateur"),
            }
            for one in kept
        ],
        "action": f"{gesture} {these}",
        "url": f"{data}#deposer" if may_deposit else data,
    }
