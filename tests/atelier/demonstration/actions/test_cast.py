"""Who plays, and when."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from atelier.demonstration.actions.cast import Cast


PARIS = timezone.get_default_timezone()
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=PARIS)


@pytest.fixture
def cast() -> Cast:
    return Cast(today=NOW.date(), now=NOW)


def test_scene_is_played_on_its_day(cast):
    with cast.on(-1, "18:00") as then:
        assert timezone.localdate() == date(2026, 11, 24)

    assert then.hour == 18


def test_scene_of_today_is_never_played_later_than_now(cast):
    with cast.on(0, "18:00") as then:
        assert then == NOW - timedelta(minutes=5)


def test_days_of_meetings_are_worked_and_others_are_plain(cast):
    assert cast.day(3) == date(2026, 11, 30)
    assert cast.plain_day(3) == date(2026, 11, 28)
    assert cast.plain_day(None) is None


def test_unknown_commune_is_a_mistake_of_the_card(cast):
    cast.communes = {"Larnaude": "00010"}

    assert cast.codes(["Larnaude"]) == ["00010"]
    with pytest.raises(KeyError):
        cast.codes(["Larnode"])
