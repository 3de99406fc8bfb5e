"""From clean rows to today's territories: one Ibis expression, the same for every engine.

Rows are either the territory's *own* (a commune that has not changed, an EPCI the publisher gives)
or the *sum of its components* through the passage table. An aggregate exists only when every
component is present and published; otherwise it is null, with its coverage.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ibis
import polars as pl

from maillage.base.levels import Level
from maillage.base.statuses import Status
from maillage.indicators.engines import Engine
from maillage.indicators.expressions import Expression
from maillage.sources.contract import STATUS_SUFFIX


COMPLETE = 1e-6
KEYS = ["level", "code", "year"]
COMPONENTS = (str(Level.COMMUNE), str(Level.ARRONDISSEMENT_MUNICIPAL), str(Level.IRIS))
# When several markers meet in one formula, the strongest reason is kept.
MARKERS = (Status.SECRET, Status.NOT_APPLICABLE)


@dataclass(frozen=True)
class CleanFile:
    """A clean table of territories on disk: its dataset, its source, its columns and levels."""

    dataset: str
    source: str
    path: Path
    columns: frozenset[str]
    levels: frozenset[str]


@dataclass(frozen=True)
class Passages:
    """Parquet files written by `write_passages`: how components add up, and what is expected.

    mapping   geography_year, component_level, component, level, code, share, unit, exact, own
    expected  geography_year, level, code, expected
    """

    mapping: Path
    expected: Path


def aggregate(
    engine: Engine,
    file: CleanFile,
    wanted: Mapping[str, Expression],
    passages: Passages,
    *,
    own_only: frozenset[str] = frozenset(),
) -> pl.DataFrame:
    """Every wanted expression at every level.

    wanted    name → expression over the columns of `file`
    own_only  names that are never summed (medians, rates as published)

    Returns one row per level, code, year: geography_year, own, exact, expected, then for each name
    its value, `<name>__present` (units present) and `<name>__marker` (a Status, or null).
    """
    table = engine.table(file.path)
    rows = _rows(table, file, wanted)
    mapping = engine.table(passages.mapping)
    parts = [_own(rows, mapping, wanted)]
    summed = [name for name in wanted if name not in own_only]
    if summed and file.levels & set(COMPONENTS):
        components = _components(rows, file.levels)
        parts.append(_sums(components, mapping, engine.table(passages.expected), wanted, own_only))
    return _prefer_own(pl.concat([engine.run(part) for part in parts], how="diagonal"), wanted)


def _rows(table: Any, file: CleanFile, wanted: Mapping[str, Expression]) -> Any:
    """The keys, each expression, and the marker that explains its absence."""
    fields = {
        "level": table["level"],
        "code": table["code"],
        "year": table["year"].cast("int32"),
        "geography_year": table["geography_year"].cast("int32"),
    }
    for name, expression in wanted.items():
        fields[name] = expression.to_ibis(table).cast("float64")
        fields[f"{name}__marker"] = _marker(table, file, expression)
    return table.select(**fields)


def _marker(table: Any, file: CleanFile, expression: Expression) -> Any:
    statuses = [
        table[column + STATUS_SUFFIX]
        for column in sorted(expression.columns())
        if column + STATUS_SUFFIX in file.columns
    ]
    marker = ibis.null("string")
    for status in reversed(MARKERS):
        for column in statuses:
            marker = ibis.ifelse(column == str(status), str(status), marker)
    return marker


def _own(rows: Any, mapping: Any, wanted: Mapping[str, Expression]) -> Any:
    """Rows given for the territory itself; communes pass to today's codes when nothing merged."""
    identity = mapping.filter(mapping.own, mapping.component_level == str(Level.COMMUNE)).select(
        origin_year="geography_year", component="component", today="code"
    )
    communes = rows.filter(rows.level == str(Level.COMMUNE))
    moved = communes.join(
        identity,
        [communes.code == identity.component, communes.geography_year == identity.origin_year],
    )
    names = [part for name in wanted for part in (name, f"{name}__marker")]
    moved = moved.select("level", "year", "geography_year", *names, code=moved.today)
    kept = rows.filter(rows.level != str(Level.COMMUNE))
    both = kept.select("level", "code", "year", "geography_year", *names).union(
        moved.select("level", "code", "year", "geography_year", *names)
    )
    presence = {f"{name}__present": both[name].notnull().cast("float64") for name in wanted}
    return both.mutate(own=True, exact=True, expected=ibis.literal(1.0), **presence)


