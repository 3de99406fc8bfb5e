"""Who may open a page: nobody, unless the view says otherwise.

`@public_page` opens a view to visitors. Any other view asks for a signed-in person; until people
can sign in, it is closed.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


View = Callable[..., HttpResponse]


def public_page(view: View) -> View:
    """Open this view to everyone. Same mark as Django's `login_not_required`."""
    return login_not_required(view)


def is_public(view: View) -> bool:
    """Whether a visitor may open this view."""
    return not getattr(view, "login_required", True)


class DenyByDefault:
    """Middleware: a view that is not public answers 403 to a visitor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """None lets the view run."""
        person = getattr(request, "user", None)
        if is_public(view) or (person is not None and person.is_authenticated):
            return None
        return render(request, "ui/refused.html", status=403)
