"""Changing one's own e-mail address.

Whoever has a password or a second factor gives it again first: an unattended screen is not enough.
Opening the link that was sent shows a button and changes nothing.
"""

from allauth.account.decorators import reauthentication_required
from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from atelier.accounts import addresses, links
from atelier.accounts.forms import ChangeAddressForm
from atelier.accounts.models import LinkScope
from atelier.ui.access import link_page, signed_in_page


@signed_in_page
@require_http_methods(["GET", "POST"])
@reauthentication_required(app="account")
def change(request: HttpRequest) -> HttpResponse:
    """Ask for another address."""
    form = ChangeAddressForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        limited = ratelimit.consume_or_429(request, action="change_address", user=request.user)
        if limited:
            return limited
        email = form.cleaned_data["email"]
        addresses.ask(by=request.user, email=email, address=request.build_absolute_uri("/"))
        messages.success(request, f"Un courriel part à {email} : ouvrez son lien pour confirmer.")
        return redirect("account_profile")
    return render(
        request, "accounts/address.html", {"form": form}, status=400 if form.errors else 200
    )


@link_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """GET: which address for whom, and a button. POST: change it; nobody is signed in by it."""
    limited = ratelimit.consume_or_429(request, action="open_link")
    if limited:
        return limited
    try:
        link = links.look(token, scopes=(LinkScope.ADDRESS,))
        if request.method != "POST":
            return render(request, "accounts/confirm_address.html", {"link": link})
        person = addresses.confirm(by=links.redeem(token, scope=LinkScope.ADDRESS).person)
    except links.LinkRefused as problem:
        return render(request, "accounts/link_refused.html", {"problem": str(problem)}, status=410)
    messages.success(request, f"Votre adresse est désormais {person.email}.")
    return redirect("account_profile")
