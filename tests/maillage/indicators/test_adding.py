"""Sums of bundles become sums of territories, or say how much of them is known."""

import polars as pl
import pytest

from maillage.indicators.adding import adding


# Bundle 1 counts whole in both territories, bundle 2 for half in the second only.
LINES = pl.DataFrame(
    {
        "geography_year": [2021] * 3,
        "bundle": [1, 1, 2],
        "level": ["commune", "epci", "epci"],
        "code": ["01001", "200", "200"],
        "share": [1.0, 1.0, 0.5],
        "unit": [1.0, 1.0, 1.0],
        "exact": [True, True, False],
        "expected": [2.0, 3.0, 3.0],
    }
)


def bundles(*, second: float | None = 10.0) -> pl.DataFrame:
    """Two components with A in the first bundle; one, or none, in the second."""
    return pl.DataFrame(
        {
            "geography_year": [2021, 2021],
            "bundle": [1, 2],
            "year": [2021, 2021],
            "A": [30.0, second],
            "A__count": [2, 0 if second is None else 1],
        }
    )


def test_territory_is_the_shared_sum_of_its_bundles():
    added = adding(bundles(), LINES)

    assert added.territories["code"].to_list() == ["01001", "200"]
    assert added.territories["exact"].to_list() == [True, False]
    assert added.up(["A"]).to_dict(as_series=False) == {"A": [30, 35], "A__present": [2, 3]}


def test_territory_with_a_component_missing_has_no_sum_and_tells_what_is_present():
    found = adding(bundles(second=None), LINES).up(["A"])

    assert found.to_dict(as_series=False) == {"A": [30, None], "A__present": [2, 2]}


def test_name_no_component_has_is_not_even_present():
    nothing = bundles().with_columns(
        pl.lit(None, dtype=pl.Float64).alias("A"), pl.lit(0).alias("A__count")
    )

    found = adding(nothing, LINES).up(["A"])

    assert found.to_dict(as_series=False) == {"A": [None, None], "A__present": [None, None]}


@pytest.mark.parametrize("names", [["A"], ["B"], ["B", "A"]])
def test_names_added_up_apart_or_together_give_the_same_sums(names):
    both = bundles().with_columns(
        (pl.col("A") / 3).alias("B"), pl.col("A__count").alias("B__count")
    )
    added = adding(both, LINES)

    together = added.up(["A", "B"])

    for name in names:
        assert added.up(names)[name].equals(together[name])
