"""People of the site, erased by whoever administers it."""

import pytest
from django.core import mail
from django.urls import reverse

from atelier.accounts.models import Person
from atelier.demarches.permissions import may_open
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


def test_administrator_lets_someone_in_who_may_then_open_a_demarche(
    chief, django_capture_on_commit_callbacks
):
    ccas = given.organisation(name="CCAS de Brousse")
    typed = {
        "first_name": "Zoé",
        "last_name": "Marty",
        "email": "Zoe@brousse.example",
        "organisation": ccas.pk,
    }
    assert "Inviter une personne" in chief.get(reverse("archives:people")).text

    with django_capture_on_commit_callbacks(execute=True):
        answer = chief.post(reverse("archives:invite_person"), typed)

    zoe = Person.objects.get(email="zoe@brousse.example")
    assert answer.status_code == 302
    assert (zoe.organisation, may_open(zoe)) == (ccas, True)
    assert mail.outbox[-1].to == ["zoe@brousse.example"]


def test_invitation_without_a_name_is_sent_back(chief):
    answer = chief.post(reverse("archives:invite_person"), {"email": "zoe@brousse.example"})

    assert answer.status_code == 400
    assert not Person.objects.filter(email="zoe@brousse.example").exists()
