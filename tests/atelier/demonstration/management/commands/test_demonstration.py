"""`atelier demonstration`."""

import io

import pytest
from django.core.management import CommandError, call_command

from atelier.demarches.models import Demarche
from tests.factories import atelier as given


def run(**options) -> str:
    out = io.StringIO()
    call_command("demonstration", stdout=out, **options)
    return out.getvalue()


def test_done_twice_it_adds_nothing_more(db, built_place):
    assert "Démonstration prête" in run()

    assert "n’y ajoute rien" in run()
    assert Demarche.objects.count() == 2


def test_work_already_begun_is_left_alone(db):
    given.demarche()

    assert "n’y ajoute rien" in run()


def test_site_served_online_is_left_alone(db, settings):
    settings.HTTPS = True

    with pytest.raises(CommandError, match="--online"):
        run()
