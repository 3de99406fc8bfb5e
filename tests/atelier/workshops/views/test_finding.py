"""What an address names is found inside its démarche only."""

import pytest
from django.urls import reverse

from tests.factories import atelier as make
from tests.factories import workshops as making


pytestmark = pytest.mark.django_db


def test_activity_of_another_workshop_is_not_found(client_of):
    nadia = make.person()
    demarche = make.demarche(pilot=nadia)
    shop, other = making.workshop(demarche=demarche), making.workshop(demarche=demarche)
    activity = making.activity(workshop=other)

    known = {"demarche_id": demarche.pk, "workshop_id": shop.pk, "activity_id": activity.pk}
    page = client_of(nadia).get(reverse("workshops:edit_activity", kwargs=known))

    assert page.status_code == 404
