"""Where a person may pin a figure."""

import pytest

from atelier.demarches.models import DemarcheStatus, Role
from atelier.diagnosis.pinboards import pinboards
from tests.factories import atelier as given


@pytest.mark.django_db
def test_pilote_pins_in_their_open_demarches_of_the_store(django_assert_num_queries):
    nadia = given.person()
    opened = given.demarche(pilot=nadia)
    given.demarche(pilot=nadia, shelf="territories")
    given.demarche(pilot=nadia, status=DemarcheStatus.CLOSED)

    with django_assert_num_queries(1):
        found = pinboards(nadia, "fictif")

    assert found == [{"name": opened.name, "url": f"/demarches/{opened.pk}/portrait/epingler"}]


@pytest.mark.django_db
def test_reader_pins_nowhere():
    opened = given.demarche()
    reader = given.participant(demarche=opened, role=Role.LECTEUR)

    assert pinboards(reader, "fictif") == []
