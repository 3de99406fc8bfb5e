"""« Préparer la salle »."""

import pytest
from django.urls import reverse

from atelier.workshops.network import WAYS, addresses
from atelier.workshops.presenters.joining import CHOSEN
from tests.factories import atelier as make
from tests.factories import workshops as making


def of(shop, page):
    return reverse(
        f"workshops:{page}", kwargs={"demarche_id": shop.demarche_id, "workshop_id": shop.pk}
    )


def test_hall_page_says_the_address_phones_open(client_of, settings):
    settings.ADDRESS = "https://abs.exemple.fr/"
    nadia = make.person()
    shop = making.workshop(demarche=make.demarche(pilot=nadia))

    page = client_of(nadia).get(of(shop, "hall"), headers={"host": "localhost"})

    assert "abs.exemple.fr/a" in page.content.decode()
    assert "ATELIER_ADDRESS" not in page.content.decode()


@pytest.mark.allow_hosts(list(WAYS))
def test_only_an_address_of_this_computer_is_kept(client_of):
    nadia = make.person()
    shop = making.workshop(demarche=make.demarche(pilot=nadia))
    client = client_of(nadia)

    for asked in ("192.0.2.250", *addresses()[:1]):
        client.post(of(shop, "choose_address"), {"address": asked})

    assert client.session.get(CHOSEN, "") == next(iter(addresses()), "")
