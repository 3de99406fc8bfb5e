"""Days and hours as French writes them: « 1er mars 2027 », « de 9 h à 12 h 30 »."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format


def day(one: date, *, year: bool = True) -> str:
    """« 1er mars 2027 », « 14 mars » without its year."""
    return f"{day_number(one)} {date_format(one, 'F Y' if year else 'F')}"


def day_number(one: date) -> str:
    """« 1er », « 14 »."""
    return "1er" if one.day == 1 else str(one.day)


def weekday(one: date) -> str:
    """« mardi 1er décembre 2026 »."""
    return f"{date_format(one, 'l')} {day(one)}"


def moment(start: datetime, end: datetime | None = None) -> str:
    """« mardi 1er décembre 2026, de 9 h à 12 h 30 »."""
    here = timezone.localtime(start)
    told = weekday(here.date())
    if end is None:
        return f"{told}, {hour(here)}"
    there = timezone.localtime(end)
    if there.date() != here.date():
        return f"{told}, {hour(here)}, jusqu’au {day(there.date())}, {hour(there)}"
    return f"{told}, de {hour(here)} à {hour(there)}"


def hour(one: datetime) -> str:
    """« 9 h », « 12 h 30 »."""
    return f"{one.hour} h {one.minute:02}" if one.minute else f"{one.hour} h"


def stamp(at: datetime) -> str:
    """« 1er mars 2027 à 9 h 05 », here."""
    here = timezone.localtime(at)
    return f"{day(here.date())} à {hour(here)}"
