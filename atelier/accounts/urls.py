"""Addresses of accounts. Pages of allauth keep the names it looks for; each is marked here.

Nothing of allauth is open unless it is written below: signing up and connecting further accounts
are not.
"""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as openid
from django.urls import path

from atelier.ui.access import public_page, signed_in_page


SIGN_IN = "compte/connexion"
OPENID = f"{SIGN_IN}/<slug:provider_id>"
RESET = "compte/mot-de-passe/oublie"
CODES = "compte/double-verification"

urlpatterns = [
    path(SIGN_IN, public_page(account.login), name="account_login"),
    path("compte/deconnexion", public_page(account.logout), name="account_logout"),
    path("compte/ferme", public_page(account.account_inactive), name="account_inactive"),
    path(
        "compte/confirmer-que-c-est-vous",
        signed_in_page(account.reauthenticate),
        name="account_reauthenticate",
    ),
    path(
        "compte/mot-de-passe",
        signed_in_page(account.password_change),
        name="account_change_password",
    ),
    path(
        "compte/mot-de-passe/choisir",
        signed_in_page(account.password_set),
        name="account_set_password",
    ),
    path(RESET, public_page(account.password_reset), name="account_reset_password"),
    path(
        f"{RESET}/envoye",
        public_page(account.password_reset_done),
        name="account_reset_password_done",
    ),
    path(
        f"{RESET}/fait",
        public_page(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path(
        f"{RESET}/<slug:uidb36>-<str:key>",
        public_page(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(CODES, signed_in_page(second_factor.index), name="mfa_index"),
    path(f"{SIGN_IN}/code", public_page(second_factor.authenticate), name="mfa_authenticate"),
    path(
        f"{CODES}/confirmer",
        signed_in_page(second_factor.reauthenticate),
        name="mfa_reauthenticate",
    ),
    path(f"{CODES}/activer", signed_in_page(totp.activate_totp), name="mfa_activate_totp"),
    path(f"{CODES}/retirer", signed_in_page(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        f"{CODES}/secours",
        signed_in_page(recovery_codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        f"{CODES}/secours/renouveler",
        signed_in_page(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        f"{CODES}/secours/telecharger",
        signed_in_page(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path(f"{OPENID}/aller", public_page(openid.login), name="openid_connect_login"),
    path(f"{OPENID}/retour", public_page(openid.callback), name="openid_connect_callback"),
    path(
        f"{SIGN_IN}/annulee",
        public_page(social.login_cancelled),
        name="socialaccount_login_cancelled",
    ),
    path(f"{SIGN_IN}/echouee", public_page(social.login_error), name="socialaccount_login_error"),
    path("compte/inscription", public_page(social.signup), name="socialaccount_signup"),
]
