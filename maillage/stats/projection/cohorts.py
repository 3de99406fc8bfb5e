"""Population by age in five, ten, fifteen years: cohorts age, women give birth, people move.

The conventions are those of Preston, Heuveline & Guillot, *Demography* (2001), chapter 6: half of
the net migrants come at the start of the period and live its risks, half at its end; births are
counted on the women present on average, those half-migrants included. A projection says what
follows from its rates, not what will happen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import polars as pl

from maillage.base.errors import WrongCall


BOYS_PER_GIRL = 1.05
RADIX = 100_000.0


@dataclass(frozen=True)
class Rates:
    """What happens in one period to each age group, the last one open.

    person_years  of the life table, by age group (L), for `radix` births
    fertility     births per woman and per year, by age group; zeros for men
    migrants      net migrants of the period, by age group
    width         years of an age group, and of the period
    radix         births of the life table
    boys          boys born for one girl
    """

    person_years: np.ndarray
    fertility: np.ndarray
    migrants: np.ndarray
    width: float = 5.0
    radix: float = RADIX
    boys: float = BOYS_PER_GIRL


@dataclass(frozen=True)
class Step:
    """One period: people at its end, and the flows that explain them.

    people   by age group at the end
    births   by age group of the mother, both sexes
    born     births of this sex
    deaths   of the period
    """

    people: np.ndarray
    births: np.ndarray
    born: float
    deaths: float


@dataclass(frozen=True)
class Scenario:
    """How the rates change, all at once: multipliers, and years of mortality progress.

    name       as printed
    fertility  multiplies fertility rates
    migration  multiplies net migrants
    mortality  multiplies the probability of dying within a period (0.9: a tenth fewer deaths)
    """

    name: str
    fertility: float = 1.0
    migration: float = 1.0
    mortality: float = 1.0


SCENARIOS = (
    Scenario("central"),
    Scenario("fecondite_haute", fertility=1.1),
    Scenario("fecondite_basse", fertility=0.9),
    Scenario("mortalite_basse", mortality=0.9),
    Scenario("sans_migration", migration=0.0),
)


def survival(rates: Rates) -> np.ndarray:
    """Part of each age group alive one period later; the last of them is for the two oldest groups.

    First the survival of births: L0 ÷ (width × radix).
    """
    years = rates.person_years
    ratios = years[1:-1] / years[:-2]
    oldest = years[-1] / (years[-2] + years[-1])
    return np.concatenate([[years[0] / (rates.width * rates.radix)], ratios, [oldest]])


def step(people: np.ndarray, rates: Rates, *, mortality: float = 1.0) -> Step:
    """One period for women, or for one sex whose `fertility` counts its own births.

    mortality  multiplies the probability of dying
    """
    alive, present = _alive(rates, mortality), people + rates.migrants / 2
    older = _older(present, alive)
    # Women of 15–19 at the end were 10–14: older groups come before the youngest.
    exposed = (present + older + rates.migrants / 2) / 2
    births = rates.width * rates.fertility * exposed
    return _closed(people, rates, older, births, float(births.sum()) / (1 + rates.boys), alive)


def step_boys(births: float, men: np.ndarray, rates: Rates, *, mortality: float = 1.0) -> Step:
    """One period for men: their births are the boys among the births of the women."""
    alive = _alive(rates, mortality)
    older = _older(men + rates.migrants / 2, alive)
    born = births * rates.boys / (1 + rates.boys)
    return _closed(men, rates, older, np.zeros_like(older), born, alive)


def _alive(rates: Rates, mortality: float) -> np.ndarray:
    return np.asarray(1 - (1 - survival(rates)) * mortality)


def _older(present: np.ndarray, alive: np.ndarray) -> np.ndarray:
    """Everybody one age group further; nobody yet in the youngest."""
    after = np.zeros(present.shape)
    after[1:-1] = present[:-2] * alive[1:-1]
    after[-1] = (present[-2] + present[-1]) * alive[-1]
    return after


def _closed(
    people: np.ndarray,
    rates: Rates,
    older: np.ndarray,
    births: np.ndarray,
    born: float,
    alive: np.ndarray,
) -> Step:
    """The newborn and the migrants of the end join; deaths are what is left of the balance."""
    final = older + rates.migrants / 2
    final[0] += born * alive[0]
    deaths = float(people.sum() + born + rates.migrants.sum() - final.sum())
    return Step(final, births, born, deaths)


@dataclass(frozen=True)
class People:
    """A population and its rates, by sex. Without men, only women are projected.

    ages   labels of the age groups: "0", "5", … "85+"
    women  count of women by age group
    rates  of women; the fertility of men is not read
    """

    ages: Sequence[str]
    women: np.ndarray
    rates: Rates
    men: np.ndarray | None = None
    men_rates: Rates | None = None


@dataclass(frozen=True)
class Path:
    """A projection.

    table  scenario, period, sex, age, people, births (of the mothers of this age)
    flows  scenario, period, births, deaths, migrants, people: the balance of each period
    """

    table: pl.DataFrame
    flows: pl.DataFrame
    notes: tuple[str, ...] = field(default=())


def project(people: People, periods: int, scenarios: Sequence[Scenario] = SCENARIOS[:1]) -> Path:
    """Each scenario, period by period; the first period of the table is 0, the people given."""
    if periods < 1:
        raise WrongCall("Le nombre de périodes est au moins 1.", todo="Par exemple --periods 2.")
    rows: list[pl.DataFrame] = []
    flows: list[Mapping[str, object]] = []
    for scenario in scenarios:
        _one_path(people, periods, scenario, rows, flows)
    return Path(pl.concat(rows), pl.DataFrame(flows))


def _one_path(
    people: People,
    periods: int,
    scenario: Scenario,
    rows: list[pl.DataFrame],
    flows: list[Mapping[str, object]],
) -> None:
    women, men = people.women, people.men
    rates = _under(people.rates, scenario)
    men_rates = None if people.men_rates is None else _under(people.men_rates, scenario)
    rows.append(_rows(scenario, 0, people.ages, women, men, None))
    for period in range(1, periods + 1):
        made = step(women, rates, mortality=scenario.mortality)
        women, born, deaths = made.people, made.born, made.deaths
        moved = float(rates.migrants.sum())
        if men is not None and men_rates is not None:
            boys = step_boys(float(made.births.sum()), men, men_rates, mortality=scenario.mortality)
            men, born, deaths = boys.people, born + boys.born, deaths + boys.deaths
            moved += float(men_rates.migrants.sum())
        rows.append(_rows(scenario, period, people.ages, women, men, made.births))
        _refuse_negative(people.ages, women if men is None else np.minimum(women, men), period)
        total = float(women.sum() + (0.0 if men is None else men.sum()))
        flows.append(
            {
                "scenario": scenario.name,
                "period": period,
                "births": born,
                "deaths": deaths,
                "migrants": moved,
                "people": total,
            }
        )


def _refuse_negative(ages: Sequence[str], people: np.ndarray, period: int) -> None:
    emptied = np.flatnonzero(people < 0)
    if emptied.size:
        raise WrongCall(
            f"Période {period}, âge {ages[int(emptied[0])]} : plus de départs que d’habitants.",
            todo="Vérifiez la colonne « migrants » : c’est le solde d’une période, en habitants.",
        )


def _under(rates: Rates, scenario: Scenario) -> Rates:
    return replace(
        rates,
        fertility=rates.fertility * scenario.fertility,
        migrants=rates.migrants * scenario.migration,
    )


def _rows(
    scenario: Scenario,
    period: int,
    ages: Sequence[str],
    women: np.ndarray,
    men: np.ndarray | None,
    births: np.ndarray | None,
) -> pl.DataFrame:
    sides = [("F", women, births)] + ([("H", men, None)] if men is not None else [])
    return pl.concat(
        pl.DataFrame(
            {
                "scenario": scenario.name,
                "period": period,
                "sex": sex,
                "age": list(ages),
                "people": count,
                "births": pl.Series(
                    [None] * len(ages) if given is None else given.tolist(), dtype=pl.Float64
                ),
            }
        )
        for sex, count, given in sides
    )
