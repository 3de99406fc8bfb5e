"""A whole portrait, section by section, as its page prints it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from atelier.portraits.places import FICHES, PERIMETER, Place
from atelier.portraits.presenters import indicator as indicators
from atelier.portraits.presenters import opening
from atelier.portraits.presenters.holdings import years
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
        "key_figures": opening.key_figures(portrait, place),
        "source_line": opening.source_line(portrait),
        "peers": peers(portrait, place),
        "highlights": highlights(portrait),
        "overview": overview(portrait, place),
        "themes": themes(portrait, place),
        "unknowns": unknowns(portrait),
        "downloads": downloads(portrait, place),
        "sources": [{**one, "years": years(one["years"])} for one in portrait["sources"]],
        "date": Reading(portrait).date,
        "gestures": gestures(portrait, place),
        "similar_url": "" if place.communes else place.url("similar"),
    }


def gestures(portrait: Portrait, place: Place) -> list[dict[str, str]]:
    """What is done from a portrait: open a démarche on it, see its map, set it beside others."""
    asked = {"territoires": place.shelf, "niveau": PERIMETER if place.communes else place.level}
    asked |= {"communes": ",".join(place.communes)} if place.communes else {"code": place.code}
    opening_url = f"{reverse('demarches:opening')}?{urlencode(asked, safe=',')}"
    found = [{"label": "Ouvrir une démarche", "url": opening_url, "tone": ""}]
    members = portrait["territory"]["members"]
    # Quartiers have no outlines to draw.
    if place.level in DIVIDED or (len(members) > 1 and members[0]["level"] != "iris"):
        found.append({"label": "Carte", "url": place.url("map"), "tone": "quiet"})
    if not place.communes:
        beside = f"{reverse(f'{place.shelf}:compare')}?avec={place.level}:{place.code}"
        found.append({"label": "Comparer", "url": beside, "tone": "quiet"})
    return found


# Levels whose parts are not told in the portrait, but drawn on their map.
DIVIDED = {"departement", "region", "metropole", "france"}


def parts(page: Mapping[str, Any]) -> list[dict[str, str]]:
    """The parts of a portrait page that are there, for the links that follow the reader."""
    known = (
        (page["overview"]["rows"], "regard", "En un regard"),
        (page["themes"], "themes", "Thèmes"),
        (page["members"], "communes", page["members"] and page["members"]["plural"]),
        (page["unknowns"], "inconnu", "Manques"),
        (page["downloads"], "emporter", "Emporter"),
    )
    return [{"url": f"#{name}", "label": label} for there, name, label in known if there]


def heading(portrait: Portrait, place: Place) -> dict[str, Any]:
    """Name, crumbs and the band of a fictitious territory."""
    territory = portrait["territory"]
    return {
        "place": place,
        "name": territory["name"],
        "kicker": _kicker(territory["level"]),
        "url": place.url(),
        "is_fictitious": place.is_fictitious or territory["fictitious"],
        "parents": [
            {
                "name": row["name"],
                "url": "" if place.is_fictitious else place.other(row["level"], row["code"]).url(),
            }
            for row in _told_once(territory)
        ],
    }


def _told_once(territory: Mapping[str, Any]) -> list[Mapping[str, str]]:
    """Overseas, a région and its only département have the same name: the smaller stays."""
    found = {row["name"]: row for row in reversed(territory["parents"])}
    return [row for name, row in found.items() if name != territory["name"]]


def _kicker(level: str) -> str:
    """« Portrait de territoire — commune »; the country needs no word for its kind."""
    kind = opening.KINDS[level]
    known = "" if kind.startswith("La ") else f" — {kind.lower()}"
    return f"Portrait de territoire{known}"


def overview(portrait: Portrait, place: Place) -> dict[str, Any]:
    """The first indicators that have a value, with their peers; beside another territory without.

    Those without value are named together: secret ones apart, for they cannot be obtained.
    """
    rows = [indicators.short(row, place) for row in portrait["indicators"] if row["first"]]
    shown = [row for row in rows if not row["is_missing"]]
    names = [row["against"]["name"] for row in shown if row["against"]["name"]]
    return {
        "rows": shown,
        "has_positions": any(row["strip"] for row in shown),
        "against": names[0] if names else "",
        "gaps": gaps(rows, "repère"),
    }


def gaps(rows: Sequence[Mapping[str, Any]], word: str) -> dict[str, str]:
    """« 8 repères manquent encore : … » and « 1 repère est secret : … »; empty without any."""
    missing = [row["label"] for row in rows if row["is_missing"] and not row["is_secret"]]
    secret = [row["label"] for row in rows if row["is_secret"]]
    return {
        "missing": _counted(missing, word, "manque encore", "manquent encore"),
        "secret": _counted(secret, word, "est couvert", "sont couverts", " par le secret"),
    }


def _counted(labels: Sequence[str], word: str, one: str, many: str, after: str = "") -> str:
    """« 2 repères manquent encore : part des logements HLM, taux de pauvreté. »"""
    if not labels:
        return ""
    verb = one if len(labels) < 2 else many
    names = ", ".join(_uncapitalised(label) for label in labels)
    return f"{plural(len(labels), word)} {verb}{after}\u00a0: {names}."


def _uncapitalised(label: str) -> str:
    """« Part des … » → « part des … »; « APL … » and « Ehpad » keep their capital."""
    ordinary = label[1:2].islower() and label.split()[0] not in PROPER
    return f"{label[:1].lower()}{label[1:]}" if ordinary else label


PROPER = {"Ehpad", "France"}


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
                "name": row["name"],
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
    sought = [indicators.short(row, place) for row in mine if row["key"]]
    return {
        "id": theme["id"],
        "label": theme["label"],
        "rank": rank,
        "url": place.url("theme", theme=theme["id"]),
        "key": [indicators.short(row, place) for row in key],
        "key_text": plural(len(key), "indicateur repère", "indicateurs repères"),
        "gaps": gaps(sought, "indicateur"),
        "held_text": _held(len(shown), len(mine)),
        "others": plural(len(shown) - len(key), "autre indicateur", "autres indicateurs"),
        "has_others": len(shown) > len(key),
        "is_empty": not shown,
        "shown_text": f"{len(shown)} sur {len(mine)}" if mine else "aucun",
    }


def _held(shown: int, count: int) -> str:
    """« 31 des 46 indicateurs ont une valeur ici. »."""
    if not shown:
        return "Aucun indicateur n’a de valeur ici."
    if shown == count:
        one = count == 1
        return (
            "L’indicateur a une valeur ici."
            if one
            else f"Les {count} indicateurs ont une valeur ici."
        )
    return f"{shown} des {count} indicateurs {'a' if shown == 1 else 'ont'} une valeur ici."


def theme_page(portrait: Portrait, place: Place, theme_id: str) -> dict[str, Any] | None:
    """One theme: its key indicators in full, the others in a list; None when there is no such."""
    listed = [
        {"id": one["id"], "label": one["label"], "url": place.url("theme", theme=one["id"])}
        for one in portrait["themes"]
    ]
    at = next((rank for rank, row in enumerate(listed) if row["id"] == theme_id), None)
    if at is None:
        return None
    mine = [row for row in portrait["indicators"] if row["theme"] == theme_id]
    told = [row for row in mine if _is_told(row, portrait)]
    told.sort(key=lambda row: (indicators.is_missing(row), not row["key"]))
    shown = [row for row in told if not indicators.is_missing(row)]
    key = [row for row in shown if row["key"]] or shown[:MOST_KEY]
    in_full = {row["id"] for row in key}
    return {
        **heading(portrait, place),
        "theme": _theme(portrait, portrait["themes"][at], at + 1, place),
        "before": listed[at - 1] if at else None,
        "after": listed[at + 1] if at + 1 < len(listed) else None,
        "indicators": key,
        "others": [indicators.short(row, place) for row in told if row["id"] not in in_full],
        "gaps": next((one["gaps"] for one in unknowns(portrait) if one["id"] == theme_id), []),
        "peers": peers(portrait, place),
    }


def _is_told(indicator: Mapping[str, Any], portrait: Portrait) -> bool:
    """Whether there is a number to show: its own, or that of one of its members."""
    members = portrait["members_values"].get(indicator["id"], [])
    return not indicators.is_missing(indicator) or any(row["value"] is not None for row in members)


def unknowns(portrait: Portrait) -> list[dict[str, Any]]:
    """What is secret, missing or too old, by theme, and where to ask."""
    groups = []
    for theme in portrait["themes"]:
        rows = [row for row in portrait["unknowns"] if row["theme"] == theme["id"]]
        if rows:
            count = plural(len(rows), "manque")
            groups.append({**theme, "count": count, "gaps": _by_reason(rows)})
    return groups


def _by_reason(rows: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The same reason and the same gesture are said once for all their indicators."""
    found: dict[tuple[str, str, bool], list[str]] = {}
    for row in rows:
        found.setdefault((row["reason"], *_next_gesture(row)), []).append(row["label"])
    return [
        {"labels": labels, "reason": reason, "ask": ask, "is_here": is_here}
        for (reason, ask, is_here), labels in found.items()
    ]


def _next_gesture(row: Mapping[str, Any]) -> tuple[str, bool]:
    """Whom to ask, or what to do, and whether it is done on the page « Données »."""
    ask = row.get("ask") or ""
    if ask and row["status"] == ON_REQUEST:
        return f"À demander\u00a0: {ask}", False
    # The page « Données » gives the producer and the address: they are not said twice.
    return re.sub(r"(?<=») — .+$", "", ask).rstrip("."), True


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
