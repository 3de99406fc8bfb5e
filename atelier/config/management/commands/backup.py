"""`atelier backup FILE.zip`."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from atelier.config.safekeeping.archive import WrongArchive
from atelier.config.safekeeping.backup import backup
from atelier.work.commands import SiteCommand


class Command(SiteCommand):
    """Back the site up."""

    help = "Sauvegarde la base et les documents dans une archive, sans arrêter le site."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Where to write."""
        parser.add_argument("archive", type=Path, help="le fichier à écrire, en .zip")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the archive and say what it holds."""
        try:
            manifest = backup(options["archive"])
        except WrongArchive as problem:
            raise CommandError(str(problem)) from problem
        members = manifest["members"].values()
        rows = sum(card.get("rows", 0) for card in members)
        documents = sum("rows" not in card for card in members)
        self.stdout.write(
            f"Sauvegarde écrite : {options['archive']} ({rows} lignes, {documents} documents). "
            "Elle contient des données personnelles : gardez-la en lieu sûr."
        )
