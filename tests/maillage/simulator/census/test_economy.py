"""Pay, establishments, businesses, tourism, voters."""

import pytest


def total(row: dict[str, str], *names: str) -> int:
    return sum(int(row[name]) for name in names)


@pytest.mark.parametrize("sector", ["AZ", "BE", "FZ", "GU", "GZ", "OQ"])
def test_establishments_by_size_sum_to_all_of_the_sector(census, sector):
    sizes = [f"ET{sector}{size}22" for size in ("0", "1", "10", "20", "50")]
    staff = [f"ETP{sector}{size}22" for size in ("1", "10", "20", "50", "CP")]

    for row in census:
        assert total(row, *sizes) == int(row[f"ET{sector}22"])
        assert total(row, *staff) == int(row[f"ETP{sector}22"])


def test_sectors_sum_to_all_establishments_and_trade_is_a_part_of_services(census):
    for row in census:
        sectors = [f"ET{sector}22" for sector in ("AZ", "BE", "FZ", "GU", "OQ")]
        assert total(row, *sectors) == int(row["ETTOT22"])
        assert int(row["ETGZ22"]) <= int(row["ETGU22"])


def test_residents_and_others_share_all_the_staff(census):
    assert all(total(row, "ETPPRES22", "ETPNPRES22") == int(row["ETPTOT22"]) for row in census)


def test_sole_traders_are_a_part_of_creations(census):
    assert all(
        int(row["ENCITOT23"]) <= int(row["ENCTOT23"]) <= int(row["ETCTOT23"]) for row in census
    )


def test_pay_is_published_from_2000_inhabitants(census):
    for row in census:
        assert (row["SNHM22"] != "") == (float(row["P21_POP"]) >= 2000)


def test_executives_earn_more_than_workers(census):
    assert float(census[0]["SNHMC22"]) > 1.4 * float(census[0]["SNHMO22"])


def test_stars_sum_to_all_hotels(census):
    for row in census:
        assert total(row, *(f"HT{star}24" for star in range(6))) == int(row["HT24"])
