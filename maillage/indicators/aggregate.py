"""From clean rows to today's territories: two Ibis expressions, the same for every engine.

Rows are either the territory's *own* (a commune that has not changed, an EPCI the publisher gives)
or the *sum of its components* through the passage table. An aggregate exists only when every
component is present and published; otherwise it is null, with its coverage.
"""

import itertools
from collections.abc import Iterable, Mapping
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
ROW_KEYS = [*KEYS, "geography_year"]
CONTEXT = [*KEYS, "geography_year", "own", "exact", "expected"]
COMPONENTS = (str(Level.COMMUNE), str(Level.ARRONDISSEMENT_MUNICIPAL), str(Level.IRIS))
CITIES_WITH_ARRONDISSEMENTS = ("75056", "69123", "13055")
# When several markers meet in one formula, the strongest reason is kept.
MARKERS = (Status.SECRET, Status.NOT_APPLICABLE)
MARKER_SUFFIX = "__marker"
STATUS = pl.Enum([str(one) for one in Status])
NO_MARKER = pl.lit(None, dtype=STATUS)
TYPES = {"level": pl.Enum([str(one) for one in Level]), "code": pl.Categorical()}
YEARS = 10_000


@dataclass(frozen=True)
class CleanFile:
    """A clean table of territories on disk: its dataset, its source, its columns and levels.

    rows  how many it has, when known: large files are queried for fewer cards at a time
    """

    dataset: str
    source: str
    path: Path
    columns: frozenset[str]
    levels: frozenset[str]
    rows: int = 0


@dataclass(frozen=True)
class Passages:
    """Parquet files written by `write_passages`.

    identity  geography_year, level, component, code: communes that pass whole to one commune
    sums      geography_year, component_level, component, level, code, share, unit, exact, expected
    splits    whether some component is shared between several territories (share < 1)
    """

    identity: Path
    sums: Path
    splits: bool = True


@dataclass(frozen=True)
class Aggregated:
    """What one clean file says of every territory of today.

    own   KEYS, geography_year, `twice`, one column per name, `<name>__marker` where the file has
          statuses
    sums  KEYS, geography_year, `twice`, exact, expected, one column per name, `<name>__present`

    `twice` marks the territories and years that have several rows, here and there together. Levels,
    codes and statuses are numbered (`TYPES`): comparing texts is slow.
    """

    own: pl.DataFrame
    sums: pl.DataFrame

    def narrow(self, roles: Mapping[str, str], *, together: bool) -> pl.DataFrame:
        """Rows of some names only, renamed (role → name), own rows preferred to sums.

        together  the roles are useless apart (a ratio): a row lacking one without saying why is
                  left out; otherwise only rows that say nothing at all are

        Returns CONTEXT, one column per role, `present` (units present), `marker` (or null).
        """
        rows = self._own_rows(roles, together=together)
        if all(name in self.sums.columns for name in roles.values()):
            rows = pl.concat([rows, self._summed_rows(roles, together=together)])
        return prefer_own(rows.collect(), list(roles)).drop("twice")

    def _own_rows(self, roles: Mapping[str, str], *, together: bool) -> pl.LazyFrame:
        known = [pl.col(name).is_not_null() for name in roles.values()]
        said = pl.all_horizontal(known) if together else pl.any_horizontal(known)
        marker = self._marker(roles.values())
        return (
            self.own.lazy()
            .filter(said if marker is None else said | marker.is_not_null())
            .select(
                *KEYS,
                "geography_year",
                "twice",
                pl.lit(value=True).alias("own"),
                pl.lit(value=True).alias("exact"),
                pl.lit(1.0).alias("expected"),
                *(pl.col(name).alias(role) for role, name in roles.items()),
                pl.all_horizontal(known).cast(pl.Float64).alias("present"),
                (NO_MARKER if marker is None else marker).alias("marker"),
            )
        )

    def _summed_rows(self, roles: Mapping[str, str], *, together: bool) -> pl.LazyFrame:
        # The minimum of Polars skips nulls: a part of a ratio no component has counts for none.
        units = [pl.col(f"{name}__present") for name in roles.values()]
        present = pl.min_horizontal(each.fill_null(0.0) if together else each for each in units)
        # In a year this is told of somebody, knowing none of its parts is worth saying.
        told = self.sums.lazy().filter(present > 0).select(pl.col("year").unique()).collect()
        return (
            self.sums.lazy()
            .filter(pl.col("year").is_in(told["year"].to_list()))
            .select(
                *KEYS,
                "geography_year",
                "twice",
                pl.lit(value=False).alias("own"),
                "exact",
                "expected",
                *(pl.col(name).alias(role) for role, name in roles.items()),
                present.fill_null(0.0).alias("present"),
                NO_MARKER.alias("marker"),
            )
        )

    def _marker(self, names: Iterable[str]) -> pl.Expr | None:
        marked = [name + MARKER_SUFFIX for name in names]
        marked = [name for name in marked if name in self.own.columns]
        if not marked:
            return None
        strongest = NO_MARKER
        for status in reversed(MARKERS):
            here = pl.any_horizontal(pl.col(name) == str(status) for name in marked)
            strongest = pl.when(here).then(pl.lit(str(status), dtype=STATUS)).otherwise(strongest)
        return strongest


