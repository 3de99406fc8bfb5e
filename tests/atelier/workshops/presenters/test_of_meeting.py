"""The workshops of a meeting, as its page prints them."""

import pytest

from atelier.demarches.models import Role
from atelier.demarches.permissions import standing
from atelier.workshops.models import WorkshopStatus
from atelier.workshops.presenters.of_meeting import choices, of_meeting
from tests.factories import atelier as make
from tests.factories import workshops as making


pytestmark = pytest.mark.django_db


def test_workshops_of_the_meeting_and_those_still_free_are_told_apart():
    nadia = make.person()
    demarche = make.demarche(pilot=nadia)
    making.workshop(demarche=demarche, title="Dans la réunion", meeting=12)
    making.workshop(demarche=demarche, title="Ailleurs", meeting=13)
    making.workshop(demarche=demarche, title="Libre")
    making.workshop(demarche=demarche, title="Passé", status=WorkshopStatus.CLOSED)

    shown = of_meeting(standing(nadia, demarche), 12)

    assert [one["title"] for one in shown["workshops"]] == ["Dans la réunion"]
    assert [one["title"] for _, one in shown["free"]] == ["Libre"]


def test_reader_ties_nothing():
    demarche = make.demarche()
    reader = make.participant(demarche=demarche, role=Role.LECTEUR)

    assert not of_meeting(standing(reader, demarche), 12)["may_tie"]


def test_workshop_tells_a_meeting_its_place_and_how_long_it_takes():
    shop = making.workshop(place="Salle des fêtes")
    making.activity(workshop=shop, title="Écrire")

    (found,) = choices(shop.demarche)

    assert (found.label, found.place, found.is_coming) == (shop.title, "Salle des fêtes", True)
    assert found.parts == (("Écrire", 25),)
