"""Calendar files that other software reads."""

import pytest
from icalendar import Calendar

from atelier.meetings import calendars
from atelier.meetings.models import MeetingStatus
from tests.factories import atelier as make
from tests.factories import meetings as making


pytestmark = pytest.mark.django_db


def test_invitation_is_read_back_with_its_day_place_and_agenda():
    meeting = making.meeting(agenda=("Accueil",), place="Mairie, salle 2")

    (event,) = Calendar.from_ical(calendars.invitation(meeting)).walk("VEVENT")

    assert event.decoded("dtstart") == meeting.starts_at
    assert str(event["location"]) == "Mairie, salle 2"
    assert "Accueil" in str(event["description"])
    assert str(event["uid"]).startswith(str(meeting.uid))


def test_cancellation_says_so():
    meeting = making.meeting(status=MeetingStatus.CANCELLED)

    calendar = Calendar.from_ical(calendars.invitation(meeting, cancelled=True))

    assert str(calendar["method"]) == "CANCEL"
    assert str(calendar.walk("VEVENT")[0]["status"]) == "CANCELLED"


def test_feed_names_nobody():
    odile = make.person(last_name="Roumieu", email="odile@valmeyrac.example")

    content = calendars.feed([making.meeting(people=(odile,))], "ABS").decode()

    assert "Roumieu" not in content
    assert "odile@" not in content
