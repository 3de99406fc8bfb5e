"""Income of households: what each member brings, benefits, taxes, standard of living."""

from dataclasses import dataclass

import numpy as np

from maillage.simulator.households import CHILD, MONO, Households, People
from maillage.simulator.housing import FREE, OWNER, SOCIAL_TENANT, Homes
from maillage.simulator.work import EMPLOYED, INACTIVE, OWN_ACCOUNT, RETIRED, UNEMPLOYED, Work


POVERTY_LINE = 13_890  # euros a year and per unit, 60 % of the national median of 2021
_PAY = np.array([0, 20_000, 30_500, 46_500, 32_000, 23_300, 24_600, 0, 0])


@dataclass
class Income:
    """Euros a year, one value per household; `standard` is disposable income per unit.

    own_work, wages, unemployment, pensions, wealth: what members receive
    family, minima, housing_aid: benefits; taxes (positive)
    rsa, ppa, aah: euros of each benefit
    pay: one value per person, the pay of those who work
    """

    wages: np.ndarray
    own_work: np.ndarray
    unemployment: np.ndarray
    pensions: np.ndarray
    wealth: np.ndarray
    family: np.ndarray
    rsa: np.ndarray
    aah: np.ndarray
    aspa: np.ndarray
    ppa: np.ndarray
    housing_aid: np.ndarray
    taxes: np.ndarray
    units: np.ndarray
    fiscal: np.ndarray
    pay: np.ndarray

    @property
    def minima(self) -> np.ndarray:
        """Minimum income benefits and the activity bonus, as Filosofi adds them up."""
        return self.rsa + self.aah + self.aspa + self.ppa

    @property
    def disposable(self) -> np.ndarray:
        """What is left to live on."""
        market = self.wages + self.own_work + self.unemployment + self.pensions + self.wealth
        return market + self.family + self.minima + self.housing_aid - self.taxes

    @property
    def standard(self) -> np.ndarray:
        """Standard of living: disposable income per consumption unit."""
        return self.disposable / self.units


def build_income(
    households: Households, people: People, homes: Homes, work: Work, seed: int
) -> Income:
    """Yearly income of each household in 2021."""
    rng = np.random.default_rng([seed, 7])
    inside = people.household >= 0
    add = _Adder(people, inside, len(households.size))
    pay = _pay(people, work, rng)
    employed = work.activity == EMPLOYED
    own = employed & (work.status >= OWN_ACCOUNT)
    out_of_work = (work.activity == UNEMPLOYED) & (rng.random(len(people)) < 0.58)
    units = 1 + 0.5 * (add(people.age >= 14) - 1) + 0.3 * add(people.age < 14)
    wages = add(pay * (employed & ~own))
    pensions = add(_pensions(people, work, rng))
    market = {
        "wages": wages,
        "own_work": add(pay * own * rng.lognormal(-0.1, 0.5, len(people))),
        "unemployment": add(pay * out_of_work * 0.5),
        "pensions": pensions,
        "wealth": _wealth(households, homes, pensions, rng),
    }
    benefits = _benefits(market, units, (households, homes), (people, work, add), rng)
    gross = sum(market.values()) + benefits["family"]
    return Income(
        **market,
        **benefits,
        taxes=_taxes(gross, units),
        units=units,
        pay=pay * employed,
        fiscal=~((households.reference_age < 25) & (rng.random(len(units)) < 0.3)),
    )


class _Adder:
    """Sum a value of people over their household."""

    def __init__(self, people: People, inside: np.ndarray, count: int) -> None:
        self._rows = np.flatnonzero(inside)
        self._household = people.household[inside]
        self._count = count

    def __call__(self, values: np.ndarray) -> np.ndarray:
        return np.bincount(self._household, values[self._rows], minlength=self._count)


def _pay(people: People, work: Work, rng: np.random.Generator) -> np.ndarray:
    """A year's pay, or what it would be for those out of work."""
    pay = _PAY[np.where(work.group > 6, 5, work.group)]
    pay = pay * np.interp(people.age, [18, 25, 38, 58], [0.62, 0.8, 1.0, 1.15])
    pay = pay * np.where(people.female, 0.92, 1.02) * np.where(work.part_time, 0.6, 1)
    return pay * rng.lognormal(-0.04, 0.29, len(people))


