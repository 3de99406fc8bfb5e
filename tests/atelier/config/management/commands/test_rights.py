"""`atelier rights`."""

from django.core.management import call_command

from atelier.config import rights


def test_command_prints_the_document(capsys):
    call_command("rights")

    assert capsys.readouterr().out == rights.document()
