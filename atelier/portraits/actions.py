"""Writes of the portraits: the files people deposit, kept a month unless they are discarded.

What was recognised has its own copy among the sources: discarding a deposit takes nothing from it.
"""

import logging
import shutil
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.text import get_valid_filename

from atelier.audit.actions import record
from atelier.work import actions as work
from atelier.work.models import Job
from maillage.base.french import plural


DEPOSIT = "portraits.deposit"
FOLDER = "depots"
DAYS_KEPT = 30
STILL_THERE = (
    "Le fichier n’a pas pu être supprimé\u00a0: il est encore sur le serveur. Prévenez la personne "
    "qui tient le site."
)

logger = logging.getLogger(__name__)


class StillThere(Exception):
    """Files that were to be removed are not. Its text says so, in French."""


@transaction.atomic
def deposit(*, by: Any, files: Iterable[Any]) -> Job:
    """Keep the files in the site's folder and queue their recognition.

    by   the Person who deposits, None for a visitor at a desk
    The journal entry is that of the job (`work.started`): a file may be named after someone, so
    that its name stays in the payload, which goes with the job.
    """
    folder = Path(settings.FOLDER) / FOLDER / uuid4().hex
    folder.mkdir(parents=True)
    names = [_kept(folder, one) for one in files]
    return work.start(
        kind=DEPOSIT,
        by=by,
        title=f"Dépôt de {plural(len(names), 'fichier')}"
        if len(names) > 1
        else "Dépôt d’un fichier",
        payload={"folder": str(folder), "names": names},
    )


@transaction.atomic
def discard(*, by: Any, job: Job) -> None:
    """Remove the files of a deposit that has ended, then its job. Raises StillThere.

    by   the Person who asks, None for a visitor at a desk
    """
    _emptied(Path(job.payload["folder"]))
    record("portraits.discarded", by=by, target=job)
    job.delete()


def every_day() -> None:
    """Remove the deposits older than `DAYS_KEPT` days: a wrong file may hold names."""
    oldest = (timezone.now() - timedelta(days=DAYS_KEPT)).timestamp()
    for folder in (Path(settings.FOLDER) / FOLDER).glob("*"):
        try:
            if folder.stat().st_mtime < oldest:
                _emptied(folder)
        except StillThere:
            logger.exception("deposit %s is still there after %s days", folder, DAYS_KEPT)


def _emptied(folder: Path) -> None:
    """Remove a folder; one that is already gone is no problem. Raises StillThere."""
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        return
    except OSError as problem:
        raise StillThere(STILL_THERE) from problem


def _kept(folder: Path, file: Any) -> str:
    """Write the file as it came, under a name that cannot leave the folder."""
    name = get_valid_filename(Path(file.name).name)
    with (folder / name).open("wb") as target:
        for part in file.chunks():
            target.write(part)
    return name
