"""`atelier demonstration`."""

import argparse
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandError

from atelier.demonstration.actions.story import play
from atelier.demonstration.queries import has_demarches
from atelier.demonstration.rules import NoDemonstration
from atelier.work.commands import SiteCommand


class Command(SiteCommand):
    """Play the demonstration on an empty database; done twice, changes nothing more."""

    help = "Ajoute une démarche complète sur le territoire fictif, si la base n’en contient aucune."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Asked for, even on a site served over HTTPS."""
        parser.add_argument(
            "--online", action="store_true", help="même si ce site est servi en HTTPS"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate, then play and say what is there."""
        call_command("migrate", interactive=False, verbosity=0)
        if has_demarches():
            self.stdout.write("Des démarches sont déjà là : la démonstration n’y ajoute rien.")
            return
        try:
            told = play(is_asked_online=options["online"])
        except NoDemonstration as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"Démonstration prête : {told}.")
