"""Times estimated from coordinates: the formula by hand, complete within the limit."""

import math

import numpy as np
import pytest

from maillage.accessibility.coordinates import EARTH_KM, RoadLike, travel_from_coordinates
from maillage.accessibility.nearest import nearest
from maillage.base.errors import RefusedFile, WrongCall
from tests.maillage.accessibility.tables import own


SUPPLY = [("A", 1, 4.85, 45.76), ("closed", 0, 4.80, 45.70)]
DEMAND = [("near", 10, 4.86, 45.76), ("far", 10, 2.35, 48.85)]


def found(supply=SUPPLY, demand=DEMAND, limit=30.0):
    return travel_from_coordinates(
        own("S.csv", "facility capacity longitude latitude", supply),
        own("D.csv", "place people longitude latitude", demand),
        limit=limit,
    )


def haversine(one, other) -> float:
    """The obvious twin, from the books."""
    (x, y), (u, v) = (tuple(map(math.radians, point)) for point in (one, other))
    inner = math.sin((v - y) / 2) ** 2 + math.cos(y) * math.cos(v) * math.sin((u - x) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(inner))


def test_minutes_are_those_worked_out_by_hand():
    # 20 km as the crow flies: 26 by road, 2 at 25 km/h, 8 at 45, 16 at 65.
    assert RoadLike().minutes(np.array([20.0]))[0] == pytest.approx(4.8 + 640 / 60 + 960 / 65)


def test_distance_of_some_minutes_is_the_inverse():
    for minutes in (1.0, 4.8, 10.0, 60.0):
        assert RoadLike().minutes(np.array([RoadLike().crow_km(minutes)]))[0] == pytest.approx(
            minutes
        )


def test_pair_has_the_distance_of_the_great_circle():
    travel = found()
    pair = (travel.place == 0) & (travel.facility == 0)

    expected = RoadLike().minutes(np.array([haversine((4.86, 45.76), (4.85, 45.76))]))
    assert travel.minutes[pair] == pytest.approx(expected, rel=1e-9)


def test_nearest_facility_beyond_the_limit_is_known_all_the_same():
    table = nearest(found(limit=10))

    assert table["facility"].to_list() == ["A", "A"]
    assert table["minutes"][1] > 300


def test_pairs_within_the_limit_are_those_of_a_double_loop():
    draw = np.random.default_rng(7)
    dots = draw.uniform((4, 45), (5, 46), size=(60, 2))
    supply = [(f"f{index}", 1, *dots[index]) for index in range(30)]
    demand = [(f"p{index}", 1, *dots[30 + index]) for index in range(30)]

    travel = found(supply, demand, limit=25)

    within = {
        (p, f)
        for p, f, t in zip(travel.place, travel.facility, travel.minutes, strict=True)
        if t <= 25
    }
    distance = {(p, f): haversine(dots[30 + p], dots[f]) for p in range(30) for f in range(30)}
    expected = {
        pair for pair, km in distance.items() if RoadLike().minutes(np.array([km]))[0] <= 25
    }
    assert within == expected


@pytest.mark.parametrize(
    ("demand", "said"),
    [
        ([("p", 1, 845000.0, 6519000.0)], "n’est pas une longitude en degrés"),
        ([("p", 1, 45.76, 4.85)], "semblent interverties"),
        ([("p", 1, "", 4.85)], "la cellule est vide"),
    ],
)
def test_impossible_coordinates_are_refused(demand, said):
    with pytest.raises(RefusedFile, match=said):
        found(demand=demand)


def test_limit_is_needed():
    with pytest.raises(WrongCall, match="--limit 60"):
        found(limit=math.inf)
