"""`atelier remind --address https://abs.example/`: the letters of the week, for a weekly timer."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand

from atelier.home.actions import send_digests


class Command(BaseCommand):
    """Send the week's letters."""

    help = "Envoie à chacun sa semaine : convocations, questions et tâches qui l’attendent."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The site's address, for the links."""
        parser.add_argument(
            "--address", required=True, help="adresse du site, par exemple https://abs.example/"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Send, and say how many."""
        address = options["address"].rstrip("/") + "/"
        self.stdout.write(f"Lettres envoyées : {send_digests(address=address)}.")
