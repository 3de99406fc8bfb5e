"""Figures of a portrait, born from its released tables and from nothing else."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from shapely.geometry.base import BaseGeometry

from maillage.base.levels import LEVEL_LABELS, LEVEL_PLURALS, Level
from maillage.charts import Caption, Figure, age_bars, commune_bars, composition, trend
from maillage.disclosure import ReleasedTable
from maillage.maps import Map, choropleth
from maillage.maps.choropleth import MapCaption
from maillage.reports.document import Picture
from maillage.reports.plans import PartsPlan
from maillage.reports.reading import Indicator, Reading, has_value


Contours = Mapping[str, BaseGeometry]

FEWEST_POINTS = 3
# The territory of the portrait, in a drawing that names the others.
HERE = "Ici"
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


def age_figure(reading: Reading, plan: PartsPlan, levels: Sequence[str]) -> Figure | None:
    """The population by age, with the nearest reference that has every class of the same year.

    levels  of the reference territories, the first one preferred
    """
    parts = _parts(reading, plan)
    if reading.tables is None or not parts:
        return None
    wanted = pl.DataFrame({"indicator": list(plan.parts), "label": list(plan.parts.values())})
    told = _of_parts(reading.tables.own, parts)
    table = told.completed(wanted, ["indicator"])
    other = next((one for one in _references(parts) if one["level"] in levels), None)
    if other is not None:
        around = _of_parts(reading.tables.around, parts).only(
            pl.col("code") == other["code"], pl.col("level") == other["level"]
        )
        table = table.beside(around, ["indicator"], "reference")
    reference = "" if other is None else str(other["territory"])
    return age_bars(table, _caption(reading, plan, parts), reference=reference)


def composition_figure(reading: Reading, plan: PartsPlan) -> Figure | None:
    """What a whole is made of, here and in the references that have every part that year."""
    parts = _parts(reading, plan)
    if reading.tables is None or not parts:
        return None
    here = reading.territory
    places = [(HERE, str(here["level"]), str(here["code"]))]
    places += [(one["territory"], one["level"], one["code"]) for one in _references(parts)]
    where = pl.DataFrame(
        list(dict.fromkeys(places)), schema=["name", "level", "code"], orient="row"
    )
    what = pl.DataFrame({"indicator": list(plan.parts), "part": list(plan.parts.values())})
    told = _of_parts(reading.tables.own, parts)
    told = told.joined(_of_parts(reading.tables.around, parts))
    table = told.completed(where.join(what, how="cross"), ["indicator", "level", "code"])
    return composition(table, _caption(reading, plan, parts))


def member_bars(reading: Reading, name: str) -> Figure | None:
    """One bar per member, in the order of the official codes; None when none shows a value."""
    rows = reading.members_values.get(name) or []
    indicator = reading.indicators.get(name)
    if reading.tables is None or indicator is None or not any(has_value(row) for row in rows):
        return None
    years = sorted({str(row["year"]) for row in rows if row["value"] is not None})
    caption = Caption(
        title=f"{indicator['label']}, par {LEVEL_LABELS[reading.member_level]}, {', '.join(years)}",
        source_line=_source_line(indicator),
        unit=indicator["unit"],
        territory=reading.name,
    )
    whole = (reading.name, indicator["value"]) if has_value(indicator) else None
    table = reading.tables.of_members(name, reading.member_names)
    return commune_bars(table, caption, reference=whole)


def _parts(reading: Reading, plan: PartsPlan) -> list[Indicator]:
    """The indicators of a figure, when the portrait shows them all for the same year."""
    found = reading.chosen(plan.parts)
    years = {one["year"] for one in found}
    return found if len(found) == len(plan.parts) and len(years) == 1 else []


def _references(parts: Sequence[Indicator]) -> list[Mapping[str, Any]]:
    """The territories around that show every part, nearest first."""
    shown = [
        {one["code"] for one in part.get("comparisons") or [] if one["value"] is not None}
        for part in parts
    ]
    return [
        one
        for one in parts[0].get("comparisons") or []
        if one["level"] in set(Level) and all(one["code"] in codes for codes in shown)
    ]


def _of_parts(table: ReleasedTable, parts: Sequence[Indicator]) -> ReleasedTable:
    names = [part["id"] for part in parts]
    return table.only(pl.col("indicator").is_in(names), pl.col("year") == parts[0]["year"])


def _caption(reading: Reading, plan: PartsPlan, parts: Sequence[Indicator]) -> Caption:
    return Caption(
        title=f"{plan.title}, {parts[0]['year']}",
        source_line=_source_line(parts[0]),
        unit=parts[0]["unit"],
        territory=reading.name,
    )


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
