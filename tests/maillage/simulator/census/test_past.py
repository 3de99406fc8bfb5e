"""What looks back: dwellings of past censuses, births, deaths, area."""

import pytest


def test_births_between_censuses_are_those_of_each_year(census, world):
    commune = world.territory.cell_commune
    births = sum(world.history.births[year][commune == 0].sum() for year in range(2015, 2021))

    assert float(census[0]["NAIS1520"]) == births
    assert int(census[0]["NAIS1520"]) == sum(int(census[0][f"NAISD{y}"]) for y in range(15, 21))


@pytest.mark.parametrize("year", ["99", "90", "82", "75", "68"])
def test_dwellings_of_the_past_sum_to_their_total(census, year):
    for row in census:
        parts = [float(row[f"D{year}_{name}"]) for name in ("RP", "RSECOCC", "LOGVAC")]
        assert sum(parts) == float(row[f"D{year}_LOG"])


def test_the_area_is_that_of_the_contour(census, world):
    assert float(census[5]["SUPERF"]) == pytest.approx(world.territory.areas[5], abs=0.01)
