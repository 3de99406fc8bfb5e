"""Coming in through a door."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from atelier.audit.models import Event
from atelier.workshops.network import WAYS, Hosts, addresses
from tests.factories import atelier as given


def nadia():
    return given.person(
        email="nadia.ferrand@valmeyrac.example", first_name="Nadia", last_name="Ferrand"
    )


def enter(client, role="pilote"):
    return client.post(reverse("demonstration:enter", kwargs={"role": role}))


def test_button_signs_in_as_the_person_of_the_role(db, settings):
    settings.DEMONSTRATION = True
    client, person = Client(), nadia()

    response = enter(client)

    assert response.url == reverse("demarches:index")
    assert client.session["_auth_user_id"] == str(person.pk)
    assert Event.objects.get(action="demonstration.entered").person_id == person.pk


def test_door_opens_on_what_it_announces_in_the_demarche_already_lived(db, settings):
    settings.DEMONSTRATION = True
    julien = given.person(email="julien.astier@valmeyrac.example")
    lived, _new = (given.demarche(pilot=julien, opened_on=date(2026, month, 2)) for month in (1, 9))

    assert enter(Client(), "redacteur").url == f"/demarches/{lived.pk}/constats"


def test_administrator_arrives_at_the_organisations(db, settings):
    settings.DEMONSTRATION = True
    given.person(email="helene.costes@valmeyrac.example", is_administrator=True)

    assert enter(Client(), "administratrice").url == reverse("organisations")


def test_one_may_change_places_without_signing_out(db, settings):
    settings.DEMONSTRATION = True
    client, person = Client(), nadia()
    client.force_login(given.person())

    enter(client)

    assert client.session["_auth_user_id"] == str(person.pk)


def test_doors_are_refused_outside_the_demonstration(db, settings):
    settings.DEMONSTRATION = False
    client = Client()
    nadia()

    response = enter(client)

    assert response.status_code == 403
    assert "_auth_user_id" not in client.session


def test_door_that_leads_to_nobody_is_refused(db, settings):
    settings.DEMONSTRATION = True

    assert enter(Client(), "personne").status_code == 403


def test_door_is_never_opened_by_a_link(db, settings):
    settings.DEMONSTRATION = True
    nadia()

    address = reverse("demonstration:enter", kwargs={"role": "pilote"})

    assert Client().get(address).status_code == 405


def test_form_of_another_site_opens_nothing(db, settings):
    settings.DEMONSTRATION = True
    nadia()

    response = enter(Client(enforce_csrf_checks=True))

    assert response.status_code == 403


def test_home_shows_the_doors_with_what_each_will_see(db, visitor, settings):
    settings.DEMONSTRATION = True
    nadia()

    page = visitor.get("/").content.decode()

    assert "Entrer dans la démonstration" in page
    assert "Nadia Ferrand" in page
    assert "ce qui lui manque" in page


def test_page_to_sign_in_offers_the_doors_too(db, visitor, settings):
    settings.DEMONSTRATION = True
    nadia()

    assert "Entrer dans la démonstration" in visitor.get("/compte/connexion").text


def test_home_says_nothing_of_it_elsewhere(db, visitor, settings):
    settings.DEMONSTRATION = False
    nadia()

    assert "Entrer dans la démonstration" not in visitor.get("/").content.decode()


@pytest.mark.allow_hosts(list(WAYS))
def test_doors_stay_closed_to_the_phones_of_a_hall(db, settings):
    settings.DEMONSTRATION = True
    settings.ALLOWED_HOSTS = Hosts(["localhost"])
    nadia()
    if not addresses():
        pytest.skip("cette machine n’est reliée à aucun réseau")
    phone = Client(headers={"host": f"{addresses()[0]}:8000"})

    assert enter(phone).status_code == 403
    assert "/entrer/" not in phone.get("/").content.decode()
    assert enter(Client(headers={"host": "localhost"})).status_code == 302
