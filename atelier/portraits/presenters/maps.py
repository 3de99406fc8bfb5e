"""A sheet of the atlas, as its page prints it and as a browser draws it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import slugify

from atelier.portraits.places import Place
from atelier.portraits.printing import typographic
from maillage.base.cells import cell_text
from maillage.base.french import plural
from maillage.base.levels import LEVEL_LABELS, LEVEL_PLURALS, Level


METHOD = (
    "Les limites des classes suivent les ruptures naturelles des valeurs (méthode de Fisher-Jenks, "
    "calculée par mapclassify), arrondies sans qu’aucun territoire ne change de classe lorsqu’ils "
    "sont peu nombreux. Cinq classes au plus, de la teinte la plus claire à la plus foncée."
)


def choices(cards: Sequence[Any], labels: Mapping[str, str], chosen: str) -> list[dict[str, Any]]:
    """The indicators that may be mapped, by theme."""
    groups = [
        {
            "label": label,
            "options": [
                {"id": one.id, "label": one.label, "is_chosen": one.id == chosen}
                for one in cards
                if one.theme == theme
            ],
        }
        for theme, label in labels.items()
    ]
    return [group for group in groups if group["options"]]


def levels(known: Sequence[Level], chosen: str) -> list[dict[str, Any]]:
    """Into what the territory may be divided."""
    return [
        {"id": str(one), "label": LEVEL_PLURALS[one].capitalize(), "is_chosen": str(one) == chosen}
        for one in known
    ]


def boxes(communes: Sequence[Any], ticked: Sequence[str] = ()) -> list[dict[str, Any]]:
    """The communes to tick, as one looks for them: by name, accents aside."""
    ranked = sorted(communes, key=lambda one: slugify(one.name))
    return [
        {"code": one.code, "name": typographic(one.name), "is_ticked": one.code in ticked}
        for one in ranked
    ]


def table(sheet: Any, place: Place) -> dict[str, Any]:
    """The table twin: every part in the order of the official codes, never a ranking."""
    rows = [
        {
            "code": row["code"],
            "name": typographic(row["name"]),
            "url": place.other(sheet.level, row["code"]).url(),
            "value": cell_text(row["value"], row["status"], sheet.unit)
            + ("*" if row["code"] in sheet.spread.fragile else ""),
            "is_missing": row["value"] is None,
            "tint": sheet.tints.get(row["code"]),
        }
        for row in sheet.rows()
    ]
    shown = sum(not row["is_missing"] for row in rows)
    level = Level(sheet.level)
    counted = plural(shown, LEVEL_LABELS[level], LEVEL_PLURALS[level])
    return {
        "rows": rows,
        "heading": LEVEL_LABELS[level][:1].upper() + LEVEL_LABELS[level][1:],
        "count": f"{counted} avec une valeur, sur {len(rows)}.",
        "has_fragile": bool(sheet.spread.fragile),
    }


def legend(sheet: Any) -> list[dict[str, Any]]:
    """One line per class, then what has no value."""
    lines = [{"tint": rank, "label": label} for rank, label in sheet.classes]
    if any(row["value"] is None for row in sheet.rows()):
        lines.append({"tint": None, "label": "sans valeur"})
    return lines


def collection(
    shapes: Sequence[tuple[str, str, dict[str, Any]]], told: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """The shapes as GeoJSON, with what the pointer or the keyboard reads over each.

    told   code → {value, tint, url}; {} when shapes are only to be chosen
    """
    features = [
        {
            "type": "Feature",
            "id": number,
            "properties": {"code": code, "name": typographic(name), **told.get(code, {})},
            "geometry": geometry,
        }
        for number, (code, name, geometry) in enumerate(shapes, start=1)
    ]
    return {"type": "FeatureCollection", "features": features}


def told(rows: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """What is said of each shape, from the rows of the table."""
    return {
        row["code"]: {
            "value": row["value"],
            "url": row["url"],
            "tint": -1 if row["tint"] is None else row["tint"],
        }
        for row in rows
    }