def _components(rows: Any, levels: frozenset[str]) -> Any:
    """The rows to add up: communes when there are some, IRIS only when there are none."""
    if str(Level.COMMUNE) not in levels:
        return rows.filter(rows.level.isin(list(COMPONENTS)))
    communes = rows.filter(rows.level.isin(COMPONENTS[:2]))
    if str(Level.ARRONDISSEMENT_MUNICIPAL) not in levels:
        return communes
    # Paris, Lyon and Marseille are published whole and by arrondissement: never counted twice.
    whole = communes.filter(communes.code.isin(["75056", "69123", "13055"])).select(
        prefix=communes.code.substr(0, 2), whole_year=communes.year
    )
    part = communes.filter(communes.level == str(Level.ARRONDISSEMENT_MUNICIPAL))
    orphan = part.anti_join(
        whole, [part.code.substr(0, 2) == whole.prefix, part.year == whole.whole_year]
    )
    return communes.filter(communes.level == str(Level.COMMUNE)).union(orphan)


def _sums(
    rows: Any,
    mapping: Any,
    expected: Any,
    wanted: Mapping[str, Expression],
    own_only: frozenset[str],
) -> Any:
    """Sum the components of each territory; keep the sum only when none is missing."""
    names = [name for name in wanted if name not in own_only]
    targets = mapping.filter(~mapping.own).rename(
        origin_year="geography_year", target_level="level", target="code"
    )
    joined = rows.join(
        targets,
        [
            rows.level == targets.component_level,
            rows.code == targets.component,
            rows.geography_year == targets.origin_year,
        ],
    )
    measures: dict[str, Any] = {"exact": joined.exact.min()}
    for name in names:
        measures[name] = (joined[name] * joined.share).sum()
        measures[f"{name}__present"] = ibis.ifelse(joined[name].notnull(), joined.unit, 0.0).sum()
    totals = joined.group_by(["target_level", "target", "year", "geography_year"]).aggregate(
        **measures
    )
    sizes = expected.rename(size_level="level", size_code="code", size_year="geography_year")
    whole = totals.join(
        sizes,
        [
            totals.target_level == sizes.size_level,
            totals.target == sizes.size_code,
            totals.geography_year == sizes.size_year,
        ],
    )
    fields: dict[str, Any] = {
        "level": whole.target_level,
        "code": whole.target,
        "year": whole.year,
        "geography_year": whole.geography_year,
        "own": ibis.literal(False),
        "exact": whole.exact,
        "expected": whole.expected,
    }
    for name in names:
        present = whole[f"{name}__present"]
        fields[name] = ibis.ifelse(present >= whole.expected - COMPLETE, whole[name], None)
        fields[f"{name}__present"] = present
        fields[f"{name}__marker"] = ibis.null("string")
    return whole.select(**fields)


def _prefer_own(frame: pl.DataFrame, wanted: Mapping[str, Expression]) -> pl.DataFrame:
    """One row per territory and year: its own when it says something, else the sum."""
    silent = pl.all_horizontal(
        pl.col(name).is_null() & pl.col(f"{name}__marker").is_null() for name in wanted
    )
    return (
        frame.with_columns(silent.alias("_silent"))
        .sort([*KEYS, "_silent", "own", "geography_year"], descending=[False] * 4 + [True, True])
        .unique(KEYS, keep="first", maintain_order=True)
        .drop("_silent")
    )


def write_passages(mapping: pl.DataFrame, folder: Path) -> Passages:
    """Write the passage tables the engines join with.

    mapping  the rows of `Geography.mapping` for every geography year met, with that year in
             `geography_year`

    A territory is its component's *own* when one commune passes whole to one commune.
    """
    keys = ["geography_year", "level", "code"]
    parts = mapping.filter(pl.col("component_level") == str(Level.COMMUNE))
    alone = parts.group_by(keys).agg(pl.len().alias("parts"))
    marked = mapping.join(alone, on=keys, how="left").with_columns(
        (
            (pl.col("level") == str(Level.COMMUNE))
            & (pl.col("component_level") == str(Level.COMMUNE))
            & (pl.col("parts") == 1)
            & ((pl.col("share") - 1).abs() < COMPLETE)
        ).alias("own")
    )
    same = pl.col("level") == pl.col("component_level")
    below = pl.col("level").is_in([str(Level.IRIS), str(Level.ARRONDISSEMENT_MUNICIPAL)])
    marked = marked.filter(~(same & below)).with_columns(pl.col("share", "unit").cast(pl.Float64))
    folder.mkdir(parents=True, exist_ok=True)
    passages = Passages(mapping=folder / "mapping.parquet", expected=folder / "expected.parquet")
    order = ["geography_year", "component_level", "component", "level", "code"]
    marked.select(*order, "share", "unit", "exact", "own").sort(order).write_parquet(
        passages.mapping
    )
    parts.group_by(keys).agg(pl.col("unit").sum().alias("expected")).filter(
        pl.col("expected") > 0
    ).sort(keys).write_parquet(passages.expected)
    return passages
