"""Drawings of a portrait page: its map, its ages, its communes side by side, its trends.

Maps and strips are drawn by `maillage`, as in the printed portrait. Bars are parts of a table here,
so that their figures stay text.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.utils.safestring import mark_safe

from atelier.portraits import lines, queries
from atelier.portraits.places import Place
from atelier.portraits.presenters import indicator as indicators
from atelier.portraits.presenters.opening import by_id
from atelier.portraits.printing import typographic
from maillage.base.french import with_unit
from maillage.reports.document import Picture
from maillage.reports.figures import member_map, picture, trend_figure
from maillage.reports.reading import is_fragile


Portrait = Mapping[str, Any]

PREFERRED = ("taux_logements_vacants", "part_65_plus", "niveau_vie_median", "population")
AGES = (
    ("part_0_14", "0 à 14 ans"),
    ("part_15_29", "15 à 29 ans"),
    ("part_30_44", "30 à 44 ans"),
    ("part_45_59", "45 à 59 ans"),
    ("part_60_74", "60 à 74 ans"),
    ("part_75_plus", "75 ans et plus"),
)
SIDE_BY_SIDE = 6
# A theme tells several indicators: beyond this, their parts are read on the page of each.
MOST_BARS = 20


def main_plate(portrait: Portrait, place: Place, wanted: str = "") -> dict[str, Any] | None:
    """The choropleth of the members, or where the territory lies; None without any outline."""
    choices = _choices(portrait)
    order = [name for name in (wanted, *_distinctive(portrait), *PREFERRED) if name in choices]
    order = list(dict.fromkeys([*order, *choices]))
    drawn, reasons = _first_map(portrait, place, order, wanted)
    plate = printed_plate(drawn) if drawn else locator(portrait, place)
    if plate is None:
        return None
    chosen = next((name for name in order if drawn and drawn.title.startswith(choices[name])), "")
    if chosen:
        plate["source"] = indicators.source_line(by_id(portrait)[chosen])
    return {
        **plate,
        "reasons": reasons if wanted else [],
        "choices": _grouped(portrait, choices, chosen) if drawn else [],
        "action": place.url(),
        "communes": ",".join(place.communes),
    }


def _first_map(
    portrait: Portrait, place: Place, order: Sequence[str], wanted: str
) -> tuple[Picture | None, list[str]]:
    """The wanted map, or the first possible one with the reason why the wanted one is not drawn."""
    if len(portrait["territory"]["members"]) < 2 or not order:
        return None, []
    drawn, reasons = drawn_once(_member_map, place, tuple(order))
    return drawn, reasons[:1] if wanted else []


def drawn_once(draw: Callable[..., Any], place: Place, *what: Any) -> Any:
    """What this function draws of a place, kept until the next build; drawn again without one."""
    build = queries.build_of(place.shelf)
    return _kept(draw, place, what, build) if build else draw(place, *what)


@lru_cache(maxsize=512)
def _kept(draw: Callable[..., Any], place: Place, what: tuple[Any, ...], build: str) -> Any:
    del build
    return draw(place, *what)


def _member_map(place: Place, order: tuple[str, ...]) -> tuple[Picture | None, list[str]]:
    """The first possible map among these indicators, and why the ones before are not drawn."""
    reading = queries.reading_of(place)
    members = reading.territory["members"]
    outlines = queries.contours(
        [row["code"] for row in members], level=members[0]["level"], shelf=place.shelf
    )
    return member_map(reading, order, outlines)


def indicator_map(place: Place, name: str) -> tuple[Picture | None, str]:
    """The map of one indicator by member, or None and the sentence that says why there is none."""
    content = queries.portrait_of(place)
    members = content["territory"]["members"]
    if len(members) < 2:
        return None, ALONE
    if all(row["value"] is None for row in content["members_values"].get(name, ())):
        return None, NO_VALUE
    drawn, reasons = drawn_once(_member_map, place, (name,))
    if drawn is not None:
        return drawn, ""
    if members[0]["level"] == "iris":
        return None, f"{NO_IRIS} {TABLE}"
    return None, reasons[0].split(" : ", 1)[-1].capitalize() if reasons else NO_OUTLINE


ALONE = "Pas de carte\u00a0: ce territoire n’est pas divisé en parties plus petites."
NO_VALUE = "Pas de carte\u00a0: aucune valeur n’est connue pour les parties de ce territoire."
TABLE = "Le tableau dit les mêmes valeurs."
NO_OUTLINE = (
    "Pas de carte\u00a0: les contours des parties de ce territoire ne sont pas publiés avec les "
    f"données présentes. {TABLE}"
)
NO_IRIS = (
    "Pas de carte des quartiers\u00a0: leurs contours (IRIS) sont publiés à part par l’Insee et "
    "l’IGN, et Maillage ne les a pas."
)


def trend_picture(place: Place, name: str) -> Picture | None:
    """The evolution of an indicator, as documents draw it; None with too few years."""
    reading = queries.reading_of(place)
    figure = trend_figure(reading, reading.indicators[name])
    return picture(figure) if figure else None


def _choices(portrait: Portrait) -> dict[str, str]:
    """Indicators whose members have a value for at least half: id → label."""
    known = by_id(portrait)
    return {
        name: known[name]["label"]
        for name, rows in portrait["members_values"].items()
        if name in known and sum(row["value"] is not None for row in rows) * 2 >= len(rows)
    }


def _distinctive(portrait: Portrait) -> list[str]:
    """Rates among the highlights, the strongest first."""
    known = by_id(portrait)
    names = [row["indicator"] for row in portrait["highlights"]]
    return [name for name in names if name in known and known[name]["unit"] != "count"]


def _grouped(portrait: Portrait, choices: Mapping[str, str], chosen: str) -> list[dict[str, Any]]:
    """The choices by theme, for the selector."""
    known = by_id(portrait)
    groups = [
        {
            "label": theme["label"],
            "options": [
                {"id": name, "label": label, "is_chosen": name == chosen}
                for name, label in choices.items()
                if known[name]["theme"] == theme["id"]
            ],
        }
        for theme in portrait["themes"]
    ]
    return [group for group in groups if group["options"]]


def locator(portrait: Portrait, place: Place) -> dict[str, Any] | None:
    """Where the territory lies among its neighbours."""
    drawn = drawn_once(_locator, place)
    if not drawn:
        return None
    name = portrait["territory"]["name"]
    return {
        "title": f"{name}, parmi ses voisins",
        "drawing": mark_safe(drawn),  # noqa: S308 — drawn by the library
        "alternative": "",
        "source": "Contours généralisés des communes, d’après l’IGN.",
        "headings": (),
        "rows": (),
    }


def _locator(place: Place) -> str:
    return queries.locator(queries.reading_of(place).territory, shelf=place.shelf)


def printed_plate(drawn: Picture) -> dict[str, Any]:
    """A picture of the library, as the plate component prints it."""
    return {
        "title": drawn.title,
        "drawing": mark_safe(drawn.svg),  # noqa: S308 — drawn by the library
        "alternative": typographic(drawn.alternative),
        "source": drawn.source,
        "headings": drawn.twin[0] if drawn.twin else (),
        "rows": drawn.twin[1:],
    }


def with_drawings(indicator: Mapping[str, Any], portrait: Portrait, place: Place) -> dict[str, Any]:
    """One indicator in full, with its trend and its communes."""
    trend = lines.trend(indicator)
    bars = member_bars(indicator, portrait, place)
    return {
        **indicators.full(indicator, place),
        "trend": trend,
        "members": bars if any(row["width"] for row in bars) else [],
        "has_body": bool(indicator["comparisons"] or indicator["position"] or trend or bars),
    }


def in_theme(indicator: Mapping[str, Any], portrait: Portrait, place: Place) -> dict[str, Any]:
    """The same in the list of a theme: a link to its parts rather than a long table of them."""
    held = len(portrait["members_values"].get(indicator["id"], ()))
    if held <= MOST_BARS:
        return {**with_drawings(indicator, portrait, place), "parts_url": ""}
    alone = {**portrait, "members_values": {}}
    found = with_drawings(indicator, alone, place)
    return {**found, "parts_url": f"{found['url']}#parties"}


def member_bars(
    indicator: Mapping[str, Any], portrait: Portrait, place: Place
) -> list[dict[str, Any]]:
    """One line per member in the order of the official codes, with its bar; [] without members."""
    rows = portrait["members_values"].get(indicator["id"], [])
    widest = max((abs(row["value"]) for row in rows if row["value"] is not None), default=0)
    return [
        {
            "name": row["name"],
            "url": place.other(_member_level(portrait), row["code"]).url(),
            "value": indicators.value_text(row, indicator["unit"]),
            "is_missing": row["value"] is None,
            "is_fragile": is_fragile(row),
            "width": indicators.bar_width(row["value"], widest),
        }
        for row in rows
    ]


def _member_level(portrait: Portrait) -> str:
    """The level of the members."""
    members = portrait["territory"]["members"]
    return members[0]["level"] if members else "commune"


def ages(portrait: Portrait) -> dict[str, Any] | None:
    """The share of each age class, beside that of the country; None unless all are known."""
    known = by_id(portrait)
    rows = [(known[name], label) for name, label in AGES if name in known]
    if len(rows) < len(AGES) or any(indicators.is_missing(row) for row, _ in rows):
        return None
    references = [_country(row) for row, _ in rows]
    widest = max([row["value"] for row, _ in rows] + [r["value"] for r in references if r])
    return {
        "year": rows[0][0]["year"],
        "source": rows[0][0]["source"],
        "reference": references[0]["territory"] if references[0] else "",
        "rows": [
            {
                "name": label,
                "value": with_unit(row["value"], row["unit"]),
                "width": indicators.bar_width(row["value"], widest),
                "reference": with_unit(other["value"], row["unit"]) if other else "—",
                "tick": indicators.bar_width(other["value"], widest) if other else "",
            }
            for (row, label), other in zip(rows, references, strict=True)
        ],
    }


def _country(indicator: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The comparison with the country, when it has a value."""
    for level in indicators.REFERENCE_LEVELS:
        for row in indicator["comparisons"]:
            if row["level"] == level and row["value"] is not None:
                return row
    return None


