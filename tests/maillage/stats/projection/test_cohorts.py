"""Cohorts: the worked example of the book, a slow twin, and the balance of people."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.base.errors import WrongCall
from maillage.stats.projection.cohorts import (
    SCENARIOS,
    People,
    Rates,
    Scenario,
    project,
    step,
    step_boys,
    survival,
)


@pytest.fixture
def sweden(shared_data) -> tuple[pl.DataFrame, Rates]:
    path = shared_data / "oracles" / "preston_sweden_1993.csv"
    if not path.is_file():
        pytest.skip("exemple publié absent : preston_sweden_1993.csv")
    frame = pl.read_csv(path)
    inputs = ("female_person_years_L", "fertility_rate", "net_female_migrants_5y")
    return frame, Rates(*(frame[name].to_numpy().astype(float) for name in inputs))


def test_sweden_1993_to_1998_is_the_one_of_the_book(sweden):
    frame, rates = sweden

    found = step(frame["female_population_1993"].to_numpy().astype(float), rates)

    assert np.abs(found.people - frame["female_population_1998"].to_numpy()).max() < 0.5
    assert found.births.round().tolist() == frame["births_5y"].to_list()


def test_boys_of_sweden_are_the_317_340_of_the_book(sweden):
    frame, rates = sweden
    women = frame["female_population_1993"].to_numpy().astype(float)

    found = step_boys(step(women, rates).births.sum(), women, rates)

    assert round(found.people[0]) == 317_340


def by_hand() -> tuple[np.ndarray, Rates]:
    """Three groups of five years, round numbers."""
    rates = Rates(
        person_years=np.array([500_000.0, 400_000.0, 100_000.0]),
        fertility=np.array([0.0, 0.1, 0.0]),
        migrants=np.array([0.0, 20.0, 0.0]),
        boys=1.0,
    )
    return np.array([100.0, 200.0, 50.0]), rates


def test_one_period_is_the_one_worked_out_by_hand():
    people, rates = by_hand()

    found = step(people, rates)

    # Middle: 100 × 4/5 survive, 10 migrants at the end. Oldest: (200 + 10 + 50) × 1/5.
    assert found.people[1:] == pytest.approx([90, 52])
    # Women of the middle group on average: (200 + 10 + 80 + 10) ÷ 2 = 150, × 0.1 × 5 years.
    assert found.births.tolist() == [0, 75, 0]
    assert found.people[0] == 37.5


def test_deaths_close_the_balance():
    people, rates = by_hand()

    found = step(people, rates)

    assert found.people.sum() == pytest.approx(
        people.sum() + found.born - found.deaths + 20, abs=1e-9
    )
    assert found.deaths == pytest.approx(20 + 208)


def slow_step(people, rates, mortality=1.0) -> list[float]:
    """The obvious twin: one loop per age."""
    years, size = rates.person_years, len(people)
    die = lambda ratio: 1 - (1 - ratio) * mortality  # noqa: E731
    present = [people[x] + rates.migrants[x] / 2 for x in range(size)]
    after = [0.0] * size
    for x in range(1, size - 1):
        after[x] = present[x - 1] * die(years[x] / years[x - 1])
    oldest = die(years[-1] / (years[-2] + years[-1]))
    after[-1] = (present[-2] + present[-1]) * oldest
    births = 0.0
    for x in range(size):
        exposed = (present[x] + after[x] + rates.migrants[x] / 2) / 2
        births += rates.width * rates.fertility[x] * exposed
    girls = births / (1 + rates.boys)
    after[0] = girls * die(years[0] / (rates.width * rates.radix))
    return [after[x] + rates.migrants[x] / 2 for x in range(size)]


@given(st.integers(0, 2**32 - 1), st.sampled_from([1.0, 0.8]))
def test_period_agrees_with_the_loops_and_keeps_its_balance(seed, mortality):
    draw = np.random.default_rng(seed)
    size = int(draw.integers(3, 19))
    rates = Rates(
        person_years=np.sort(draw.uniform(1e4, 5e5, size))[::-1],
        fertility=np.concatenate([[0.0], draw.uniform(0, 0.2, size - 1)]),
        migrants=draw.normal(0, 10, size),
    )
    people = draw.uniform(100, 1_000, size)

    found = step(people, rates, mortality=mortality)

    assert found.people == pytest.approx(slow_step(people, rates, mortality), rel=1e-12)
    moved = found.born - found.deaths + rates.migrants.sum()
    assert found.people.sum() == pytest.approx(people.sum() + moved, abs=1e-9)


def test_survival_of_the_last_ratio_is_for_the_two_oldest_groups():
    _, rates = by_hand()

    assert survival(rates).tolist() == [1, 0.8, 0.2]


def test_scenarios_change_only_what_they_say():
    people, rates = by_hand()
    given = People(["0", "5", "10+"], people, rates)

    path = project(given, 2, SCENARIOS)

    flows = {row["scenario"]: row for row in path.flows.filter(period=1).iter_rows(named=True)}
    assert flows["fecondite_haute"]["births"] == pytest.approx(1.1 * flows["central"]["births"])
    assert flows["sans_migration"]["migrants"] == 0
    assert flows["mortalite_basse"]["deaths"] < flows["central"]["deaths"]
    assert path.table["period"].unique().sort().to_list() == [0, 1, 2]


def test_men_are_projected_with_the_boys_of_the_women():
    people, rates = by_hand()

    path = project(People(["0", "5", "10+"], people, rates, people, rates), 1)

    first = path.table.filter(period=1, age="0")
    assert first["sex"].to_list() == ["F", "H"]
    assert first["people"].to_list() == [37.5, 37.5]
    (flow,) = path.flows.to_dicts()
    assert flow["people"] == pytest.approx(700 + flow["births"] - flow["deaths"] + 40)


@pytest.mark.parametrize("periods", [0, -1])
def test_at_least_one_period_is_needed(periods):
    people, rates = by_hand()

    with pytest.raises(WrongCall, match="au moins 1"):
        project(People(["0", "5", "10+"], people, rates), periods)


def test_more_departures_than_people_are_refused():
    people, rates = by_hand()
    given = People(["0", "5", "10+"], people, rates)

    with pytest.raises(WrongCall, match="plus de départs que d’habitants"):
        project(given, 1, [Scenario("exode", migration=-50)])
