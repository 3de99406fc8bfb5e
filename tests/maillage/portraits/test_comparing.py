"""One value beside others: same year and same definition, or no comparison."""

import polars as pl

from maillage.base.levels import Level
from maillage.portraits.comparing import (
    comparisons,
    index_rows,
    is_shown,
    position,
    similar_medians,
    trend,
)
from tests.factories.rows import indexed, make_hidden, make_row, make_territory


AIN = make_territory(code="01", level=Level.DEPARTEMENT, name="Ain")
SPREAD = {"p5": 1, "q1": 10, "median": 20, "q3": 30, "p95": 50, "of": 120}


def test_rows_are_found_by_indicator_level_code_and_year():
    frame = pl.DataFrame([make_row(), make_row(code="84", level="region")], infer_schema_length=9)

    index = index_rows(frame)

    assert index["essai", "commune", "01001", 2021]["value"] == 25
    assert ("essai", "commune", "84", 2021) not in index


def test_number_is_shown_only_with_a_status_that_shows():
    assert is_shown(make_row(status="estimated"))
    assert not is_shown(make_hidden("secret"))
    assert not is_shown(None)


def test_parent_is_compared_on_the_same_year_only():
    rows = [make_row(level="departement", code="01", year=2015, value=9.0)]

    (line,) = comparisons("essai", 2021, [AIN], indexed(rows))

    assert (line["territory"], line["value"], line["status"]) == ("Ain", None, "unavailable")


def test_parent_is_never_another_territory_of_the_same_code():
    rows = [make_row(level="region", code="01", value=9.0)]

    assert comparisons("essai", 2021, [AIN], indexed(rows))[0]["value"] is None


def test_parent_that_shows_the_value_gives_it():
    rows = [make_row(level="departement", code="01", value=9.0)]

    (line,) = comparisons("essai", 2021, [AIN], indexed(rows))

    assert (line["code"], line["level"], line["value"], line["year"]) == (
        "01",
        "departement",
        9,
        2021,
    )


def medians(rows):
    return similar_medians(pl.DataFrame(rows, infer_schema_length=len(rows)))


def test_similar_territories_are_summed_up_by_their_median():
    values = dict(zip("abcde", [1.0, 2.0, 3.0, 4.0, 90.0], strict=True))

    line = medians([make_row(code=code, value=value) for code, value in values.items()])["essai"]

    assert (line["value"], line["territory"]) == (3, "Médiane de 5 territoires semblables")
    assert (line["level"], line["status"], line["year"]) == ("semblables", "computed", 2021)


def test_fewer_than_five_similar_territories_make_no_comparison():
    rows = [make_row(code=one) for one in "abcd"] + [make_hidden("secret", code="e")]

    assert medians(rows) == {}


def test_position_needs_a_rank_and_the_spread_of_its_peers():
    assert position(make_row(**SPREAD)) is None
    assert position(make_row(rank=3, of=120, percentile=98.3)) is None


def test_position_tells_the_peers_and_their_quantiles():
    found = position(make_row(**SPREAD, rank=3, percentile=98.3))

    assert found["peers"].replace("\u202f", " ") == "communes de 3 500 à 10 000 habitants"
    assert (found["rank"], found["of"], found["percentile"]) == (3, 120, 98.3)
    assert (found["q1"], found["median"], found["q3"]) == (10, 20, 30)


def test_trend_goes_from_the_oldest_year_to_the_newest():
    rows = [make_row(year=2021, value=3.0), make_row(year=2010, value=1.0)]

    assert [(one["year"], one["value"]) for one in trend(rows, [])] == [(2010, 1), (2021, 3)]


def test_trend_starts_again_where_the_definition_was_cut():
    rows = [make_row(year=year) for year in (2019, 2021, 2023)]

    assert [one["year"] for one in trend(rows, [2020, 2023])] == [2023]
    assert [one["year"] for one in trend(rows, [2025])] == [2019, 2021, 2023]


def test_hidden_year_of_a_trend_keeps_its_reason():
    (one,) = trend([make_hidden("secret")], [])

    assert (one["value"], one["status"]) == (None, "secret")
