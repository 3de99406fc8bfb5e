"""A whole portrait, section by section, as its page prints it."""

from collections.abc import Mapping
from typing import Any

from atelier.portraits.places import FICHES, Place
from atelier.portraits.presenters import indicator as indicators
from atelier.portraits.presenters import opening
from maillage.base.french import number, plural
from maillage.reports.reading import Reading, strong_figures


Portrait = Mapping[str, Any]
NEAREST = 8
MOST_KEY = 3
ON_REQUEST = "on_request"
MOST_FICHES = 60
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
        "overview": overview(portrait, place),
        "themes": themes(portrait, place),
        "unknowns": unknowns(portrait),
        "downloads": downloads(portrait, place),
        "sources": portrait["sources"],
        "date": Reading(portrait).date,
    }


def heading(portrait: Portrait, place: Place) -> dict[str, Any]:
    """Name, crumbs and the band of a fictitious territory."""
    territory = portrait["territory"]
    return {
        "place": place,
        "name": indicators.typographic(territory["name"]),
        "kicker": f"Portrait de territoire — {opening.KINDS[territory['level']].lower()}",
        "url": place.url(),
        "is_fictitious": place.is_fictitious or territory["fictitious"],
        "parents": [
            {
                "name": indicators.typographic(row["name"]),
                "url": "" if place.is_fictitious else place.other(row["level"], row["code"]).url(),
            }
            for row in reversed(territory["parents"])
        ],
    }


def overview(portrait: Portrait, place: Place) -> dict[str, Any]:
    """The first indicators, with their peers; beside another territory when there are no peers."""
    rows = [indicators.short(row, place) for row in portrait["indicators"] if row["first"]]
    names = [row["against"]["name"] for row in rows if row["against"]["name"]]
    return {
        "rows": rows,
        "has_positions": any(row["strip"] for row in rows),
        "against": names[0] if names else "",
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
        "label": f"{number(known['count'])} {known['label']}" if known.get("count") else "",
        "variables": known.get("variables", []),
        "note": known.get("note", ""),
        "nearest": [
            {
                "name": indicators.typographic(row["name"]),
                "distance": number(row["distance"], decimals=2),
                "url": place.other(level, row["code"]).url() if browsable else "",
            }
            for row in known.get("nearest", [])[:NEAREST]
        ],
    }


def themes(portrait: Portrait, place: Place) -> list[dict[str, Any]]:
    """The fifteen themes in order: key indicators, and how many more on the theme's page."""
    return [
        _theme(portrait, theme, rank, place)
        for rank, theme in enumerate(portrait["themes"], start=1)
    ]


def _theme(portrait: Portrait, theme: Mapping[str, str], rank: int, place: Place) -> dict[str, Any]:
    """One theme of the portrait page: its key indicators that have a value, then the others."""
    mine = [row for row in portrait["indicators"] if row["theme"] == theme["id"]]
    shown = [row for row in mine if not indicators.is_missing(row)]
    key = [row for row in shown if row["key"]] or shown[:MOST_KEY]
    missing = [row["label"] for row in mine if row["key"] and indicators.is_missing(row)]
    return {
        "id": theme["id"],
        "label": theme["label"],
        "rank": rank,
        "url": place.url("theme", theme=theme["id"]),
        "key": [indicators.short(row, place) for row in key],
        "missing": missing,
        "count": len(mine),
        "count_text": plural(len(mine), "indicateur"),
        "others": plural(len(mine) - len(key), "autre indicateur", "autres indicateurs"),
        "has_others": len(mine) > len(key),
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


def unknowns(portrait: Portrait) -> list[dict[str, Any]]:
    """What is secret, missing or too old, by theme, and where to ask."""
    groups = []
    for theme in portrait["themes"]:
        rows = [row for row in portrait["unknowns"] if row["theme"] == theme["id"]]
        if rows:
            gaps = _by_reason(rows)
            groups.append({"label": theme["label"], "count": plural(len(rows), "manque")} | gaps)
    return groups


def _by_reason(rows: list[Mapping[str, Any]]) -> dict[str, Any]:
    """The same reason and the same person to ask are said once for all their indicators."""
    gaps: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        gaps.setdefault((row["reason"], _next_gesture(row)), []).append(row["label"])
    return {
        "gaps": [
            {"labels": labels, "reason": reason, "ask": ask}
            for (reason, ask), labels in gaps.items()
        ]
    }


def _next_gesture(row: Mapping[str, Any]) -> str:
    """Whom to ask, or what to do."""
    ask = row.get("ask") or ""
    return f"À demander : {ask}" if ask and row["status"] == ON_REQUEST else ask


def downloads(portrait: Portrait, place: Place) -> list[dict[str, str]]:
    """The formats a portrait can be taken away in; fiches of its communes when they are few."""
    formats = list(FORMATS)
    communes = len(portrait["territory"]["communes"])
    if portrait["territory"]["level"] == "commune":
        formats.insert(1, (FICHES, "Fiche communale", "deux pages, en PDF"))
    elif 1 < communes <= MOST_FICHES:
        formats.insert(1, (FICHES, "Fiches communales", f"{communes} × deux pages, en un PDF"))
    return [
        {"name": name, "what": what, "url": place.url("download", fmt=extension)}
        for extension, name, what in formats
    ]
