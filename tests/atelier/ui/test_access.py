"""Nobody opens a page unless the view says so."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from atelier.ui.access import DenyByDefault, is_public, public_page


PUBLIC = {
    "atelier.ui.views",
    "atelier.portraits.views",
}


def patterns(resolver: URLResolver) -> list[URLPattern]:
    """Every address of the site."""
    found = []
    for entry in resolver.url_patterns:
        found += patterns(entry) if isinstance(entry, URLResolver) else [entry]
    return found


@pytest.mark.parametrize("pattern", patterns(get_resolver()), ids=lambda one: str(one.pattern))
def test_public_views_are_marked_and_live_in_public_rooms(pattern):
    if is_public(pattern.callback):
        assert pattern.callback.__module__ in PUBLIC


def _view(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ouvert")


def test_unmarked_view_is_closed_to_a_visitor():
    middleware = DenyByDefault(_view)

    response = middleware.process_view(RequestFactory().get("/"), _view, (), {})

    assert response.status_code == 403


def test_marked_view_is_open():
    middleware = DenyByDefault(_view)

    assert middleware.process_view(RequestFactory().get("/"), public_page(_view), (), {}) is None


def test_signed_in_person_opens_an_unmarked_view():
    class Person:
        is_authenticated = True

    request = RequestFactory().get("/")
    request.user = Person()

    assert DenyByDefault(_view).process_view(request, lambda request: None, (), {}) is None
