"""The address book: nobody twice, nothing overwritten."""

import pytest
from django.utils import timezone

from atelier.accounts import address_book
from atelier.accounts.models import Organisation, OrganisationKind, Person
from tests.factories import atelier as given


pytestmark = pytest.mark.django_db


def test_organisation_is_found_whatever_its_capitals():
    ccas = given.organisation(name="CCAS de Valmeyrac")

    found = address_book.find_or_add_organisation(
        by=None, name=" ccas de valmeyrac ", kind=OrganisationKind.CCAS
    )

    assert found == ccas
    assert Organisation.objects.count() == 1


def test_unknown_organisation_is_added():
    added = address_book.find_or_add_organisation(
        by=None, name="Régie de quartier", kind=OrganisationKind.ASSOCIATION
    )

    assert (added.name, added.kind) == ("Régie de quartier", "association")


def test_person_is_found_by_their_address_and_only_completed():
    nadia = given.person(email="nadia@valmeyrac.example", last_name="Ferrand", telephone="")

    found = address_book.find_or_add_person(
        by=None, email=" Nadia@Valmeyrac.example", last_name="Autre", telephone="04 00"
    )

    assert found == nadia
    assert (found.last_name, found.telephone) == ("Ferrand", "04 00")


def test_people_without_address_are_never_confused():
    for _ in range(2):
        address_book.find_or_add_person(by=None, last_name="Ferrand")

    assert Person.objects.filter(last_name="Ferrand", email=None).count() == 2


def test_account_of_someone_who_has_signed_in_is_theirs_alone():
    lucien = given.person(last_login=timezone.now())

    address_book.find_or_add_person(by=given.person(), email=lucien.email, telephone="06 00")
    lucien.refresh_from_db()
    assert lucien.telephone == ""

    address_book.find_or_add_person(by=None, email=lucien.email, telephone="06 00")
    lucien.refresh_from_db()
    assert lucien.telephone == "06 00"
