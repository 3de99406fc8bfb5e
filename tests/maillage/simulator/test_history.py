"""The past: today's population is the one simulated, events are counts."""

import numpy as np

from maillage.simulator.history import CENSUS_YEARS, CIVIL_YEARS


def test_the_last_year_is_the_simulated_population(world):
    counted = np.bincount(world.people.cell, minlength=len(world.territory.cell_share))

    assert np.array_equal(world.history.population[2021], counted)


def test_every_year_has_people_births_and_deaths_in_whole_numbers(world):
    history = world.history

    assert set(history.population) == set(CENSUS_YEARS)
    for events in (history.births, history.deaths):
        assert set(events) == set(CIVIL_YEARS)
        assert all(
            (values == np.round(values)).all() and (values >= 0).all() for values in events.values()
        )


def test_deaths_outnumber_births_in_an_ageing_territory(world):
    births, deaths = world.history.births[2021], world.history.deaths[2021]

    assert 0.9 < deaths.sum() / births.sum() < 1.6
