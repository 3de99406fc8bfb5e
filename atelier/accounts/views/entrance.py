"""Pages of allauth that say or do a little more here: signing in, activating the second factor."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import LoginView
from allauth.mfa.totp.views import ActivateTOTPView
from django.conf import settings
from django.http import HttpResponse


class SignInView(LoginView):
    """Address and password."""

    template_name = "accounts/sign_in.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """With the identity server, empty without one."""
        return {**super().get_context_data(**context), "server": settings.OPENID}


class ActivateCodesView(ActivateTOTPView):
    """Activating the second factor: the code just typed is proof enough to see recovery codes."""

    template_name = "accounts/codes_activate.html"

    def get_form(self, form_class: Any = None) -> Any:
        """One field, said in plain words."""
        form = super().get_form(form_class)
        form.fields["code"].label = "Code affiché par l’application"
        form.fields["code"].widget.attrs.pop("placeholder", None)
        return form

    def form_valid(self, form: Any) -> HttpResponse:
        """Activate, and note that the person has just proved who they are."""
        response = super().form_valid(form)
        record_authentication(
            self.request, self.request.user, method="mfa", type="totp", reauthenticated=True
        )
        return response
