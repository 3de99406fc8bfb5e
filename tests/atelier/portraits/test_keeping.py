"""Pages kept until the next build."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from atelier.portraits import keeping, queries


@pytest.fixture
def build(monkeypatch):
    """A store that was built; what it names may change."""
    known = {"name": "20261122-1"}
    monkeypatch.setattr(queries, "build_of", lambda shelf: known["name"])
    monkeypatch.setattr(keeping, "PAGES", keeping.Shelf())
    return known


@pytest.fixture
def page():
    """A view that counts how often it is really asked."""
    asked = []

    @keeping.kept
    def view(request):
        asked.append(request)
        return HttpResponse(f"page {len(asked)}")

    view.asked = asked
    return view


def get(view, address="/a", **headers):
    return view(RequestFactory().get(address, **headers))


def test_same_page_is_made_once(build, page):
    assert get(page).content == get(page).content == b"page 1"
    assert len(page.asked) == 1


def test_each_address_and_each_part_is_its_own_page(build, page):
    for address, headers in (("/a", {}), ("/b", {}), ("/a", {"HTTP_HX_TARGET": "plate"})):
        get(page, address, **headers)

    assert len(page.asked) == 3


def test_new_build_makes_new_pages(build, page):
    get(page)
    build["name"] = "20261123-2"

    assert get(page).content == b"page 2"


def test_browser_that_holds_the_page_receives_nothing(build, page):
    tag = get(page)["ETag"]

    response = get(page, HTTP_IF_NONE_MATCH=tag)

    assert (response.status_code, response.content) == (304, b"")


def test_page_is_sent_packed_to_browsers_that_unpack(build, page):
    get(page)

    response = get(page, HTTP_ACCEPT_ENCODING="gzip, br")

    assert response["Content-Encoding"] == "gzip"


def test_person_signed_in_always_has_a_page_of_their_own(build, page, settings):
    for _ in range(2):
        request = RequestFactory().get("/a")
        request.COOKIES[settings.SESSION_COOKIE_NAME] = "abc"
        page(request)

    assert len(page.asked) == 2


def test_nothing_is_kept_without_a_build(page, monkeypatch):
    monkeypatch.setattr(queries, "build_of", lambda shelf: "")

    assert "ETag" not in get(page)


def test_page_in_error_is_not_kept(build):
    view = keeping.kept(lambda request: HttpResponse("non", status=404))

    assert "ETag" not in get(view)


def test_file_keeps_its_name(build):
    def file(request):
        return HttpResponse("a", headers={"Content-Disposition": 'attachment; filename="a.csv"'})

    view = keeping.kept(file)
    get(view)

    assert get(view)["Content-Disposition"] == 'attachment; filename="a.csv"'


def test_oldest_page_is_forgotten_first():
    shelf = keeping.Shelf(most=2)
    for name in "abc":
        shelf.put(name, keeping.Page(b"", "text/html"))

    assert shelf.get("a") is None
    assert shelf.get("c") is not None
