"""The released tables of a portrait: each value under the regime of its own source."""

import polars as pl
import pytest

from maillage.portraits import portrait
from maillage.portraits.tables import PLACE, released, released_populations, told_in
from maillage.sources.registry import source_cards
from tests.factories import published
from tests.factories.rows import make_row, make_territory


ROUNDED = next(name for name, card in source_cards().items() if card.get("disclosure") == "cnaf")


@pytest.fixture
def tables(small_store):
    """Those of the intercommunality of the small world."""
    return portrait(published.EPCI, store=small_store).tables


def frame(*rows):
    return pl.DataFrame(rows, infer_schema_length=len(rows))


def test_each_row_goes_through_the_regime_of_its_own_source():
    rows = frame(
        make_row(indicator="population", value=12.0, numerator=None, denominator=None),
        make_row(
            indicator="population", code="b", value=12.0, numerator=None, denominator=None,
            source=ROUNDED,
        ),
    )  # fmt: skip

    done = released(rows)

    assert dict(done.frame.select("code", "value").iter_rows()) == {"01001": 12, "b": 10}
    assert {one.id for one in done.regimes} == {"cnaf", "insee_publie"}


def test_quantiles_of_the_peers_go_through_the_same_regime():
    rows = frame(make_row(indicator="population", value=12.0, source=ROUNDED))
    spread = {"p5": 1.0, "q1": 6.0, "median": 13.0, "q3": 21.0, "p95": 90.0}
    peers = {"indicator": "population", "level": "commune", "year": 2021, "peer_class": 4}

    done = released(rows, pl.DataFrame([peers | spread]))

    assert done.frame["q1"].to_list() == [5]
    assert done.frame["median"].to_list() == [15]


def test_peers_of_another_class_bring_nothing():
    peers = {"indicator": "essai", "level": "commune", "year": 2021, "peer_class": 3}
    spread = dict.fromkeys(("p5", "q1", "median", "q3", "p95"), 1.0)

    assert released(frame(make_row()), pl.DataFrame([peers | spread])).frame["q1"].to_list() == [
        None
    ]


def test_rows_asked_for_are_one_for_each_indicator_and_place_in_order():
    places = [make_territory(code="b"), make_territory(code="a")]

    wanted = told_in({"un": 2021, "deux": 2015}, places)

    assert wanted.select(PLACE).rows() == [
        ("un", "commune", "b", 2021),
        ("un", "commune", "a", 2021),
        ("deux", "commune", "b", 2015),
        ("deux", "commune", "a", 2015),
    ]


def test_reference_populations_are_released_too():
    table = released_populations([make_territory(), make_territory(code="b", population=None)])

    assert table.frame.rows() == [("01001", 800, "published"), ("b", None, "unavailable")]
    assert table.regime.id == "insee_publie"


def test_trend_of_a_portrait_has_the_years_asked_for(tables):
    rows = tables.trend("logements", [2021]).frame.select("year", "value", "status").rows()

    assert rows == [(2021, 7_520, "computed")]


def test_members_of_a_portrait_bear_the_names_given(tables):
    rows = tables.of_members("logements", {"01002": "Brissac"}).frame.select("code", "name").rows()

    assert rows == [("01002", "Brissac")]


def test_position_of_a_portrait_is_one_row_with_its_unit(tables):
    frame = tables.position("logements", 2021).frame

    assert (frame.height, frame["unit"][0]) == (1, "count")


def test_tables_and_dictionary_tell_the_same_values(small_store):
    whole = portrait(published.EPCI, store=small_store)
    names = {one["code"]: one["name"] for one in whole.to_dict()["territory"]["members"]}

    for indicator, lines in whole.to_dict()["members_values"].items():
        told = whole.tables.of_members(indicator, names).frame.select("code", "value", "status")
        assert told.rows() == [(one["code"], one["value"], one["status"]) for one in lines]
