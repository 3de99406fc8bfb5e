"""Cells add up to communes, former communes, IRIS and EPCI."""

import numpy as np
import pytest

from maillage.simulator.files import levels
from maillage.simulator.territory import MERGED


@pytest.mark.parametrize(
    "level", ["communes", "former_communes", "iris", "epcis", "departements", "regions"]
)
def test_every_level_holds_everybody(world, level):
    grouping = getattr(levels, level)(world.territory)
    population = world.history.population[2021]

    assert grouping.total(population).sum() == population.sum()
    assert len(set(grouping.codes)) == len(grouping.codes) == len(grouping.labels)


def test_there_was_one_commune_more_before_the_merger(world):
    now, before = levels.communes(world.territory), levels.former_communes(world.territory)

    assert set(before.codes) - set(now.codes) == {f"{len(now.codes) + 1:05d}"}
    merged = now.total(world.history.population[2021])[MERGED]
    halves = before.total(world.history.population[2021])
    pieces = [before.codes.index(code) for code in (now.codes[MERGED], before.codes[-1])]
    assert halves[pieces].sum() == merged


def test_iris_of_a_commune_that_is_not_divided_says_so(world):
    iris = levels.iris(world.territory)
    label = dict(zip(iris.codes, iris.labels, strict=True))

    assert levels.iris_type("000010101") == "H"
    assert levels.iris_type("000020000") == "Z"
    assert label["000020000"] == "Saint-Aubrin (commune non irisée)"


def test_spread_gives_the_rank_of_the_commune_of_each_person(world):
    communes = levels.communes(world.territory)

    ranks = communes.spread(world.people.cell)
    assert np.array_equal(np.bincount(ranks), communes.total(world.history.population[2021]))
