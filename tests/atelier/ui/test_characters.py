"""Characters that no document can hold."""

import pytest

from atelier.demarches.models import Role, Task
from atelier.ui.characters import writable
from tests.factories import atelier as make


@pytest.mark.parametrize(
    "wrong", ["\x00", "\x01", "\x0b", "\x1f", "\x7f", "\ud800", "\uffff", "\r"]
)
def test_character_that_cannot_be_written_becomes_a_space(wrong):
    assert writable(f"avant{wrong}après") == "avant après"


@pytest.mark.parametrize("right", ["\n", "\r\n", "\t", "\u00a0", "é", "’", "مرحبا", "🙂"])
def test_other_characters_stay(right):
    assert writable(f"avant{right}après") == f"avant{right}après"


@pytest.mark.django_db
def test_what_is_typed_reaches_the_views_without_them(client_of):
    nadia = make.person()
    opened = make.demarche(pilot=nadia)

    client_of(nadia).post(f"/demarches/{opened.pk}/taches/ajouter", {"title": "Un\x0bdeux\x00"})

    assert Task.objects.get().title == "Un deux"


@pytest.mark.django_db
def test_address_with_one_is_read_as_any_other(client_of):
    opened = make.demarche()
    reader = make.participant(demarche=opened, role=Role.LECTEUR)

    page = client_of(reader).get(f"/demarches/{opened.pk}/constats?theme=%00")

    assert page.status_code == 200
