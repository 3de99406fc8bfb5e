"""Coming in by a personal link: asking for one, opening one.

Opening the address shows a button and changes nothing: programs that read e-mails before people do
would use the link up. Pressing the button redeems it.
"""

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from atelier.accounts import actions, links, queries
from atelier.accounts.forms import AskLinkForm
from atelier.accounts.models import LinkScope, PersonalLink
from atelier.accounts.targets import is_joined, join, page_of
from atelier.ui.access import link_page, public_page


OPENED_HERE = (LinkScope.SIGN_IN, LinkScope.INVITATION)


@public_page
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a sign-in link: the answer is the same whether the address is known or not."""
    form = AskLinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        limited = ratelimit.consume_or_429(request, action="ask_link", key=email.lower())
        if limited:
            return limited
        person = queries.who_may_enter(email)
        if person is not None:
            actions.send_sign_in_link(person=person, address=settings.ADDRESS)
        return redirect("link_sent")
    return render(
        request, "accounts/ask_link.html", {"form": form}, status=400 if form.errors else 200
    )


@public_page
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """What to do now."""
    return render(request, "accounts/link_sent.html", {"printed": not settings.EMAIL_HOST})


@link_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """GET: who enters where, and a button. POST: enter."""
    limited = ratelimit.consume_or_429(request, action="open_link")
    if limited:
        return limited
    try:
        link = links.look(token, scopes=OPENED_HERE)
        if request.method != "POST":
            joins = link.scope == LinkScope.INVITATION and is_joined(link.target)
            return render(request, "accounts/open_link.html", {"link": link, "joins": joins})
        return _enter(request, links.redeem(token, scope=LinkScope(link.scope)))
    except links.LinkRefused as problem:
        return render(request, "accounts/link_refused.html", {"problem": str(problem)}, status=410)


def _enter(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    """Sign the person in, second factor included, and go where the link leads."""
    if request.user.is_authenticated and request.user != link.person:
        logout(request)
    if link.scope == LinkScope.INVITATION:
        join(link.target, by=link.person)
    where = page_of(link.target) or reverse(settings.LOGIN_REDIRECT_URL)
    if request.user.is_authenticated:
        return redirect(where)
    return perform_login(request, link.person, email_verification="none", redirect_url=where)
