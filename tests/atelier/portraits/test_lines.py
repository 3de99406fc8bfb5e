"""Where the points of a trend go."""

from atelier.portraits import lines


def indicator(*values: float | None) -> dict:
    rows = [
        {"year": 2010 + place, "value": value, "status": "computed" if value else "unavailable"}
        for place, value in enumerate(values)
    ]
    return {"unit": "percent", "trend": rows}


def test_trend_needs_two_values():
    assert lines.trend(indicator(12.0)) is None
    assert lines.trend(indicator(12.0, None)) is None


def test_trend_rises_towards_the_top_of_the_page():
    drawn = lines.trend(indicator(10.0, 20.0))

    assert drawn["points"][0].y > drawn["points"][1].y
    assert drawn["points"][0].x < drawn["points"][1].x


def test_flat_trend_lies_in_the_middle():
    drawn = lines.trend(indicator(10.0, 10.0))

    assert {point.y for point in drawn["points"]} == {lines.TOP + 47.0}


def test_missing_year_cuts_the_line_and_stays_in_the_table():
    drawn = lines.trend(indicator(10.0, 11.0, None, 12.0, 13.0))

    assert len(drawn["paths"]) == 2
    assert drawn["rows"][2]["value"] == "non disponible"


def test_sentence_is_computed_from_the_first_and_last_values():
    drawn = lines.trend(indicator(10.0, 11.0, 12.5))

    assert drawn["sentence"] == "De 10,0\u00a0% en 2010 à 12,5\u00a0% en 2012."


def test_year_labels_never_touch():
    drawn = lines.trend(indicator(*[float(value) for value in range(1, 40)]))

    gaps = [b.x - a.x for a, b in zip(drawn["years"], drawn["years"][1:], strict=False)]
    assert min(gaps) > 30
