"""`atelier restore FILE.zip`."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandError

from atelier.config.safekeeping.archive import WrongArchive
from atelier.config.safekeeping.restore import restore
from atelier.work.commands import SiteCommand


class Command(SiteCommand):
    """Put a backup in place."""

    help = "Remet en place une sauvegarde. Arrêtez d'abord le site."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Which archive, and whether to replace what is there."""
        parser.add_argument("archive", type=Path, help="le fichier écrit par « atelier backup »")
        parser.add_argument(
            "--replace", action="store_true", help="remplace un site qui contient déjà des données"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate, check, replace, say what was put back."""
        call_command("migrate", interactive=False, verbosity=0)
        try:
            manifest = restore(options["archive"], replace=options["replace"])
        except WrongArchive as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(
            f"La sauvegarde du {manifest['made_at'][:10]} est en place. "
            "Chacun devra se connecter de nouveau."
        )
