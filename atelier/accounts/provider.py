"""The identity provider as allauth finds it: any OpenID Connect server, ProConnect first.

ProConnect asks for a nonce and gives the family name as `usual_name`.
https://partenaires.proconnect.gouv.fr/docs/fournisseur-service/scope-claims
"""

import secrets
from typing import Any

from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider

from atelier.accounts.openid import AgentOpenID


class AgentProvider(OpenIDConnectProvider):
    """The provider that the settings name."""

    id = "agent"
    oauth2_adapter_class = AgentOpenID

    def get_auth_params(self) -> dict[str, Any]:
        """A nonce for each request, beside the state that allauth checks."""
        return {**super().get_auth_params(), "nonce": secrets.token_urlsafe(32)}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        """The name as ProConnect writes it."""
        fields = super().extract_common_fields(data)
        told = data.get("userinfo") or data.get("id_token") or data
        return {**fields, "last_name": fields["last_name"] or told.get("usual_name")}


provider_classes = [AgentProvider]
