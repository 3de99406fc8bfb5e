"""What the `atelier` subcommands share: help in French, without Django's own options."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand


FRAMEWORK_OPTIONS = {
    "version",
    "verbosity",
    "settings",
    "pythonpath",
    "traceback",
    "no_color",
    "force_color",
    "skip_checks",
}


class SiteCommand(BaseCommand):
    """A subcommand of the site. Its `help` is one French sentence."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """The parser, its help reduced to what concerns the site."""
        parser = super().create_parser(prog_name, subcommand.replace("_", "-"), **kwargs)
        for action in parser._actions:
            if action.dest in FRAMEWORK_OPTIONS:
                action.help = argparse.SUPPRESS
            elif action.dest == "help":
                action.help = "affiche cette aide"
        return parser
