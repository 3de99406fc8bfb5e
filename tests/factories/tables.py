"""The released tables of a hand-made portrait, from its dictionary."""

from typing import Any

import polars as pl

from maillage.base.levels import Level
from maillage.disclosure import ReleasedTable, release
from maillage.portraits.tables import Tables


def tables_of(content: dict[str, Any]) -> Tables:
    """The released tables of a hand-made dictionary; no similar territory is in them."""
    here = {name: content["territory"][name] for name in ("code", "level")}
    own = [
        {"indicator": one["id"], "unit": one["unit"], **here, **row}
        for one in content["indicators"]
        for row in _years(one)
    ]
    members = [
        {"indicator": name, **row}
        for name, rows in content["members_values"].items()
        for row in rows
    ]
    around = [
        {"indicator": one["id"], **row}
        for one in content["indicators"]
        for row in one["comparisons"]
        if row["level"] in set(Level)
    ]
    empty = _released([])
    return Tables(
        own=_released(own),
        around=_released(around),
        similar=empty,
        members=_released(members),
        populations=empty,
    )


def _years(one: dict[str, Any]) -> list[dict[str, Any]]:
    """The trend of an indicator, then the year told with its place among its peers."""
    before = [row for row in one["trend"] if row["year"] != one["year"]]
    told = {name: one[name] for name in ("year", "value", "status")}
    return [*before, told | (one["position"] or {}) | {"unit": one["unit"]}]


def _released(rows: list[dict[str, Any]]) -> ReleasedTable:
    columns = {
        "indicator": pl.String, "level": pl.String, "code": pl.String, "year": pl.Int32,
        "value": pl.Float64,
        "status": pl.String, "unit": pl.String, "of": pl.Int32, "p5": pl.Float64,
        "q1": pl.Float64, "median": pl.Float64, "q3": pl.Float64, "p95": pl.Float64,
    }  # fmt: skip
    kept = [{name: row.get(name) for name in columns} for row in rows]
    return release(pl.DataFrame(kept, schema=columns), regime_name="insee_publie")
