"""Places among peers follow the values people see. Communes and figures are fictitious."""

import polars as pl

from maillage.building.ranking import acting_regimes, as_released, ranked, rules_of, spread
from maillage.indicators.compute import COLUMNS


COUNT, RATE = "foyers_allocataires", "part_foyers_rsa"


def rows(values, *, source="cnaf_communes", indicator=COUNT, **about):
    """One row per value, all of one peer group."""
    lines = [
        {
            "indicator": indicator,
            "level": "commune",
            "code": f"{number:05}",
            "year": 2021,
            "geography_year": 2021,
            "value": float(value),
            "status": "published",
            "source": source,
            "peer_class": 0,
        }
        | {name: float(each[number]) for name, each in about.items()}
        for number, value in enumerate(values)
    ]
    schema = COLUMNS | {"peer_class": pl.Int32}
    return pl.DataFrame(lines, schema=schema)


def test_values_shown_alike_share_their_rank():
    found = ranked(rows([8, 9, 10, 11, 12, 40, 41, 42, 50, 60]))

    # 8 to 12 are all shown as 10; 40, 41 and 42 as 40.
    assert found["rank"].to_list() == [6, 6, 6, 6, 6, 3, 3, 3, 2, 1]
    assert found["percentile"].to_list()[:5] == [0.0] * 5


def test_ranked_values_stay_as_they_were_computed():
    assert ranked(rows(range(8, 20)))["value"].to_list() == list(range(8, 20))


def test_values_shown_as_published_keep_their_own_rank():
    found = ranked(rows(range(10), source="insee_rp_dossier"))

    assert found["rank"].to_list() == list(range(10, 0, -1))


def test_quantiles_are_those_of_the_values_shown():
    found = spread(rows([8] * 5 + [12] * 6))

    assert found.select("p5", "median", "p95").row(0) == (10.0, 10.0, 10.0)


def test_rate_is_that_of_its_rounded_parts():
    counts, wholes = [12] * 10, [98] * 10
    frame = rows([12 / 98 * 100] * 10, indicator=RATE, numerator=counts, denominator=wholes)

    assert as_released(frame)["value"].to_list() == [10.0] * 10


def test_rate_over_too_few_people_is_hidden_and_has_no_place():
    frame = rows([50.0] * 11, indicator=RATE, numerator=[1] * 11, denominator=[2] + [20] * 10)

    found = ranked(frame)

    assert found["rank"].to_list()[0] is None
    assert found["of"].to_list()[1:] == [10] * 10


def test_rows_keep_their_order_and_their_other_columns():
    frame = pl.concat([rows([7, 9]), rows([1.5], source="insee_rp_dossier"), rows([12])])

    found = as_released(frame)

    assert found["value"].to_list() == [5.0, 10.0, 1.5, 10.0]
    assert found.columns == frame.columns
    assert found.schema == frame.schema


def test_rules_are_told_of_the_sources_that_have_some():
    assert "cnaf_communes" in acting_regimes()
    assert [rules["rounding"] for rules in rules_of(["cnaf_communes", "insee_rp_dossier"])] == [5]
    assert rules_of(["insee_rp_dossier"]) == []
