"""The `atelier` command."""

import pytest

from atelier import manage
from atelier.config.environment import WrongSetting


def test_wrong_setting_ends_with_one_sentence(monkeypatch):
    def refuse(arguments: list[str]) -> None:
        raise WrongSetting("PORT vaut « x ».")

    monkeypatch.setattr("django.core.management.execute_from_command_line", refuse)

    with pytest.raises(SystemExit, match="PORT vaut « x »"):
        manage.main()
