"""Coming in with one's professional identity, at a small server that does what ProConnect does."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount

from tests.factories import atelier as given
from tests.fakes.openid_server import CLIENT, SECRET, OpenIDServer


pytestmark = pytest.mark.django_db
NADIA = {
    "sub": "agent-1",
    "email": "nadia@valmeyrac.example",
    "given_name": "Nadia",
    "usual_name": "Ferrand",
}


@pytest.fixture
def server(settings):
    """The server, declared in the settings as `dotenv-sample` says."""
    running = OpenIDServer()
    running.claims = dict(NADIA)
    settings.OPENID = {
        "provider_id": "agent",
        "name": "ProConnect",
        "client_id": CLIENT,
        "secret": SECRET,
        "settings": {
            "server_url": running.address,
            "scope": ["openid", "email"],
            "oauth_pkce_enabled": True,
            "trusts_email": True,
        },
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"agent": {"APPS": [settings.OPENID]}}
    yield running
    running.close()


def come_in(client, server):
    """Press the button, be recognised there, come back."""
    leaving = client.post("/compte/connexion/agent/aller")
    assert leaving.url.startswith(f"{server.address}/authorize?")
    return client.get(server.authorise(leaving.url))


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_button_is_there_only_when_a_server_is_declared(visitor, server, settings):
    assert "ProConnect" in visitor.get("/compte/connexion").content.decode()

    settings.OPENID = {}

    assert "ProConnect" not in visitor.get("/compte/connexion").content.decode()


def test_invited_person_comes_in_and_is_known_afterwards(visitor, server):
    nadia = given.person(email=NADIA["email"])

    come_in(visitor, server)

    assert visitor.session["_auth_user_id"] == str(nadia.pk)
    assert SocialAccount.objects.get().user == nadia
    visitor.post("/compte/deconnexion")
    server.claims["email"] = "nadia.ferrand@autre.example"
    come_in(visitor, server)
    assert visitor.session["_auth_user_id"] == str(nadia.pk)


def test_request_carries_a_nonce_and_a_challenge(visitor, server):
    address = visitor.post("/compte/connexion/agent/aller").url

    assert "nonce=" in address
    assert "code_challenge=" in address
    assert "state=" in address


def test_person_nobody_invited_is_told_what_to_do(visitor, server):
    response = come_in(visitor, server)

    assert response.status_code == 403
    assert "de vous inviter à cette adresse" in response.content.decode()
    assert not is_signed_in(visitor)


def test_address_the_server_has_not_checked_opens_nothing(visitor, server, settings):
    given.person(email=NADIA["email"])
    settings.OPENID["settings"]["trusts_email"] = False

    assert come_in(visitor, server).status_code == 403

    server.claims["email_verified"] = True
    come_in(visitor, server)
    assert is_signed_in(visitor)


def test_closed_account_does_not_come_in(visitor, server):
    given.person(email=NADIA["email"], is_active=False)

    assert come_in(visitor, server).status_code == 403
    assert not is_signed_in(visitor)


def test_answer_signed_by_another_key_opens_nothing(visitor, server):
    given.person(email=NADIA["email"])
    server.signs_wrong = True

    response = come_in(visitor, server)

    assert "n’a pas abouti" in response.content.decode()
    assert not is_signed_in(visitor)


def test_answer_that_was_not_asked_for_opens_nothing(visitor, server):
    given.person(email=NADIA["email"])

    response = visitor.get("/compte/connexion/agent/retour?code=code-0&state=invente")

    assert response.status_code != 302
    assert not is_signed_in(visitor)


def test_giving_up_there_is_told_in_french(visitor, server):
    leaving = visitor.post("/compte/connexion/agent/aller")
    state = leaving.url.split("state=")[1].split("&")[0]

    response = visitor.get(
        f"/compte/connexion/agent/retour?error=access_denied&state={state}", follow=True
    )

    assert "Connexion abandonnée" in response.content.decode()


def test_second_factor_is_asked_there_too(visitor, server):
    nadia = given.person(email=NADIA["email"])
    TOTP.activate(nadia, generate_totp_secret())

    response = come_in(visitor, server)

    assert response.url == "/compte/connexion/code"
    assert not is_signed_in(visitor)


def test_reading_the_address_of_departure_leaves_nowhere(visitor, server):
    response = visitor.get("/compte/connexion/agent/aller")

    assert response.url == "/compte/connexion"


def test_unknown_server_does_not_exist(visitor):
    assert visitor.post("/compte/connexion/autre/aller").status_code == 404
