"""From cards to values: every indicator at every level, with its status and where it comes from.

A ratio is recomputed from its summed parts; a published value is taken as it is or not shown.
When several sources give one quantity for one year, the best ranked source that shows it wins,
numerator and denominator together.
"""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import polars as pl

from maillage.base.statuses import SHOWN, Status
from maillage.indicators.aggregate import KEYS, STATUS, TYPES, ask, row_key, territory_key
from maillage.indicators.cards import DECIMALS, Card, dataset_of, formulas
from maillage.indicators.engines import Engine
from maillage.indicators.expressions import Expression
from maillage.indicators.formulas import METHODS
from maillage.indicators.formulas.years import TERRITORY
from maillage.indicators.passages import Passages
from maillage.indicators.queries import CleanFile
from maillage.indicators.reading import SOURCE, Reader, Said, expressions_in


# Rows times expressions held at once: about 16 MB.
MOST_CELLS = 2_000_000
# Cards computed at once: each leaves part of the processors idle. Their rows, and those of the
# values that wait to be taken: each takes about 200 bytes while it is computed.
WORKERS = 2
MOST_AHEAD = 300_000
COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "indicator": pl.Categorical(),
    **TYPES,
    "year": pl.Int32,
    "geography_year": pl.Int32,
    "value": pl.Float64,
    "numerator": pl.Float64,
    "denominator": pl.Float64,
    "status": STATUS,
    "source": SOURCE,
    "present": pl.Float64,
    "expected": pl.Float64,
}
IS_SHOWN = pl.col("status").is_in([str(status) for status in SHOWN])


@dataclass(frozen=True)
class Ranked:
    """A clean file and its rank in its dataset (the smallest wins)."""

    file: CleanFile
    rank: int


Files = Mapping[str, Sequence[Ranked]]
# The roles a card reads in another dataset.
Elsewhere = Mapping[str, pl.DataFrame]


def by_dataset(files: Iterable[Ranked]) -> Files:
    """The files of each dataset, best rank first: everything below relies on that order."""
    found: dict[str, list[Ranked]] = {}
    for ranked in sorted(files, key=lambda each: (each.rank, each.file.source)):
        found.setdefault(ranked.file.dataset, []).append(ranked)
    return found


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
            ask(self.engine, ranked.file, {"x": expression}, self.passages)
            .about(["x"])
            .narrow({"x": "x"}, together=True)
            .filter(pl.col("x").is_not_null())
            .select(*KEYS, "x")
            for ranked in self.files.get(dataset, ())
            if expression.columns() <= ranked.file.columns
        ]
        if not found:
            schema = {name: COLUMNS[name] for name in KEYS} | {"x": pl.Float64}
            return pl.DataFrame(schema=schema)
        if len(found) == 1:
            return found[0].sort("year")
        # Best rank first already: the files of a dataset are in that order.
        best = pl.concat(found).with_columns(row_key().alias("key"))
        return best.unique("key", keep="first", maintain_order=True).sort("year").drop("key")


def compute(cards: Sequence[Card], desk: Desk) -> pl.DataFrame:
    """The values of some cards: one row per indicator, level, code and year (columns `COLUMNS`).

    A level, territory or year for which no source says anything has no row.
    """
    found = [frame for frame in values_by_card(cards, desk) if frame.height]
    return pl.concat(found) if found else pl.DataFrame(schema=COLUMNS)


def values_by_card(cards: Sequence[Card], desk: Desk) -> Iterator[pl.DataFrame]:
    """The same rows, card by card and in their order, computed as they are taken.

    A few are computed ahead, by several threads: as many as memory holds.
    """
    waiting: deque[tuple[int, Future[pl.DataFrame]]] = deque()
    with ThreadPoolExecutor(WORKERS) as workers:
        for one, said, elsewhere in _given(cards, desk):
            height = sum(each.height(one) for each in said)
            while waiting and height + sum(rows for rows, _ in waiting) > MOST_AHEAD:
                yield waiting.popleft()[1].result()
            waiting.append((height, workers.submit(_values_of, one, said, elsewhere)))
        while waiting:
            yield waiting.popleft()[1].result()


def _given(cards: Sequence[Card], desk: Desk) -> Iterator[tuple[Card, list[Said], Elsewhere]]:
    """Each card and what it is computed from."""
    listed = [ranked.file for ranks in desk.files.values() for ranked in ranks]
    readers = [Reader(file, cards, desk.engine, desk.passages) for file in listed]
    for some in _portions(cards, desk.files):
        yield from _together(some, readers, desk)


def _together(
    some: Sequence[Card], readers: Iterable[Reader], desk: Desk
) -> list[tuple[Card, list[Said], Elsewhere]]:
    """What some cards are computed from, read at once."""
    said = [found for reader in readers if (found := reader.said(some)) is not None]
    # Another dataset is asked of the engine, which serves one question at a time.
    return [
        (one, [each for each in said if one.id in each.roles], _elsewhere(one, desk))
        for one in some
    ]


def _portions(cards: Iterable[Card], files: Files) -> Iterator[list[Card]]:
    """Cards whose expressions are held together: consecutive ones, as many as memory allows."""
    portion: list[Card] = []
    held: set[tuple[CleanFile, Expression, bool]] = set()
    for one in cards:
        asked = {
            (ranked.file, expression, one.adds_up)
            for ranked in files.get(one.dataset, ())
            for expression in expressions_in(one, ranked.file).values()
        }
        if portion and sum(file.full_rows for file, *_ in held | asked) > MOST_CELLS:
            yield portion
            portion, held = [], set()
        portion.append(one)
        held |= asked
    if portion:
        yield portion


