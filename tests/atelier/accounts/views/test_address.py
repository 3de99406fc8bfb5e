"""Pages to change one's address."""

import re

import pytest
from django.core import mail
from django.test import Client

from tests.factories import atelier as given


pytestmark = pytest.mark.django_db
ADDRESS = "/compte/adresse"
NEW = "odile.nouvelle@valmeyrac.example"


@pytest.fixture
def odile():
    return given.person(email="odile@valmeyrac.example")


def link_received() -> str:
    return re.search(r"http://testserver(/compte/adresse/\S+)", mail.outbox[-1].body).group(1)


def test_person_changes_their_address_and_comes_in_by_the_new_one(client_of, odile):
    browser = client_of(odile)
    assert ADDRESS in browser.get("/compte").content.decode()
    page = browser.post(ADDRESS, {"email": NEW}, follow=True)
    assert f"Un courriel est parti à {NEW}" in page.content.decode()

    elsewhere = Client()
    link = link_received()
    assert "Confirmer cette adresse" in elsewhere.get(link).content.decode()
    odile.refresh_from_db()
    assert odile.email == "odile@valmeyrac.example"
    elsewhere.post(link)

    odile.refresh_from_db()
    assert odile.email == NEW
    assert "_auth_user_id" not in elsewhere.session
    assert elsewhere.post(link).status_code == 410


def test_answer_is_the_same_whether_the_new_address_is_known_or_not(client_of, odile):
    known = given.person().email
    browser = client_of(odile)

    pages = [browser.post(ADDRESS, {"email": email}, follow=True) for email in (NEW, known)]

    texts = [page.content.decode().replace(known, "X").replace(NEW, "X") for page in pages]
    said = [re.search(r"Un courriel part à X[^<]*", text).group(0) for text in texts]
    assert said[0] == said[1]


def test_own_address_and_no_address_are_refused_in_french(client_of, odile):
    browser = client_of(odile)

    same = browser.post(ADDRESS, {"email": "Odile@valmeyrac.example"})

    assert same.status_code == 400
    assert "C’est déjà votre adresse" in same.content.decode()
    assert browser.post(ADDRESS, {"email": "odile"}).status_code == 400
    assert mail.outbox == []


def test_whoever_has_a_password_gives_it_again_first(client_of):
    browser = client_of(given.person(password="trois chevaux dans le pré"))

    page = browser.post(ADDRESS, {"email": NEW})

    assert page.url.startswith("/compte/confirmer")
    assert mail.outbox == []


def test_too_many_changes_are_told_in_french(client_of, odile):
    browser = client_of(odile)

    answers = [
        browser.post(ADDRESS, {"email": f"odile{rank}@valmeyrac.example"}).status_code
        for rank in range(6)
    ]

    assert answers == [302] * 5 + [429]


def test_invented_link_changes_nothing(visitor):
    assert visitor.post(f"{ADDRESS}/nimporte-quoi").status_code == 410
