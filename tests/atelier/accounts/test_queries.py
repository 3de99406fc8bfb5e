"""Reading people, organisations and links."""

from datetime import timedelta

import pytest
from django.utils import timezone

from atelier.accounts import links, queries
from atelier.accounts.models import LinkScope, PersonalLink
from tests.factories import atelier as given


pytestmark = pytest.mark.django_db


def test_person_is_found_whatever_the_capitals():
    nadia = given.person(email="nadia@valmeyrac.example")

    assert queries.who_may_enter(" Nadia@Valmeyrac.example ") == nadia


@pytest.mark.parametrize("gone", [{"is_active": False}, {"erased_at": timezone.now()}])
def test_closed_or_erased_person_does_not_enter(gone):
    given.person(email="nadia@valmeyrac.example", **gone)

    assert queries.who_may_enter("nadia@valmeyrac.example") is None


def test_nobody_enters_by_an_empty_address():
    given.person(email=None)

    assert queries.who_may_enter("") is None


def test_organisations_say_how_many_people_belong():
    ccas = given.organisation(name="CCAS")
    given.person(organisation=ccas)

    assert [(one.name, one.size) for one in queries.organisations()] == [("CCAS", 1)]


def test_living_links_are_those_that_still_open_something():
    nadia = given.person()
    tokens = [
        links.issue(by=nadia, person=nadia, scope=LinkScope.MEETING, days=3, single_use=True)
        for _ in range(3)
    ]
    links.redeem(tokens[0], scope=LinkScope.MEETING)
    past = PersonalLink.objects.order_by("pk").last()
    past.expires_at = timezone.now() - timedelta(days=1)
    past.save()

    assert queries.living_links(nadia).count() == 1