def _values_of(one: Card, said: Sequence[Said], elsewhere: Elsewhere) -> pl.DataFrame:
    """Long rows of one card. Methods follow the years from one source to another."""
    parts = [rows for each in said if (rows := each.rows(one)).height]
    if not parts:
        return pl.DataFrame(schema=COLUMNS)
    if one.method:
        parts = [_united(parts, list(one.columns))]
    return _best_source([_rows_of(one, rows, elsewhere) for rows in parts])


def _united(frames: list[pl.DataFrame], roles: list[str]) -> pl.DataFrame:
    """One row per territory and year from several sources, for methods that follow the years.

    frames  best ranked source first; each role comes from the first source that has it, the rest of
            the row from the first source that says anything
    """
    if len(frames) == 1:
        return frames[0]
    every = pl.concat(frames, how="diagonal").with_columns(row_key().alias("key"))
    found = [role for role in roles if role in every.columns]
    first = every.unique("key", keep="first", maintain_order=True).drop(found)
    filled = every.group_by("key").agg(pl.col(found).drop_nulls().first())
    return first.join(filled, on="key", how="left").drop("key")


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


def _rows_of(one: Card, frame: pl.DataFrame, elsewhere: Elsewhere) -> pl.DataFrame:
    """Long rows of one card, from what its sources say."""
    rows = frame.filter(pl.col("level").is_in([str(level) for level in one.levels]))
    rows = rows.with_columns(
        _nearest_year(rows, values, role).alias(role) for role, values in elsewhere.items()
    )
    return (
        _with_status(one, _values(one, rows.lazy(), rows.columns))
        .select(
            pl.lit(one.id, dtype=COLUMNS["indicator"]).alias("indicator"),
            *KEYS,
            pl.col("geography_year").cast(pl.Int32),
            pl.col("value", "numerator", "denominator").round(DECIMALS),
            "status",
            "source",
            "present",
            "expected",
        )
        .collect()
    )


def _nearest_year(frame: pl.DataFrame, values: pl.DataFrame, role: str) -> pl.Series:
    """A role of another dataset, taken at the closest year (at most five years away)."""
    found = (
        frame.lazy()
        .select("year", territory_key().alias(TERRITORY))
        .with_row_index("line")
        .sort("year")
        .join_asof(
            values.lazy().select("year", territory_key().alias(TERRITORY), role).sort("year"),
            on="year",
            by=TERRITORY,
            strategy="nearest",
            tolerance=5,
            check_sortedness=False,
        )
        .sort("line")
    )
    return found.select(role).collect().to_series()


def _values(one: Card, frame: pl.LazyFrame, known: Collection[str]) -> pl.LazyFrame:
    """Add value, numerator, denominator as the card's aggregation says.

    known  the columns of `frame`
    """
    nothing = pl.lit(None, dtype=pl.Float64)
    if one.aggregation == "method":
        absent = {role: nothing for role in one.columns if role not in known}
        roles = {role: role for role in one.columns}
        rows = frame.with_columns(territory_key().alias(TERRITORY), **absent).collect()
        return METHODS[one.method](rows, roles, **one.parameters).lazy()
    if one.aggregation == "ratio":
        if "denominator" not in known:
            frame = frame.with_columns(denominator=nothing)
        ratio = pl.col("numerator") / pl.col("denominator") * one.scale
        return frame.with_columns(value=pl.when(pl.col("denominator") > 0).then(ratio))
    return frame.with_columns(numerator=nothing, denominator=nothing)


def _with_status(one: Card, frame: pl.LazyFrame) -> pl.LazyFrame:
    """Say what each value is: published as such, computed, estimated, or why there is none."""
    as_is = one.aggregation in ("sum", "published_only")
    shown = (
        pl.when(~pl.col("exact"))
        .then(_status(Status.ESTIMATED))
        .when(pl.col("own") & as_is)
        .then(_status(Status.PUBLISHED))
        .otherwise(_status(Status.COMPUTED))
    )
    empty = pl.col("denominator") == 0
    hidden = (
        pl.when(pl.col("marker").is_not_null())
        .then("marker")
        .when(empty.fill_null(value=False))
        .then(_status(Status.NOT_APPLICABLE))
        .otherwise(_status(Status.UNAVAILABLE))
    )
    if one.aggregation == "method" and "status" in frame.collect_schema():
        shown = pl.coalesce(pl.col("status").cast(STATUS), shown)
    return frame.with_columns(
        pl.when(pl.col("value").is_not_null()).then(shown).otherwise(hidden).alias("status")
    )


def _status(one: Status) -> pl.Expr:
    return pl.lit(str(one), dtype=STATUS)


def _best_source(parts: list[pl.DataFrame]) -> pl.DataFrame:
    """One row per territory and year: the best ranked source that shows the value.

    parts  best ranked source first

    When none shows it, the reason told is a publisher's (secret, not applicable), else that of the
    source that knows most of the components.
    """
    if len(parts) == 1:
        return parts[0]
    missing = (pl.col("status") == str(Status.UNAVAILABLE)).alias("missing")
    hidden = pl.concat([part.filter(~IS_SHOWN) for part in parts]).sort(
        missing, pl.col("present") / pl.col("expected"), descending=[False, True],
        nulls_last=True, maintain_order=True,
    )  # fmt: skip
    shown = [part.filter(IS_SHOWN) for part in parts]
    every = pl.concat([*shown, hidden]).with_columns(row_key().alias("key"))
    return every.unique("key", keep="first", maintain_order=True).drop("key")
