"""One's own account."""

import pytest
from allauth.mfa.totp.internal.auth import hotp_value, yield_hotp_counters_from_time

from atelier.accounts import links
from atelier.accounts.models import LinkScope
from atelier.audit.models import Event
from tests.factories import atelier as given


pytestmark = pytest.mark.django_db


def test_person_changes_what_they_say_of_themselves(client_of):
    maud = given.person(last_name="Lescure")

    client_of(maud).post(
        "/compte",
        {
            "first_name": "Maud",
            "last_name": "Lescure-Petit",
            "telephone": "04 00 00 00 00",
            "function": "Conseillère",
        },
    )

    maud.refresh_from_db()
    assert (maud.last_name, maud.wants_digest) == ("Lescure-Petit", False)
    assert Event.objects.get(action="accounts.profile_changed").before["last_name"] == "Lescure"


def test_nobody_declares_their_own_organisation_nor_any_right(client_of):
    maud, caf = given.person(last_name="Lescure"), given.organisation()

    client_of(maud).post(
        "/compte",
        {
            "last_name": "Lescure",
            "organisation": caf.pk,
            "is_administrator": "on",
            "email": "autre@valmeyrac.example",
            "college": "elus",
        },
    )

    before = (maud.email, maud.college, maud.is_administrator, maud.organisation_id)
    maud.refresh_from_db()
    assert (maud.email, maud.college, maud.is_administrator, maud.organisation_id) == before


def test_missing_name_is_asked_for_and_the_rest_stays_typed(client_of):
    page = client_of(given.person()).post("/compte", {"last_name": "", "telephone": "06 12"})

    assert page.status_code == 400
    assert "06 12" in page.content.decode()


def test_person_withdraws_their_links(client_of):
    maud = given.person()
    token = links.issue(by=maud, person=maud, scope=LinkScope.INVITATION, days=30)
    client = client_of(maud)
    assert "Rejoindre une démarche" in client.get("/compte").content.decode()

    client.post("/compte/liens/retirer")

    with pytest.raises(links.LinkRefused, match="retiré"):
        links.redeem(token, scope=LinkScope.INVITATION)


@pytest.mark.parametrize("secret", [None, "trois chevaux dans le pré"])
def test_pages_of_security_open_in_french(client_of, secret):
    client = client_of(given.person(password=secret))

    for address in ("/compte", "/compte/double-verification", "/compte/deconnexion"):
        assert client.get(address).status_code == 200


def test_second_factor_is_activated_and_gives_recovery_codes(client_of):
    maud = given.person()
    client = client_of(maud)
    page = client.get("/compte/double-verification/activer")
    secret = page.context["form"].secret
    code = f"{hotp_value(secret, next(iter(yield_hotp_counters_from_time()))):06d}"

    shown = client.post("/compte/double-verification/activer", {"code": code}, follow=True)

    assert "Vos codes de secours" in shown.content.decode()
    listed = client.get("/compte/double-verification/secours/telecharger")
    assert len(listed.content.split()) == 10
    renewed = client.post("/compte/double-verification/secours/renouveler", follow=True)
    assert renewed.status_code == 200
    assert "est active" in client.get("/compte").content.decode()
    client.post("/compte/double-verification/retirer")
    assert "n’est pas active" in client.get("/compte").content.decode()


def test_person_without_password_chooses_one(client_of):
    maud = given.person()
    client = client_of(maud)
    new = "une phrase assez longue"

    client.post("/compte/mot-de-passe/choisir", {"password1": new, "password2": new})

    maud.refresh_from_db()
    assert maud.check_password(new)


def test_short_password_is_refused_in_french(client_of):
    page = client_of(given.person()).post(
        "/compte/mot-de-passe/choisir", {"password1": "court", "password2": "court"}
    )

    assert "trop court" in page.content.decode()


def test_withdrawing_ones_links_puts_out_whoever_came_in_by_one(client_of):
    odile, other = given.person(), given.person()
    thief, mine, elsewhere = client_of(odile), client_of(odile), client_of(other)

    mine.post("/compte/liens/retirer")

    assert thief.get("/compte").status_code == 302
    assert mine.get("/compte").status_code == 200
    assert elsewhere.get("/compte").status_code == 200
