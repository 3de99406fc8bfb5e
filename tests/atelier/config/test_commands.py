"""What the subcommands share."""

from atelier.config.management.commands import backup


def test_help_of_a_subcommand_hides_the_options_of_the_framework():
    helped = backup.Command().create_parser("atelier", "backup").format_help()

    assert "affiche cette aide" in helped
    assert "--pythonpath" not in helped
