"""The address book of the demonstration."""

from atelier.accounts.models import Organisation, Person
from atelier.demonstration import shelf


def test_everyone_is_there_in_their_organisation(played):
    cast = played("people")

    assert Person.objects.count() == len(shelf.card("personnes")["people"])
    assert Organisation.objects.count() == len(shelf.card("personnes")["organisations"])
    assert str(cast.pilote.organisation) == "Communauté de communes de Valmeyrac"


def test_nobody_has_a_password(played):
    cast = played("people")

    assert not any(one.has_usable_password() for one in cast.people.values())


def test_only_one_person_administers_the_site(played):
    cast = played("people")

    assert list(Person.objects.filter(is_administrator=True).order_by("pk")) == [
        cast.people["helene_costes"]
    ]
