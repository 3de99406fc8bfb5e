"""The journal of a démarche, filtered."""

from datetime import date

import pytest
from django.utils import timezone

from atelier.archives.queries import journal
from atelier.audit.actions import record
from atelier.audit.models import Event
from tests.factories import atelier as given


pytestmark = pytest.mark.django_db


@pytest.fixture
def opened():
    return given.demarche()


def test_lines_of_another_demarche_are_not_shown(opened):
    record("meetings.planned", by=None, demarche_id=opened.pk)
    record("meetings.planned", by=None, demarche_id=given.demarche().pk)

    assert [one.demarche_id for one in journal.events(opened.pk)] == [opened.pk]


def test_latest_line_comes_first(opened):
    record("meetings.planned", by=None, demarche_id=opened.pk)
    record("meetings.convened", by=None, demarche_id=opened.pk)

    assert journal.events(opened.pk)[0].action == "meetings.convened"


def test_filter_keeps_one_person_or_the_site(opened):
    nadia = given.person()
    record("meetings.planned", by=nadia, demarche_id=opened.pk)
    record("work.resumed", by=None, demarche_id=opened.pk)

    assert [one.action for one in journal.events(opened.pk, person=str(nadia.pk))] == [
        "meetings.planned"
    ]
    assert [one.action for one in journal.events(opened.pk, person="site")] == ["work.resumed"]


def test_filter_keeps_one_room(opened):
    record("meetings.planned", by=None, demarche_id=opened.pk)
    record("workshops.prepared", by=None, demarche_id=opened.pk)

    assert [one.action for one in journal.events(opened.pk, room="meetings")] == [
        "meetings.planned"
    ]


def test_filter_keeps_one_day_of_the_site_s_own_clock(opened):
    late = record("meetings.planned", by=None, demarche_id=opened.pk)
    # Half past midnight in Paris, still the day before in universal time.
    at = timezone.datetime(2026, 5, 4, 22, 30, tzinfo=timezone.get_fixed_timezone(0))
    Event.objects.filter(pk=late.pk).update(at=at)

    assert journal.events(opened.pk, day=date(2026, 5, 5)).count() == 1
    assert journal.events(opened.pk, day=date(2026, 5, 4)).count() == 0


def test_people_are_listed_once_under_their_last_name_written(opened):
    nadia = given.person(first_name="Nadia", last_name="Ferrand")
    record("meetings.planned", by=nadia, demarche_id=opened.pk)
    nadia.last_name = "Castaing"
    record("meetings.convened", by=nadia, demarche_id=opened.pk)

    assert journal.people(opened.pk) == [(str(nadia.pk), "Nadia Castaing")]


def test_rooms_listed_are_those_of_the_journal(opened):
    record("diagnosis.reviewed", by=None, demarche_id=opened.pk)

    assert journal.rooms(opened.pk) == [("diagnosis", "Hypothèses, preuves et constats")]
