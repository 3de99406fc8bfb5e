"""Income: identities of Filosofi, and who is poor."""

import numpy as np
import pytest

from maillage.simulator.households import MONO
from maillage.simulator.income import POVERTY_LINE


def test_disposable_income_is_the_sum_of_its_parts(world):
    income = world.income
    market = income.wages + income.own_work + income.unemployment + income.pensions + income.wealth
    benefits = income.family + income.rsa + income.aah + income.aspa + income.ppa

    expected = market + benefits + income.housing_aid - income.taxes
    assert income.disposable == pytest.approx(expected)


def test_units_follow_the_scale_of_insee(world):
    people = world.people
    inside = people.household >= 0
    adults = np.bincount(
        people.household[inside & (people.age >= 14)], minlength=len(world.income.units)
    )
    children = world.households.size - adults

    assert world.income.units == pytest.approx(1 + 0.5 * (adults - 1) + 0.3 * children)


def test_nobody_gets_rsa_and_the_activity_bonus_in_the_same_year(world):
    assert not ((world.income.rsa > 0) & (world.income.ppa > 0)).any()


def test_lone_parents_are_poorer_than_others(world):
    poor = world.income.standard < POVERTY_LINE
    mono = world.households.kind == MONO

    assert poor[mono].mean() > 1.4 * poor[~mono].mean()


def test_only_the_employed_are_paid(world):
    assert ((world.income.pay > 0) == (world.work.activity == 0)).all()
