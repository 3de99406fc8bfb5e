"""How allauth behaves here: nobody signs up by themselves, people come by invitation.

Whoever is known to a professional identity provider (ProConnect) enters only if somebody invited
their address before.
"""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthError
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse

from atelier.accounts.mail import write_soon
from atelier.accounts.models import Person


# allauth's name of an e-mail -> the prefix of ours.
MAILS = {"account/email/password_reset_key": "accounts/mail/password_reset"}
SAID = {
    "account/messages/password_changed.txt": "Votre mot de passe est changé.",
    "account/messages/password_set.txt": "Votre mot de passe est enregistré.",
    "mfa/messages/totp_activated.txt": "La double vérification est active.",
    "mfa/messages/totp_deactivated.txt": "La double vérification est retirée.",
    "mfa/messages/recovery_codes_generated.txt": "Voici de nouveaux codes de secours.",
}


class AccountAdapter(DefaultAccountAdapter):
    """Accounts of allauth."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "Ce compte est fermé. Écrivez à la personne qui vous a invité.",
        "email_password_mismatch": (
            "L’adresse ou le mot de passe ne convient pas. Corrigez-les, ou recevez un lien."
        ),
        "too_many_login_attempts": (
            "Trop d’essais avec cette adresse. Attendez cinq minutes, ou recevez un lien."
        ),
        "incorrect_password": "Ce mot de passe ne convient pas.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: people come by invitation."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue the e-mail: an address that exists takes no longer to answer than another."""
        write_soon(MAILS[template_prefix], email, context)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to one's account."""
        return reverse("account_profile")

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str = "",
        *_rest: Any,
        **_context: Any,
    ) -> None:
        """Say what was done in a security matter; « you are signed in » is seen, not said."""
        if message_template in SAID:
            messages.add_message(request, level, SAID[message_template])


class CodesAdapter(DefaultMFAAdapter):
    """The second factor."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "Ce code ne convient pas. Attendez le suivant, puis recopiez-le.",
    }


class AgentAdapter(DefaultSocialAccountAdapter):
    """Accounts at the identity provider."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Tie the account to the person invited at this address, or refuse in French."""
        if sociallogin.is_existing:
            return
        person = self._invited(sociallogin)
        if person is None:
            context = {"address": self._address(sociallogin)}
            refusal = render(request, "accounts/agent_unknown.html", context, status=403)
            raise ImmediateHttpResponse(refusal)
        sociallogin.connect(request, person)

    def on_authentication_error(self, request: HttpRequest, provider: Any, **_told: Any) -> None:
        """Say it in French, unless the person gave up, which has its own page."""
        if _told.get("error") != AuthError.CANCELLED:
            failure = render(request, "accounts/agent_failed.html", status=502)
            raise ImmediateHttpResponse(failure)

    def _invited(self, sociallogin: Any) -> Person | None:
        """The person of the address, when the provider has checked the address."""
        trusted = sociallogin.provider.app.settings.get("trusts_email")
        verified = [one.email for one in sociallogin.email_addresses if trusted or one.verified]
        found = Person.objects.filter(email__in=[one.lower() for one in verified], is_active=True)
        return found.filter(erased_at=None).order_by("pk").first()

    def _address(self, sociallogin: Any) -> str:
        return next((one.email for one in sociallogin.email_addresses), "")
