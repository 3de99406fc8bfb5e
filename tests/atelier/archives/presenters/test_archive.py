"""Conservation and archive, as their pages print them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from atelier.archives.models import Retention
from atelier.archives.presenters import archive
from atelier.demarches.models import InstanceKind, Role
from atelier.demarches.permissions import standing
from tests.factories import atelier as given


pytestmark = pytest.mark.django_db


def test_pages_are_those_the_person_may_open():
    nadia = given.person()
    opened = given.demarche(pilot=nadia)
    elected = given.participant(demarche=opened, role=Role.ELU_REFERENT)

    assert [one["label"] for one in archive.tabs(standing(nadia, opened), "term")] == [
        "Journal",
        "Conservation",
        "Archive",
    ]
    assert [one["label"] for one in archive.tabs(standing(elected, opened), "journal")] == [
        "Journal"
    ]


def test_nothing_exported_yet_may_start():
    shown = archive.archive(given.demarche(), None)

    assert shown["may_start"]
    assert not shown["is_ready"]


def test_term_says_who_is_concerned_and_who_stays_named():
    opened = given.demarche(keep_until=timezone.localdate() - timedelta(days=1))
    council = given.instance(demarche=opened, kind=InstanceKind.CA)
    seat = given.mandate(instance=council, role=Role.COPIL)

    shown = archive.term(opened, Retention(demarche=opened), [seat.person])

    assert shown["has_come"]
    assert shown["people"] == [seat.person.label]
    assert [one["name"] for one in shown["public"]] == [seat.person.label]


def test_confirmation_says_what_stays():
    assert "restent" in archive.confirmation(given.demarche())["text"]
