"""Figures of a portrait. Its values went through the gate when it was made; they go through it
again here, because a figure is born from a released table and nothing else.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl
from shapely.geometry.base import BaseGeometry

from maillage.base.levels import LEVEL_LABELS, LEVEL_PLURALS
from maillage.charts import Caption, Figure, trend
from maillage.disclosure import ReleasedTable, release
from maillage.maps import Map, choropleth
from maillage.maps.choropleth import MapCaption
from maillage.reports.document import Picture
from maillage.reports.reading import Indicator, Reading


Contours = Mapping[str, BaseGeometry]

# The values of a portrait carry the marks of their own regimes; this one reveals nothing more.
REGIME = "insee_publie"
FEWEST_POINTS = 3
# Millimetres on a printed page.
MAP_HEIGHT = 118.0


def released(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, Any]) -> ReleasedTable:
    """Rows of a portrait as a released table with exactly these columns."""
    frame = pl.DataFrame(
        [{name: row.get(name) for name in columns} for row in rows], schema=dict(columns)
    )
    return release(frame, regime_name=REGIME)


def member_map(
    reading: Reading, wanted: Sequence[str], contours: Contours
) -> tuple[Picture | None, list[str]]:
    """The first possible map among these indicators, and why the ones before it are not drawn."""
    reasons: list[str] = []
    if not contours.keys() & reading.member_names.keys():
        return None, reasons
    for name in wanted:
        rows = reading.members_values.get(name)
        if not rows or name not in reading.indicators:
            continue
        drawn, reason = _choropleth(reading, reading.indicators[name], contours)
        if drawn is not None:
            return picture(drawn, height=MAP_HEIGHT), reasons
        reasons.append(f"{reading.indicators[name]['label']} : {reason[:1].lower()}{reason[1:]}")
    return None, reasons


def trend_figure(reading: Reading, indicator: Indicator) -> Figure | None:
    """The evolution of an indicator, when at least three years have a value."""
    rows = [
        {**row, "status": row.get("status") or indicator["status"]}
        for row in indicator.get("trend") or []
    ]
    if sum(row.get("value") is not None for row in rows) < FEWEST_POINTS:
        return None
    columns = {"year": pl.Int64, "value": pl.Float64, "status": pl.String}
    caption = Caption(
        title=f"{indicator['label']}, évolution",
        source_line=_noted(_source_line(indicator), indicator.get("trend_note") or ""),
        unit=indicator["unit"],
        territory=reading.name,
    )
    return trend(released(rows, columns), caption)


def picture(figure: Figure | Map, *, height: float = 0.0) -> Picture:
    """A figure as a block: drawing, sentence, source, table twin."""
    rows = figure.rows()
    headings = tuple(rows[0]) if rows else ()
    return Picture(
        title=figure.title,
        svg=figure.svg(),
        alternative=figure.alternative,
        source=figure.source_line,
        twin=(headings, *(tuple(row.values()) for row in rows)),
        height=height,
    )


def _choropleth(
    reading: Reading, indicator: Indicator, contours: Contours
) -> tuple[Map | None, str]:
    """The map of one indicator by commune, or by IRIS inside a commune."""
    rows = reading.members_values[indicator["id"]]
    level = reading.member_level
    columns = {"code": pl.String, "name": pl.String, "value": pl.Float64, "status": pl.String}
    years = sorted({str(row["year"]) for row in rows if row.get("year")})
    caption = MapCaption(
        title=f"{indicator['label']}, par {LEVEL_LABELS[level]}, {', '.join(years)}".rstrip(", "),
        source_line=_source_line(indicator),
        unit=indicator["unit"],
        territories=LEVEL_PLURALS[level],
    )
    return choropleth(released(rows, columns), contours, caption)


def _noted(source: str, note: str) -> str:
    """The source, then what makes the years not quite comparable."""
    return f"{source}. {note.rstrip('.')}" if note else source


def _source_line(indicator: Indicator) -> str:
    """« Insee, recensement, 2021, géographie 2026 »."""
    parts = [str(indicator.get("source") or ""), str(indicator.get("year") or "")]
    geography = indicator.get("geography_year")
    parts.append(f"communes de {geography}" if geography else "")
    return ", ".join(part for part in parts if part)
