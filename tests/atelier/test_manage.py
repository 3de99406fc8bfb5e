"""The `atelier` command."""

import pytest

from atelier import manage
from atelier.config.environment import WrongSetting


def test_wrong_setting_ends_with_one_sentence(monkeypatch):
    def refuse(arguments: list[str]) -> None:
        raise WrongSetting("PORT vaut « x ».")

    monkeypatch.setattr("django.core.management.execute_from_command_line", refuse)
    monkeypatch.setattr("sys.argv", ["atelier", "serve"])

    with pytest.raises(SystemExit, match="PORT vaut « x »"):
        manage.main()


@pytest.mark.parametrize("words", [[], ["help"], ["--help"]])
def test_help_lists_the_commands_of_the_site_in_french(monkeypatch, capsys, words):
    monkeypatch.setattr("sys.argv", ["atelier", *words])

    manage.main()

    said = capsys.readouterr().out
    assert "atelier install" in said
    assert "restore" in said


def test_unknown_command_is_told_in_french(monkeypatch):
    monkeypatch.setattr("sys.argv", ["atelier", "nimporte"])

    with pytest.raises(SystemExit, match="« nimporte » n’est pas une commande"):
        manage.main()
