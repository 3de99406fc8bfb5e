"""`atelier worker`: run what pages have asked for, one job after the other."""

import argparse
import logging
import threading
from typing import Any

from django.conf import settings
from django.db import Error, connection
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from atelier.config import serving
from atelier.work import actions, daily
from atelier.work.commands import SiteCommand


logger = logging.getLogger(__name__)


class Command(SiteCommand):
    """`atelier worker [--once]`."""

    help = "Exécute les travaux demandés par les pages : envois, imports, documents."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """`--once` for a scheduled task rather than a permanent process."""
        parser.add_argument(
            "--once", action="store_true", help="traite ce qui attend, puis s'arrête"
        )
        parser.add_argument("--parent", type=int, default=None, help=argparse.SUPPRESS)

    def handle(self, *args: Any, **options: Any) -> None:
        """Resume what was interrupted, then work until stopped."""
        if options["parent"]:
            serving.follow_parent(options["parent"])
        watch()
        worker = Worker(
            queue_names=["default"],
            interval=0.5,
            batch=options["once"],
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(12),
            excluded_queue_names=[],
        )
        worker.configure_signals()
        if not options["once"]:
            threading.Thread(target=_keep_watching, daemon=True).start()
        worker.run()


def watch() -> None:
    """Queue again what was interrupted, and today's work when it is time."""
    actions.resume_interrupted()
    todays = daily.todays_job()
    if todays is not None:
        actions.queue(todays)


def _keep_watching() -> None:
    """Watch from time to time, from a thread."""
    over = threading.Event()
    try:
        while not over.wait(settings.WORK_SILENCE_SECONDS / 2):
            try:
                watch()
            except Error:
                # A busy or absent database: the next round will do.
                logger.warning("could not look for interrupted jobs", exc_info=True)
    finally:
        connection.close()
