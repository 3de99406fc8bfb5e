"""`atelier restore`."""

import pytest
from django.core.management import CommandError, call_command

from atelier.accounts.models import Person
from tests.factories import atelier as given


pytestmark = pytest.mark.django_db(transaction=True)


def test_restore_says_the_day_of_the_backup(tmp_path, capsys):
    given.person(last_name="Ferrand")
    call_command("backup", tmp_path / "sauvegarde.zip")
    Person.objects.all().delete()

    call_command("restore", tmp_path / "sauvegarde.zip")

    assert Person.objects.get().last_name == "Ferrand"
    assert "est en place" in capsys.readouterr().out


def test_file_that_is_no_backup_is_refused_in_french(tmp_path):
    path = tmp_path / "photo.zip"
    path.write_bytes(b"PK\x03\x04 tronqu")

    with pytest.raises(CommandError, match="ne peut pas être remise en place"):
        call_command("restore", path)
