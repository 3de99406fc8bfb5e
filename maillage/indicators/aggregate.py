"""From clean rows to today's territories: two Ibis expressions, the same for every engine.

Rows are either the territory's *own* (a commune that has not changed, an EPCI the publisher gives)
or the *sum of its components* through the passage tables. An aggregate exists only when every
component is present and published; otherwise it is null, with its coverage.
"""

import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from maillage.base.levels import Level
from maillage.indicators.adding import BUNDLE, PRESENT_SUFFIX, Adding, adding
from maillage.indicators.engines import Engine
from maillage.indicators.expressions import Expression
from maillage.indicators.passages import COMPONENTS, LEVEL, Passages
from maillage.indicators.queries import (
    MARKER_SUFFIX,
    MARKERS,
    ROW_KEYS,
    STATUS,
    CleanFile,
    Query,
    years_alike,
)


KEYS = ["level", "code", "year"]
CONTEXT = [*ROW_KEYS, "own", "exact", "expected"]
NO_MARKER = pl.lit(None, dtype=STATUS)
NOTHING = pl.lit(None, dtype=pl.Float64)
TYPES = {"level": LEVEL, "code": pl.Categorical()}
YEARS = 10_000


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

    def height(self, names: Iterable[str]) -> int:
        """How many own rows may say something of some names."""
        some = set(names)
        return sum(one.own.height for one in self.once if not some.isdisjoint(one.own.columns))

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


def ask(
    engine: Engine,
    file: CleanFile,
    wanted: Mapping[str, Expression],
    passages: Passages,
    *,
    own_only: frozenset[str] = frozenset(),
) -> "Asked":
    """Ask a file for some expressions: components are summed now, rows are read when wanted.

    wanted    name → expression over the columns of `file`
    own_only  names that are never summed (medians, rates as published)
    """
    queries = [Query(file, years, names) for years, names in years_alike(file, wanted)]
    return Asked(tuple(_part(engine, one, passages, own_only) for one in queries), own_only)


@dataclass(frozen=True)
class Asked:
    """A clean file and what was asked of it.

    Reading rows again costs little, holding them all a lot: they are read a few names at a time.
    """

    parts: tuple["Part", ...]
    own_only: frozenset[str]

    def about(self, names: Iterable[str]) -> Aggregated:
        """What the file says of some of the names asked."""
        some = set(names)
        pairs = [
            part.blocks(some, self.own_only)
            for part in self.parts
            if not some.isdisjoint(part.query.wanted)
        ]
        return Aggregated(
            once=tuple(once for once, _ in pairs),
            twice=tuple(twice for _, twice in pairs),
            own_only=self.own_only,
        )


@dataclass(frozen=True)
class Kept:
    """Some lines of a table: their numbers, and their CONTEXT."""

    lines: pl.Series
    context: pl.DataFrame

    def only(self, mask: pl.Series) -> "Kept":
        """Some of these lines."""
        if mask.all():
            return self
        return Kept(self.lines.filter(mask), self.context.filter(mask))

    def beside(self, values: pl.DataFrame) -> pl.DataFrame:
        """The values of these lines, beside their context."""
        values = values if len(self.lines) == values.height else values[self.lines]
        # Every card reads these lines: columns cut in different places slow each of them.
        return pl.DataFrame([*self.context, *values.rechunk()])


@dataclass(frozen=True)
class Part:
    """Some years of a clean file: whose rows they are, and what their components add up to.

    query   the names these years may say something of
    own     the rows of territories that have one for a year, then of those that have several
    adding  None when nothing is to be added up
    sums    the lines of `adding.territories`, cut as `own`
    """

    query: Query
    own: tuple[Kept, Kept]
    adding: Adding | None = None
    sums: tuple[Kept, ...] = ()

    def blocks(self, names: Collection[str], own_only: frozenset[str]) -> tuple[Block, Block]:
        """What these years say of some names: where there is one row, and where several."""
        held = self.query.only([name for name in self.query.wanted if name in names])
        rows = held.own().collect()
        once, twice = (kept.beside(rows) for kept in self.own)
        summed = [name for name in held.wanted if name not in own_only]
        if self.adding is None or not summed:
            return Block(once, pl.DataFrame()), Block(twice, pl.DataFrame())
        totals = self.adding.up(summed)
        sums = [kept.beside(totals) for kept in self.sums]
        return Block(once, sums[0]), Block(twice, sums[1])


def _part(engine: Engine, query: Query, passages: Passages, own_only: frozenset[str]) -> Part:
    """Tell whose rows these are; sum their components, a few expressions at a time."""
    rows = numbered(query.keys().collect())
    components = query.file.levels & set(COMPONENTS)
    summed = query.only([name for name in query.wanted if components and name not in own_only])
    summing = [engine.start(some.sums(engine, passages)) for some in summed.slices(rows.height)]
    today = _today(rows, passages)
    known = today.is_not_null()
    keys = rows.with_columns(today.alias("code")).filter(known)
    own = Kept(
        known.arg_true(),
        keys.select(
            *ROW_KEYS,
            pl.lit(value=True).alias("own"),
            _exact(keys, passages).alias("exact"),
            pl.lit(1.0).alias("expected"),
        ).rechunk(),
    )
    slices = [each.result().sort(BUNDLE) for each in summing]
    if not slices:
        return Part(query, _once_and_twice([own])[0])
    added = adding(_side_by_side(slices), _of_years(passages.sums, slices[0]))
    territories = numbered(added.territories.with_columns(own=pl.lit(value=False)))
    lines = pl.int_range(territories.height, eager=True)
    own_cut, sums_cut = _once_and_twice([own, Kept(lines, territories.select(CONTEXT))])
    return Part(query, own_cut, added, sums_cut)


def _once_and_twice(tables: Sequence[Kept]) -> list[tuple[Kept, Kept]]:
    """Each cut in two: territories and years that have one line in all, those that have several."""
    keys = pl.concat([kept.context.select(row_key().alias("key")) for kept in tables])
    twice = keys.to_series().is_duplicated()
    starts = itertools.accumulate((len(kept.lines) for kept in tables), initial=0)
    here = [
        twice.slice(start, len(kept.lines)) for start, kept in zip(starts, tables, strict=False)
    ]
    return [(kept.only(~mask), kept.only(mask)) for kept, mask in zip(tables, here, strict=True)]


def _side_by_side(frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """One frame with the columns of all, those they share taken once."""
    return pl.DataFrame(list({column.name: column for each in frames for column in each}.values()))


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
    place = _place().alias("place")
    found = rows.select("level", "code", place).join(
        identity.select("today", place), on="place", how="left", maintain_order="left"
    )
    elsewhere = pl.when(pl.col("level") != str(Level.COMMUNE)).then("code")
    return found.select(pl.coalesce("today", elsewhere)).to_series()


def _place() -> pl.Expr:
    """One whole number for a numbered level, code and geography year."""
    return territory_key() * YEARS + pl.col("geography_year").cast(pl.Int64)


def _exact(rows: pl.DataFrame, passages: Passages) -> pl.Series:
    """Whether each row is of the same place today: a redrawn IRIS or EPCI is not."""
    doubtful = numbered(_of_years(passages.doubtful, rows)).select(_place()).to_series()
    return rows.select(~_place().is_in(doubtful.implode())).to_series()
