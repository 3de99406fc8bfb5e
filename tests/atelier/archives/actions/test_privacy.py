"""What people decide about their own data."""

import pytest

from atelier.archives.actions import privacy
from atelier.audit.models import Event
from tests.factories import atelier as given


pytestmark = pytest.mark.django_db


def test_refusing_twice_is_written_once():
    nadia = given.person()

    privacy.set_digest(by=nadia, wanted=False)
    privacy.set_digest(by=nadia, wanted=False)

    nadia.refresh_from_db()
    assert not nadia.wants_digest
    assert [one.action for one in Event.objects.all()] == ["archives.consent_withdrawn"]


def test_copy_taken_is_written():
    nadia = given.person()

    privacy.note_download(by=nadia)

    assert Event.objects.get().action == "archives.data_exported"
