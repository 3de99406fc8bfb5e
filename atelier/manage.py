"""The `atelier` command: Django's own subcommands, and `atelier serve`."""

import os
import sys

from atelier.config.environment import WrongSetting


def main() -> None:
    """Run a subcommand. A wrong setting ends with one French sentence, not a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atelier.config.settings")
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except WrongSetting as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main()
