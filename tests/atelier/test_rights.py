"""Every address × every role, with a visitor, a stranger and an administrator: denied by default.

What is expected comes from the marks alone; what happens comes from a request made by each person.
"""

import re

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from atelier.config import rights
from atelier.demarches.models import Role
from tests.factories import atelier as given


DOOR, HIDDEN, REFUSED, OPEN = "à la porte", "introuvable", "refusé", "ouvert"
# Past the guard, the view has found nothing of the kind for this person, or wants another method.
NOTHING = "rien"
PASSWORD = "trois chevaux dans le pré"
PAGES = rights.pages()
# An argument of this kind that names nothing: the guard has answered before the view looks for it.
ARGUMENTS = {
    "int": "987654321",
    "slug": "rien",
    "str": "rien",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "path": "rien",
}
VISITOR, STRANGER, ADMINISTRATOR = "visiteur", "inconnu", "administration"
EVERYONE = [VISITOR, STRANGER, ADMINISTRATOR, *Role]


def expected(access, who) -> set[str]:
    """What may happen to this person, from the mark alone."""
    if access.kind == "link":
        return {REFUSED, NOTHING}
    if who == VISITOR:
        return {DOOR}
    if access.kind == "signed_in":
        return {OPEN, NOTHING}
    if access.kind == "administrator":
        return {OPEN, NOTHING} if who == ADMINISTRATOR else {REFUSED}
    if who in {STRANGER, ADMINISTRATOR}:
        return {HIDDEN}
    if who in access.capability.roles:
        return {OPEN, NOTHING}
    # Nobody here hosts an instance: the view refuses, or finds nothing to ask about.
    return {REFUSED, NOTHING} if access.hosts_decide else {REFUSED}


def observed(client: Client, address: str, method: str, is_demarche: bool) -> str:
    """What happened, whatever the page found or not once it was open."""
    response = getattr(client, method)(address)
    if response.status_code == 302 and response.url.startswith("/compte/connexion?"):
        return DOOR
    if response.status_code == 403:
        return REFUSED
    if is_demarche and not hasattr(response.wsgi_request, "standing"):
        assert response.status_code == 404
        return HIDDEN
    assert response.status_code < 500
    return NOTHING if response.status_code in {404, 405, 410} else OPEN


def address_of(page: rights.Page, demarche_id: int) -> str:
    """An address that leads to the view; only the démarche exists."""
    if page.route.startswith("^") or "^" in page.route:
        return "/" + re.sub(r"\(\?P<\w+>[^)]*\)", "rien", page.route.strip("^$")).replace("$", "")
    known = page.route.replace("<int:demarche_id>", str(demarche_id))
    return "/" + re.sub(r"<(\w+):\w+>", lambda found: ARGUMENTS[found.group(1)], known)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.address)
def test_every_view_carries_a_mark(page):
    assert page.access is not None, f"{page.address}: mark its view (atelier.ui.access)"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.address)
def test_page_of_a_demarche_is_marked_as_such(page):
    inside = "<int:demarche_id>" in page.route

    assert inside == (page.access.kind == "demarche")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if page.access and page.access.kind != "public"],
    ids=lambda page: page.address,
)
def test_each_person_finds_what_the_mark_says(page, client_of):
    opened = given.demarche(pilot=given.person())
    people = {role: _participant(opened, role) for role in Role}
    people |= {
        STRANGER: given.person(password=PASSWORD),
        ADMINISTRATOR: given.administrator(password=PASSWORD),
    }
    given.demarche(pilot=people[STRANGER])
    address = address_of(page, opened.pk)
    is_demarche = page.access.kind == "demarche"

    wrong = {}
    for who in EVERYONE:
        for method in ("get", "post"):
            client = Client() if who == VISITOR else client_of(people[who])
            with transaction.atomic():
                happened = observed(client, address, method, is_demarche)
                # What a request did must not change what the next person finds.
                transaction.set_rollback(True)
            if happened not in expected(page.access, who):
                wrong[f"{who}, {method}"] = happened

    assert wrong == {}


def _participant(opened, role):
    return given.mandate(demarche=opened, role=role, person=given.person(password=PASSWORD)).person


@pytest.mark.django_db
def test_mandate_that_has_ended_opens_nothing(client_of):
    opened = given.demarche()
    left = given.mandate(demarche=opened, role=Role.PILOTE, ends_on=given.OPENED_ON).person

    assert client_of(left).get(f"/demarches/{opened.pk}/etapes").status_code == 404


@pytest.mark.django_db
def test_closed_account_opens_nothing(client_of):
    opened = given.demarche()
    nadia = given.participant(demarche=opened, role=Role.PILOTE)
    client = client_of(nadia)
    nadia.is_active = False
    nadia.save()

    assert client.get(f"/demarches/{opened.pk}/etapes").status_code in {302, 404}


def test_files_have_no_address_of_their_own():
    """Documents are served by views that check who asks, never by the folder they are in."""

    def names(resolver: URLResolver) -> list[str]:
        found = []
        for entry in resolver.url_patterns:
            view = entry.callback if isinstance(entry, URLPattern) else None
            found += [f"{view.__module__}.{view.__name__}"] if view else names(entry)
        return found

    assert "django.views.static.serve" not in names(get_resolver())
