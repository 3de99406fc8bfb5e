"""`atelier backup`."""

import pytest
from django.core.management import CommandError, call_command

from tests.factories import atelier as given


pytestmark = pytest.mark.django_db(transaction=True)


def test_backup_says_what_it_wrote_and_to_keep_it_safe(tmp_path, capsys):
    given.person()

    call_command("backup", tmp_path / "sauvegarde.zip")

    said = capsys.readouterr().out
    assert "Sauvegarde écrite" in said
    assert "données personnelles" in said


def test_backup_over_a_file_is_refused_in_french(tmp_path):
    (tmp_path / "sauvegarde.zip").touch()

    with pytest.raises(CommandError, match="existe déjà"):
        call_command("backup", tmp_path / "sauvegarde.zip")
