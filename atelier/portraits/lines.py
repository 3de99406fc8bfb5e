"""Where the points of a trend go on the page.

A theme may hold forty trends: they are drawn here in a few numbers, rather than by the chart engine
of the documents, which takes a tenth of a second for each. Nothing is interpolated: a missing year
cuts the line.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from maillage.base.cells import cell_text
from maillage.base.french import with_unit


WIDTH, HEIGHT = 440.0, 150.0
LEFT, RIGHT, TOP, BOTTOM = 34.0, 34.0, 30.0, 26.0
FEWEST_POINTS = 2


@dataclass(frozen=True)
class Point:
    """A year on the page."""

    year: int
    value: float
    x: float
    y: float


def trend(indicator: Mapping[str, Any]) -> dict[str, Any] | None:
    """The line, its labels and its table; None with fewer than two values."""
    rows = sorted(indicator["trend"], key=lambda row: row["year"])
    known = [row for row in rows if row["value"] is not None]
    if len(known) < FEWEST_POINTS:
        return None
    points = _placed(known)
    first, last = points[0], points[-1]
    unit = indicator["unit"]
    return {
        "paths": _paths(rows, points),
        "points": points,
        "labels": [
            {"x": one.x, "y": one.y - 11, "text": with_unit(one.value, unit), "end": one is last}
            for one in (first, last)
        ],
        "years": _year_labels(points),
        "sentence": f"De {with_unit(first.value, unit)} en {first.year} "
        f"à {with_unit(last.value, unit)} en {last.year}.",
        "rows": [
            {"year": row["year"], "value": cell_text(row["value"], row["status"], unit)}
            for row in rows
        ],
    }


def _placed(rows: Sequence[Mapping[str, Any]]) -> list[Point]:
    """Years across, values upwards; a flat trend lies in the middle."""
    years = [row["year"] for row in rows]
    values = [row["value"] for row in rows]
    across = (WIDTH - LEFT - RIGHT) / (years[-1] - years[0])
    spread = max(values) - min(values)
    up = (HEIGHT - TOP - BOTTOM) / spread if spread else 0.0
    floor = HEIGHT - BOTTOM - (0.0 if spread else (HEIGHT - TOP - BOTTOM) / 2)
    return [
        Point(
            year=row["year"],
            value=row["value"],
            x=round(LEFT + (row["year"] - years[0]) * across, 1),
            y=round(floor - (row["value"] - min(values)) * up, 1),
        )
        for row in rows
    ]


def _paths(rows: Sequence[Mapping[str, Any]], points: Sequence[Point]) -> list[str]:
    """One `points` attribute per unbroken stretch."""
    at = {point.year: point for point in points}
    stretches: list[list[Point]] = [[]]
    for row in rows:
        if row["year"] in at:
            stretches[-1].append(at[row["year"]])
        else:
            stretches.append([])
    return [" ".join(f"{p.x},{p.y}" for p in one) for one in stretches if len(one) > 1]


def _year_labels(points: Sequence[Point]) -> list[Point]:
    """The years that can be written without touching, the first and the last always among them."""
    shown = [points[0]]
    for point in points[1:-1]:
        if point.x - shown[-1].x > 42 and points[-1].x - point.x > 42:
            shown.append(point)
    return [*shown, points[-1]]
