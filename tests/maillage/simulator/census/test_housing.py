"""Variables of dwellings."""

import pytest


def test_rooms_of_the_census_are_those_of_the_homes(census, world):
    assert sum(float(row["P21_NBPI_RP"]) for row in census) == world.homes.rooms.sum()


@pytest.mark.parametrize(("year", "last"), [("21", "ACH18"), ("15", "ACH12")])
def test_periods_of_construction_stop_before_the_campaign(census, year, last):
    periods = ("ACH19", "ACH45", "ACH70", "ACH90", "ACH05", last)
    for row in census:
        total = sum(float(row[f"P{year}_RP_{period}"]) for period in periods)
        assert total == pytest.approx(float(row[f"P{year}_RP_ACHTOT"]), abs=1e-4)


def test_fewer_dwellings_were_empty_ten_years_before(census):
    empty = {year: sum(float(row[f"P{year}_LOGVAC"]) for row in census) for year in (10, 15, 21)}

    assert empty[10] < empty[15] < empty[21]


def test_main_homes_are_the_households(census):
    assert all(row["P21_RP"] == row["P21_MEN"] for row in census)
