"""The address to photograph."""

import pytest
from django.test import RequestFactory

from atelier.workshops.network import EVERYWHERE, WAYS, addresses
from atelier.workshops.presenters.joining import CHOSEN, drawing, hall, joining
from tests.factories import workshops as making


pytestmark = pytest.mark.django_db


def test_address_is_that_of_the_site_as_people_open_it(settings):
    settings.ALLOWED_HOSTS = ["abs.exemple.fr"]
    shop = making.workshop()
    request = RequestFactory().get("/", headers={"host": "abs.exemple.fr"})

    found = joining(request, shop)

    assert found["address"] == f"http://abs.exemple.fr/a/{shop.code}"
    assert found["url"] == "abs.exemple.fr/a"
    assert not found["is_local"]


def test_address_of_the_settings_is_used_on_the_machine_itself(settings):
    settings.ADDRESS = "https://abs.exemple.fr/"
    shop = making.workshop()

    found = joining(RequestFactory().get("/", headers={"host": "localhost"}), shop)

    assert found["address"] == f"https://abs.exemple.fr/a/{shop.code}"
    assert not found["is_passing"]


def here(server: str, **session: str):
    """A page read on the machine itself, served by a site bound to `server`."""
    bound = {"SERVER_NAME": server, "SERVER_PORT": "8000"}
    request = RequestFactory().get("/", headers={"host": "localhost:8000"}, **bound)
    request.session = session
    return request


@pytest.mark.allow_hosts(list(WAYS))
def test_site_open_to_the_hall_gives_the_address_the_computer_has_there():
    if not addresses():
        pytest.skip("cette machine n’est reliée à aucun réseau")
    shop = making.workshop()

    found = joining(here(min(EVERYWHERE), **{CHOSEN: "192.0.2.250"}), shop)

    assert found["url"] == f"{addresses()[0]}:8000/a"
    assert not found["is_local"]
    assert found["is_passing"]
    assert hall(here(min(EVERYWHERE)))["listens"]


@pytest.mark.allow_hosts(list(WAYS))
def test_site_closed_to_the_hall_says_how_to_open_it(settings):
    settings.DEMONSTRATION = False
    shop = making.workshop()

    assert joining(here("127.0.0.1"), shop)["is_local"]
    assert hall(here("127.0.0.1")) == {
        "is_public": False,
        "addresses": addresses(),
        "listens": False,
        "chosen": next(iter(addresses()), ""),
        "may_choose": len(addresses()) > 1,
        "command": ".venv/bin/atelier serve --host 0.0.0.0",
    }


def test_site_with_an_address_of_its_own_has_nothing_to_choose(settings):
    settings.ADDRESS = "https://abs.exemple.fr/"

    assert hall(here("127.0.0.1"))["is_public"]


def test_drawing_is_an_inline_element_without_style():
    svg = drawing("https://abs.exemple.fr/a/ABCDEF")

    assert svg.startswith("<svg")
    assert "style=" not in svg
