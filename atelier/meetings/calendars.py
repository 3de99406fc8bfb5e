"""Meetings as calendar files (RFC 5545): one to a letter, all of them to a feed. Names nobody."""

from icalendar import Calendar, Event, vText

from atelier.meetings.models import Meeting, MeetingStatus


PRODUCER = "-//Maillage//Reunions//FR"


def invitation(meeting: Meeting, *, cancelled: bool = False) -> bytes:
    """The calendar file joined to a convocation, or to its cancellation."""
    calendar = _calendar("CANCEL" if cancelled else "REQUEST")
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
    event.add("summary", f"{meeting.instance.name} — {meeting.title}")
    event.add("description", _description(meeting))
    is_cancelled = meeting.status == MeetingStatus.CANCELLED
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    if meeting.place or meeting.link:
        event["location"] = vText(meeting.place or meeting.link)
    if meeting.link:
        event.add("url", meeting.link)
    return event


def _description(meeting: Meeting) -> str:
    points = [f"- {point.title}" for point in meeting.agenda.all()]
    return "\n".join(
        [part for part in (meeting.purpose, "Ordre du jour" if points else "") if part] + points
    )
