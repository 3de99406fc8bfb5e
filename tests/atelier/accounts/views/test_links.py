"""Coming in by a personal link."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.core import mail
from django.utils import timezone

from atelier.accounts import links
from atelier.accounts.models import LinkScope, PersonalLink
from atelier.audit.models import Event
from tests.factories import atelier as given


pytestmark = pytest.mark.django_db
EMAIL = "lucien@valmeyrac.example"


def asked(client, email=EMAIL):
    return client.post("/compte/lien", {"email": email})


def link_received() -> str:
    path = re.search(rf"{re.escape(settings.ADDRESS)}(lien/\S+)", mail.outbox[-1].body)[1]
    return f"/{path}"


def test_link_follows_the_address_of_the_site_whatever_the_request_says(visitor):
    given.person(email=EMAIL)

    visitor.post("/compte/lien", {"email": EMAIL}, headers={"host": "testserver:9999"})

    assert "9999" not in mail.outbox[-1].body


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_answer_is_the_same_whether_the_address_is_known_or_not(visitor):
    given.person(email=EMAIL)

    known, unknown = asked(visitor), asked(visitor, "personne@ailleurs.example")

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [message.to for message in mail.outbox] == [[EMAIL]]


def test_anyone_may_give_an_address_and_the_journal_accuses_nobody(visitor):
    given.person(email=EMAIL)

    asked(visitor)

    assert Event.objects.get().person_id is None


@pytest.mark.parametrize("gone", [{"is_active": False}, {"erased_at": timezone.now()}])
def test_closed_or_erased_person_receives_nothing(visitor, gone):
    given.person(email=EMAIL, **gone)

    asked(visitor)

    assert mail.outbox == []


def test_reading_the_link_does_not_use_it_up(visitor):
    given.person(email=EMAIL)
    asked(visitor)

    for _ in range(3):
        page = visitor.get(link_received())
    visitor.head(link_received())

    assert "Entrer" in page.content.decode()
    assert not is_signed_in(visitor)
    visitor.post(link_received())
    assert is_signed_in(visitor)


def test_sign_in_link_serves_once(visitor):
    given.person(email=EMAIL)
    asked(visitor)
    visitor.post(link_received())
    visitor.post("/compte/deconnexion")

    response = visitor.post(link_received())

    assert response.status_code == 410
    assert "a déjà servi" in response.content.decode()
    assert not is_signed_in(visitor)


def test_link_past_its_day_opens_nothing(visitor):
    given.person(email=EMAIL)
    asked(visitor)
    PersonalLink.objects.update(expires_at=timezone.now() - timedelta(minutes=1))

    response = visitor.post(link_received())

    assert response.status_code == 410
    assert "n’est plus valable" in response.content.decode()


def test_invented_link_opens_nothing(visitor):
    response = visitor.get("/lien/nimporte-quoi")

    assert response.status_code == 410
    assert "n’est pas reconnu" in response.content.decode()


def test_link_of_another_scope_does_not_sign_in(visitor):
    lucien = given.person()
    token = links.issue(by=lucien, person=lucien, scope=LinkScope.CALENDAR, days=30)

    assert visitor.post(f"/lien/{token}").status_code == 410


def test_link_asks_for_the_second_factor_too(visitor):
    lucien = given.person(email=EMAIL)
    TOTP.activate(lucien, generate_totp_secret())
    asked(visitor)

    response = visitor.post(link_received())

    assert response.url == "/compte/connexion/code"
    assert not is_signed_in(visitor)


def test_invitation_leads_to_its_demarche(visitor):
    lucien = given.person()
    opened = given.demarche(pilot=lucien)
    token = links.issue(
        by=lucien,
        person=lucien,
        scope=LinkScope.INVITATION,
        days=30,
        target=f"demarche:{opened.pk}",
    )

    response = visitor.post(f"/lien/{token}")

    assert response.url == f"/demarches/{opened.pk}/entrer"


def test_link_of_someone_else_changes_who_is_signed_in(client_of):
    nadia, lucien = given.person(), given.person(email=EMAIL)
    client = client_of(nadia)
    token = links.issue(by=lucien, person=lucien, scope=LinkScope.SIGN_IN, days=1)

    client.post(f"/lien/{token}")

    assert client.session["_auth_user_id"] == str(lucien.pk)


def test_too_many_links_for_one_address_are_not_sent(visitor):
    given.person(email=EMAIL)

    answers = [asked(visitor).status_code for _ in range(4)]

    assert answers == [302, 302, 302, 429]
    assert len(mail.outbox) == 3


def test_too_many_requests_are_told_in_french(visitor):
    for _ in range(4):
        response = asked(visitor)

    assert "Attendez cinq minutes" in response.content.decode()
