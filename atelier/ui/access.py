"""Who may open a page: nobody, unless the view carries a mark.

`@public_page` opens a view to visitors, `@signed_in_page` to whoever is signed in,
`@administrator_page` to those who administer the site, `@link_page` to whoever holds a token that
the view itself checks. Pages of a démarche are marked in `atelier.demarches.access`. A view without
mark answers 403 to everyone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode


View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Access:
    """The mark of a view: public, link, signed_in, administrator or demarche, and what it asks.

    capability   for a page of a démarche: the capability itself, which knows its roles
    """

    kind: str
    name: str = ""
    capability: Any = None
    hosts_decide: bool = False


def mark(view: View, access: Access) -> View:
    """Put the mark on a view."""
    view.access = access
    return view


def public_page(view: View) -> View:
    """Open this view to everyone."""
    return mark(login_not_required(view), Access("public"))


def link_page(view: View) -> View:
    """Open this view to whoever holds a token; the view redeems it and shows nothing otherwise."""
    return mark(login_not_required(view), Access("link"))


def signed_in_page(view: View) -> View:
    """Open this view to whoever is signed in."""
    return mark(view, Access("signed_in"))


def administrator_page(view: View) -> View:
    """Open this view to those who administer the site."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_administrator:
            raise PermissionDenied("Cette page est réservée à l’administration du site.")
        return view(request, *args, **kwargs)

    return mark(guarded, Access("administrator"))


def came_from(request: HttpRequest) -> str:
    """The address, on this site, of the page the request was sent from; its home otherwise."""
    page = urlsplit(request.headers.get("Referer", ""))
    is_ours = page.netloc == request.get_host() and page.path.startswith("/")
    return urlunsplit(("", "", page.path, page.query, "")) if is_ours else "/"


def access_of(view: View) -> Access | None:
    """The mark of a view, None when it has none."""
    return getattr(view, "access", None)


def _bears_a_name(request: HttpRequest) -> bool:
    """Whether the page looked at who is signed in, and found someone."""
    session = getattr(request, "session", None)
    return session is not None and session.accessed and SESSION_KEY in session


class DenyByDefault:
    """Middleware: a visitor is sent to sign in, and nobody opens a view without mark."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """A page that is not everyone's is not kept by a shared computer once its reader left.

        Nor is one that is, when it bears the name of whoever is signed in.
        """
        response = self.get_response(request)
        if getattr(request, "is_private", False) or _bears_a_name(request):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """None lets the view run."""
        access = access_of(view)
        request.is_private = access is None or access.kind != "public"
        if access is None:
            return render(request, "ui/refused.html", {"reason": ""}, status=403)
        if access.kind in {"public", "link"} or request.user.is_authenticated:
            return None
        if request.headers.get("HX-Request") or request.headers.get("X-Atelier-Autosave"):
            return HttpResponse(status=401)
        # A form is sent to an address that shows nothing: one comes back to the page it was on.
        is_read = request.method in {"GET", "HEAD"}
        wanted = request.get_full_path() if is_read else came_from(request)
        return redirect(f"{reverse('account_login')}?{urlencode({'next': wanted})}")