def row_key() -> pl.Expr:
    """One whole number for a numbered level, code and year: grouping by one column is fastest."""
    return territory_key() * YEARS + pl.col("year").cast(pl.Int64)


def territory_key() -> pl.Expr:
    """One whole number for a numbered level and code."""
    level, code = (pl.col(name).to_physical().cast(pl.Int64) for name in ("level", "code"))
    return code * len(Level) + level


def numbered(frame: pl.DataFrame) -> pl.DataFrame:
    """The same rows, their texts known by number (`TYPES`)."""
    return frame.with_columns(
        pl.col(name).cast(dtype) for name, dtype in TYPES.items() if name in frame.columns
    )


def prefer_own(frame: pl.DataFrame, roles: list[str]) -> pl.DataFrame:
    """One row per territory and year: its own when it says something, else the sum."""
    if not frame["twice"].any():
        return frame
    silent = pl.all_horizontal(pl.col(role).is_null() for role in roles)
    silent = silent & pl.col("marker").is_null()
    chosen = (
        frame.filter("twice")
        .with_columns(silent.alias("_silent"), row_key().alias("_key"))
        .sort("_silent", "own", "geography_year", descending=[False, True, True])
        .unique("_key", keep="first", maintain_order=True)
        .drop("_silent", "_key")
    )
    return pl.concat([frame.filter(~pl.col("twice")), chosen])


def aggregate(
    engine: Engine,
    file: CleanFile,
    wanted: Mapping[str, Expression],
    passages: Passages,
    *,
    own_only: frozenset[str] = frozenset(),
) -> Aggregated:
    """Every wanted expression for every territory.

    wanted    name → expression over the columns of `file`
    own_only  names that are never summed (medians, rates as published)
    """
    own = numbered(engine.run(_own(engine, file, wanted, passages)))
    own = own.with_columns(pl.col(f"^.*{MARKER_SUFFIX}$").cast(STATUS))
    summed = {name: each for name, each in wanted.items() if name not in own_only}
    if not summed or not file.levels & set(COMPONENTS):
        return Aggregated(_told_twice(own)[0], pl.DataFrame())
    totals = numbered(engine.run(_sums(engine, file, summed, passages)))
    complete = [
        pl.when(pl.col(f"{name}__present") >= pl.col("expected") - COMPLETE).then(pl.col(name))
        for name in summed
    ]
    return Aggregated(*_told_twice(own, totals.with_columns(complete)))


def _told_twice(*frames: pl.DataFrame) -> list[pl.DataFrame]:
    """Mark the territories and years that have several rows, in one frame or across them."""
    keys = pl.concat([frame.select(row_key().alias("key")) for frame in frames])
    twice = keys.to_series().is_duplicated()
    starts = itertools.accumulate((frame.height for frame in frames), initial=0)
    return [
        frame.with_columns(twice.slice(start, frame.height).alias("twice"))
        for start, frame in zip(starts, frames, strict=False)
    ]


def _own(
    engine: Engine, file: CleanFile, wanted: Mapping[str, Expression], passages: Passages
) -> Any:
    """Rows given for the territory itself; communes pass to today's codes when nothing merged."""
    table = engine.table(file.path)
    fields = {name: one.to_ibis(table).cast("float64") for name, one in wanted.items()}
    for name, expression in wanted.items():
        marker = _marker(table, file, expression)
        if marker is not None:
            fields[name + MARKER_SUFFIX] = marker
    rows = table.select(*ROW_KEYS, **fields)
    identity = engine.table(passages.identity)
    moved = rows.left_join(
        identity,
        [
            rows.level == identity.level,
            rows.code == identity.component,
            rows.geography_year == identity.geography_year,
        ],
        rname="today_{name}",
    )
    known = moved["today_code"].notnull() | (moved["level"] != str(Level.COMMUNE))
    return moved.filter(known).select(
        "level",
        *fields,
        code=ibis.coalesce(moved["today_code"], moved["code"]),
        year=moved["year"].cast("int32"),
        geography_year=moved["geography_year"].cast("int32"),
    )


def _marker(table: Any, file: CleanFile, expression: Expression) -> Any | None:
    """The status that explains an absence; None when the file has no status for these columns."""
    statuses = [
        table[column + STATUS_SUFFIX]
        for column in sorted(expression.columns())
        if column + STATUS_SUFFIX in file.columns
    ]
    if not statuses:
        return None
    marker = ibis.null("string")
    for status in reversed(MARKERS):
        for column in statuses:
            marker = ibis.ifelse(column == str(status), str(status), marker)
    return marker


