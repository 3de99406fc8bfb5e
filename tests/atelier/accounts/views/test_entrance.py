"""Signing in with an address and a password."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail

from tests.factories import atelier as given


PASSWORD = "trois chevaux dans le pré"
pytestmark = pytest.mark.django_db


def sign_in(client, email, password=PASSWORD, **more):
    return client.post("/compte/connexion", {"login": email, "password": password, **more})


def test_person_signs_in_whatever_the_capitals_of_the_address(visitor):
    nadia = given.person(email="nadia@valmeyrac.example", password=PASSWORD)

    response = sign_in(visitor, "Nadia@Valmeyrac.example")

    assert response.status_code == 302
    assert visitor.session["_auth_user_id"] == str(nadia.pk)


def test_person_goes_back_to_the_page_asked_for(visitor):
    given.person(email="nadia@valmeyrac.example", password=PASSWORD)

    response = sign_in(visitor, "nadia@valmeyrac.example", next="/demarches")

    assert response.url == "/demarches"


def test_sign_in_never_leads_to_another_site(visitor):
    given.person(email="nadia@valmeyrac.example", password=PASSWORD)

    response = sign_in(visitor, "nadia@valmeyrac.example", next="https://ailleurs.example/")

    assert response.url == "/"


def test_wrong_password_is_told_in_french_and_the_address_stays(visitor):
    given.person(email="nadia@valmeyrac.example", password=PASSWORD)

    page = sign_in(visitor, "nadia@valmeyrac.example", "autre chose").content.decode()

    assert "L’adresse ou le mot de passe ne convient pas" in page
    assert "nadia@valmeyrac.example" in page


def test_unknown_address_gets_the_answer_of_a_wrong_password(visitor):
    page = sign_in(visitor, "inconnue@valmeyrac.example").content.decode()

    assert "L’adresse ou le mot de passe ne convient pas" in page


def test_closed_account_does_not_enter(visitor):
    given.person(email="nadia@valmeyrac.example", password=PASSWORD, is_active=False)

    sign_in(visitor, "nadia@valmeyrac.example")

    assert "_auth_user_id" not in visitor.session


def test_too_many_wrong_passwords_close_the_door_for_a_while(visitor):
    given.person(email="nadia@valmeyrac.example", password=PASSWORD)
    for _ in range(5):
        sign_in(visitor, "nadia@valmeyrac.example", "autre chose")

    page = sign_in(visitor, "nadia@valmeyrac.example").content.decode()

    assert "Trop d’essais" in page
    assert "_auth_user_id" not in visitor.session


def test_nobody_signs_up_by_themselves(visitor):
    assert visitor.get("/compte/inscription").status_code == 404
    assert "inscri" not in visitor.get("/compte/connexion").content.decode().lower()


def test_second_factor_is_asked_then_opens(visitor):
    nadia = given.person(email="nadia@valmeyrac.example", password=PASSWORD)
    secret = generate_totp_secret()
    TOTP.activate(nadia, secret)

    response = sign_in(visitor, "nadia@valmeyrac.example")
    assert response.url == "/compte/connexion/code"
    assert "_auth_user_id" not in visitor.session
    refused = visitor.post(response.url, {"code": "000000"}).content.decode()
    assert "Ce code ne convient pas" in refused

    code = f"{hotp_value(secret, next(iter(yield_hotp_counters_from_time()))):06d}"
    visitor.post(response.url, {"code": code})
    assert visitor.session["_auth_user_id"] == str(nadia.pk)


def test_recovery_code_opens_once(visitor):
    nadia = given.person(email="nadia@valmeyrac.example", password=PASSWORD)
    TOTP.activate(nadia, generate_totp_secret())
    code = RecoveryCodes.activate(nadia).get_unused_codes()[0]

    sign_in(visitor, "nadia@valmeyrac.example")
    visitor.post("/compte/connexion/code", {"code": code})
    assert "_auth_user_id" in visitor.session

    visitor.post("/compte/deconnexion")
    sign_in(visitor, "nadia@valmeyrac.example")
    visitor.post("/compte/connexion/code", {"code": code})
    assert "_auth_user_id" not in visitor.session


@pytest.mark.parametrize(("email", "sent"), [("nadia@valmeyrac.example", 1), ("autre@ex.fr", 0)])
def test_forgotten_password_answers_alike_whether_the_address_is_known_or_not(visitor, email, sent):
    given.person(email="nadia@valmeyrac.example", password=PASSWORD)

    response = visitor.post("/compte/mot-de-passe/oublie", {"email": email})

    assert response.url == "/compte/mot-de-passe/oublie/envoye"
    assert len(mail.outbox) == sent


def test_forgotten_password_is_chosen_again_from_the_link(visitor):
    given.person(email="nadia@valmeyrac.example", password=PASSWORD)
    visitor.post("/compte/mot-de-passe/oublie", {"email": "nadia@valmeyrac.example"})
    link = next(word for word in mail.outbox[0].body.split() if word.startswith("http"))

    form = visitor.get(link, follow=True)
    new = "une autre phrase assez longue"
    visitor.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})

    assert mail.outbox[0].subject == "Choisir un mot de passe sur Maillage"
    assert "Choisir un mot de passe" in form.content.decode()
    assert sign_in(visitor, "nadia@valmeyrac.example", new).status_code == 302


@pytest.mark.parametrize(
    "address",
    [
        "/compte/connexion",
        "/compte/ferme",
        "/compte/lien",
        "/compte/lien/envoye",
        "/compte/mot-de-passe/oublie",
        "/compte/mot-de-passe/oublie/envoye",
        "/compte/mot-de-passe/oublie/fait",
        "/compte/mot-de-passe/oublie/abc-def",
        "/compte/connexion/annulee",
    ],
)
def test_every_page_of_the_entrance_opens_in_french(visitor, address):
    response = visitor.get(address)

    assert response.status_code == 200
    assert "Sign" not in response.content.decode()
