"""Figures of a portrait, born from its released tables and from nothing else."""

from collections.abc import Mapping, Sequence

from shapely.geometry.base import BaseGeometry

from maillage.base.levels import LEVEL_LABELS, LEVEL_PLURALS
from maillage.charts import Caption, Figure, trend
from maillage.disclosure import ReleasedTable
from maillage.maps import Map, choropleth
from maillage.maps.choropleth import MapCaption
from maillage.reports.document import Picture
from maillage.reports.reading import Indicator, Reading


Contours = Mapping[str, BaseGeometry]

FEWEST_POINTS = 3
# Millimetres on a printed page.
MAP_HEIGHT = 118.0


def member_map(
    reading: Reading, wanted: Sequence[str], contours: Contours
) -> tuple[Picture | None, list[str]]:
    """The first possible map among these indicators, and why the ones before it are not drawn."""
    reasons: list[str] = []
    tables = reading.tables
    if tables is None or not contours.keys() & reading.member_names.keys():
        return None, reasons
    for name in wanted:
        if not reading.members_values.get(name) or name not in reading.indicators:
            continue
        table = tables.of_members(name, reading.member_names)
        drawn, reason = _choropleth(reading, reading.indicators[name], table, contours)
        if drawn is not None:
            return picture(drawn, height=MAP_HEIGHT), reasons
        reasons.append(f"{reading.indicators[name]['label']} : {reason[:1].lower()}{reason[1:]}")
    return None, reasons


def trend_figure(reading: Reading, indicator: Indicator) -> Figure | None:
    """The evolution of an indicator, when at least three years have a value."""
    years = [row["year"] for row in indicator.get("trend") or [] if row["value"] is not None]
    if reading.tables is None or len(years) < FEWEST_POINTS:
        return None
    table = reading.tables.trend(
        indicator["id"], [row["year"] for row in indicator.get("trend") or []]
    )
    caption = Caption(
        title=f"{indicator['label']}, évolution",
        source_line=_noted(_source_line(indicator), indicator.get("trend_note") or ""),
        unit=indicator["unit"],
        territory=reading.name,
    )
    return trend(table, caption)


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
    reading: Reading, indicator: Indicator, table: ReleasedTable, contours: Contours
) -> tuple[Map | None, str]:
    """The map of one indicator by commune, or by IRIS inside a commune."""
    level = reading.member_level
    years = sorted({str(year) for year in table.frame["year"].drop_nulls()})
    caption = MapCaption(
        title=f"{indicator['label']}, par {LEVEL_LABELS[level]}, {', '.join(years)}".rstrip(", "),
        source_line=_source_line(indicator),
        unit=indicator["unit"],
        territories=LEVEL_PLURALS[level],
    )
    return choropleth(table, contours, caption)


def _noted(source: str, note: str) -> str:
    """The source, then what makes the years not quite comparable."""
    return f"{source}. {note.rstrip('.')}" if note else source


def _source_line(indicator: Indicator) -> str:
    """« Insee, recensement, 2021, géographie 2026 »."""
    parts = [str(indicator.get("source") or ""), str(indicator.get("year") or "")]
    geography = indicator.get("geography_year")
    parts.append(f"communes de {geography}" if geography else "")
    return ", ".join(part for part in parts if part)
