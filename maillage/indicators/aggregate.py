"""From clean rows to today's territories: two Ibis expressions, the same for every engine.

Rows are either the territory's *own* (a commune that has not changed, an EPCI the publisher gives)
or the *sum of its components* through the passage tables. An aggregate exists only when every
component is present and published; otherwise it is null, with its coverage.
"""

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from scipy.sparse import csr_array

from maillage.base.levels import Level
from maillage.indicators.engines import Engine
from maillage.indicators.expressions import Expression
from maillage.indicators.passages import COMPLETE, COMPONENTS, LEVEL, Passages
from maillage.indicators.queries import (
    COUNT_SUFFIX,
    MARKER_SUFFIX,
    MARKERS,
    ROW_KEYS,
    STATUS,
    CleanFile,
    Query,
    years_alike,
)


KEYS = ["level", "code", "year"]
BUNDLE = ["geography_year", "bundle", "year"]
CONTEXT = [*ROW_KEYS, "own", "exact", "expected"]
PRESENT_SUFFIX = "__present"
NO_MARKER = pl.lit(None, dtype=STATUS)
NOTHING = pl.lit(None, dtype=pl.Float64)
TYPES = {"level": LEVEL, "code": pl.Categorical()}
YEARS = 10_000
COVERAGE_DECIMALS = 3
SUM_DECIMALS = 9


