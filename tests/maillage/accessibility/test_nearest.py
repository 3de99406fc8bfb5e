"""The nearest facility, and who lives too far from any."""

import pytest

from maillage.accessibility.nearest import nearest, share_beyond
from tests.maillage.accessibility.tables import travel


def world():
    return travel(
        {"B": 1.0, "A": 1.0, "closed": 0.0},
        {"p": 60, "q": 30, "r": 10, "unlisted": 900},
        [("p", "B", 5), ("p", "A", 5), ("q", "A", 20), ("q", "closed", 1), ("r", "B", 21)],
    )


def test_nearest_facility_is_the_shortest_trip_and_the_first_code_of_two():
    found = nearest(world())

    assert found["facility"].to_list() == ["A", "A", "B", None]
    assert found["minutes"].to_list() == [5, 20, 21, None]
    assert found["place"].to_list() == ["p", "q", "r", "unlisted"]


def test_share_counts_people_strictly_beyond_and_keeps_the_unknown_apart():
    found = share_beyond(world(), 20)

    assert found.share == pytest.approx(0.1)
    assert (found.people, found.known, found.unknown) == (10, 100, 900)


def test_share_of_nobody_is_no_number():
    given = travel({"A": 1.0}, {"p": 0, "far": 5}, [("p", "A", 5)])

    assert share_beyond(given, 20).share is None