def _pensions(people: People, work: Work, rng: np.random.Generator) -> np.ndarray:
    """Own pensions, plus part of the late husband's or wife's."""
    pension = 19_600 * np.exp(0.14 * (work.diploma.astype(float) - 1.5))
    pension = (
        pension * np.where(people.female, 0.74, 1.08) * rng.lognormal(-0.05, 0.34, len(people))
    )
    pension = pension + 3_400 * (people.marital == 3)
    return pension * (work.activity == RETIRED)


def _wealth(
    households: Households, homes: Homes, pensions: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """Rents, savings, and what a home that is paid for saves is not counted."""
    owner = homes.tenure == OWNER
    level = np.interp(households.reference_age, [20, 40, 60, 80], [250, 900, 2400, 2900])
    level = level * np.where(owner, 1.4, 0.35) * np.exp(0.45 * households.skill)
    return level * rng.lognormal(-0.3, 1.0, len(pensions))


def _benefits(
    market: dict[str, np.ndarray],
    units: np.ndarray,
    homes_of: tuple[Households, Homes],
    members: tuple[People, Work, _Adder],
    rng: np.random.Generator,
) -> dict[str, np.ndarray]:
    """Scales are simplified: amounts of 2021, one rule per benefit."""
    households, homes = homes_of
    people, work, add = members
    count = len(units)
    total = sum(market.values())
    per_unit = total / units
    disabled = (work.activity == INACTIVE) & (people.age < 62) & (people.role != CHILD)
    aah = add(9_800.0 * (disabled & (rng.random(len(people)) < 0.3)))
    age = households.reference_age
    adults_floor = 6_000 * units * (0.94 + 0.06 * (households.kind == MONO))
    claims = (age >= 25) & (age < 66) & (rng.random(count) < 0.72)
    rsa = np.where(claims & (aah == 0), np.maximum(adults_floor - total, 0), 0)
    aspa = np.where(
        (age >= 65) & (rng.random(count) < 0.6),
        np.maximum(10_400 * (1 + 0.5 * (units > 1.4)) - total, 0),
        0,
    )
    earned = market["wages"] + market["own_work"]
    ppa = np.where(
        (earned > 4_000) & (per_unit < 15_500) & (rng.random(count) < 0.75),
        np.clip(2_600 - 0.22 * (per_unit - 9_000), 240, 4_200),
        0,
    )
    floor = (rsa + aah) / units
    housing = _housing_aid(homes, units, per_unit + floor)
    return {
        "family": _family_benefits(households, people, per_unit, add),
        "rsa": np.where(rsa > 180, rsa, 0),
        "aah": aah,
        "aspa": np.where(aspa > 180, aspa, 0),
        "ppa": np.where(rsa > 180, 0, ppa),
        "housing_aid": np.where(housing > 120, housing, 0),
    }


def _housing_aid(homes: Homes, units: np.ndarray, per_unit: np.ndarray) -> np.ndarray:
    """Help to pay the rent: full for the poorest tenants, less as income rises."""
    tenant = (homes.tenure != OWNER) & (homes.tenure != FREE)
    ceiling = np.where(homes.tenure == SOCIAL_TENANT, 3_300, 3_000) * np.sqrt(units)
    return np.where(tenant, np.maximum(ceiling - 0.36 * np.maximum(per_unit - 6_500, 0), 0), 0)


def _family_benefits(
    households: Households, people: People, per_unit: np.ndarray, add: _Adder
) -> np.ndarray:
    """Allocations familiales from the second child, young child benefit, support when alone."""
    child = people.role == CHILD
    young = add((child & (people.age < 20)).astype(float))
    infants = add((child & (people.age < 3)).astype(float))
    allowance = np.where(young >= 2, 1_590 + 2_040 * np.maximum(young - 2, 0), 0)
    allowance = allowance * np.where(per_unit > 42_000, 0.35, 1)
    infant = 2_090 * infants * (per_unit < 26_000)
    alone = 900 * young * (households.kind == MONO)
    return allowance + infant + alone


def _taxes(gross: np.ndarray, units: np.ndarray) -> np.ndarray:
    """Income tax by brackets on income per unit, social levies on the whole."""
    per_unit = gross / units
    tax = 0.09 * np.maximum(per_unit - 13_500, 0) + 0.15 * np.maximum(per_unit - 25_500, 0)
    return tax * units + 0.068 * gross
