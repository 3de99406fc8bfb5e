"""Floating catchments: by hand, against their slow twin, and what they conserve."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.accessibility.catchment import apl, three_step, two_step
from maillage.accessibility.decay import Decay, continuous, steps
from tests.maillage.accessibility.tables import travel


STEPS = {10.0: 1.0, 15.0: 2 / 3, 20.0: 1 / 3}
HAND = [
    ("p", "A", 5),
    ("p", "B", 15),
    ("q", "A", 10),
    ("q", "B", 25),
    ("r", "B", 18),
    ("s", "C", 90),
]


def values(found) -> list[float | None]:
    return found.access["access"].to_list()


def hand():
    supply = {"A": 3.0, "B": 1.0, "C": 5.0}
    return travel(supply, {"p": 100, "q": 200, "r": 50, "s": 10, "t": 30}, HAND)


def test_access_is_the_one_worked_out_by_hand():
    # A: 3 ÷ (100 + 200) = 0.01; B: 1 ÷ (100 × 2/3 + 50 × 1/3) = 0.012.
    found = two_step(hand(), steps(STEPS))

    assert values(found)[:3] == pytest.approx([0.01 + 0.012 * 2 / 3, 0.01, 0.012 / 3], abs=1e-15)


def test_place_whose_facilities_are_all_too_far_has_a_true_zero():
    found = two_step(hand(), steps(STEPS))

    assert values(found)[3] == 0
    assert found.far == 1


def test_place_without_any_pair_is_left_empty_unless_the_matrix_is_complete():
    found, complete = (two_step(hand(), steps(STEPS), complete=one) for one in (False, True))

    assert (values(found)[4], values(complete)[4]) == (None, 0)
    assert found.unlisted == 1


def test_capacity_nobody_reaches_is_said():
    found = two_step(hand(), steps(STEPS))

    assert (found.shared, found.unshared) == (4, 5)


def test_empty_place_alone_before_a_facility_has_no_access():
    found = two_step(
        travel({"A": 1.0, "B": 1.0}, {"p": 0, "q": 5}, [("p", "A", 1), ("q", "B", 1)]),
        steps(STEPS),
    )

    assert values(found) == [None, pytest.approx(0.2)]


def test_empty_place_beside_others_has_the_access_its_people_would_have():
    found = two_step(
        travel({"A": 1.0}, {"p": 0, "q": 5}, [("p", "A", 1), ("q", "A", 1)]), steps(STEPS)
    )

    assert values(found) == pytest.approx([0.2, 0.2])


# Scenarios of the hospital example of PySAL access: pairs within the town, in, out and across.
HOSPITAL = [(40, 40, 80), (20, 40, 80), (40, 20, 80), (20, 20, 40)]


def loops(supply, demand, minutes, weigh, limit, *, three=False):
    """The obvious twin: one loop per definition."""
    weight = {pair: weigh(cost) for pair, cost in minutes.items()}
    if three:
        total = {p: sum(w for (q, _), w in weight.items() if q == p) for p in demand}
        weight = {(p, f): w * w / total[p] if total[p] else 0 for (p, f), w in weight.items()}
    within = {pair: w for pair, w in weight.items() if minutes[pair] <= limit}
    before = {f: sum(w * demand[p] for (p, g), w in within.items() if g == f) for f in supply}
    ratio = {f: supply[f] / before[f] if before[f] else 0 for f in supply}
    return [sum(w * ratio[f] for (q, f), w in within.items() if q == p) for p in demand]


@pytest.mark.parametrize("costs", HOSPITAL, ids=["bloqué", "entrée", "sortie", "symétrique"])
@pytest.mark.parametrize("three", [False, True])
def test_hospital_example_of_pysal_access_is_reproduced(costs, three):
    inbound, outbound, across = costs
    minutes = {
        ("1", "1"): 1, ("2", "2"): 1, ("3", "3"): 1,
        ("1", "3"): inbound, ("2", "3"): inbound, ("3", "1"): outbound, ("3", "2"): outbound,
        ("1", "2"): across, ("2", "1"): across,
    }  # fmt: skip
    supply, demand = {"1": 15.0, "2": 20.0, "3": 100.0}, {"1": 100.0, "2": 50.0, "3": 10.0}
    pairs = [(*pair, cost) for pair, cost in minutes.items()]

    found = (three_step if three else two_step)(
        travel(supply, demand, pairs), continuous("power", 1, 61)
    )

    expected = loops(supply, demand, minutes, lambda cost: 1 / cost, 61, three=three)
    assert values(found) == pytest.approx(expected, abs=1e-12)


def test_grid_example_of_pysal_access_gives_five_and_one():
    # Five demand points of one person, twenty-five facilities of capacity one.
    places = [(x, y) for x in range(5) for y in range(5)]
    chosen = places[3::5]
    pairs = [
        (f"p{p}", f"f{f}", float(np.hypot(p[0] - f[0], p[1] - f[1])))
        for p in chosen
        for f in places
    ]
    grid = travel({f"f{f}": 1.0 for f in places}, {f"p{p}": 1.0 for p in chosen}, pairs)

    assert values(two_step(grid, steps({10: 1}))) == pytest.approx([5] * 5)
    assert values(two_step(grid, steps({0.9: 1}))) == [1] * 5
    assert values(three_step(grid, steps({10: 25}))) == pytest.approx([5] * 5)
    # Their test cuts at 0.9 what weighs up to 10: the split still looks at every pair.
    cut = Decay(lambda minutes: np.full(minutes.shape, 25.0), 0.9, "")
    assert values(three_step(grid, cut)) == pytest.approx([1] * 5)


worlds = st.integers(0, 2**32 - 1)


def random_world(seed: int):
    """A few places and facilities, some pairs of which are known."""
    draw = np.random.default_rng(seed)
    supply = {f"f{index}": float(draw.integers(0, 9)) for index in range(draw.integers(1, 6))}
    supply["f0"] += 1
    demand = {f"p{index}": float(draw.integers(1, 500)) for index in range(draw.integers(1, 8))}
    minutes = {
        (p, f): float(draw.integers(0, 30)) for p in demand for f in supply if draw.random() < 0.6
    } or {("p0", "f0"): 1.0}
    return supply, demand, minutes


@given(worlds, st.booleans())
def test_access_agrees_with_the_loops(seed, three):
    supply, demand, minutes = random_world(seed)
    decay = steps(STEPS)

    found = (three_step if three else two_step)(
        travel(supply, demand, [(*pair, cost) for pair, cost in minutes.items()]),
        decay,
        complete=True,
    )

    expected = loops(
        supply, demand, minutes, lambda cost: float(decay(np.array([cost]))[0]), 20, three=three
    )
    assert values(found) == pytest.approx(expected, abs=1e-12)


@given(worlds, st.sampled_from([two_step, three_step]), st.booleans())
def test_access_of_everybody_adds_up_to_the_capacity_somebody_reaches(seed, method, smooth):
    supply, demand, minutes = random_world(seed)
    decay = continuous("gaussian", 8, 25) if smooth else steps(STEPS)

    found = method(
        travel(supply, demand, [(*pair, cost) for pair, cost in minutes.items()]),
        decay,
        complete=True,
    )

    given_out = sum(a * people for a, people in zip(values(found), demand.values(), strict=True))
    assert given_out == pytest.approx(found.shared, rel=1e-9)
    assert found.shared + found.unshared == pytest.approx(sum(supply.values()))


def test_apl_counts_need_by_age_and_caps_activity():
    # Two places of ten people; the second needs twice as much. One doctor far above the cap.
    world = travel({"A": 9_000.0}, {"p": 10, "q": 10}, [("p", "A", 1), ("q", "A", 12)])

    found = apl(world, steps({10: 1, 15: 2 / 3}), need=np.array([10.0, 20.0]), cap=7_000.0)

    ratio = 7_000 / (10 + 20 * 2 / 3)
    assert values(found) == pytest.approx([ratio, ratio * 2 / 3])
