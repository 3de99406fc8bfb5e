"""The whole story."""

import pytest
from django.core import mail

from atelier.audit.models import Event
from atelier.demarches.models import Demarche
from atelier.demonstration.actions.story import play
from atelier.demonstration.rules import NoDemonstration
from atelier.portraits import queries as portraits


def test_story_is_played_whole_and_writes_to_nobody(transactional_db, built_place):
    told = play()

    assert mail.outbox == []
    assert Demarche.objects.count() == 2
    assert Event.objects.count() > 400
    assert "deux démarches" in told


def test_nothing_is_played_online_unless_asked(db, settings):
    settings.HTTPS = True

    with pytest.raises(NoDemonstration):
        play()

    assert not Demarche.objects.exists()


def test_missing_store_is_said_with_what_to_do(db, monkeypatch):
    monkeypatch.setattr(portraits, "demonstration_place", lambda: None)

    with pytest.raises(NoDemonstration, match="maillage build --demonstration"):
        play()
