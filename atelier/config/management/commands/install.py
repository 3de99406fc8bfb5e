"""`atelier install`: the database, the folder, the key, the first administrator."""

import argparse
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from atelier.accounts.models import Person
from atelier.config import administrators
from atelier.work.commands import SiteCommand


class Command(SiteCommand):
    """Prepare the site; done twice, changes nothing more."""

    help = "Prépare la base, le dossier, la clé et la première personne qui administre."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Who administers; asked when not given and nobody does yet."""
        administrators.add_options(parser)
        parser.add_argument(
            "--without-admin",
            action="store_true",
            help="sans personne qui administre pour l'instant",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate, make folders, make the administrator, say what next."""
        for folder in (settings.FOLDER, settings.MEDIA_ROOT):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        call_command("migrate", interactive=False, verbosity=0)
        self.stdout.write(f"Base et dossier prêts : {settings.FOLDER}")
        missing = not Person.objects.filter(is_administrator=True).exists()
        if options["email"] or (missing and not options["without_admin"]):
            try:
                person = administrators.made(options)
            except administrators.Unusable as problem:
                raise CommandError(str(problem)) from problem
            self.stdout.write(administrators.told(person))
        self.stdout.write(f"Ensuite : atelier serve, puis ouvrez {settings.ADDRESS}")
