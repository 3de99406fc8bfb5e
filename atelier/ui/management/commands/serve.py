"""`atelier serve`: prepare the database, then serve the site. For a desk or a small server."""

import argparse
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from gunicorn.app.base import BaseApplication

from atelier.config import environment
from atelier.config.wsgi import application


DEFAULT_PORT = 8000
HERE = {"127.0.0.1", "0.0.0.0"}  # noqa: S104 — only to print an address that opens in a browser


class Server(BaseApplication):
    """Gunicorn, configured here rather than by a file."""

    def __init__(self, *, address: str, workers: int, ready: str) -> None:
        self.address = address
        self.workers = workers
        self.ready = ready
        super().__init__()

    def load_config(self) -> None:
        """Threads share one portrait store; a page is short, a PDF may take a minute."""
        self.cfg.set("bind", self.address)
        self.cfg.set("workers", self.workers)
        self.cfg.set("threads", 4)
        self.cfg.set("timeout", 120)
        self.cfg.set("loglevel", "warning")
        self.cfg.set("control_socket_disable", True)
        self.cfg.set("when_ready", lambda _server: print(self.ready, flush=True))  # noqa: T201

    def load(self) -> Any:
        """The Django application."""
        return application


class Command(BaseCommand):
    """`atelier serve [--port PORT] [--host HOST] [--workers N]`."""

    help = "Prépare la base puis sert le site."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Port and host default to the environment: PORT, then 8000; this machine only."""
        parser.add_argument(
            "--port", type=int, default=None, help="port d'écoute (défaut : PORT, sinon 8000)"
        )
        parser.add_argument(
            "--host", default="127.0.0.1", help="adresse d'écoute (0.0.0.0 pour toutes)"
        )
        parser.add_argument("--workers", type=int, default=1, help="processus (défaut : 1)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate, then serve until interrupted."""
        port = options["port"] or environment.whole_number("PORT", default=DEFAULT_PORT)
        call_command("migrate", interactive=False, verbosity=0)
        host = options["host"]
        shown = "localhost" if host in HERE else host
        ready = f"Maillage est prêt : http://{shown}:{port}"
        Server(address=f"{host}:{port}", workers=options["workers"], ready=ready).run()
