"""Days and hours as French writes them."""

from datetime import UTC, date, datetime

import pytest

from atelier.ui import dates


@pytest.mark.parametrize(
    ("one", "told"), [(date(2027, 3, 1), "1er mars 2027"), (date(2027, 3, 14), "14 mars 2027")]
)
def test_first_of_the_month_is_an_ordinal(one, told):
    assert dates.day(one) == told


def test_weekday_is_written_before():
    assert dates.weekday(date(2026, 12, 1)) == "mardi 1er décembre 2026"


def test_stamp_tells_the_hour_of_here():
    assert dates.stamp(datetime(2026, 12, 1, 8, 5, tzinfo=UTC)) == "1er décembre 2026 à 9 h 05"
