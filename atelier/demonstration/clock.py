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


SATURDAY, SUNDAY = 5, 6


def working_day(today: date, offset: int) -> date:
    """So many days from today, never a Saturday nor a Sunday: earlier if past, later if to come."""
    day = today + timedelta(days=offset)
    excess = day.weekday() - SATURDAY
    if excess < 0:
        return day
    return day - timedelta(days=1 + excess) if offset < 0 else day + timedelta(days=2 - excess)


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
