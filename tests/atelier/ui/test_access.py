"""Nobody opens a page unless the view says so."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from atelier.accounts.models import Person
from atelier.ui.access import (
    DenyByDefault,
    administrator_page,
    link_page,
    public_page,
    signed_in_page,
)


def answer(view, person=None, **headers):
    """What the guard answers before the view runs; None lets it run."""
    request = RequestFactory().get("/une-page", headers=headers)
    request.user = person or AnonymousUser()
    return DenyByDefault(opened).process_view(request, view, (), {})


def opened(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ouvert")


def fresh():
    """A view of its own: marks are written on it."""

    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse("ouvert")

    return view


@pytest.mark.parametrize("person", [None, Person(is_administrator=True)])
def test_view_without_mark_is_closed_to_everyone(person):
    assert answer(fresh(), person).status_code == 403


@pytest.mark.parametrize("opening", [public_page, link_page])
def test_public_and_link_pages_let_a_visitor_in(opening):
    assert answer(opening(fresh())) is None


@pytest.mark.parametrize("closing", [signed_in_page, administrator_page])
def test_visitor_is_sent_to_sign_in_and_back(closing):
    response = answer(closing(fresh()))

    assert response.status_code == 302
    assert response.url == "/compte/connexion?next=%2Fune-page"


def test_visitor_is_not_redirected_inside_a_fragment():
    assert answer(signed_in_page(fresh()), **{"HX-Request": "true"}).status_code == 401


def test_signed_in_page_lets_a_signed_in_person_in():
    assert answer(signed_in_page(fresh()), Person()) is None


def test_administrator_page_is_closed_to_others():
    request = RequestFactory().get("/une-page")
    request.user = Person()

    with pytest.raises(PermissionDenied, match="administration"):
        administrator_page(fresh())(request)


def test_administrator_page_is_open_to_administrators():
    request = RequestFactory().get("/une-page")
    request.user = Person(is_administrator=True)

    assert administrator_page(fresh())(request).content.decode() == "ouvert"


def test_form_sent_after_the_session_ended_comes_back_to_its_page(client):
    came_from = {"referer": "http://testserver/demarches/1?a=b"}

    answer = client.post("/demarches/1/journal", headers=came_from)

    assert answer["Location"].endswith("?next=%2Fdemarches%2F1%3Fa%3Db")


@pytest.mark.parametrize("referer", ["", "https://ailleurs.example/demarches/1", "//ailleurs"])
def test_nobody_is_sent_to_another_site(client, referer):
    answer = client.post("/demarches/1/journal", headers={"referer": referer})

    assert answer["Location"].endswith("?next=%2F")


def test_autosave_without_session_is_told_so(client):
    answer = client.post("/demarches/1/journal", headers={"x-atelier-autosave": "1"})

    assert answer.status_code == 401
