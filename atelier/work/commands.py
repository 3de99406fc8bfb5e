"""What the `atelier` subcommands share: help in French, without Django's own options."""

import argparse
import re
import sys
from functools import partial
from typing import Any, NoReturn

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


# What argparse says of a wrong line, which it gives no other way to choose.
REFUSALS = (
    (r"the following arguments are required: (.+)", r"il manque : \1"),
    (r"argument (\S+): expected one argument", r"\1 attend une valeur"),
    (r"argument (\S+): invalid int value: '(.*)'", r"\1 attend un nombre entier, pas « \2 »"),
    (r"unrecognized arguments: (.+)", r"ceci n’est pas attendu : \1"),
)


class FrenchHelp(argparse.HelpFormatter):
    """Help whose first word has its French spacing."""

    def add_usage(
        self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None
    ) -> None:
        """« usage : »."""
        super().add_usage(usage, actions, groups, "usage : " if prefix is None else prefix)


class SiteCommand(BaseCommand):
    """A subcommand of the site. Its `help` is one French sentence."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """The parser, its help reduced to what concerns the site."""
        kwargs.setdefault("formatter_class", FrenchHelp)
        parser = super().create_parser(prog_name, subcommand.replace("_", "-"), **kwargs)
        parser._positionals.title = "à donner\u00a0"
        parser._optionals.title = "au choix\u00a0"
        for action in parser._actions:
            if action.dest in FRAMEWORK_OPTIONS:
                action.help = argparse.SUPPRESS
            elif action.dest == "help":
                action.help = "affiche cette aide"
        if parser.called_from_command_line:
            parser.error = partial(_refuse, parser)
        return parser


def _refuse(parser: argparse.ArgumentParser, message: str) -> NoReturn:
    """Say in French what the line lacks, then stop as argparse does."""
    said = next(
        (re.sub(asked, told, message) for asked, told in REFUSALS if re.fullmatch(asked, message)),
        message,
    )
    parser.print_usage(sys.stderr)
    parser.exit(2, f"{said[0].upper()}{said[1:]}.\n« {parser.prog} --help » dit tout.\n")
