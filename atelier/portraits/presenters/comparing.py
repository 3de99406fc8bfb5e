"""Territories side by side: the same year and the same definition, or a word that says so."""

from collections.abc import Mapping, Sequence
from typing import Any

from atelier.portraits.places import Place
from atelier.portraits.presenters import indicator as indicators
from atelier.portraits.presenters.opening import KINDS, by_id
from maillage.base.french import number
from maillage.stats.neighbours import FEATURES


Portrait = Mapping[str, Any]
MOST, FEWEST = 4, 2
UNKNOWN = {"value": None, "status": "unavailable"}
OTHER_YEARS = "Années différentes\u00a0: les valeurs ne se comparent pas exactement."
OTHER_SOURCES = "Sources différentes\u00a0: {sources}."


def columns(known: Sequence[tuple[Place, Portrait]], address: str) -> list[dict[str, str]]:
    """The territories, each with the address of the same page without it."""
    return [
        {
            "name": content["territory"]["name"],
            "kind": KINDS[content["territory"]["level"]],
            "url": place.url(),
            "without": _address(address, [other for other, _ in known if other != place]),
        }
        for place, content in known
    ]


def _address(address: str, places: Sequence[Place]) -> str:
    return f"{address}?{'&'.join(f'avec={written(one)}' for one in places)}"


def written(place: Place) -> str:
    """« epci:200039832 », as the address of the page names a territory."""
    return f"{place.level}:{place.code}"


def with_another(address: str, known: Sequence[Place], other: Place) -> str:
    """The address of the comparison with one more territory."""
    return _address(address, [*known, other])


def rows(known: Sequence[tuple[Place, Portrait]], theme: str) -> list[dict[str, Any]]:
    """One line per indicator that at least one territory shows.

    theme   its identifier; empty for the first indicators of a portrait
    """
    portraits = [by_id(content) for _, content in known]
    names = dict.fromkeys(
        name
        for one in portraits
        for name, row in one.items()
        if (row["theme"] == theme if theme else row["first"])
    )
    lines = [_row(name, portraits, [place for place, _ in known]) for name in names]
    return [line for line in lines if not all(cell["is_missing"] for cell in line["cells"])]


def _row(
    name: str, portraits: Sequence[Mapping[str, Any]], places: Sequence[Place]
) -> dict[str, Any]:
    """The newest year that all those with a value share; otherwise each its own, said."""
    found = [one.get(name) for one in portraits]
    years = [_years(one) for one in found if one is not None and _years(one)]
    common = max(set.intersection(*(set(one) for one in years)), default=None) if years else None
    first = next(one for one in found if one is not None)
    cells = [_cell(one, common, place) for one, place in zip(found, places, strict=True)]
    return {
        "id": name,
        "label": first["label"],
        "is_count": first["unit"] == "count",
        "year": str(common or ""),
        "cells": cells,
        "notes": _notes(found, common),
    }


def _years(indicator: Mapping[str, Any]) -> dict[int, Any]:
    """The shown value of each year."""
    shown = {row["year"]: row for row in indicator["trend"] if row["value"] is not None}
    if not indicators.is_missing(indicator):
        shown[indicator["year"]] = indicator
    return shown


def _cell(indicator: Mapping[str, Any] | None, year: int | None, place: Place) -> dict[str, Any]:
    if indicator is None:
        text = "n’existe pas à ce niveau"
        return {"text": text, "number": None, "is_missing": True, "note": "", "url": ""}
    shown = _years(indicator).get(year) if year else None
    told = shown or indicator
    own_year = "" if year or told["value"] is None else str(indicator["year"] or "")
    return {
        "text": indicators.value_text(told, indicator["unit"]),
        "number": told["value"],
        "is_missing": told["value"] is None,
        "note": own_year,
        "url": indicators.url_of(indicator, place),
    }


def _notes(found: Sequence[Mapping[str, Any] | None], year: int | None) -> list[str]:
    """What keeps the line from being a fair comparison."""
    shown = [one for one in found if one is not None and not indicators.is_missing(one)]
    notes = [OTHER_YEARS] if year is None and len(shown) > 1 else []
    sources = list(dict.fromkeys(one["source"] for one in shown))
    if len(sources) > 1:
        notes.append(OTHER_SOURCES.format(sources="\u00a0; ".join(sources)))
    return notes


def drawing(
    lines: Sequence[Mapping[str, Any]], columns: Sequence[Mapping[str, str]], wanted: str
) -> dict[str, Any] | None:
    """One line drawn as bars, a territory each, and its sentence; None without any line.

    wanted  the indicator to draw; the first rate when there is no such, for a commune beside its
            département has no bar to see in numbers of people
    """
    if not lines:
        return None
    order = sorted(lines, key=lambda one: (one["id"] != wanted, one["is_count"]))
    line = order[0]
    cells = line["cells"]
    widest = max(abs(cell["number"]) for cell in cells if cell["number"] is not None)
    bars = [
        {
            "name": column["name"],
            "url": cell["url"],
            "value": _dated(cell),
            "is_missing": cell["is_missing"],
            "width": indicators.bar_width(cell["number"], widest),
        }
        for column, cell in zip(columns, cells, strict=True)
    ]
    told = "\u00a0; ".join(f"{bar['name']}, {bar['value']}" for bar in bars)
    return {
        "choices": [{**one, "is_chosen": one is line} for one in lines],
        "title": f"{line['label']}, {line['year']}" if line["year"] else line["label"],
        "alternative": f"{told}.",
        "rows": bars,
        "notes": line["notes"],
    }


def _dated(cell: Mapping[str, Any]) -> str:
    """« 12,4 % », with its own year when the territories do not share one."""
    return f"{cell['text']} ({cell['note']})" if cell["note"] else cell["text"]


def similar(
    portrait: Portrait, place: Place, values: Mapping[str, Mapping[str, Any]], compare: str
) -> dict[str, Any]:
    """The territories that resemble this one, with the values they were brought together by.

    values   indicator → code → released row, here and in each of them
    """
    territory = portrait["territory"]
    known = by_id(portrait)
    headings = [
        {"label": FEATURES[name][0].capitalize(), "year": str(known[name]["year"] or "")}
        for name in values
    ]

    def cells(code: str) -> list[str]:
        return [
            indicators.value_text(values[name].get(code, UNKNOWN), known[name]["unit"])
            for name in values
        ]

    return {
        "headings": headings,
        "here": {"name": territory["name"], "cells": cells(place.code)},
        "rows": [
            {
                "name": row["name"],
                "url": place.other(territory["level"], row["code"]).url(),
                "distance": number(row["distance"], decimals=2),
                "cells": cells(row["code"]),
                "compare": with_another(
                    compare, [place], place.other(territory["level"], row["code"])
                ),
            }
            for row in portrait["peers"]["nearest"]
        ],
    }
