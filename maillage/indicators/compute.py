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


class Desk:
    """What computing needs: the clean files by dataset, the passages, an engine.

    Remembers what several cards ask of one dataset (the population, mostly).
    """

    def __init__(self, files: Files, passages: Passages, engine: Engine) -> None:
        self.files = files
        self.passages = passages
        self.engine = engine
        self._remembered: dict[tuple[str, Expression], pl.DataFrame] = {}

    def best(self, dataset: str, expression: Expression) -> pl.DataFrame:
        """level, code, year, x: one expression of a dataset everywhere, best source first."""
        key = (dataset, expression)
        if key not in self._remembered:
            self._remembered[key] = self._find(dataset, expression)
        return self._remembered[key]

    def _find(self, dataset: str, expression: Expression) -> pl.DataFrame:
        found = [
            aggregate(self.engine, ranked.file, {"x": expression}, self.passages)
            .narrow({"x": "x"}, together=True)
            .filter(pl.col("x").is_not_null())
            .select(*KEYS, "x", pl.lit(ranked.rank).alias("rank"))
            for ranked in self.files.get(dataset, ())
            if expression.columns() <= ranked.file.columns
        ]
        if not found:
            schema = {name: COLUMNS[name] for name in KEYS} | {"x": pl.Float64}
            return pl.DataFrame(schema=schema)
        best = pl.concat(found).sort(*KEYS, "rank").unique(KEYS, keep="first")
        return best.select(*KEYS, "x").sort(KEYS)


def compute(cards: Sequence[Card], desk: Desk) -> pl.DataFrame:
    """The values of some cards: one row per indicator, level, code and year (columns `COLUMNS`).

    A level, territory or year for which no source says anything has no row.
    """
    by_card: dict[str, list[pl.DataFrame]] = {one.id: [] for one in cards}
    for dataset in sorted({one.dataset for one in cards}):
        for ranked in desk.files.get(dataset, ()):
            for part in _one_source(dataset, ranked, cards, desk):
                if part.height:
                    by_card[part["indicator"][0]].append(part)
    found = [_best_source(parts) for parts in by_card.values() if parts]
    return pl.concat(found) if found else pl.DataFrame(schema=COLUMNS)


def _one_source(
    dataset: str, ranked: Ranked, cards: Sequence[Card], desk: Desk
) -> list[pl.DataFrame]:
    """The values one clean file gives: one frame per card it can serve."""
    chosen = {
        one.id: (one, found)
        for one in cards
        if one.dataset == dataset and (found := _expressions(one, ranked.file))
    }
    if not chosen:
        return []
    wanted = {
        f"{one.id}.{role}": expression
        for one, roles in chosen.values()
        for role, expression in roles.items()
    }
    as_published = frozenset(
        f"{one.id}.{role}"
        for one, roles in chosen.values()
        if one.aggregation == "published_only"
        for role in roles
    )
    said = aggregate(desk.engine, ranked.file, wanted, desk.passages, own_only=as_published)
    rows = []
    for one, roles in chosen.values():
        names = {role: f"{one.id}.{role}" for role in roles}
        narrow = said.narrow(names, together=one.aggregation != "method")
        values = _rows_of(one, narrow, _elsewhere(one, desk))
        source = pl.lit(ranked.file.source).alias("source")
        rows.append(values.with_columns(source, pl.lit(ranked.rank).cast(pl.Int32).alias("rank")))
    return rows


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


def _elsewhere(one: Card, desk: Desk) -> dict[str, pl.DataFrame]:
    """The roles a card reads in another dataset: level, code, year and the role."""
    found: dict[str, pl.DataFrame] = {}
    for role, alternatives in formulas(one).items():
        for expression in alternatives:
            dataset = dataset_of(one, expression)
            if dataset == one.dataset or role in found:
                continue
            values = desk.best(dataset, expression)
            if values.height:
                found[role] = values.rename({"x": role})
    return found


def _rows_of(one: Card, frame: pl.DataFrame, elsewhere: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Long rows of one card, from what its source says."""
    frame = frame.filter(pl.col("level").is_in([str(level) for level in one.levels]))
    for role, values in elsewhere.items():
        frame = _join_nearest_year(frame, values, role)
    return _with_status(one, _values(one, frame)).select(
        pl.lit(one.id).alias("indicator"),
        *KEYS,
        pl.col("geography_year").cast(pl.Int32),
        pl.col("value", "numerator", "denominator").round(DECIMALS),
        "status",
        pl.lit("").alias("source"),
        pl.col("present", "expected").round(3),
    )


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


def _best_source(parts: list[pl.DataFrame]) -> pl.DataFrame:
    """One row per territory and year: the best ranked source that shows the value."""
    if len(parts) == 1:
        return parts[0].select(*COLUMNS)
    shown = pl.col("status").is_in([str(status) for status in SHOWN])
    ranked = sorted(parts, key=lambda part: (part["rank"][0], part["source"][0]))
    ordered = [part.filter(shown) for part in ranked] + [part.filter(~shown) for part in ranked]
    return pl.concat(ordered).unique(KEYS, keep="first", maintain_order=True).select(*COLUMNS)