def members(portrait: Portrait, place: Place, wanted: str = "") -> dict[str, Any] | None:
    """The members side by side, in the order of the official codes; None without members."""
    rows = portrait["territory"]["members"]
    if len(rows) < 2:
        return None
    known = by_id(portrait)
    names = [name for name in (wanted, *PREFERRED) if name in portrait["members_values"]]
    firsts = [row["id"] for row in portrait["indicators"] if row["first"]]
    names += [name for name in firsts if name in portrait["members_values"]]
    names = [name for name in dict.fromkeys(names) if name in known][:SIDE_BY_SIDE]
    names.sort(key=lambda name: name != "population")
    is_iris = rows[0]["level"] == "iris"
    return {
        "headings": [known[name]["label"] for name in names],
        "years": [str(known[name]["year"] or "") for name in names],
        "rows": [_side_by_side(row, names, portrait, place) for row in rows],
        "whole": [indicators.value_text(known[name]) for name in names],
        "level": "IRIS" if is_iris else "Commune",
        "plural": "Quartiers" if is_iris else "Communes",
        "no_map": NO_IRIS if is_iris else "",
    }


def _side_by_side(
    member: Mapping[str, Any], names: Sequence[str], portrait: Portrait, place: Place
) -> dict[str, Any]:
    """One member's line."""
    known = by_id(portrait)
    cells = []
    for name in names:
        found = {row["code"]: row for row in portrait["members_values"][name]}.get(member["code"])
        cell = found or {"value": None, "status": "unavailable"}
        cells.append(
            {
                "text": indicators.value_text(cell, known[name]["unit"]),
                "is_missing": cell["value"] is None,
                "is_fragile": is_fragile(cell),
            }
        )
    url = place.other(member["level"], member["code"]).url()
    return {"name": member["name"], "url": url, "cells": cells}


def demonstration() -> dict[str, Any] | None:
    """The plate of the first page: the fictitious territory, when its store is there."""
    place = queries.demonstration_place()
    if place is None:
        return None
    content = queries.portrait_of(place)
    plate = main_plate(content, place)
    return {"plate": plate, "url": place.url(), "name": content["territory"]["name"]}
