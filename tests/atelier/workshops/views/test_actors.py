"""The page of the map."""

import uuid

import pytest
from django.urls import reverse

from atelier.demarches.models import Role
from atelier.workshops.actions import actors
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


def test_what_tables_propose_is_corrected_then_put_on_the_map(client_of):
    nadia = make.person()
    shop = making.workshop(demarche=make.demarche(pilot=nadia))
    activity = making.activity(ActivityKind.ACTORS, workshop=shop)
    device, _ = making.device(shop)
    said = {"second": "Caf", "kind": "works_with"}
    for first in ("Ccass", "Écarté"):
        actors.propose_tie(
            activity=activity, participant=device, uid=uuid.uuid4(), first=first, **said
        )
    kept, aside = activity.proposals.order_by("pk")
    browser, url = client_of(nadia), address("read_proposals", activity)
    here = address("map", activity)

    page = browser.get(here).text
    edited = {"proposal": kept.pk, "do": "accept", "first": "CCAS", "back": here, **said}
    answer = browser.post(url, edited)
    browser.post(url, {"proposal": aside.pk, "do": "aside"})
    wrong = browser.post(url, {"proposal": aside.pk, "do": "accept", "first": ""}, follow=True)

    assert "2\u00a0propositions pour la carte" in page
    assert answer.url == here
    assert str(Tie.objects.get()) == "CCAS — Caf"
    assert "Nommez au moins un acteur" in wrong.text


def test_actor_without_link_is_drawn_and_said_in_the_table(client_of):
    nadia = make.person()
    shop = making.workshop(demarche=make.demarche(pilot=nadia))
    activity = making.activity(ActivityKind.ACTORS, workshop=shop)

    page = client_of(nadia).post(
        address("map", activity), {"first": "Club de lecture", "kind": "missing"}, follow=True
    )

    assert "1\u00a0acteur, 0\u00a0lien, 0\u00a0lien manquant, 1 sans lien." in page.text
    assert "Sans lien" in page.text
