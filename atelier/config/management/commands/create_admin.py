"""`atelier create-admin`: give the administration of the site to a person."""

import argparse
from typing import Any

from django.core.management.base import CommandError

from atelier.config import administrators
from atelier.work.commands import SiteCommand


class Command(SiteCommand):
    """Make an administrator, known already or not."""

    help = "Donne l'administration du site à une personne, et affiche un lien pour entrer."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Who; asked when not given."""
        administrators.add_options(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask what is missing, then print the link."""
        try:
            person = administrators.made(options)
        except administrators.Unusable as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(administrators.told(person))
