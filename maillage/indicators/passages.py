"""The passage tables: which territories of today each component of a clean file counts in.

Components that count alike (the communes of one EPCI and one département) make one *bundle*: an
engine sums the file once by bundle, then a few thousand bundles by territory.
"""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from maillage.base.levels import Level


COMPLETE = 1e-6
COMPONENTS = (str(Level.COMMUNE), str(Level.ARRONDISSEMENT_MUNICIPAL), str(Level.IRIS))
LEVEL = pl.Enum([str(one) for one in Level])
PASSAGE_FILES = ("identity", "bundles", "sums", "doubtful")
COMPONENT = ["geography_year", "component_level", "component"]
TARGET = ["geography_year", "level", "code", "share", "unit", "exact", "expected"]


@dataclass(frozen=True)
class Passages:
    """Parquet files written by `write_passages`.

    identity  geography_year, level, component, code: communes that pass whole to one commune
    bundles   geography_year, component_level, component, bundle
    sums      geography_year, bundle, level, code, share, unit, exact, expected
    doubtful  geography_year, level, code: rows given for a territory that has changed since
    splits    whether some component is shared between several territories (share < 1)
    """

    identity: Path
    bundles: Path
    sums: Path
    doubtful: Path
    splits: bool = True


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
    _write(_doubtful(mapping).select(*keys), found.doubtful)
    bundled = _with_bundles(sums.sort(order))
    _write(bundled.select(*COMPONENT, "bundle").unique(maintain_order=True), found.bundles)
    targets = bundled.select("bundle", *TARGET).unique(maintain_order=True)
    _write(targets, found.sums)
    return found


def _doubtful(mapping: pl.DataFrame) -> pl.DataFrame:
    """Territories whose row of that year is not of the same place today: redrawn IRIS, EPCI."""
    itself = pl.col("level") == pl.col("component_level")
    itself = itself & (pl.col("component") == pl.col("code"))
    changed = itself & (pl.col("level") != str(Level.COMMUNE)) & ~pl.col("exact")
    return mapping.filter(changed).unique(["geography_year", "level", "code"], maintain_order=True)


def _with_bundles(sums: pl.DataFrame) -> pl.DataFrame:
    """Add `bundle`: the same number for the components that count alike, in order of appearance."""
    alike = pl.struct(TARGET).rank("dense").alias("_target")
    lists = (
        sums.select(*COMPONENT, alike)
        .group_by(COMPONENT, maintain_order=True)
        .agg(pl.col("_target").sort().cast(pl.String))
        .with_columns(pl.col("_target").list.join(","))
    )
    numbers = lists.select("_target").unique(maintain_order=True).with_row_index("bundle")
    bundles = lists.join(numbers, on="_target", maintain_order="left")
    return sums.join(
        bundles.select(*COMPONENT, pl.col("bundle").cast(pl.Int32)),
        on=COMPONENT,
        maintain_order="left",
    )


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
        pl.col("component_level", "level").cast(LEVEL),
    ]


def _write(rows: pl.DataFrame, path: Path) -> None:
    rows.lazy().with_columns(pl.col(pl.Enum).cast(pl.String)).sink_parquet(path)


def passages_in(folder: Path, *, splits: bool = True) -> Passages:
    """The passage files of a folder."""
    identity, bundles, sums, doubtful = (folder / f"{name}.parquet" for name in PASSAGE_FILES)
    return Passages(identity, bundles, sums, doubtful, splits)
