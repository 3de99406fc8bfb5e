"""A territory finds its own row of another year, or nothing."""

import polars as pl

from maillage.indicators.formulas.years import years_before


FRAME = pl.DataFrame(
    {
        "territory": [1, 1, 1, 2, 2],
        "year": [2021, 2020, 2018, 2020, 2021],
        "x": [21.0, 20.0, 18.0, 200.0, None],
    },
    schema_overrides={"year": pl.Int32},
)


def test_value_of_the_year_before_is_that_of_the_same_territory() -> None:
    assert years_before(FRAME, "x", 1).to_list() == [20.0, None, None, None, 200.0]


def test_value_of_the_following_year_is_null_when_it_is_missing() -> None:
    assert years_before(FRAME, "x", -1).to_list() == [None, 21.0, None, None, None]
