"""The first administrator."""

import pytest

from atelier.accounts.models import PersonalLink
from atelier.config import administrators
from tests.factories import atelier as given


pytestmark = pytest.mark.django_db


def test_link_printed_serves_once_and_a_day():
    nadia = given.administrator()

    told = administrators.told(nadia)

    link = PersonalLink.objects.get()
    assert "/lien/" in told
    assert link.single_use
    assert (link.expires_at - link.created_at).days <= 1


def test_missing_person_without_terminal_is_told(capsys):
    with pytest.raises(administrators.Unusable, match="--email"):
        administrators.made({})
