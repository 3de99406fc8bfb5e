"""What the subcommands share."""

import pytest
from django.core.management import get_commands, load_command_class

from atelier.work.commands import SiteCommand


OURS = sorted(name for name, app in get_commands().items() if app.startswith("atelier."))


def parser(name: str):
    command = load_command_class(get_commands()[name], name)
    command._called_from_command_line = True
    return command, command.create_parser("atelier", name)


@pytest.mark.parametrize("name", OURS)
def test_help_of_every_subcommand_is_french_and_hides_the_options_of_the_framework(name):
    command, shown = parser(name)
    helped = shown.format_help()

    assert isinstance(command, SiteCommand)
    assert helped.startswith("usage : ")
    assert "affiche cette aide" in helped
    assert "--pythonpath" not in helped
    for english in ("show this help", "positional arguments", "options:"):
        assert english not in helped


@pytest.mark.parametrize(
    ("name", "line", "said"),
    [
        ("backup", [], "Il manque : archive."),
        ("serve", ["--port"], "--port attend une valeur."),
        ("serve", ["--port", "x"], "--port attend un nombre entier, pas « x »."),
        ("serve", ["--vite"], "Ceci n’est pas attendu : --vite."),
    ],
)
def test_wrong_line_is_refused_in_french(name, line, said, capsys):
    _, shown = parser(name)

    with pytest.raises(SystemExit):
        shown.parse_args(line)

    assert said in capsys.readouterr().err
