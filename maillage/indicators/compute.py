"""From cards to values: every indicator at every level, with its status and where it comes from.

A ratio is recomputed from its summed parts; a published value is taken as it is or not shown.
When several sources give one quantity for one year, the best ranked source that shows it wins,
numerator and denominator together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from maillage.base.statuses import SHOWN, Status
from maillage.indicators.aggregate import KEYS, CleanFile, Passages, aggregate
from maillage.indicators.cards import SCALES, Card, dataset_of, formulas
from maillage.indicators.engines import Engine
from maillage.indicators.expressions import Expression, first_available
from maillage.indicators.formulas import METHODS


DECIMALS = 6
COLUMNS = {
    "indicator": pl.String,
    "level": pl.String,
    "code": pl.String,
    "year": pl.Int32,
    "geography_year": pl.Int32,
    "value": pl.Float64,
    "numerator": pl.Float64,
    "denominator": pl.Float64,
    "status": pl.String,
    "source": pl.String,
    "present": pl.Float64,
    "expected": pl.Float64,
}


@dataclass(frozen=True)
class Ranked:
    """A clean file and its rank in its dataset (the smallest wins)."""

    file: CleanFile
    rank: int


Files = Mapping[str, Sequence[Ranked]]


def compute(
    cards: Sequence[Card], files: Files, passages: Passages, engine: Engine
) -> pl.DataFrame:
    """The values of some cards: one row per indicator, level, code and year (columns `COLUMNS`).

    files  by dataset, the clean files that fill it

    A level, territory or year for which no source says anything has no row.
    """
    parts = [
        _one_source(dataset, ranked, cards, files, passages, engine)
        for dataset in sorted({one.dataset for one in cards})
        for ranked in files.get(dataset, ())
    ]
    parts = [part for part in parts if part.height]
    if not parts:
        return pl.DataFrame(schema=COLUMNS)
    return _best_source(pl.concat(parts))


def _one_source(
    dataset: str,
    ranked: Ranked,
    cards: Sequence[Card],
    files: Files,
    passages: Passages,
    engine: Engine,
) -> pl.DataFrame:
    """The values one clean file gives."""
    own = [one for one in cards if one.dataset == dataset]
    chosen = {one.id: _expressions(one, ranked.file) for one in own}
    usable = [one for one in own if chosen[one.id]]
    if not usable:
        return pl.DataFrame(schema={**COLUMNS, "rank": pl.Int32})
    wanted = {
        f"{one.id}.{role}": expression
        for one in usable
        for role, expression in chosen[one.id].items()
    }
    as_published = frozenset(
        f"{one.id}.{role}"
        for one in usable
        if one.aggregation == "published_only"
        for role in chosen[one.id]
    )
    wide = aggregate(engine, ranked.file, wanted, passages, own_only=as_published)
    rows = []
    for one in usable:
        elsewhere = _elsewhere(one, files, passages, engine)
        rows.append(_rows_of(one, wide, chosen[one.id], elsewhere))
    return pl.concat(rows).with_columns(
        pl.lit(ranked.file.source).alias("source"), pl.lit(ranked.rank).cast(pl.Int32).alias("rank")
    )


def _expressions(one: Card, file: CleanFile) -> dict[str, Expression]:
    """The usable expression of each role in this file; {} when a needed column is absent.

    Roles of a method whose columns are absent are left out: the method says what it can do without.
    """
    found: dict[str, Expression] = {}
    for role, alternatives in formulas(one).items():
        local = [each for each in alternatives if dataset_of(one, each) == one.dataset]
        expression = first_available(local, file.columns)
        if expression is not None:
            found[role] = expression
        elif local and one.aggregation != "method":
            return {}
    return found


def _elsewhere(
    one: Card, files: Files, passages: Passages, engine: Engine
) -> dict[str, pl.DataFrame]:
    """The roles a card reads in another dataset: level, code, year, value, best source first."""
    frames: dict[str, pl.DataFrame] = {}
    for role, alternatives in formulas(one).items():
        others = [each for each in alternatives if dataset_of(one, each) != one.dataset]
        if not others:
            continue
        found = [
            aggregate(engine, ranked.file, {"x": expression}, passages)
            .filter(pl.col("x").is_not_null())
            .select(*KEYS, "x", pl.lit(ranked.rank).alias("rank"))
            for expression in others
            for ranked in files.get(dataset_of(one, expression), ())
            if expression.columns() <= ranked.file.columns
        ]
        if found:
            best = pl.concat(found).sort(*KEYS, "rank").unique(KEYS, keep="first")
            frames[role] = best.select(*KEYS, pl.col("x").alias(role)).sort(KEYS)
    return frames


def _rows_of(
    one: Card,
    wide: pl.DataFrame,
    chosen: Mapping[str, Expression],
    elsewhere: Mapping[str, pl.DataFrame],
) -> pl.DataFrame:
    """Long rows of one card, from the wide table of its source."""
    frame = wide.filter(pl.col("level").is_in([str(level) for level in one.levels])).select(
        *KEYS,
        "geography_year",
        "own",
        "exact",
        "expected",
        *(pl.col(f"{one.id}.{role}").alias(role) for role in chosen),
        _least(one, chosen).alias("present"),
        _marker(one, chosen).alias("marker"),
    )
    for role, values in elsewhere.items():
        frame = _join_nearest_year(frame, values, role)
    valued = _values(one, frame)
    return _with_status(one, valued).select(
        pl.lit(one.id).alias("indicator"),
        *KEYS,
        pl.col("geography_year").cast(pl.Int32),
        pl.col("value", "numerator", "denominator").round(DECIMALS),
        "status",
        pl.lit("").alias("source"),
        pl.col("present", "expected").round(3),
    )


def _least(one: Card, roles: Mapping[str, Expression]) -> pl.Expr:
    if not roles:
        return pl.lit(None, dtype=pl.Float64)
    return pl.min_horizontal(pl.col(f"{one.id}.{role}__present") for role in roles)


def _marker(one: Card, roles: Mapping[str, Expression]) -> pl.Expr:
    if not roles:
        return pl.lit(None, dtype=pl.String)
    return pl.coalesce(pl.col(f"{one.id}.{role}__marker") for role in roles)


def _join_nearest_year(frame: pl.DataFrame, values: pl.DataFrame, role: str) -> pl.DataFrame:
    """Add a role of another dataset, taken at the closest year (at most five years away)."""
    return (
        frame.sort("year")
        .join_asof(
            values.sort("year"),
            on="year",
            by=["level", "code"],
            strategy="nearest",
            tolerance=5,
            check_sortedness=False,
        )
        .sort(KEYS)
    )


def _values(one: Card, frame: pl.DataFrame) -> pl.DataFrame:
    """Add value, numerator, denominator as the card's aggregation says."""
    if one.aggregation == "method":
        for role in one.columns:
            if role not in frame.columns:
                frame = frame.with_columns(pl.lit(None, dtype=pl.Float64).alias(role))
        roles = {role: role for role in one.columns}
        return METHODS[one.method](frame, roles, **one.parameters)
    if one.aggregation == "ratio":
        if "denominator" not in frame.columns:
            frame = frame.with_columns(pl.lit(None, dtype=pl.Float64).alias("denominator"))
        scale = SCALES.get(one.unit, 1)
        ratio = pl.col("numerator") / pl.col("denominator") * scale
        return frame.with_columns(
            pl.when(pl.col("denominator") > 0).then(ratio).alias("value"),
        )
    nothing = pl.lit(None, dtype=pl.Float64)
    return frame.with_columns(nothing.alias("numerator"), nothing.alias("denominator"))


