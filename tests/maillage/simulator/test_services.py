"""Facilities: town halls everywhere, childcare lacking in Valmeyrac."""

import numpy as np

from maillage.simulator.services import KINDS


def test_every_commune_has_a_town_hall(world):
    assert (world.services.of("A129") == 1).all()


def test_small_communes_lack_what_needs_a_town(world):
    for kind, (_, smallest) in KINDS.items():
        below = world.territory.target < smallest
        assert world.services.of(kind)[below].sum() == 0


def test_the_town_of_valmeyrac_has_one_creche(world):
    assert world.services.of("D502")[0] == 1


def test_valmeyrac_has_fewer_places_for_children_than_its_neighbours(world):
    services = world.services
    places = services.creche_places + services.assistant_places
    here = world.territory.epci == 0

    def rate(chosen: np.ndarray) -> float:
        return places[chosen].sum() / services.under_three[chosen].sum()

    assert rate(here) < 0.75 * rate(~here)
