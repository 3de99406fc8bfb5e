"""The identity provider, as ProConnect needs it."""

from types import SimpleNamespace

from django.test import RequestFactory

from atelier.accounts.provider import AgentProvider


def provider() -> AgentProvider:
    app = SimpleNamespace(name="ProConnect", settings={}, provider="agent", provider_id="agent")
    return AgentProvider(RequestFactory().get("/"), app=app)


def test_every_request_has_a_nonce_of_its_own():
    nonces = {provider().get_auth_params()["nonce"] for _ in range(5)}

    assert len(nonces) == 5
    assert min(map(len, nonces)) >= 32


def test_family_name_is_read_as_proconnect_writes_it():
    told = {"userinfo": {"given_name": "Nadia", "usual_name": "Ferrand"}}

    fields = provider().extract_common_fields(told)

    assert (fields["first_name"], fields["last_name"]) == ("Nadia", "Ferrand")
