"""IRIS redrawn between two years: what their lists tell of it.

A code may be kept while its limits move. Nothing published says which: the IRIS of a commune are
the same from one list to the other only when the commune has the same codes in both.
"""

from collections.abc import Collection

import polars as pl


WHOLES = ("commune", "arrondissement_municipal")


def newest_iris(iris: pl.DataFrame) -> pl.DataFrame:
    """The IRIS of today: those of the newest list that knows their commune.

    iris  year, code, today (the commune of today, null when it is not known)
    """
    placed = iris.filter(pl.col("today").is_not_null())
    return placed.filter(pl.col("year") == pl.col("year").max().over("today"))


def redrawn_iris(iris: pl.DataFrame, year: int) -> frozenset[str]:
    """Codes of the list of that year whose commune of today has other codes in the newest list."""
    before = iris.filter(pl.col("year") == year, pl.col("today").is_not_null())
    codes = pl.col("code").unique().sort().str.join(",")
    then = before.group_by("today").agg(codes.alias("then"))
    now = newest_iris(iris).group_by("today").agg(codes.alias("now"))
    changed = then.join(now, on="today").filter(pl.col("then") != pl.col("now"))
    return frozenset(before.join(changed, on="today", how="semi")["code"])


def stranger_rows(mapping: pl.DataFrame, strangers: Collection[str]) -> pl.DataFrame:
    """The mapping, completed with IRIS that a data file has and the list of its year has not.

    Each is added to the commune its code begins with when a file gives it, and is never expected.
    None of the IRIS of that commune, nor what adds them up into it, is exact.
    """
    if not strangers:
        return mapping
    codes = pl.DataFrame({"stranger": sorted(strangers)}, schema={"stranger": pl.String})
    codes = codes.with_columns(component=pl.col("stranger").str.slice(0, 5))
    added = (
        mapping.filter(pl.col("component_level").is_in(WHOLES))
        .join(codes, on="component")
        .with_columns(
            component="stranger",
            component_level=pl.lit("iris"),
            unit=0.0,
            exact=pl.col("exact") & ~pl.col("level").is_in(WHOLES),
        )
    )
    doubtful = (
        (pl.col("component_level") == "iris")
        & (pl.col("level") == "iris")
        & pl.col("component").str.slice(0, 5).is_in(codes["component"].unique().implode())
    )
    marked = mapping.with_columns(exact=pl.col("exact") & ~doubtful)
    return pl.concat([marked, added.select(mapping.columns)])
