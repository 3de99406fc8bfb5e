"""The same territory in another year: what methods that follow the years look up."""

import polars as pl


# The column that numbers territories: looking up one whole number is far faster than two texts.
TERRITORY = "territory"
YEARS = 10_000


def years_before(frame: pl.DataFrame, column: str, years: int) -> pl.Series:
    """A column as it was so many years before (after, when negative), row by row.

    Null where the territory has no row that year.
    """
    place = (pl.col(TERRITORY) * YEARS + pl.col("year")).alias("place")
    then = frame.select(place + years, pl.col(column).alias("then"))
    return frame.select(place).join(then, on="place", how="left", maintain_order="left")["then"]
