"""The address to photograph."""

import pytest
from django.test import RequestFactory

from atelier.workshops.presenters.joining import drawing, joining
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


def test_drawing_is_an_inline_element_without_style():
    svg = drawing("https://abs.exemple.fr/a/ABCDEF")

    assert svg.startswith("<svg")
    assert "style=" not in svg
