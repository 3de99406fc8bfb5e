"""Rows as records."""

import pytest

from atelier.archives.packing import records
from atelier.archives.packing.naming import Names
from tests.factories import atelier as given
from tests.factories import meetings as gathering


pytestmark = pytest.mark.django_db


def test_record_names_rows_by_uid():
    names, meeting = Names(), gathering.meeting()

    found = records.record(meeting, names)

    assert found["fields"]["instance"] == names.of("demarches.Instance", meeting.instance_id)
    assert "id" not in found["fields"]


def test_rows_of_another_demarche_are_left():
    kept, other = gathering.meeting(), gathering.meeting()

    found = records.rows("meetings.Meeting", kept.demarche)

    assert kept in found
    assert other not in found


def test_only_people_that_the_demarche_names_leave():
    opened = given.demarche(pilot=given.person(email="nadia@valmeyrac.example"))
    given.person(email="ailleurs@valmeyrac.example")

    people = records.all_of(opened, Names())["accounts.Person"]

    assert [one["fields"]["email"] for one in people] == ["nadia@valmeyrac.example"]


def test_number_of_queries_does_not_grow_with_rows(django_assert_max_num_queries):
    opened = given.demarche()
    for _ in range(30):
        given.mandate(demarche=opened)

    with django_assert_max_num_queries(120):
        records.all_of(opened, Names())
