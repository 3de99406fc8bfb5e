"""`atelier retention`: what the worker does every day, for a site whose cron does it instead."""

from typing import Any

from atelier.archives import storage
from atelier.archives.actions import keeping
from atelier.portraits import actions as portraits
from atelier.work.commands import SiteCommand


class Command(SiteCommand):
    """Announce and purge what has reached its term."""

    help = "Annonce les termes venus ; efface ceux d’il y a un mois et les vieux dépôts."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say how many."""
        done = keeping.run_terms()
        storage.forget_old()
        portraits.every_day()
        self.stdout.write(
            f"{done['announced']} annoncées, {done['purged']} effacées. Décisions, constats et "
            "documents restent."
        )
