"""`atelier rights`: the table of rights, as docs/guides/droits.md keeps it."""

from typing import Any

from atelier.config import rights
from atelier.work.commands import SiteCommand


class Command(SiteCommand):
    """Print the table."""

    help = "Écrit le tableau des droits : chaque adresse, chaque rôle."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it as Markdown."""
        self.stdout.write(rights.document(), ending="")
