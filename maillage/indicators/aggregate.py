"""From clean rows to today's territories: two Ibis expressions, the same for every engine.

Rows are either the territory's *own* (a commune that has not changed, an EPCI the publisher gives)
or the *sum of its components* through the passage table. An aggregate exists only when every
component is present and published; otherwise it is null, with its coverage.
"""

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
CONTEXT = [*KEYS, "geography_year", "own", "exact", "expected"]
COMPONENTS = (str(Level.COMMUNE), str(Level.ARRONDISSEMENT_MUNICIPAL), str(Level.IRIS))
CITIES_WITH_ARRONDISSEMENTS = ("75056", "69123", "13055")
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

    own   KEYS, geography_year, one column per name, `<name>__marker` where the file has statuses
    sums  KEYS, geography_year, exact, expected, one column per name, `<name>__present`
    """

    own: pl.DataFrame
    sums: pl.DataFrame

    def narrow(self, roles: Mapping[str, str], *, together: bool) -> pl.DataFrame:
        """Rows of some names only, renamed (role → name), own rows preferred to sums.

        together  the roles are useless apart (a ratio): a row lacking one without saying why is
                  left out; otherwise only rows that say nothing at all are

        Returns CONTEXT, one column per role, `present` (units present), `marker` (or null).
        """
        own = self.own.select(
            *KEYS,
            "geography_year",
            pl.lit(value=True).alias("own"),
            pl.lit(value=True).alias("exact"),
            pl.lit(1.0).alias("expected"),
            *(pl.col(name).alias(role) for role, name in roles.items()),
            pl.all_horizontal(pl.col(name).is_not_null() for name in roles.values())
            .cast(pl.Float64)
            .alias("present"),
            self._marker(roles.values()).alias("marker"),
        )
        known = [pl.col(role).is_not_null() for role in roles]
        said = pl.all_horizontal(known) if together else pl.any_horizontal(known)
        own = own.filter(said | pl.col("marker").is_not_null())
        if any(name not in self.sums.columns for name in roles.values()):
            return own
        # The minimum of Polars skips nulls: a part of a ratio no component has counts for none.
        units = [pl.col(f"{name}__present") for name in roles.values()]
        present = pl.min_horizontal(each.fill_null(0.0) if together else each for each in units)
        summed = self.sums.select(
            *KEYS,
            "geography_year",
            pl.lit(value=False).alias("own"),
            "exact",
            "expected",
            *(pl.col(name).alias(role) for role, name in roles.items()),
            present.alias("present"),
            pl.lit(None, dtype=pl.String).alias("marker"),
        ).filter(pl.col("present") > 0)
        return prefer_own(pl.concat([own, summed]), list(roles))

    def _marker(self, names: Iterable[str]) -> pl.Expr:
        marked = [f"{name}__marker" for name in names if f"{name}__marker" in self.own.columns]
        strongest = pl.lit(None, dtype=pl.String)
        for status in reversed(MARKERS) if marked else ():
            here = pl.any_horizontal(pl.col(name) == str(status) for name in marked)
            strongest = pl.when(here).then(pl.lit(str(status))).otherwise(strongest)
        return strongest


def prefer_own(frame: pl.DataFrame, roles: list[str]) -> pl.DataFrame:
    """One row per territory and year: its own when it says something, else the sum."""
    twice = frame.select(pl.struct(KEYS).is_duplicated()).to_series()
    if not twice.any():
        return frame
    silent = pl.all_horizontal(pl.col(role).is_null() for role in roles)
    silent = silent & pl.col("marker").is_null()
    chosen = (
        frame.filter(twice)
        .with_columns(silent.alias("_silent"))
        .sort([*KEYS, "_silent", "own", "geography_year"], descending=[False] * 4 + [True, True])
        .unique(KEYS, keep="first", maintain_order=True)
        .drop("_silent")
    )
    return pl.concat([frame.filter(~twice), chosen])


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
    own = engine.run(_own(engine, file, wanted, passages))
    summed = {name: each for name, each in wanted.items() if name not in own_only}
    if not summed or not file.levels & set(COMPONENTS):
        return Aggregated(own, pl.DataFrame())
    totals = engine.run(_sums(engine, file, summed, passages))
    complete = [
        pl.when(pl.col(f"{name}__present") >= pl.col("expected") - COMPLETE).then(pl.col(name))
        for name in summed
    ]
    return Aggregated(own, totals.with_columns(complete))


def _own(
    engine: Engine, file: CleanFile, wanted: Mapping[str, Expression], passages: Passages
) -> Any:
    """Rows given for the territory itself; communes pass to today's codes when nothing merged."""
    table = engine.table(file.path)
    identity = engine.table(passages.identity)
    moved = table.left_join(
        identity,
        [
            table.level == identity.level,
            table.code == identity.component,
            table.geography_year == identity.geography_year,
        ],
        rname="today_{name}",
    )
    fields = {
        "level": moved["level"],
        "code": ibis.coalesce(moved["today_code"], moved["code"]),
        "year": moved["year"].cast("int32"),
        "geography_year": moved["geography_year"].cast("int32"),
    }
    for name, expression in wanted.items():
        fields[name] = expression.to_ibis(moved).cast("float64")
        marker = _marker(moved, file, expression)
        if marker is not None:
            fields[f"{name}__marker"] = marker
    known = moved["today_code"].notnull() | (moved["level"] != str(Level.COMMUNE))
    return moved.filter(known).select(**fields)


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
    rows = _components(engine.table(file.path), file.levels)
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
    for name, expression in wanted.items():
        value = expression.to_ibis(joined).cast("float64")
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
    mapping = mapping.with_columns(pl.col("share", "unit").cast(pl.Float64))
    communes = mapping.filter(pl.col("component_level") == str(Level.COMMUNE))
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
    inside = pl.col("level").is_in(COMPONENTS[1:])
    sums = known.filter(~own.fill_null(value=False), ~inside, pl.col("expected") > 0)
    order = ["geography_year", "component_level", "component", "level", "code"]
    folder.mkdir(parents=True, exist_ok=True)
    found = passages_in(folder, splits=bool((sums["share"] < 1 - COMPLETE).any()))
    known.filter(own).select("geography_year", "level", "component", "code").sort(
        "geography_year", "component"
    ).write_parquet(found.identity)
    sums.select(*order, "share", "unit", "exact", "expected").sort(order).write_parquet(found.sums)
    return found


def passages_in(folder: Path, *, splits: bool = True) -> Passages:
    """The passage files of a folder."""
    return Passages(folder / "identity.parquet", folder / "sums.parquet", splits)
