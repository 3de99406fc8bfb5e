"""The clock of the demonstration: what happened months ago is played on the day it happened.

Every date of the site is read through `django.utils.timezone`: moved back while one scene is
played, the journal, the convocations and the decisions carry the day they tell of. Only the process
that plays is concerned, and only meanwhile; no letter is queued by it either.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from atelier.accounts import mail


SATURDAY = 5
FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
# Monday of Easter, Ascension, Monday of Pentecost.
AFTER_EASTER = (1, 39, 50)


def working_day(today: date, offset: int) -> date:
    """So many days from today, never a day off: earlier if past, later if to come."""
    day = today + timedelta(days=offset)
    step = timedelta(days=-1 if offset < 0 else 1)
    while day.weekday() >= SATURDAY or day in days_off(day.year):
        day += step
    return day


def days_off(year: int) -> set[date]:
    """The eleven public holidays of France. Source: code du travail, article L. 3133-1."""
    sunday = easter(year)
    moving = {sunday + timedelta(days=after) for after in AFTER_EASTER}
    return moving | {date(year, month, day) for month, day in FIXED}


def easter(year: int) -> date:
    """Easter Sunday, by the anonymous Gregorian method (Meeus, Astronomical Algorithms, ch. 8)."""
    century, rest = divmod(year, 100)
    corrected = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * (year % 19) + century - century // 4 - corrected + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def moment(day: date, hour: str = "10:00") -> datetime:
    """« 14:30 » on that day, in the site's time zone."""
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(hour)))


@contextmanager
def standing_at(then: datetime) -> Iterator[None]:
    """The site believes it is `then`; seconds still pass, so that what follows comes after."""
    real = timezone.datetime
    began = real.now(then.tzinfo)

    class Same(type):
        """Every `datetime` is one of them, so that templates still write local time."""

        def __instancecheck__(cls, value: object) -> bool:
            return isinstance(value, real)

    class Then(real, metaclass=Same):
        """`datetime`, with another idea of now."""

        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            moved = then + (real.now(then.tzinfo) - began)
            return moved.astimezone(tz) if tz else moved.replace(tzinfo=None)

    timezone.datetime = Then
    try:
        yield
    finally:
        timezone.datetime = real


class NoQueue:
    """Takes the place of `deliver` while the story is played."""

    def enqueue(self, *_letter: Any) -> None:
        """A letter is written, and the worker never hears of it."""


@contextmanager
def no_letters() -> Iterator[None]:
    """E-mails are written and never queued: the worker is another process, that would send them."""
    kept = mail.deliver
    mail.deliver = NoQueue()
    try:
        yield
    finally:
        mail.deliver = kept
