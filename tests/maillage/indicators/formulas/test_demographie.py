"""Population change: the definitions of INSEE on hand-sized cases, and their slow twins."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.indicators.formulas.demographie import (
    population_par_ages,
    rapport_population_moyenne,
    taux_annuel_moyen,
    taux_solde_migratoire,
    taux_solde_naturel,
)


ROLES = {"population": "pop", "naissances": "n", "deces": "d"}


def commune(code: str, *rows: tuple[int, float | None, float | None, float | None]) -> pl.DataFrame:
    """Fictitious rows: year, population, births and deaths since the previous census."""
    return pl.DataFrame(
        [(int(code), *row) for row in rows],
        schema={
            "territory": pl.Int64,
            "year": pl.Int32,
            "pop": pl.Float64,
            "n": pl.Float64,
            "d": pl.Float64,
        },
        orient="row",
    )


def values(frame: pl.DataFrame) -> dict[int, float | None]:
    return dict(frame.select("year", "value").iter_rows())


TOWN = commune(
    "99001", (2010, 1000.0, 60.0, 50.0), (2015, 1100.0, 70.0, 40.0), (2021, 1210.0, 80.0, 60.0)
)


def test_annual_change_is_the_geometric_mean_since_the_previous_census() -> None:
    found = taux_annuel_moyen(TOWN, {"population": "pop"})

    assert values(found)[2021] == pytest.approx(((1210 / 1100) ** (1 / 6) - 1) * 100)
    assert values(found)[2015] == pytest.approx((1.1 ** (1 / 5) - 1) * 100)
    assert found.filter(year=2021).select("numerator", "denominator").row(0) == (1210, 1100)


def test_annual_change_of_the_oldest_census_has_no_value() -> None:
    assert values(taux_annuel_moyen(TOWN, {"population": "pop"}))[2010] is None


def test_annual_change_skips_censuses_less_than_five_years_before() -> None:
    frame = commune("99001", *[(year, 1000.0 + year, None, None) for year in range(2012, 2022)])

    found = taux_annuel_moyen(frame, {"population": "pop"})

    assert found.filter(year=2021)["denominator"].item() == 1000 + 2016


def test_annual_change_never_mixes_two_territories() -> None:
    both = pl.concat([TOWN, commune("99002", (2021, 500.0, 1.0, 1.0))])

    found = taux_annuel_moyen(both, {"population": "pop"})

    assert found.filter(territory=99002)["value"].to_list() == [None]


def test_balances_add_up_to_the_annual_change() -> None:
    change = values(taux_annuel_moyen(TOWN, {"population": "pop"}))[2021]
    natural = values(taux_solde_naturel(TOWN, ROLES))[2021]
    migration = values(taux_solde_migratoire(TOWN, ROLES))[2021]

    assert change is not None
    assert natural == pytest.approx(change * (80 - 60) / 110)
    assert migration == pytest.approx(change * (110 - 20) / 110)


def test_balances_give_their_counts() -> None:
    natural = taux_solde_naturel(TOWN, ROLES).filter(year=2021)
    migration = taux_solde_migratoire(TOWN, ROLES).filter(year=2021)

    assert natural.select("numerator", "denominator").row(0) == (20, 1100)
    assert migration.select("numerator", "denominator").row(0) == (90, 1100)


def test_balances_of_a_population_that_did_not_move_take_the_limit() -> None:
    still = commune("99001", (2015, 1000.0, 1.0, 1.0), (2021, 1000.0, 90.0, 30.0))

    assert values(taux_solde_naturel(still, ROLES))[2021] == pytest.approx(1.0)
    assert values(taux_solde_migratoire(still, ROLES))[2021] == pytest.approx(-1.0)


def test_balances_ignore_years_without_births_and_deaths() -> None:
    frame = pl.concat([TOWN, commune("99001", (2018, 5000.0, None, None))])

    natural = taux_solde_naturel(frame, ROLES)

    assert natural.filter(year=2021)["denominator"].item() == 1100
    assert natural.filter(year=2018)["value"].item() is None


def slow_balances(rows: list[tuple[int, float, float, float]]) -> dict[int, tuple[float, float]]:
    """Natural and migration rates, one census after another."""
    answers = {}
    for (start, before, _, _), (end, after, births, deaths) in zip(rows, rows[1:], strict=False):
        change = (after / before) ** (1 / (end - start)) - 1
        if after == before:
            natural = (births - deaths) / (end - start) / before
        else:
            natural = change * (births - deaths) / (after - before)
        answers[end] = (100 * natural, 100 * (change - natural))
    return answers


counts = st.integers(min_value=1, max_value=100_000).map(float)


@given(st.lists(st.tuples(counts, counts, counts), min_size=2, max_size=5))
def test_balances_agree_with_their_slow_twin(drawn: list[tuple[float, float, float]]) -> None:
    rows = [(1990 + 6 * place, *one) for place, one in enumerate(drawn)]
    frame = commune("99001", *rows)

    natural = values(taux_solde_naturel(frame, ROLES))
    migration = values(taux_solde_migratoire(frame, ROLES))

    for year, (slow_natural, slow_migration) in slow_balances(rows).items():
        assert natural[year] == pytest.approx(slow_natural)
        assert migration[year] == pytest.approx(slow_migration, abs=1e-9)


def test_events_are_divided_by_the_mean_population_of_the_year() -> None:
    frame = commune("99001", (2020, 1000.0, 12.0, None), (2021, 1100.0, 22.0, None))

    found = rapport_population_moyenne(frame, {"evenements": "n", "population": "pop"})

    assert values(found)[2020] == pytest.approx(12 / 1050 * 1000)
    assert values(found)[2021] == pytest.approx(22 / 1100 * 1000)


def test_events_agree_with_their_slow_twin() -> None:
    people = {2018: 900.0, 2019: None, 2020: 1000.0, 2021: 1100.0}
    frame = commune("99001", *[(year, count, 10.0, None) for year, count in people.items()])

    found = values(rapport_population_moyenne(frame, {"evenements": "n", "population": "pop"}))

    for year, count in people.items():
        following = people.get(year + 1)
        mean = count if count is None or following is None else (count + following) / 2
        assert found[year] == (None if mean is None else pytest.approx(10 / mean * 1000))


def test_population_by_ages_says_when_a_band_was_cut() -> None:
    frame = pl.DataFrame({"territory": [1, 2], "a": [150.0, None], "b": [30.0, 3.0]})
    roles = {"P_POP2539": "a", "P_POP4054": "b"}

    exact = population_par_ages(frame, roles)
    cut = population_par_ages(frame, roles, age_max=40)

    assert exact.select("value", "status").rows() == [(150.0, None), (None, None)]
    assert cut.select("value", "status").rows() == [(152.0, "estimated"), (None, None)]