def _with_status(one: Card, frame: pl.DataFrame) -> pl.DataFrame:
    """Say what each value is: published as such, computed, estimated, or why there is none."""
    as_is = one.aggregation in ("sum", "published_only")
    shown = (
        pl.when(~pl.col("exact"))
        .then(pl.lit(str(Status.ESTIMATED)))
        .when(pl.col("own") & as_is)
        .then(pl.lit(str(Status.PUBLISHED)))
        .otherwise(pl.lit(str(Status.COMPUTED)))
    )
    empty = pl.col("denominator") == 0
    hidden = (
        pl.when(pl.col("marker").is_not_null())
        .then(pl.col("marker"))
        .when(empty.fill_null(value=False))
        .then(pl.lit(str(Status.NOT_APPLICABLE)))
        .otherwise(pl.lit(str(Status.UNAVAILABLE)))
    )
    if "status" in frame.columns:
        shown = pl.coalesce("status", shown)
    return frame.with_columns(
        pl.when(pl.col("value").is_not_null()).then(shown).otherwise(hidden).alias("status")
    )


def _best_source(frame: pl.DataFrame) -> pl.DataFrame:
    """One row per indicator, territory and year: the best ranked source that shows the value."""
    keys = ["indicator", *KEYS]
    hidden = ~pl.col("status").is_in([str(status) for status in SHOWN])
    return (
        frame.with_columns(hidden.alias("_hidden"))
        .sort([*keys, "_hidden", "rank", "source"])
        .unique(keys, keep="first", maintain_order=True)
        .select(*COLUMNS)
    )
