"""A whole portrait, section by section, as its page prints it."""

from collections.abc import Mapping
from typing import Any

from atelier.portraits.places import Place
from atelier.portraits.presenters import indicator as indicators
from atelier.portraits.presenters import opening
from maillage.base.french import number, plural
from maillage.reports.reading import Reading, strong_figures


Portrait = Mapping[str, Any]
FORMATS = (
    ("pdf", "Portrait en PDF", "à imprimer, à remettre"),
    ("html", "Page seule", "à lire sans réseau"),
    ("xlsx", "Classeur", "toutes les valeurs, avec leurs sources"),
    ("csv", "CSV", "une ligne par indicateur"),
    ("json", "JSON", "pour un autre logiciel"),
)


def page(portrait: Portrait, place: Place) -> dict[str, Any]:
    """Everything but the plates."""
    return {
        **heading(portrait, place),
        "lead": opening.lead(portrait),
        "key_figures": opening.key_figures(portrait),
        "source_line": opening.source_line(portrait),
        "peers": peers(portrait, place),
        "highlights": highlights(portrait),
        "overview": [
            indicators.short(row, place) for row in portrait["indicators"] if row["first"]
        ],
        "themes": themes(portrait, place),
        "unknowns": unknowns(portrait),
        "downloads": downloads(place),
        "sources": portrait["sources"],
        "date": Reading(portrait).date,
    }


def heading(portrait: Portrait, place: Place) -> dict[str, Any]:
    """Name, crumbs and the band of a fictitious territory."""
    territory = portrait["territory"]
    return {
        "place": place,
        "name": territory["name"],
        "kicker": f"Portrait de territoire — {opening.KINDS[territory['level']].lower()}",
        "url": place.url(),
        "is_fictitious": place.is_fictitious or territory["fictitious"],
        "parents": [
            {
                "name": row["name"],
                "url": "" if place.is_fictitious else place.other(row["level"], row["code"]).url(),
            }
            for row in reversed(territory["parents"])
        ],
    }


def highlights(portrait: Portrait) -> list[dict[str, Any]]:
    """The sentences, each with the strip of its indicator."""
    known = opening.by_id(portrait)
    return [
        {
            "runs": strong_figures(row["sentence"], indicators.value_text(known[row["indicator"]])),
            "detail": row["detail"],
            "strip": indicators.strip(known[row["indicator"]]),
        }
        for row in portrait["highlights"]
        if row["indicator"] in known
    ]


def peers(portrait: Portrait, place: Place) -> dict[str, Any]:
    """Whom the territory is compared with, why, and the nearest of them."""
    known = portrait["peers"] or {}
    level = portrait["territory"]["level"]
    browsable = not place.is_fictitious and not place.communes
    return {
        "label": known.get("label", ""),
        "variables": known.get("variables", []),
        "note": known.get("note", ""),
        "nearest": [
            {
                "name": row["name"],
                "distance": number(row["distance"], decimals=2),
                "url": place.other(level, row["code"]).url() if browsable else "",
            }
            for row in known.get("nearest", [])
        ],
    }


def themes(portrait: Portrait, place: Place) -> list[dict[str, Any]]:
    """The fifteen themes in order: key indicators, and how many more on the theme's page."""
    return [
        _theme(portrait, theme, rank, place)
        for rank, theme in enumerate(portrait["themes"], start=1)
    ]


def _theme(portrait: Portrait, theme: Mapping[str, str], rank: int, place: Place) -> dict[str, Any]:
    """One theme of the portrait page."""
    mine = [row for row in portrait["indicators"] if row["theme"] == theme["id"]]
    key = [row for row in mine if row["key"]] or mine[:3]
    shown = [row for row in mine if not indicators.is_missing(row)]
    return {
        "id": theme["id"],
        "label": theme["label"],
        "rank": rank,
        "url": place.url("theme", theme=theme["id"]),
        "key": [indicators.short(row, place) for row in key],
        "count": len(mine),
        "count_text": plural(len(mine), "indicateur"),
        "others": plural(len(mine) - len(key), "autre indicateur", "autres indicateurs"),
        "has_others": len(mine) > len(key),
        "is_empty": not shown,
        "shown_text": f"{len(shown)} sur {len(mine)}" if mine else "aucun",
    }


def theme_page(portrait: Portrait, place: Place, theme_id: str) -> dict[str, Any] | None:
    """All the indicators of one theme; None when there is no such theme."""
    listed = themes(portrait, place)
    at = next((rank for rank, row in enumerate(listed) if row["id"] == theme_id), None)
    if at is None:
        return None
    mine = [row for row in portrait["indicators"] if row["theme"] == theme_id]
    mine.sort(key=lambda row: not row["key"])
    return {
        **heading(portrait, place),
        "theme": listed[at],
        "themes": listed,
        "before": listed[at - 1] if at else None,
        "after": listed[at + 1] if at + 1 < len(listed) else None,
        "indicators": mine,
        "peers": peers(portrait, place),
    }


def unknowns(portrait: Portrait) -> list[dict[str, str]]:
    """What is secret, missing or too old, and where to ask."""
    return [
        {"label": row["label"], "reason": row["reason"], "ask": row.get("ask") or ""}
        for row in portrait["unknowns"]
    ]


def downloads(place: Place) -> list[dict[str, str]]:
    """The formats a portrait can be taken away in."""
    return [
        {"name": name, "what": what, "url": place.url("download", fmt=extension)}
        for extension, name, what in FORMATS
    ]
