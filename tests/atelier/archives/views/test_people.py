"""People of the site, erased by whoever administers it."""

import pytest

from atelier.accounts.models import Person
from tests.factories import atelier as given


pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(client_of):
    return client_of(given.administrator(first_name="Odile", last_name="Haddad"))


def test_person_is_found_by_name_or_address(chief):
    given.person(first_name="Nadia", last_name="Ferrand", email="nf@valmeyrac.example")

    for words in ("ferr", "nf@", "nadia ferrand"):
        page = chief.get("/administration/personnes", {"words": words}).content.decode()
        assert "Nadia Ferrand" in page
        assert "Odile Haddad</strong>" not in page


def test_nobody_found_says_so(chief):
    page = chief.get("/administration/personnes?words=xyz").content.decode()

    assert "Personne ne répond à ce choix" in page


def test_person_is_erased_after_confirmation(chief):
    nadia = given.person(first_name="Nadia", last_name="Ferrand")
    url = f"/administration/personnes/{nadia.pk}/effacer"

    assert "Il n’y a pas de retour possible" in chief.get(url).content.decode()
    page = chief.post(url, {"word": "effacer"}, follow=True).content.decode()

    assert f"Personne effacée {nadia.pk}" in page
    assert Person.objects.get(pk=nadia.pk).erased_at
    assert chief.get(url).status_code == 404


def test_number_of_queries_does_not_grow(chief, django_assert_max_num_queries):
    for _ in range(30):
        given.person(organisation=given.organisation())

    with django_assert_max_num_queries(6):
        chief.get("/administration/personnes")
