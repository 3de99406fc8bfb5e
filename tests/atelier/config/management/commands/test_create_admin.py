"""`atelier create-admin`."""

import pytest
from django.core.management import CommandError, call_command

from atelier.accounts.models import Person
from tests.factories import atelier as given


pytestmark = pytest.mark.django_db


def test_known_person_becomes_an_administrator(capsys):
    nadia = given.person(email="nadia@valmeyrac.example")

    call_command("create_admin", email="Nadia@valmeyrac.example")

    assert Person.objects.get().pk == nadia.pk
    assert Person.objects.get().is_administrator


def test_printed_link_lets_the_administrator_in(capsys, visitor):
    call_command("create_admin", email="nadia@valmeyrac.example", last_name="Ferrand")

    path = "/lien/" + capsys.readouterr().out.split("/lien/")[1].split()[0]
    visitor.post(path)

    assert visitor.get("/organisations").status_code == 200


def test_wrong_address_is_refused_in_french():
    with pytest.raises(CommandError, match="n’est pas une adresse électronique"):
        call_command("create_admin", email="nadia")
