"""The page of the map."""

import pytest
from django.urls import reverse

from atelier.demarches.models import Role
from atelier.workshops.models import ActivityKind, Tie
from tests.factories import atelier as make
from tests.factories import workshops as making


pytestmark = pytest.mark.django_db


def address(page, activity, **kwargs):
    shop = activity.workshop
    known = {"demarche_id": shop.demarche_id, "workshop_id": shop.pk, "activity_id": activity.pk}
    return reverse(f"workshops:{page}", kwargs={**known, **kwargs})


def test_link_is_drawn_read_and_removed(client_of):
    nadia = make.person()
    shop = making.workshop(demarche=make.demarche(pilot=nadia))
    activity = making.activity(ActivityKind.ACTORS, workshop=shop)
    browser = client_of(nadia)
    url = address("map", activity)

    empty = browser.get(url).text
    drawn = browser.post(
        url, {"first": "CCAS", "second": "Caf", "kind": "missing", "theme": "logement"}
    )
    page = browser.get(drawn.url).text
    refused = browser.post(url, {"first": "CCAS", "second": "ccas", "kind": "missing"})
    browser.post(address("remove_tie", activity, tie_id=Tie.objects.get().pk))

    assert "Aucun lien" in empty
    assert "theme=logement" in drawn.url
    assert 'class="actors-map"' in page
    assert "Les mêmes liens, en tableau" in page
    assert (refused.status_code, "deux acteurs différents" in refused.text) == (400, True)
    assert not Tie.objects.exists()


def test_reader_sees_the_map_and_draws_nothing(client_of):
    demarche = make.demarche()
    reader = client_of(make.participant(demarche=demarche, role=Role.LECTEUR))
    activity = making.activity(ActivityKind.ACTORS, workshop=making.workshop(demarche=demarche))

    assert "Dessiner un lien" not in reader.get(address("map", activity)).text
    assert reader.post(address("map", activity), {"first": "CCAS"}).status_code == 403
