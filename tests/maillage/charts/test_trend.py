"""Trends: gaps and breaks."""

from maillage.charts import trend
from tests.maillage.charts.tables import CAPTION, released, values_of


TABLE = released(
    "year value status",
    [
        (2010, 9.1, "published"),
        (2015, None, "unavailable"),
        (2020, 11.0, "published"),
        (2021, 11.6, "published"),
    ],
)


def test_a_missing_year_is_a_gap_and_not_a_straight_line() -> None:
    specification = trend(TABLE, CAPTION).specification

    assert [row["value"] for row in values_of(specification)] == [9.1, None, 11.0, 11.6]
    assert specification["layer"][0]["mark"]["invalid"] == "break-paths-show-path-domains"


def test_a_break_cuts_the_line_in_two_segments_and_is_marked() -> None:
    specification = trend(TABLE, CAPTION, breaks=[2020]).specification

    assert [row["segment"] for row in values_of(specification)] == [0, 0, 1, 1]
    words = [layer["data"]["values"] for layer in specification["layer"][2:]]
    assert words[0] == [{"at": 2019.5, "word": "rupture de série"}]


def test_the_sentence_gives_both_ends_the_missing_years_and_the_breaks() -> None:
    text = trend(TABLE, CAPTION, breaks=[2020]).alternative

    assert "Valmeyrac : 9,1\u00a0% en 2010, 11,6\u00a0% en 2021." in text
    assert "Sans valeur : 2015." in text
    assert "1\u00a0rupture de série : 2020." in text


def test_the_territory_itself_is_the_first_series() -> None:
    rows = [(2020, 11.0, "published", "Valmeyrac"), (2020, 8.8, "published", "Ardèche")]
    figure = trend(released("year value status series", rows), CAPTION)

    colour = figure.specification["layer"][0]["encoding"]["color"]
    assert colour["scale"]["domain"] == ["Valmeyrac", "Ardèche"]
    assert list(figure.rows()[0]) == ["Territoire", "Année", "Valeur"]


def test_a_lone_year_is_said_once() -> None:
    figure = trend(released("year value status", [(2021, 11.6, "published")]), CAPTION)

    assert "Valmeyrac : 11,6\u00a0% en 2021." in figure.alternative
