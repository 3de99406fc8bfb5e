"""Meetings as calendar files (RFC 5545): one to a letter, all of them to a feed. Names nobody.

They are published (RFC 5546): one answers by the link of the letter, which the site counts, and not
by the calendar, whose answers would go to a mailbox. The organizer is the site.
"""

from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from icalendar import Alarm, Calendar, Event, vCalAddress, vText

from atelier.meetings.models import Meeting, MeetingStatus


PRODUCER = "-//Maillage//Reunions//FR"


def invitation(meeting: Meeting, *, cancelled: bool = False) -> bytes:
    """The calendar file joined to a convocation, or to its cancellation."""
    calendar = _calendar("CANCEL" if cancelled else "PUBLISH")
    calendar.add_component(_event(meeting))
    return calendar.to_ical()


def feed(meetings: list[Meeting], name: str) -> bytes:
    """Every meeting of a list, to subscribe to."""
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", name)
    for meeting in meetings:
        calendar.add_component(_event(meeting))
    return calendar.to_ical()


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def _event(meeting: Meeting) -> Event:
    event = Event()
    event.add("uid", f"{meeting.uid}@maillage")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.convened_at or meeting.starts_at)
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", meeting.ends_at)
    event.add("summary", _summary(meeting))
    event.add("description", _description(meeting))
    is_cancelled = meeting.status == MeetingStatus.CANCELLED
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    if meeting.place or meeting.link:
        event["location"] = vText(meeting.place or meeting.link)
    if meeting.link:
        event.add("url", meeting.link)
    organizer = vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    organizer.params["cn"] = vText(meeting.demarche.name)
    event["organizer"] = organizer
    if not is_cancelled:
        event.add_component(_reminder(meeting))
    return event


def _summary(meeting: Meeting) -> str:
    """The instance is said once, even when the title already names it."""
    name = meeting.instance.name
    is_named = name.casefold() in meeting.title.casefold()
    return meeting.title if is_named else f"{name} — {meeting.title}"


def _reminder(meeting: Meeting) -> Alarm:
    """The day before, at the same hour."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -timedelta(days=1))
    alarm.add("description", meeting.title)
    return alarm


def _description(meeting: Meeting) -> str:
    points = [f"- {point.title}" for point in meeting.agenda.all()]
    link = f"À distance : {meeting.link}" if meeting.link else ""
    told = (meeting.demarche.name, meeting.purpose, link, "Ordre du jour" if points else "")
    return "\n".join([part for part in told if part] + points)
