"""One's own account."""

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from atelier.accounts import actions, links, queries
from atelier.accounts.forms import ProfileForm
from atelier.accounts.models import Person
from atelier.ui.access import signed_in_page


@signed_in_page
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """What one says of oneself, and the ways one comes in."""
    form = ProfileForm(request.POST or None, instance=Person.objects.get(pk=request.user.pk))
    if request.method == "POST" and form.is_valid():
        actions.change_profile(by=request.user, person=request.user, **form.cleaned_data)
        messages.success(request, "Votre compte est à jour.")
        return redirect("account_profile")
    context = {
        "form": form,
        "section": "compte",
        "has_password": request.user.has_usable_password(),
        "has_codes": is_mfa_enabled(request.user),
        "links": list(queries.living_links(request.user)),
    }
    return render(request, "accounts/profile.html", context, status=400 if form.errors else 200)


@signed_in_page
@require_POST
def withdraw_links(request: HttpRequest) -> HttpResponse:
    """Close every personal link one was sent, and whoever came in by one: a lost telephone."""
    count = links.close_doors(by=request.user, kept_session=request.session.session_key)
    messages.success(
        request,
        f"{count} liens retirés : ils n’ouvrent plus rien."
        if count > 1
        else "Vos liens sont retirés : ils n’ouvrent plus rien.",
    )
    return redirect("account_profile")
