"""`atelier serve`: prepare the database, then serve the site. For a desk or a small server."""

import argparse
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connections

from atelier.config import environment, serving
from atelier.work.commands import SiteCommand
from atelier.workshops.network import EVERYWHERE, Hosts


DEFAULT_PORT = 8000
HERE = {"127.0.0.1", "0.0.0.0"}  # noqa: S104 — only to print an address that opens in a browser


class Command(SiteCommand):
    """`atelier serve [--port PORT] [--host HOST] [--workers N] [--without-worker]`."""

    help = "Prépare la base puis sert le site, avec ce qui exécute les travaux."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Port and host default to the environment: PORT, then 8000; this machine only."""
        parser.add_argument(
            "--port", type=int, default=None, help="port d'écoute (défaut : PORT, sinon 8000)"
        )
        parser.add_argument(
            "--host", default="127.0.0.1", help="adresse d'écoute (0.0.0.0 pour toutes)"
        )
        parser.add_argument("--workers", type=int, default=1, help="processus (défaut : 1)")
        parser.add_argument(
            "--without-worker",
            action="store_true",
            help="sans les travaux, quand « atelier worker » tourne ailleurs",
        )
        parser.add_argument("--parent", type=int, default=None, help=argparse.SUPPRESS)

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate, then serve until interrupted."""
        port = options["port"] or environment.whole_number("PORT", default=DEFAULT_PORT)
        host = options["host"]
        try:
            serving.check_port(host, port)
        except serving.PortTaken as problem:
            raise CommandError(str(problem)) from problem
        if options["parent"]:
            serving.follow_parent(options["parent"])
        else:
            call_command("migrate", interactive=False, verbosity=0)
        if options["without_worker"]:
            return self._web(host, port, options["workers"])
        connections.close_all()
        web = ("serve", "--without-worker", "--host", host, "--port", str(port))
        sys.exit(
            serving.Supervisor(
                web=serving.command(*web, "--workers", str(options["workers"])),
                worker=serving.command("worker"),
            ).run()
        )

    def _web(self, host: str, port: int, workers: int) -> None:
        if host in EVERYWHERE and not settings.HTTPS:
            # A laptop in a hall: phones open it by the address it has there.
            settings.ALLOWED_HOSTS = Hosts(settings.ALLOWED_HOSTS)
        shown = "localhost" if host in HERE else host
        ready = f"Maillage est prêt : http://{shown}:{port}"
        serving.Server(address=f"{host}:{port}", workers=workers, ready=ready).run()
