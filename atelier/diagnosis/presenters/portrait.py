"""The portrait inside a démarche: its themes first, each figure ready to be pinned."""

from typing import Any
from urllib.parse import urlencode

from atelier.demarches import library
from atelier.demarches.models import Demarche
from atelier.portraits.places import Place
from atelier.portraits.presenters.indicator import short


def page(
    content: dict[str, Any],
    demarche: Demarche,
    pinned: dict[str, set[int]],
    theme: str,
    *,
    place: Place,
) -> dict[str, Any]:
    """The theme asked for, or the first one studied; every theme to choose from."""
    labels = {one["id"]: one["label"] for one in content["themes"]}
    ordered = [one for one in demarche.themes if one in labels]
    ordered += [one for one in labels if one not in ordered]
    chosen = theme if theme in labels else (ordered[0] if ordered else "")
    return {
        "themes": [
            {
                "id": one,
                "label": labels[one],
                "is_studied": one in demarche.themes,
                "is_current": one == chosen,
            }
            for one in ordered
        ],
        "theme": labels.get(chosen, ""),
        "theme_id": chosen,
        "rows": _rows(content, demarche, pinned, chosen, place),
        "ages": _ages(demarche, place),
        "territory": content["territory"]["name"],
        "url": place.url(),
    }


def _rows(
    content: dict[str, Any],
    demarche: Demarche,
    pinned: dict[str, set[int]],
    theme: str,
    place: Place,
) -> list[dict[str, Any]]:
    """Key figures first, then those of the publics studied, then the others."""
    publics = set(demarche.publics)
    found = [one for one in content["indicators"] if one["theme"] == theme]
    found.sort(key=lambda one: (not one["key"], not publics & set(one["publics"])))
    return [
        {
            **short(one, place),
            **kept(pinned.get(one["id"], set()), one["year"]),
            "has_value": one["value"] is not None,
        }
        for one in found
    ]


def _ages(demarche: Demarche, place: Place) -> list[dict[str, str]]:
    """The ages the démarche chose, each with the page that counts them here."""
    page = place.url("ages")
    joint = "&" if "?" in page else "?"
    found = []
    for key, label in library.ages(demarche.public_ages).items():
        youngest, oldest = key.split("-")
        limits = urlencode({"youngest": youngest, "oldest": oldest})
        found.append({"label": label, "url": f"{page}{joint}{limits}"})
    return found


def kept(years: set[int], year: int | None) -> dict[str, Any]:
    """Whether this figure is pinned, or only that of another year."""
    others = sorted(str(one) for one in years if one is not None and one != year)
    return {
        "is_pinned": year in years,
        "pinned_before": f"Épinglé pour {', '.join(others)}" if others else "",
    }
