"""Shortest ways on a small road graph, against every way tried one by one."""

import math

import numpy as np
import pytest

from maillage.accessibility.catchment import two_step
from maillage.accessibility.decay import steps
from maillage.accessibility.roads import travel_from_roads
from maillage.base.errors import RefusedFile
from tests.maillage.accessibility.tables import own


# a – b – c, a shortcut a → c that costs more, an island d.
ROADS = [("a", "b", 4), ("b", "c", 3), ("a", "c", 9), ("d", "d2", 1)]


def found(supply, demand, roads=ROADS, **options):
    return travel_from_roads(
        own("S.csv", "facility capacity node", supply),
        own("D.csv", "place people node", demand),
        own("R.csv", "from to minutes", roads),
        **({"limit": 60.0} | options),
    )


def minutes(travel) -> dict[tuple[str, str], float]:
    return {
        (travel.places[int(p)], travel.facilities[int(f)]): float(t)
        for p, f, t in zip(travel.place, travel.facility, travel.minutes, strict=True)
    }


def test_shortest_way_is_taken_and_two_facilities_may_share_a_node():
    travel = found([("A", 1, "c"), ("B", 1, "c")], [("p", 5, "a")])

    assert minutes(travel) == {("p", "A"): 7, ("p", "B"): 7}


def test_one_way_sections_are_followed_from_the_place_to_the_facility():
    roads = [("a", "b", 4), ("b", "a", 30)]
    two = [("p", 5, "a"), ("q", 5, "b")]

    # One facility, two places: searched backwards from the facility.
    assert minutes(found([("B", 1, "b")], two, roads, one_way=True)) == {
        ("p", "B"): 4,
        ("q", "B"): pytest.approx(0, abs=1e-6),
    }


def test_place_cut_off_from_everything_has_a_true_zero():
    travel = found([("A", 1, "c")], [("p", 5, "a"), ("island", 5, "d")])

    assert minutes(travel)["island", "A"] == math.inf
    assert two_step(travel, steps({60: 1})).access["access"].to_list() == [0.2, 0]


def test_way_longer_than_the_limit_is_not_listed():
    assert minutes(found([("A", 1, "c")], [("p", 5, "a")], limit=6.5)) == {("p", "A"): math.inf}


def test_section_of_no_time_is_a_way():
    assert minutes(found([("A", 1, "b")], [("p", 5, "a")], [("a", "b", 0)]))["p", "A"] < 1e-6


def test_progress_ends_at_the_number_of_nodes_searched():
    told = []

    found(
        [("A", 1, "c")],
        [("p", 5, "a"), ("q", 5, "b")],
        progress=lambda done, total: told.append((done, total)),
    )

    assert told == [(1, 1)]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("one_way", [False, True])
def test_times_agree_with_every_way_tried(seed, one_way):
    draw = np.random.default_rng(seed)
    roads = [
        (f"n{start}", f"n{end}", int(draw.integers(1, 20)))
        for start, end in draw.integers(0, 8, size=(16, 2))
    ]
    known = sorted({node for start, end, _ in roads for node in (start, end)})
    # Floyd and Warshall: every way through every node.
    shortest = {(a, b): 0 if a == b else math.inf for a in known for b in known}
    for start, end, cost in roads:
        for pair in {(start, end)} | (set() if one_way else {(end, start)}):
            shortest[pair] = min(shortest[pair], cost)
    for middle in known:
        for pair in shortest:
            through = shortest[pair[0], middle] + shortest[middle, pair[1]]
            shortest[pair] = min(shortest[pair], through)

    travel = found(
        [(f"f{node}", 1, node) for node in known[:3]],
        [(f"p{node}", 1, node) for node in known],
        roads,
        one_way=one_way,
        limit=1e6,
    )

    times = minutes(travel)
    for place in known:
        for facility in known[:3]:
            expected = shortest[place, facility]
            got = times.get((f"p{place}", f"f{facility}"), math.inf)
            assert got == pytest.approx(expected, abs=1e-6)


def test_node_outside_the_graph_is_named():
    with pytest.raises(RefusedFile, match="ligne 2, colonne « node » : le nœud « z »"):
        found([("A", 1, "c")], [("p", 5, "z")])
