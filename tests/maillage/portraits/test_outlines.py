"""What a portrait is drawn with."""

from maillage.portraits import open_shelf, portrait
from maillage.portraits.outlines import member_portraits, outlines
from maillage.store import Store
from tests.factories.published import EPCI


def test_an_epci_has_one_portrait_for_each_of_its_communes(small_store: Store) -> None:
    shelf = open_shelf(small_store)

    found = member_portraits(portrait(EPCI, store=small_store), shelf)

    assert [one.territory.code for one in found] == ["01001", "01002", "01004"]


def test_a_commune_is_its_own_only_member(small_store: Store) -> None:
    whole = portrait("01001", store=small_store)

    assert member_portraits(whole, open_shelf(small_store)) == [whole]


def test_territories_without_outline_are_simply_absent(small_store: Store) -> None:
    shelf = open_shelf(small_store)

    drawn = outlines(portrait("01001", store=small_store).content["territory"], shelf)

    assert set(drawn) <= {"01001", "01002", "01004"}
