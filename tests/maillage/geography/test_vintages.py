"""Which year a list of communes is of."""

from maillage.geography.vintages import year_of_list


def test_year_is_told_by_the_number_of_communes_whatever_the_name() -> None:
    assert year_of_list(34935, "communes.csv") == 2024
    assert year_of_list(34965, "mis en ligne en 2019") == 2021


def test_year_is_told_when_big_cities_come_by_arrondissement() -> None:
    assert year_of_list(34965 + 42, "") == 2021


def test_name_decides_between_two_years_of_the_same_count() -> None:
    assert year_of_list(34875, "v_commune_2025.csv") == 2025
    assert year_of_list(34875, "v_commune.csv") == 2026


def test_extract_takes_the_year_written_or_none() -> None:
    assert year_of_list(12, "EPCI_2020.csv") == 2020
    assert year_of_list(12, "epci.csv") is None
