"""Homes, second homes and empty dwellings."""

import numpy as np

from maillage.simulator.housing import OWNER, SECOND, SOCIAL_TENANT, VACANT


def test_each_household_has_one_home(world):
    assert len(world.homes.tenure) == len(world.households.size)


def test_nobody_moved_in_before_the_home_was_built(world):
    assert (world.homes.since <= np.maximum(2021 - world.homes.built, 0)).all()


def test_two_villages_are_half_second_homes(world):
    spare, territory = world.spare, world.territory
    second = np.bincount(territory.cell_commune[spare.cell[spare.why == SECOND]], minlength=14)
    empty = np.bincount(territory.cell_commune[spare.cell[spare.why == VACANT]], minlength=14)
    main = np.bincount(territory.cell_commune[world.households.cell])
    share = second[:14] / (main + second + empty)[:14]

    assert [territory.labels[index] for index in np.flatnonzero(share > 0.4)] == [
        "Fontvireille",
        "Les Combes-d'Ormet",
    ]


def test_owners_stay_longer_than_others(world):
    since, tenure = world.homes.since, world.homes.tenure

    assert since[tenure == OWNER].mean() > since[tenure != OWNER].mean()


def test_social_tenants_have_fewer_cars(world):
    cars, tenure = world.homes.cars, world.homes.tenure

    assert cars[tenure == SOCIAL_TENANT].mean() < cars[tenure == OWNER].mean()
