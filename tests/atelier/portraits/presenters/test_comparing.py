"""Territories side by side."""

import copy

from atelier.portraits.places import FICTITIOUS, Place
from atelier.portraits.presenters import comparing
from tests.atelier.fiction import portrait


HERE, THERE = Place(FICTITIOUS, "epci", "1"), Place(FICTITIOUS, "epci", "2")


def indicator(**changes):
    first = copy.deepcopy(next(one for one in portrait()["indicators"] if one["first"]))
    return {**first, "trend": [], "status": "published", **changes}


def both(one, other):
    return [
        (place, {"indicators": [row], "territory": {"name": place.code, "level": "epci"}})
        for place, row in ((HERE, one), (THERE, other))
    ]


def test_newest_shared_year_is_compared():
    past = [{"year": 2015, "value": 7.0, "status": "published"}]
    known = both(
        indicator(year=2021, value=9.0, trend=past), indicator(year=2015, value=5.0, trend=[])
    )

    (row,) = comparing.rows(known, "")

    assert row["year"] == "2015"
    assert row["notes"] == []
    assert row["cells"][0]["text"].startswith("7")


def test_without_shared_year_each_says_its_own():
    known = both(indicator(year=2021, value=9.0), indicator(year=2015, value=5.0))

    (row,) = comparing.rows(known, "")

    assert row["year"] == ""
    assert [cell["note"] for cell in row["cells"]] == ["2021", "2015"]
    assert row["notes"] == [comparing.OTHER_YEARS]


def test_two_sources_are_told():
    known = both(
        indicator(year=2021, value=9.0, source="Insee"),
        indicator(year=2021, value=5.0, source="Cnaf"),
    )

    (row,) = comparing.rows(known, "")

    assert row["notes"] == ["Sources différentes\u00a0: Insee\u00a0; Cnaf."]


def test_missing_value_stays_a_word():
    hidden = indicator(year=2021, value=None, status="secret")
    known = both(indicator(year=2021, value=9.0), hidden)

    (row,) = comparing.rows(known, "")

    assert row["cells"][1]["is_missing"]
    assert "secret" in row["cells"][1]["text"]


def test_line_nobody_shows_is_left_out():
    hidden = indicator(year=2021, value=None, status="unavailable")

    assert comparing.rows(both(hidden, hidden), "") == []


def test_each_column_says_how_to_leave():
    columns = comparing.columns(both(indicator(), indicator()), "/comparer/")

    assert columns[0]["without"] == "/comparer/?avec=epci:2"


def test_one_more_territory_is_an_address():
    assert comparing.with_another("/c/", [HERE], THERE) == "/c/?avec=epci:1&avec=epci:2"


def test_similar_territories_without_criterion_keep_their_distance():
    told = comparing.similar(portrait(), HERE, {}, "/comparer/")

    assert told["rows"][0]["distance"] == "0,31"
    assert told["here"]["cells"] == []


def test_chosen_line_is_drawn_with_its_words():
    known = both(indicator(year=2021, value=10.0), indicator(year=2021, value=5.0))
    lines, columns = comparing.rows(known, ""), comparing.columns(known, "/comparer/")

    drawn = comparing.drawing(lines, columns, lines[0]["id"])

    assert [bar["width"] for bar in drawn["rows"]] == ["100.0%", "50.0%"]
    assert drawn["title"].endswith(", 2021")
    assert drawn["alternative"].startswith("1, ")


def test_drawing_says_each_own_year_and_leaves_no_bar_to_what_is_missing():
    hidden = indicator(year=2021, value=None, status="secret")
    known = both(indicator(year=2021, value=9.0), hidden)
    lines, columns = comparing.rows(known, ""), comparing.columns(known, "/comparer/")

    (shown, secret) = comparing.drawing(lines, columns, "inconnu")["rows"]

    assert shown["width"] == "100.0%"
    assert secret["is_missing"]
    assert secret["width"] == ""


def test_nothing_is_drawn_without_a_line():
    assert comparing.drawing([], [], "") is None


def test_a_rate_is_drawn_before_a_number_of_people_unless_asked():
    lines = [
        {"id": "population", "label": "Population", "year": "", "is_count": True, "notes": []},
        {"id": "part", "label": "Part", "year": "", "is_count": False, "notes": []},
    ]
    cell = {"text": "1", "number": 1.0, "is_missing": False, "note": "", "url": ""}
    lines = [{**line, "cells": [cell]} for line in lines]

    assert comparing.drawing(lines, [{"name": "Ici"}], "")["title"] == "Part"
    assert comparing.drawing(lines, [{"name": "Ici"}], "population")["title"] == "Population"
