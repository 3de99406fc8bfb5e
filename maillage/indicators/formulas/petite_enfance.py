"""Young children counted from births, when no census band gives them."""

import polars as pl

from maillage.indicators.formulas.years import years_before


def somme_trois_ans(frame: pl.DataFrame, columns: dict[str, str]) -> pl.DataFrame:
    """Births of the year and of the two before, each known: about the children under three.

    Leaves out moves and deaths. No value when one of the three years is missing.
    """
    births = columns["naissances"]
    one, two = (years_before(frame, births, years) for years in (1, 2))
    total = frame[births] + one + two
    nothing = pl.lit(None, dtype=pl.Float64)
    return frame.with_columns(
        total.alias("value"), nothing.alias("numerator"), nothing.alias("denominator")
    )
