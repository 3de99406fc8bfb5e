"""The clock of the demonstration."""

from datetime import UTC, date, timedelta

import pytest
from django.template import Context, Template
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from atelier.accounts import mail as letters
from atelier.accounts.models import Person
from atelier.demonstration import clock


MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("offset", "day"),
    [
        (0, date(2026, 11, 23)),
        (-1, date(2026, 11, 20)),
        (-2, date(2026, 11, 20)),
        (-3, date(2026, 11, 20)),
        (5, date(2026, 11, 30)),
        (6, date(2026, 11, 30)),
        (7, date(2026, 11, 30)),
    ],
)
def test_working_day_goes_back_for_the_past_and_on_for_what_is_to_come(offset, day):
    assert clock.working_day(MONDAY, offset) == day


@pytest.mark.parametrize(
    ("holiday", "before", "after"),
    [
        (date(2026, 5, 1), date(2026, 4, 30), date(2026, 5, 4)),
        (date(2027, 3, 29), date(2027, 3, 26), date(2027, 3, 30)),
        (date(2026, 5, 14), date(2026, 5, 13), date(2026, 5, 15)),
    ],
)
def test_nobody_meets_on_a_public_holiday(holiday, before, after):
    assert clock.working_day(holiday + timedelta(days=20), -20) == before
    assert clock.working_day(holiday - timedelta(days=20), 20) == after


@pytest.mark.parametrize(
    "sunday", [date(2000, 4, 23), date(2008, 3, 23), date(2024, 3, 31), date(2038, 4, 25)]
)
def test_easter_is_the_sunday_of_the_almanacs(sunday):
    assert clock.easter(sunday.year) == sunday


def test_site_believes_it_is_another_day_while_a_scene_is_played():
    then = clock.moment(date(2025, 3, 3), "14:30")

    with clock.standing_at(then):
        assert timezone.localdate() == date(2025, 3, 3)
        assert Person().joined_at - then < timedelta(seconds=5)

    assert timezone.now() - then > timedelta(days=300)


def test_clock_is_right_again_after_a_scene_that_fails():
    with (
        pytest.raises(ValueError, match="panne"),
        clock.standing_at(clock.moment(date(2025, 3, 3))),
    ):
        raise ValueError("panne")

    assert timezone.localdate() > date(2025, 3, 3)


def test_letters_of_a_scene_say_the_local_hour_as_pages_do():
    starts = clock.moment(date(2027, 5, 3), "14:00").astimezone(UTC)
    letter = Template('{{ starts|date:"H:i" }}')

    with clock.standing_at(clock.moment(date(2027, 4, 12))):
        written = letter.render(Context({"starts": starts}))

    assert written == "14:00" == letter.render(Context({"starts": starts}))


def test_no_letter_is_queued_while_the_story_is_played(transactional_db, real_queue):
    with clock.no_letters():
        letters.send_soon("Convocation", "…", "nadia@valmeyrac.example")
    assert not DBTaskResult.objects.exists()

    letters.send_soon("Convocation", "…", "nadia@valmeyrac.example")
    assert DBTaskResult.objects.count() == 1
