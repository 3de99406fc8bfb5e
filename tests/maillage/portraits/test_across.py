"""One indicator across the territories of a level."""

import pytest

from maillage.indicators.cards import card
from maillage.portraits import open_shelf, portrait
from maillage.portraits.across import across
from tests.factories.published import EPCI


@pytest.fixture
def shelf(small_store):
    """That of the small world."""
    return open_shelf(small_store)


def test_every_territory_has_one_line_in_the_order_given(shelf):
    members = shelf.geography.members(shelf.geography.resolve(EPCI))

    found = across(shelf, card("population"), list(reversed(members)))

    assert found.table.frame["code"].to_list() == [one.code for one in reversed(members)]
    assert found.level == "commune"
    assert str(found.year) in found.source_line


def test_all_values_are_of_the_same_year(shelf):
    members = shelf.geography.members(shelf.geography.resolve(EPCI))

    found = across(shelf, card("population"), members)

    assert found.table.frame["year"].drop_nulls().unique().to_list() == [found.year]


def test_year_that_nobody_publishes_leaves_every_value_unavailable(shelf):
    members = shelf.geography.members(shelf.geography.resolve(EPCI))

    found = across(shelf, card("population"), members, year=1789)

    assert found.table.frame["status"].unique().to_list() == ["unavailable"]
    assert found.sources == ()


def test_what_rests_on_few_people_is_named_as_on_the_portrait(shelf, small_store):
    members = shelf.geography.members(shelf.geography.resolve(EPCI))
    told = portrait(EPCI, store=small_store).to_dict()["members_values"]["taux_logements_vacants"]

    found = across(shelf, card("taux_logements_vacants"), members)

    assert found.fragile == {one["code"] for one in told if one["reliability"] == "caution"}
    assert found.fragile
