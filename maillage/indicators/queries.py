"""What is asked of a clean file: its rows as they are, and the sums of its components.

Sums are one Ibis expression, the same for every engine; rows are only read. Nothing is executed.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from maillage.base.levels import Level
from maillage.base.statuses import Status
from maillage.indicators.engines import Engine
from maillage.indicators.expressions import Choice, Expression
from maillage.indicators.passages import COMPONENTS, LEVEL, Passages
from maillage.sources.contract import STATUS_SUFFIX


ROW_KEYS = ["level", "code", "year", "geography_year"]
CITIES_WITH_ARRONDISSEMENTS = ("75056", "69123", "13055")
# When several markers meet in one formula, the strongest reason is kept.
MARKERS = (Status.SECRET, Status.NOT_APPLICABLE)
MARKER_SUFFIX = "__marker"
STATUS = pl.Enum([str(one) for one in Status])
COUNT_SUFFIX = "__count"
# Rows times expressions summed at once: an engine takes about 20 bytes for each.
MOST_READ = 3_000_000
# Years that say this part of what others say are asked together: each query has its cost.
ALIKE = 0.5


@dataclass(frozen=True)
class Span:
    """Some years of a clean file and the only columns that hold anything in them."""

    years: tuple[int, ...]
    columns: frozenset[str]


def spans_in(details: Mapping[str, Any]) -> tuple[Span, ...]:
    """The spans a build noted about a table."""
    return tuple(
        Span(tuple(one["years"]), frozenset(one["columns"])) for one in details.get("spans", ())
    )


@dataclass(frozen=True)
class CleanFile:
    """A clean table of territories on disk: its dataset, its source, its columns and levels.

    rows   how many it has, when known: large files are queried for fewer cards at a time
    spans  which columns hold something in which years, when known: the others are not read
    """

    dataset: str
    source: str
    path: Path
    columns: frozenset[str]
    levels: frozenset[str]
    rows: int = 0
    spans: tuple[Span, ...] = ()

    @property
    def full_rows(self) -> int:
        """How many rows it would have if every column held something in each of them."""
        years = sum(len(span.years) for span in self.spans)
        held = sum(len(span.years) * len(span.columns) for span in self.spans)
        return round(self.rows * held / (years * len(self.columns))) if years else self.rows


@dataclass(frozen=True)
class Query:
    """Some expressions over some years of a clean file.

    years   none in particular when empty
    wanted  name → expression over the columns of `file`
    """

    file: CleanFile
    years: tuple[int, ...]
    wanted: Mapping[str, Expression]

    def only(self, names: Collection[str]) -> "Query":
        """The same query for some of its names."""
        return replace(self, wanted={name: self.wanted[name] for name in names})

    def slices(self, rows: int) -> Iterator["Query"]:
        """The same query, a few names at a time: so many rows of them take little memory."""
        size = max(1, MOST_READ // max(rows, 1))
        names = list(self.wanted)
        for start in range(0, len(names), size):
            yield self.only(names[start : start + size])

    def keys(self) -> pl.LazyFrame:
        """ROW_KEYS of every row."""
        return self._rows().select(
            pl.col("level").cast(LEVEL),
            "code",
            pl.col("year", "geography_year").cast(pl.Int32),
        )

    def own(self) -> pl.LazyFrame:
        """One column per name, `<name>__marker` where the file has statuses, row by row."""
        fields = []
        for name, expression in self.wanted.items():
            fields.append(expression.to_polars().cast(pl.Float64).alias(name))
            marker = _marker(self.file, expression)
            if marker is not None:
                fields.append(marker.alias(name + MARKER_SUFFIX))
        return self._rows().select(fields)

    def _rows(self) -> pl.LazyFrame:
        rows = pl.scan_parquet(self.file.path)
        return rows.filter(pl.col("year").is_in(self.years)) if self.years else rows

    def sums(self, engine: Engine, passages: Passages) -> Any:
        """geography_year, bundle, year, sums of the components, how many have a value."""
        table = self._table(engine)
        rows = _components(table.select(*_keys(table), **self._values(table)), self.file.levels)
        bundles = engine.table(passages.bundles)
        joined = rows.join(
            bundles,
            [
                rows.level == bundles.component_level,
                rows.code == bundles.component,
                rows.geography_year == bundles.geography_year,
            ],
        )
        measures: dict[str, Any] = {}
        for name in self.wanted:
            measures[name] = joined[name].sum()
            measures[name + COUNT_SUFFIX] = joined[name].count()
        return joined.group_by(["geography_year", "bundle", "year"]).aggregate(**measures)

    def _table(self, engine: Engine) -> Any:
        table = engine.table(self.file.path)
        return table.filter(table["year"].isin(self.years)) if self.years else table

    def _values(self, table: Any) -> dict[str, Any]:
        return {name: one.to_ibis(table).cast("float64") for name, one in self.wanted.items()}


def years_alike(
    file: CleanFile, wanted: Mapping[str, Expression]
) -> list[tuple[tuple[int, ...], dict[str, Expression]]]:
    """The years of a file in which the same expressions may say something, and those expressions.

    What no column of a year can say is not asked: old censuses have five columns of two hundred.
    """
    if not file.spans:
        return [((), dict(wanted))]
    groups: list[tuple[list[int], set[str]]] = []
    said = [
        (span.years, {name for name, each in wanted.items() if _says(each, span.columns)})
        for span in file.spans
    ]
    for years, names in sorted(said, key=lambda pair: (-len(pair[1]), pair[0])):
        near = next((group for group in groups if len(names) >= ALIKE * len(group[1])), None)
        if near is None:
            near = ([], set())
            groups.append(near)
        near[0].extend(years)
        near[1].update(names)
    return [
        (tuple(sorted(years)), {name: each for name, each in wanted.items() if name in names})
        for years, names in groups
        if names
    ]


def _says(expression: Expression, held: Collection[str]) -> bool:
    """Whether an expression may have a value, or a reason to have none, where these are held."""
    if any(column + STATUS_SUFFIX in held for column in expression.columns()):
        return True
    options = expression.options if isinstance(expression, Choice) else (expression,)
    return any(one.columns() <= set(held) for one in options)


def _keys(table: Any) -> list[Any]:
    whole = [table[name].cast("int32").name(name) for name in ("year", "geography_year")]
    return ["level", "code", *whole]


def _marker(file: CleanFile, expression: Expression) -> pl.Expr | None:
    """The status that explains an absence; None when the file has no status for these columns."""
    statuses = [
        column + STATUS_SUFFIX
        for column in sorted(expression.columns())
        if column + STATUS_SUFFIX in file.columns
    ]
    if not statuses:
        return None
    strongest = pl.lit(None, dtype=STATUS)
    for status in reversed(MARKERS):
        here = pl.any_horizontal(pl.col(name) == str(status) for name in statuses)
        strongest = pl.when(here).then(pl.lit(str(status), dtype=STATUS)).otherwise(strongest)
    return strongest


def _components(rows: Any, levels: frozenset[str]) -> Any:
    """The rows to add up: communes when there are some, IRIS only when there are none."""
    if str(Level.COMMUNE) not in levels:
        return rows.filter(rows.level.isin(list(COMPONENTS)))
    if str(Level.ARRONDISSEMENT_MUNICIPAL) not in levels:
        return rows.filter(rows.level == str(Level.COMMUNE))
    # Paris, Lyon and Marseille are published whole and by arrondissement: never counted twice.
    cities = rows.filter(rows.code.isin(list(CITIES_WITH_ARRONDISSEMENTS)))
    whole = cities.select(city=cities.code.substr(0, 2), city_year=cities.year).distinct()
    part = rows.level == str(Level.ARRONDISSEMENT_MUNICIPAL)
    joined = rows.left_join(
        whole, [part, rows.code.substr(0, 2) == whole.city, rows.year == whole.city_year]
    )
    orphan = (joined.level == str(Level.ARRONDISSEMENT_MUNICIPAL)) & joined.city.isnull()
    return joined.filter((joined.level == str(Level.COMMUNE)) | orphan).drop("city", "city_year")