def _sums(
    engine: Engine, file: CleanFile, wanted: Mapping[str, Expression], passages: Passages
) -> Any:
    """Sum the components of each territory, and count those that are present."""
    table = engine.table(file.path)
    values = {name: one.to_ibis(table).cast("float64") for name, one in wanted.items()}
    rows = _components(table.select(*ROW_KEYS, **values), file.levels)
    targets = engine.table(passages.sums)
    joined = rows.join(
        targets,
        [
            rows.level == targets.component_level,
            rows.code == targets.component,
            rows.geography_year == targets.geography_year,
        ],
        rname="target_{name}",
    )
    measures: dict[str, Any] = {
        "exact": joined["exact"].min(),
        "expected": joined["expected"].max(),
    }
    for name in wanted:
        value = joined[name]
        measures[name] = (value * joined["share"] if passages.splits else value).sum()
        measures[f"{name}__present"] = joined["unit"].sum(where=value.notnull())
    return joined.group_by(
        level=joined["target_level"],
        code=joined["target_code"],
        year=joined["year"].cast("int32"),
        geography_year=joined["geography_year"].cast("int32"),
    ).aggregate(**measures)


def _components(rows: Any, levels: frozenset[str]) -> Any:
    """The rows to add up: communes when there are some, IRIS only when there are none."""
    if str(Level.COMMUNE) not in levels:
        return rows.filter(rows.level.isin(list(COMPONENTS)))
    if str(Level.ARRONDISSEMENT_MUNICIPAL) not in levels:
        return rows.filter(rows.level == str(Level.COMMUNE))
    # Paris, Lyon and Marseille are published whole and by arrondissement: never counted twice.
    cities = rows.filter(rows.code.isin(list(CITIES_WITH_ARRONDISSEMENTS)))
    whole = cities.select(city=cities.code.substr(0, 2), city_year=cities.year)
    part = rows.filter(rows.level == str(Level.ARRONDISSEMENT_MUNICIPAL))
    orphan = part.anti_join(
        whole, [part.code.substr(0, 2) == whole.city, part.year == whole.city_year]
    )
    return rows.filter(rows.level == str(Level.COMMUNE)).union(orphan)


def write_passages(mapping: pl.DataFrame, folder: Path) -> Passages:
    """Write the passage tables the engines join with.

    mapping  the rows of `Geography.mapping` for every geography year met, with that year in
             `geography_year`

    A territory is its component's *own* when one commune passes whole to one commune.
    """
    keys = ["geography_year", "level", "code"]
    mapping = mapping.with_columns(*_ordered(mapping), pl.col("share", "unit").cast(pl.Float64))
    communes = mapping.filter(pl.col("component_level") == str(Level.COMMUNE))
    mapping = _whole_arrondissements(mapping)
    size = communes.group_by(keys).agg(
        pl.col("unit").sum().alias("expected"), pl.len().alias("parts")
    )
    known = mapping.join(size, on=keys, how="left")
    own = (
        (pl.col("level") == str(Level.COMMUNE))
        & (pl.col("component_level") == str(Level.COMMUNE))
        & (pl.col("parts") == 1)
        & ((pl.col("share") - 1).abs() < COMPLETE)
    )
    itself = pl.col("level") == pl.col("component_level")
    inside = itself & pl.col("level").is_in(COMPONENTS[1:])
    arrondissement = pl.col("level") == str(Level.ARRONDISSEMENT_MUNICIPAL)
    expected = pl.when(arrondissement).then(1.0).otherwise(pl.col("expected")).alias("expected")
    sums = known.with_columns(expected).filter(
        ~own.fill_null(value=False), ~inside, pl.col("expected") > 0
    )
    order = ["geography_year", "component_level", "component", "level", "code"]
    folder.mkdir(parents=True, exist_ok=True)
    found = passages_in(folder, splits=bool((sums["share"] < 1 - COMPLETE).any()))
    _write(known.filter(own).sort(order).select(*keys, "component"), found.identity)
    _write(sums.sort(order).select(*order, "share", "unit", "exact", "expected"), found.sums)
    return found


def _whole_arrondissements(mapping: pl.DataFrame) -> pl.DataFrame:
    """The IRIS of a municipal arrondissement weigh one together: it is a whole of its own."""
    inside = (pl.col("level") == str(Level.ARRONDISSEMENT_MUNICIPAL)) & (
        pl.col("component_level") == str(Level.IRIS)
    )
    share = pl.col("unit") / pl.col("unit").sum().over("geography_year", "level", "code", inside)
    return mapping.with_columns(pl.when(inside).then(share).otherwise("unit").alias("unit"))


def _ordered(mapping: pl.DataFrame) -> list[pl.Expr]:
    """Its texts, numbered in alphabetical order: sorting and grouping by them is fast."""
    codes = pl.concat([mapping["component"].unique(), mapping["code"].unique()]).unique().sort()
    return [
        pl.col("component", "code").cast(pl.Enum(codes)),
        pl.col("component_level", "level").cast(TYPES["level"]),
    ]


def _write(rows: pl.DataFrame, path: Path) -> None:
    rows.lazy().with_columns(pl.col(pl.Enum).cast(pl.String)).sink_parquet(path)


def passages_in(folder: Path, *, splits: bool = True) -> Passages:
    """The passage files of a folder."""
    return Passages(folder / "identity.parquet", folder / "sums.parquet", splits)
