"""Young children counted from births, when no census band gives them."""

import polars as pl


TERRITORY = ["level", "code"]


def somme_trois_ans(frame: pl.DataFrame, columns: dict[str, str]) -> pl.DataFrame:
    """Births of the year and of the two before, each known: about the children under three.

    Leaves out moves and deaths. No value when one of the three years is missing.
    """
    births = frame.select(
        *TERRITORY, pl.col("year"), pl.col(columns["naissances"]).alias("_births")
    )
    joined = frame
    for age in (0, 1, 2):
        born = births.with_columns(pl.col("year") + age).rename({"_births": f"_age{age}"})
        joined = joined.join(born, on=[*TERRITORY, "year"], how="left", maintain_order="left")
    total = pl.col("_age0") + pl.col("_age1") + pl.col("_age2")
    nothing = pl.lit(None, dtype=pl.Float64)
    return joined.with_columns(
        total.alias("value"), nothing.alias("numerator"), nothing.alias("denominator")
    ).drop("_age0", "_age1", "_age2")
