"""The whole fictitious département, from one seed."""

from dataclasses import dataclass

import numpy as np

from maillage.simulator.history import History, build_history
from maillage.simulator.households import Households, People, build_households
from maillage.simulator.housing import Homes, Spare, build_homes, build_spare
from maillage.simulator.income import Income, build_income
from maillage.simulator.services import Services, build_services
from maillage.simulator.territory import Territory, build_territory
from maillage.simulator.work import Work, build_work


DEFAULT_SEED = 2027
VALMEYRAC_EPCI = "999000001"


@dataclass(frozen=True)
class World:
    """Everybody and everything; arrays of one room are in the same order."""

    seed: int
    territory: Territory
    households: Households
    people: People
    homes: Homes
    spare: Spare
    work: Work
    income: Income
    services: Services
    history: History

    def rng(self, room: int) -> np.random.Generator:
        """A generator of its own for each room, so that adding a file changes no other file."""
        return np.random.default_rng([self.seed, room])


def simulate(seed: int = DEFAULT_SEED) -> World:
    """The fictitious département: the same seed always gives the same world."""
    territory = build_territory(seed)
    households, people = build_households(territory, seed)
    homes = build_homes(territory, households, seed)
    work = build_work(territory, households, people, homes.cars, seed)
    return World(
        seed=seed,
        territory=territory,
        households=households,
        people=people,
        homes=homes,
        spare=build_spare(territory, households, seed),
        work=work,
        income=build_income(households, people, homes, work, seed),
        services=build_services(territory, people, seed),
        history=build_history(territory, people, seed),
    )
