"""People, organisations, links."""

import pytest
from django.db import IntegrityError
from django.utils import timezone

from atelier.accounts.models import Person
from tests.factories import atelier as given


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"first_name": "Nadia", "last_name": "Ferrand", "email": "n@a.example"}, "Nadia Ferrand"),
        ({"last_name": "Ferrand"}, "Ferrand"),
        ({"email": "n@a.example"}, "n@a.example"),
        ({"pk": 12}, "Personne 12"),
        ({"pk": 12, "last_name": "Ferrand", "erased_at": timezone.now()}, "Personne effacée 12"),
    ],
)
def test_person_is_shown_by_what_is_known_of_them(fields, shown):
    assert str(Person(**fields)) == shown


@pytest.mark.django_db
def test_address_is_kept_in_small_letters_or_not_at_all():
    assert given.person(email=" Nadia@A.example ").email == "nadia@a.example"
    assert given.person(email="").email is None


@pytest.mark.django_db
def test_empty_address_is_refused_by_the_database():
    with pytest.raises(IntegrityError):
        Person.objects.create(email="")


@pytest.mark.django_db
def test_person_without_password_does_not_enter_with_one():
    assert not given.person().has_usable_password()
