"""`atelier retention`."""

import os
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from tests.factories import atelier as given


@pytest.mark.django_db
def test_command_says_how_many():
    given.demarche(keep_until=timezone.localdate() - timedelta(days=1))
    written = StringIO()

    call_command("retention", stdout=written)

    assert written.getvalue().startswith("1 annoncées, 0 effacées.")


@pytest.mark.django_db
def test_command_removes_the_files_deposited_long_ago(settings, tmp_path):
    settings.FOLDER = tmp_path
    folder = tmp_path / "depots" / "ancien"
    folder.mkdir(parents=True)
    os.utime(folder, (0, 0))

    call_command("retention", stdout=StringIO())

    assert not folder.exists()
