"""Children under three from births: three known years, or nothing."""

import polars as pl

from maillage.indicators.formulas.petite_enfance import somme_trois_ans


def births(counts: dict[int, float | None]) -> pl.DataFrame:
    """One fictitious commune."""
    return pl.DataFrame(
        {
            "territory": [99001] * len(counts),
            "year": list(counts),
            "n": list(counts.values()),
        },
        schema_overrides={"year": pl.Int32, "n": pl.Float64},
    )


def slow(counts: dict[int, float | None], year: int) -> float | None:
    three = [counts.get(year - age) for age in range(3)]
    return None if None in three else sum(three)


def test_three_years_of_births_are_added() -> None:
    found = somme_trois_ans(births({2019: 10.0, 2020: 12.0, 2021: 9.0}), {"naissances": "n"})

    assert found["value"].to_list() == [None, None, 31.0]


def test_a_missing_year_gives_no_value_and_agrees_with_the_slow_twin() -> None:
    counts = {2016: 5.0, 2017: 0.0, 2018: 3.0, 2019: None, 2020: 4.0, 2021: 2.0, 2022: 1.0}

    found = somme_trois_ans(births(counts), {"naissances": "n"})

    assert dict(found.select("year", "value").iter_rows()) == {
        year: slow(counts, year) for year in counts
    }
