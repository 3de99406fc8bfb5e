"""Talking with an OpenID Connect server: as allauth does, and reading signed answers too.

ProConnect answers « userinfo » with a signed token where others answer with plain JSON; the
signature is checked with the server's published keys.
"""

from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect


class AgentOpenID(OpenIDConnectOAuth2Adapter):
    """The exchange with the server."""

    def _fetch_user_info(self, access_token: str) -> dict[str, Any]:
        """What the server says of the person."""
        headers = {"Authorization": f"Bearer {access_token}"}
        with get_adapter().get_requests_session() as session:
            response = session.get(self.profile_url, headers=headers)
            response.raise_for_status()
        if not response.headers.get("Content-Type", "").startswith("application/jwt"):
            return response.json()
        return jwtkit.verify_and_decode(
            credential=response.text,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=self.get_provider().app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        """Where the server sends people back."""
        return request.build_absolute_uri(self.get_provider().get_callback_url())


def leave(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to the server to be recognised; only by pressing the button, never by an address."""
    if request.method != "POST":
        return redirect("account_login")
    return _run(OAuth2LoginView, request, provider_id)


def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Come back from the server."""
    return _run(OAuth2CallbackView, request, provider_id)


def _run(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        return view.adapter_view(AgentOpenID(request, provider_id))(request)
    except SocialApp.DoesNotExist as problem:
        raise Http404 from problem
