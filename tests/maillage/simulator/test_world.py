"""The whole: one seed, one world."""

import numpy as np

from maillage.simulator import simulate


def test_the_same_seed_gives_the_same_world(world):
    again = simulate(world.seed)

    assert np.array_equal(again.people.age, world.people.age)
    assert np.array_equal(again.income.standard, world.income.standard)


def test_another_seed_gives_another_world(world):
    other = simulate(world.seed + 1)

    assert len(other.people) != len(world.people)


def test_the_population_is_about_250_000_people_and_valmeyrac_21_000(world):
    valmeyrac = world.territory.epci[world.territory.cell_commune[world.people.cell]] == 0

    assert 290_000 < len(world.people) < 325_000
    assert 20_000 < valmeyrac.sum() < 22_000


def test_rooms_draw_from_generators_of_their_own(world):
    assert world.rng(20).random() == world.rng(20).random()
    assert world.rng(20).random() != world.rng(21).random()
