"""Addresses of accounts. Pages of allauth keep the names it looks for; each is marked here.

Nothing of allauth is open unless it is written below: signing up and connecting further accounts
are not.
"""

from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as codes
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as social
from django.urls import URLPattern, path, re_path

from atelier.accounts import openid
from atelier.accounts.views import address, entrance, links, organisations, profile
from atelier.ui.access import public_page, signed_in_page


SIGN_IN = "compte/connexion"
AGENT = f"{SIGN_IN}/<slug:provider_id>"
PASSWORD = "compte/mot-de-passe"
FORGOTTEN = f"{PASSWORD}/oublie"
CODES = "compte/double-verification"


def _page(where: str, opened: Callable, view: Any, name: str, template: str = "") -> URLPattern:
    """A page of allauth, marked, printed with our template."""
    own = {"template_name": f"accounts/{template}.html"} if template else {}
    return path(where, opened(view.as_view(**own)), name=name)


def _entrance(where: str, view: Any, name: str, template: str) -> URLPattern:
    return _page(where, public_page, view, name, template)


def _own(where: str, view: Any, name: str, template: str = "") -> URLPattern:
    return _page(where, signed_in_page, view, name, template)


urlpatterns = [
    path("compte", profile.profile, name="account_profile"),
    path("compte/adresse", address.change, name="change_address"),
    path("compte/adresse/<str:token>", address.confirm, name="confirm_address"),
    path("compte/liens/retirer", profile.withdraw_links, name="withdraw_links"),
    path("compte/lien", links.ask, name="ask_link"),
    path("compte/lien/envoye", links.sent, name="link_sent"),
    path("lien/<str:token>", links.open_link, name="open_link"),
    path("organisations", organisations.organisations, name="organisations"),
    path("organisations/ajouter", organisations.organisation, name="add_organisation"),
    path("organisations/<int:organisation_id>", organisations.organisation, name="organisation"),
    path(
        "organisations/<int:organisation_id>/personnes",
        organisations.attach,
        name="attach_person",
    ),
    path("organisations/<int:organisation_id>/logo", organisations.logo, name="organisation_logo"),
    _entrance(SIGN_IN, entrance.SignInView, "account_login", "sign_in"),
    _entrance("compte/deconnexion", account.LogoutView, "account_logout", "sign_out"),
    _entrance("compte/ferme", account.AccountInactiveView, "account_inactive", "closed"),
    _own(
        "compte/confirmer", account.ReauthenticateView, "account_reauthenticate", "reauthenticate"
    ),
    _own(PASSWORD, account.PasswordChangeView, "account_change_password", "password"),
    _own(f"{PASSWORD}/choisir", account.PasswordSetView, "account_set_password", "password"),
    _entrance(FORGOTTEN, account.PasswordResetView, "account_reset_password", "forgotten"),
    _entrance(
        f"{FORGOTTEN}/envoye",
        account.PasswordResetDoneView,
        "account_reset_password_done",
        "forgotten_sent",
    ),
    _entrance(
        f"{FORGOTTEN}/fait",
        account.PasswordResetFromKeyDoneView,
        "account_reset_password_from_key_done",
        "forgotten_done",
    ),
    re_path(
        rf"^{FORGOTTEN}/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)$",
        public_page(
            account.PasswordResetFromKeyView.as_view(template_name="accounts/forgotten_choose.html")
        ),
        name="account_reset_password_from_key",
    ),
    _own(CODES, codes.IndexView, "mfa_index", "codes"),
    _entrance(f"{SIGN_IN}/code", codes.AuthenticateView, "mfa_authenticate", "sign_in_code"),
    _own(f"{CODES}/confirmer", codes.ReauthenticateView, "mfa_reauthenticate", "reauthenticate"),
    _own(f"{CODES}/activer", entrance.ActivateCodesView, "mfa_activate_totp", "codes_activate"),
    _own(f"{CODES}/retirer", totp.DeactivateTOTPView, "mfa_deactivate_totp", "codes_deactivate"),
    _own(
        f"{CODES}/secours",
        recovery.ViewRecoveryCodesView,
        "mfa_view_recovery_codes",
        "recovery_codes",
    ),
    _own(
        f"{CODES}/secours/renouveler",
        recovery.GenerateRecoveryCodesView,
        "mfa_generate_recovery_codes",
        "recovery_codes_renew",
    ),
    _own(
        f"{CODES}/secours/telecharger",
        recovery.DownloadRecoveryCodesView,
        "mfa_download_recovery_codes",
    ),
    _entrance(
        f"{SIGN_IN}/annulee",
        social.LoginCancelledView,
        "socialaccount_login_cancelled",
        "agent_cancelled",
    ),
    path(f"{AGENT}/aller", public_page(openid.leave), name="agent_login"),
    path(f"{AGENT}/retour", public_page(openid.come_back), name="agent_callback"),
]