@dataclass(frozen=True)
class Block:
    """What some years of a clean file say: its own rows, and the sums of components.

    own   CONTEXT, one column per name, `<name>__marker` where the file has statuses
    sums  CONTEXT, one column per name that adds up, `<name>__present`
    """

    own: pl.DataFrame
    sums: pl.DataFrame

    def own_rows(self, roles: Mapping[str, str], *, together: bool) -> pl.DataFrame:
        """The territory's own rows that say something of the roles (see `Aggregated.narrow`)."""
        frame = self.own
        held = [name for name in roles.values() if name in frame.columns]
        marker = self._marker(held)
        full = len(held) == len(roles) and not any(frame[name].null_count() for name in held)
        columns: list[pl.Expr] = [
            *map(pl.col, CONTEXT),
            *(_column(frame, name).alias(role) for role, name in roles.items()),
            (NO_MARKER if marker is None else marker).alias("marker"),
        ]
        if full:
            return frame.select(*columns, pl.col("expected").alias("present"))
        known = [_column(frame, name).is_not_null() for name in roles.values()]
        said = pl.all_horizontal(known) if together else pl.any_horizontal(known)
        present = pl.all_horizontal(known).cast(pl.Float64).alias("present")
        said = said if marker is None else said | marker.is_not_null()
        return frame.lazy().filter(said).select(*columns, present).collect()

    def summed_rows(self, roles: Mapping[str, str], *, together: bool) -> pl.DataFrame:
        """The sums of components, in the same columns, even those nothing is known of."""
        frame = self.sums
        # The minimum of Polars skips nulls: a part of a ratio no component has counts for none.
        units = [_column(frame, name + PRESENT_SUFFIX) for name in roles.values()]
        present = pl.min_horizontal(each.fill_null(0.0) if together else each for each in units)
        return frame.select(
            *CONTEXT,
            *(_column(frame, name).alias(role) for role, name in roles.items()),
            NO_MARKER.alias("marker"),
            present.fill_null(0.0).alias("present"),
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


@dataclass(frozen=True)
class Aggregated:
    """What one clean file says of every territory of today.

    once      blocks of the territories and years that have one row: nearly all
    twice     blocks of those that have several, here and there together
    own_only  names that are never summed

    Levels, codes and statuses are numbered (`TYPES`): comparing texts is slow.
    """

    once: tuple[Block, ...]
    twice: tuple[Block, ...]
    own_only: frozenset[str]

    def narrow(self, roles: Mapping[str, str], *, together: bool) -> pl.DataFrame:
        """Rows of some names only, renamed (role → name), own rows preferred to sums.

        together  the roles are useless apart (a ratio): a row lacking one without saying why is
                  left out; otherwise only rows that say nothing at all are

        Returns CONTEXT, one column per role, `present` (units present), `marker` (or null).
        """
        adding_up = not self.own_only & set(roles.values())
        parts = []
        for pair in zip(self.once, self.twice, strict=True):
            if set(roles.values()) & set(pair[0].own.columns):
                once, several = _rows_of_both(pair, roles, adding_up=adding_up, together=together)
                parts += [once, prefer_own(several, list(roles))] if several.height else [once]
        return pl.concat(parts) if parts else _no_row(roles)


def _rows_of_both(
    pair: tuple[Block, Block], roles: Mapping[str, str], *, adding_up: bool, together: bool
) -> list[pl.DataFrame]:
    """Own rows, and sums of the years told of somebody: there, knowing no part is worth saying."""
    own = [block.own_rows(roles, together=together) for block in pair]
    if not adding_up or not pair[0].sums.width:
        return own
    sums = [block.summed_rows(roles, together=together) for block in pair]
    told = pl.concat([rows["year"].filter(rows["present"] > 0) for rows in sums]).unique()
    known = pl.col("year").is_in(told.to_list())
    return [pl.concat([one, rows.filter(known)]) for one, rows in zip(own, sums, strict=True)]


def _column(frame: pl.DataFrame, name: str) -> pl.Expr:
    return pl.col(name) if name in frame.columns else NOTHING


def _no_row(roles: Iterable[str]) -> pl.DataFrame:
    kinds: list[Any] = [*TYPES.values(), pl.Int32, pl.Int32, pl.Boolean, pl.Boolean, pl.Float64]
    numbers = dict.fromkeys(roles, pl.Float64)
    last = {"marker": STATUS, "present": pl.Float64}
    return pl.DataFrame(schema=dict(zip(CONTEXT, kinds, strict=True)) | numbers | last)


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
    """One row per territory and year: its own when it says something, else the sum.

    A row of a territory that has changed since comes after the sum of what it holds today.
    """
    silent = pl.all_horizontal(pl.col(role).is_null() for role in roles)
    silent = silent & pl.col("marker").is_null()
    return (
        frame.with_columns(silent.alias("_silent"), row_key().alias("_key"))
        .sort("_silent", "exact", "own", "geography_year", descending=[False, True, True, True])
        .unique("_key", keep="first", maintain_order=True)
        .drop("_silent", "_key")
    )


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
    blocks = [
        _block(engine, Query(file, years, names), passages, own_only)
        for years, names in years_alike(file, wanted)
    ]
    pairs = [_by_rows(block) for block in blocks]
    return Aggregated(
        once=tuple(once for once, _ in pairs),
        twice=tuple(twice for _, twice in pairs),
        own_only=own_only,
    )


def _block(engine: Engine, query: Query, passages: Passages, own_only: frozenset[str]) -> Block:
    """Read the rows, sum the components: a few expressions at a time, to spare memory."""
    rows = numbered(query.keys().collect())
    today = _today(rows, passages)
    known = today.is_not_null()
    keys = rows.with_columns(today.alias("code")).filter(known)
    keys = keys.select(
        *ROW_KEYS,
        pl.lit(value=True).alias("own"),
        _exact(keys, passages).alias("exact"),
        pl.lit(1.0).alias("expected"),
    )
    summable = set(query.wanted) - own_only if query.file.levels & set(COMPONENTS) else set()
    own, bundled = [keys.rechunk()], []
    for some in query.slices(rows.height):
        values = some.own().collect()
        summed = some.only([name for name in some.wanted if name in summable])
        if summed.wanted:
            full = [name for name in summed.wanted if not values[name].null_count()]
            bundled.append(engine.run(summed.sums(engine, passages, full)).sort(BUNDLE))
        values = values if known.all() else values.filter(known)
        # Every card reads these rows: columns cut in different places slow each of them.
        own.append(values.rechunk())
        del values  # or the next slice is read while this one is still there
    sums = _by_territory(_side_by_side(bundled), passages) if bundled else pl.DataFrame()
    return Block(_side_by_side(own), sums)


def _side_by_side(frames: list[pl.DataFrame]) -> pl.DataFrame:
    """One frame with the columns of all, those they share taken once."""
    columns = {column.name: column for frame in frames for column in frame}
    return pl.DataFrame(list(columns.values()))


def _by_territory(bundled: pl.DataFrame, passages: Passages) -> pl.DataFrame:
    """Sums of bundles of components, added up into territories; null when one is missing.

    Bundles times territories is a sparse matrix: one product adds up every name at once.
    A name no component has in a year has a null `present`.
    """
    names = [
        name
        for name in bundled.columns
        if name not in {*BUNDLE, "components"} and not name.endswith(COUNT_SUFFIX)
    ]
    # Engines add in any order: the noise goes before it reaches a digit that is kept.
    bundled = bundled.with_columns(pl.col(names).round(SUM_DECIMALS))
    found = (
        bundled.select(BUNDLE)
        .with_row_index("bundled")
        .join(_of_years(passages.sums, bundled), on=["geography_year", "bundle"])
    )
    territories = found.group_by(ROW_KEYS).agg(pl.col("exact").min(), pl.col("expected").max())
    territories = territories.sort(ROW_KEYS).with_row_index("territory")
    pairs = found.join(territories.select("territory", *ROW_KEYS), on=ROW_KEYS)
    place = (pairs["territory"].to_numpy(), pairs["bundled"].to_numpy())
    shape = (territories.height, bundled.height)
    share, unit = (csr_array((pairs[name].to_numpy(), place), shape) for name in ("share", "unit"))
    counted = [name + COUNT_SUFFIX for name in names]
    counted = [name if name in bundled.columns else "components" for name in counted]
    held = np.column_stack([bundled[name].to_numpy().astype(float) for name in counted])
    totals = share @ bundled.select(pl.col(names).fill_null(0.0)).to_numpy()
    present = unit @ held
    complete = present >= territories["expected"].to_numpy()[:, None] - COMPLETE
    known = csr_array((np.ones(pairs.height), place), shape) @ held > 0
    numbers = [
        pl.from_numpy(np.where(complete & known, totals, np.nan), names),
        pl.from_numpy(
            np.where(known, present.round(COVERAGE_DECIMALS), np.nan),
            [name + PRESENT_SUFFIX for name in names],
        ),
    ]
    columns = pl.concat([territories.drop("territory"), *numbers], how="horizontal")
    return numbered(
        columns.with_columns(
            pl.col("expected").round(COVERAGE_DECIMALS),
            pl.exclude(*ROW_KEYS, "exact", "expected").fill_nan(None),
            own=pl.lit(value=False),
        )
    )


def _of_years(path: Path, rows: pl.DataFrame) -> pl.DataFrame:
    """The lines of a passage table for the geography years of some rows."""
    years = rows["geography_year"].unique().to_list()
    return pl.scan_parquet(path).filter(pl.col("geography_year").is_in(years)).collect()


def _today(rows: pl.DataFrame, passages: Passages) -> pl.Series:
    """The code of today of each row; null for communes that merged, or that no list knows."""
    identity = _of_years(passages.identity, rows).select(
        pl.col("level").cast(LEVEL),
        "geography_year",
        pl.col("component").alias("code").cast(TYPES["code"]),
        pl.col("code").alias("today").cast(TYPES["code"]),
    )
    keys = ["level", "geography_year", "code"]
    found = rows.join(identity, on=keys, how="left", maintain_order="left")
    elsewhere = pl.when(pl.col("level") != str(Level.COMMUNE)).then("code")
    return found.select(pl.coalesce("today", elsewhere)).to_series()


def _exact(rows: pl.DataFrame, passages: Passages) -> pl.Series:
    """Whether each row is of the same place today: a redrawn IRIS or EPCI is not."""
    keys = ["level", "geography_year", "code"]
    doubtful = numbered(_of_years(passages.doubtful, rows)).select(*keys, changed=True)
    if doubtful.is_empty():
        return pl.repeat(value=True, n=rows.height, eager=True)
    found = rows.select(keys).join(doubtful, on=keys, how="left", maintain_order="left")
    return found["changed"].is_null()


def _by_rows(block: Block) -> tuple[Block, Block]:
    """A block cut in two: the territories and years that have one row, those that have several."""
    frames = [frame for frame in (block.own, block.sums) if frame.width]
    keys = pl.concat([frame.select(row_key().alias("key")) for frame in frames])
    twice = keys.to_series().is_duplicated()
    starts = itertools.accumulate((frame.height for frame in frames), initial=0)
    here = [twice.slice(start, one.height) for start, one in zip(starts, frames, strict=False)]
    pairs = list(zip(frames, here, strict=True))
    once = [frame.filter(~mask) if mask.any() else frame for frame, mask in pairs]
    several = [frame.filter(mask) for frame, mask in pairs]
    nothing = pl.DataFrame()
    return Block(once[0], (*once, nothing)[1]), Block(several[0], (*several, nothing)[1])
